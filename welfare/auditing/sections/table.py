"""What a file of a pack has: its headings, the keys of its rows cut into parts, and the rows of a part."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, TypeAlias, TypeVar

from django.db.models import Model, QuerySet

from office.sql import rows_of_sql
from office.types import Message
from welfare.auditing.models import AuditPack
from welfare.auditing.rules import PART_ROWS
from welfare.auditing.scope import moment_of

# Rows that are read at once.
CHUNK = 2000
RANGES = """
    SELECT min(id), max(id), count(*)
    FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS part FROM ({keys}) AS keys (id)) AS cut
    GROUP BY part ORDER BY part
"""
Row: TypeAlias = Sequence[object]
M = TypeVar("M", bound=Model)


class Range(NamedTuple):
    """The keys of the rows of one part, both included, and how many these are."""

    lo: int
    hi: int
    rows: int


@dataclass
class Tally:
    """What is added up while the rows of a part are written."""

    rows: int = 0
    amount: Decimal | None = None
    totals: dict[str, list[Decimal]] = field(default_factory=dict)

    def add(self, amount: Decimal | None) -> None:
        """Add an amount, in yuan, to the sum of the part."""
        if amount is not None:
            self.amount = (self.amount or Decimal(0)) + amount

    def add_to(self, key: str, *amounts: Decimal | int) -> None:
        """Add amounts to the totals under a key, each in its place."""
        before = self.totals.get(key) or [Decimal(0)] * len(amounts)
        self.totals[key] = [old + new for old, new in zip(before, amounts, strict=True)]

    @property
    def kept_totals(self) -> dict[str, list[str]]:
        """The totals as JSON keeps them to the fen."""
        return {key: [str(amount) for amount in amounts] for key, amounts in self.totals.items()}


@dataclass(frozen=True)
class Table:
    """The files of one kind."""

    heads: tuple[Message, ...]
    keys: Callable[[AuditPack], QuerySet[Model]]
    """All rows of the pack, of which the keys are cut into parts."""
    rows: Callable[[AuditPack, Range, Tally], Iterator[Row]]
    """The rows of a part, in the order of their keys, which it adds to the tally."""

    def ranges(self, pack: AuditPack) -> list[Range]:
        """Return the parts, one without rows where there is nothing; one statement."""
        keys, params = self.keys(pack).order_by().values_list("pk").query.sql_with_params()
        return [Range(*row) for row in rows_of_sql(RANGES.format(keys=keys), [PART_ROWS, *params])] or [Range(0, 0, 0)]


def between(rows: QuerySet[M], part: Range) -> QuerySet[M]:
    """Return those of the rows that are in the part, in the order of their keys."""
    return rows.filter(pk__gte=part.lo, pk__lte=part.hi).order_by("pk")


def by_the_moment(pack: AuditPack, at: datetime | None) -> datetime | None:
    """Return a time, None where it came only after the moment of the pack."""
    return at if at is not None and at <= moment_of(pack) else None

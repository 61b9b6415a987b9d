"""What the portal holds about one person. Each app registers its sheets and reasons to keep in `AppConfig.ready`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.http import FileResponse
from django.utils import timezone

from office.exports import Column, sheet_of
from office.types import Message
from office.workbooks import sheets_response

Row = TypeVar("Row")


@dataclass(frozen=True)
class HeldSheet(Generic[Row]):
    """One sheet of the workbook that a person is given; `rows` returns those of one member record, oldest first."""

    title: Message
    columns: Sequence[Column[Row]]
    # Any: the argument is a Member, which the office must not import.
    rows: Callable[[Any], Iterable[Row]]


# Any: each sheet has rows of another type.
HELD_SHEETS: dict[str, HeldSheet[Any]] = {}


@dataclass(frozen=True)
class RetentionReason:
    """A reason why members' entries can't be erased yet; `of` picks the member ids that it holds for."""

    reason: Message
    of: Callable[[Iterable[int]], Iterable[int]]


RETENTION_REASONS: dict[str, RetentionReason] = {}

# Any: as above. What upper apps hold of a person; each empties its own when the entry is erased.
ERASERS: list[Callable[[Any], None]] = []


def reasons_to_keep(members: Iterable[int]) -> dict[int, list[Message]]:
    """Return, by member id, why the entry can't be erased yet; one query for each reason."""
    found: dict[int, list[Message]] = {pk: [] for pk in members}
    for retention in RETENTION_REASONS.values():
        for pk in set(retention.of(found.keys())):
            found[pk].append(retention.reason)
    return found


def held_workbook(records: Sequence[Model], name: str) -> FileResponse:
    """Return all that is held about the person with these member records, as the download "`name` day.xlsx".

    It has every sheet; an empty one says that nothing of its kind is held.
    """
    sheets = (
        sheet_of(str(sheet.title), chain.from_iterable(map(sheet.rows, records)), sheet.columns)
        for sheet in HELD_SHEETS.values()
    )
    return sheets_response(f"{name} {timezone.localdate().isoformat()}", sheets)

"""What the portal holds about one person: every desk brings its parts when the portal starts, as it does its verbs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import FileResponse
from django.utils import timezone

from office.exports import Column, sheet_of
from office.workbooks import sheets_response


@dataclass(frozen=True)
class Part:
    """One sheet of what a person is handed: its title, its columns, and the rows of one record in the order of time."""

    title: Any
    columns: Sequence[Column]
    rows: Callable[[Any], Iterable[Any]]


PARTS: dict[str, Part] = {}


@dataclass(frozen=True)
class Keeper:
    """A reason why members' entries can't be erased yet; `of` picks those it holds for out of many ids at once."""

    reason: Any
    of: Callable[[Iterable[int]], Iterable[int]]


KEEPERS: dict[str, Keeper] = {}
# What else of a member each desk erases, in the transaction that erases the member.
ERASERS: dict[str, Callable[[Any], None]] = {}


def reasons_to_keep(members: Iterable[int]) -> dict[int, list[Any]]:
    """By member id, why the entry can't be erased yet; one query for each keeper."""
    found: dict[int, list[Any]] = {pk: [] for pk in members}
    for keeper in KEEPERS.values():
        for pk in set(keeper.of(found.keys())):
            found[pk].append(keeper.reason)
    return found


def workbook_of(records: Sequence[Any], name: str) -> FileResponse:
    """Everything held about the person of these member records as "`name` day.xlsx", a sheet for each part, the empty
    ones too: they say nothing is held."""
    sheets = (
        sheet_of(str(part.title), chain.from_iterable(map(part.rows, records)), part.columns) for part in PARTS.values()
    )
    return sheets_response(f"{name} {timezone.localdate().isoformat()}", sheets)

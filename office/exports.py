"""What a list shows, as a file that streams; that it left the portal goes on the record.

No job in the background: however long the list, the first rows leave at once, memory stays flat, the browser shows the
progress, and no copy of the register waits on a disk.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Generic, TypeVar

from django import forms
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest
from django.utils import timezone

from office import audit
from office.types import JsonValue, Message
from office.workbooks import sheets_response, streamed
from office.xlsx import FORMULA, Sheet

CHUNK = 2000
T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column of a workbook: its head, its width in characters, and what it says of a row."""

    head: Message
    width: int
    value: Callable[[T], object]


def export_list(
    verb: str,
    rows: Iterable[T],
    columns: Sequence[Column[T]],
    *,
    request: HttpRequest,
    name: Message,
    form: forms.Form | None = None,
    about: Model | None = None,
    unit: Model | None = None,
    reason: str = "",
    turned: Callable[[list[T]], Iterable[T]] | None = None,
    day: date | None = None,
) -> FileResponse:
    """The download of `rows`, each in `columns`, as "`name` day.xlsx" or, with `?format=csv`, as .csv.

    `rows` and `form` are those of the list's page, so that the file holds what the page shows, of all its pages; a
    queryset streams, and `turned` makes of a slice of it what is to be shown. `day` is the day that the rows are of,
    today by default. The audit event `verb` holds the filters, the number of rows and columns and the `reason`; it
    stands at `unit`, else at the unit that the form asks for, and is written before the first row leaves.
    """
    if not isinstance(rows, QuerySet | Sized):
        rows = list(rows)
    kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
    told: dict[str, JsonValue] = {
        "filters": _asked(request, form),
        "rows": rows.count() if isinstance(rows, QuerySet) else len(rows),
        "columns": len(columns),
        "format": kind,
    }
    place = unit or (form.cleaned_data.get("unit") if form else None)
    audit.record(verb, about, by=request.user, unit=place, label=str(about or name), reason=reason, changes=told)
    title = f"{name} {(day or timezone.localdate()).isoformat()}"
    sheet = sheet_of(title, _read(rows, turned), columns)
    if kind == "csv":
        return streamed(f"{title}.csv", _csv(sheet.rows), content_type="text/csv; charset=utf-8")
    return sheets_response(title, [sheet])


def sheet_of(title: str, rows: Iterable[T], columns: Sequence[Column[T]]) -> Sheet:
    return Sheet(title, _sheet_rows(rows, columns), [column.width for column in columns])


def _read(rows: Iterable[T], turned: Callable[[list[T]], Iterable[T]] | None) -> Iterator[T]:
    """The rows as the database hands them out, in one transaction, without which it would gather them all first."""
    if not isinstance(rows, QuerySet):
        yield from rows
        return
    with transaction.atomic():
        stream = rows.iterator(chunk_size=CHUNK)
        while part := list(islice(stream, CHUNK)):
            yield from turned(part) if turned else part


def _csv(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """UTF-8 with the mark by which Excel knows it; what would be run as a formula gets an apostrophe before it."""
    yield codecs.BOM_UTF8
    stream = iter(rows)
    while part := list(islice(stream, CHUNK)):
        lines = io.StringIO(newline="")
        csv.writer(lines, quoting=csv.QUOTE_NONNUMERIC).writerows([_harmless(cell) for cell in row] for row in part)
        yield lines.getvalue().encode()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _asked(request: HttpRequest, form: forms.Form | None) -> dict[str, str]:
    """The filters and the order as the address has them; a NUL can't be kept in the database."""
    names = [*(form.fields if form else ()), "sort"]
    return {name: text for name in names if (text := request.GET.get(name, "").replace("\0", ""))}


def _sheet_rows(rows: Iterable[T], columns: Sequence[Column[T]]) -> Iterator[list[object]]:
    """The heads, then each of `rows` in `columns`, in cells that a workbook takes."""
    yield [str(column.head) for column in columns]
    for row in rows:
        yield [_cell(column.value(row)) for column in columns]


def _cell(value: object) -> str | int | Decimal:
    """Numbers stay numbers, everything else is the text that people read."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)

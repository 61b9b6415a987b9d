"""Lists as files that are written while they are downloaded; each export is an audit event.

There is no background job: however long the list, the download starts at once, memory stays constant, the browser shows
the progress, and no copy of the register is left on a disk.
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
from django.template.loader import render_to_string
from django.utils import timezone

from office import audit, money
from office.secrets import mask_numbers
from office.types import JsonValue, Message
from office.workbooks import sheets_response, streaming_download
from office.xlsx import FORMULA, Sheet

CHUNK = 2000
# How many rows are printed at most; some 60 sheets of paper.
PRINT_LIMIT = 2000
# How many characters the columns of an upright sheet have room for.
WIDEST_UPRIGHT = 100
T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column of a workbook: its heading, its width in characters, and the function that returns a row's value."""

    head: Message
    width: int
    value: Callable[[T], object]
    total: bool = False
    """Whether its values are added up where the list is printed."""


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
    transform: Callable[[list[T]], Iterable[T]] | None = None,
    day: date | None = None,
) -> FileResponse:
    """Return `rows` as the download "`name` `day`.xlsx" (`?format=csv`: ".csv") and write the audit event `verb`.

    `rows` and the filter `form` are those of the list's page; a queryset is read in slices, and `transform` replaces
    the rows of a slice, say by those of an earlier day. `day` is that of the rows, by default today. The audit event
    holds the filters, the number of rows and columns and the `reason`; its unit is `unit`, else the one that `form`
    selects. It is written before the first row is sent.
    """
    if not isinstance(rows, QuerySet | Sized):
        rows = list(rows)
    kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    _record(verb, count, len(columns), kind, request=request, name=name, form=form, about=about, unit=unit, why=reason)
    title = f"{name} {(day or timezone.localdate()).isoformat()}"
    sheet = sheet_of(title, _read(rows, transform), columns)
    if kind == "csv":
        return streaming_download(f"{title}.csv", csv_pieces(sheet.rows), content_type="text/csv; charset=utf-8")
    return sheets_response(title, [sheet])


def print_list(
    verb: str,
    rows: Iterable[T],
    columns: Sequence[Column[T]],
    *,
    request: HttpRequest,
    name: Message,
    form: forms.Form | None = None,
    chips: Sequence[object] = (),
    about: Model | None = None,
    unit: Model | None = None,
    reason: str = "",
    transform: Callable[[list[T]], Iterable[T]] | None = None,
    day: date | None = None,
) -> FileResponse:
    """Return a page with `rows`, at most PRINT_LIMIT, which prints itself; `verb` is recorded as for a file.

    It names the filters (`chips`) and the day; above the limit it says so, and has no sums.
    """
    found = list(islice(_read(rows, transform), PRINT_LIMIT + 1))
    cut, found = len(found) > PRINT_LIMIT, found[:PRINT_LIMIT]
    _record(
        verb,
        len(found),
        len(columns),
        "print",
        request=request,
        name=name,
        form=form,
        about=about,
        unit=unit,
        why=reason,
    )
    values = [[column.value(row) for column in columns] for row in found]
    context = {
        "name": name,
        "about": about,
        "day": day or timezone.localdate(),
        "chips": chips,
        "heads": [_head(column) for column in columns],
        "rows": [[_printed(value) for value in row] for row in values],
        "sums": [] if cut else _sums(columns, values),
        "count": len(found),
        "limit": PRINT_LIMIT if cut else 0,
        "wide": sum(column.width for column in columns) > WIDEST_UPRIGHT,
        "now": timezone.localtime(),
    }
    page = render_to_string("office/list_print.html", context, request)
    return FileResponse(io.BytesIO(page.encode()), content_type="text/html; charset=utf-8")


def sheet_of(title: str, rows: Iterable[T], columns: Sequence[Column[T]]) -> Sheet:
    """Return the sheet with the headings of `columns` and a line for each of `rows`."""
    return Sheet(title, _sheet_rows(rows, columns), [column.width for column in columns])


def _record(
    verb: str,
    rows: int,
    columns: int,
    kind: str,
    *,
    request: HttpRequest,
    name: Message,
    form: forms.Form | None,
    about: Model | None,
    unit: Model | None,
    why: str,
) -> None:
    """Write the audit event of an export: the filters, the numbers of rows and columns, the format."""
    changes: dict[str, JsonValue] = {"filters": _asked(request, form), "rows": rows, "columns": columns, "format": kind}
    at_unit = unit or (form.cleaned_data.get("unit") if form else None)
    audit.record(verb, about, by=request.user, unit=at_unit, label=str(about or name), reason=why, changes=changes)


def _head(column: Column[T]) -> str:
    text = str(column.head)
    return text[:1].upper() + text[1:]


def _printed(value: object) -> tuple[object, bool]:
    """Return the text of a cell, and whether it is a number."""
    if isinstance(value, Decimal):
        return money.yuan(value), True
    if isinstance(value, bool) or not isinstance(value, int):
        return plain_cell(value), False
    return value, True


def _sums(columns: Sequence[Column[T]], values: Sequence[Sequence[object]]) -> list[tuple[str, str, str]]:
    """Return heading, sum and capital numerals ("" for counts) of each column that is added up."""
    found = []
    for index, column in enumerate(columns):
        amounts = [amount for row in values if isinstance(amount := row[index], Decimal | int)]
        if not column.total or not amounts:
            continue
        total = sum(amounts)
        if isinstance(total, Decimal):
            found.append((_head(column), money.yuan(total), money.capital_numerals(total)))
        else:
            found.append((_head(column), f"{total:,}", ""))
    return found


def _read(rows: Iterable[T], transform: Callable[[list[T]], Iterable[T]] | None) -> Iterator[T]:
    """Yield the rows; those of a queryset from a server-side cursor, which exists only inside a transaction."""
    if not isinstance(rows, QuerySet):
        yield from rows
        return
    with transaction.atomic():
        stream = rows.iterator(chunk_size=CHUNK)
        while part := list(islice(stream, CHUNK)):
            yield from transform(part) if transform else part


def csv_pieces(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield the file in UTF-8 with a byte order mark, which Excel needs, and with formulas made text."""
    yield codecs.BOM_UTF8
    stream = iter(rows)
    while part := list(islice(stream, CHUNK)):
        lines = io.StringIO(newline="")
        csv.writer(lines, quoting=csv.QUOTE_NONNUMERIC).writerows(
            [_without_formula(cell) for cell in row] for row in part
        )
        yield lines.getvalue().encode()


def _without_formula(cell: object) -> object:
    """Return the cell, with an apostrophe in front where a spreadsheet would run it as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _asked(request: HttpRequest, form: forms.Form | None) -> dict[str, str]:
    """Return the filters and the order of the query string, without NUL, which PostgreSQL can't store.

    What may be a certificate or phone number is masked, since the audit log is read by others than the exporter.
    """
    names = [*(form.fields if form else ()), "sort"]
    asked = {name: text for name in names if (text := request.GET.get(name, "").replace("\0", ""))}
    return {**asked, "q": mask_numbers(asked["q"])} if "q" in asked else asked


def _sheet_rows(rows: Iterable[T], columns: Sequence[Column[T]]) -> Iterator[list[object]]:
    """Yield the headings, then the cells of each row."""
    yield [str(column.head) for column in columns]
    for row in rows:
        yield [plain_cell(column.value(row)) for column in columns]


def plain_cell(value: object) -> str | int | Decimal:
    """Return a number as it is, anything else as text."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)

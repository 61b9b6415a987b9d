"""What a list shows, as a workbook; that it left the portal goes on the record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest
from django.utils import timezone

from union_portal.office import audit
from union_portal.office.workbooks import workbook_response

CHUNK = 2000


@dataclass(frozen=True)
class Column:
    """One column of a workbook: its head, its width in characters, and what it says of a row."""

    head: Any
    width: int
    value: Callable[[Any], Any]


def export_list(
    verb: str,
    rows: Iterable[Any],
    columns: Sequence[Column],
    *,
    request: HttpRequest,
    name: Any,
    form: forms.Form | None = None,
    about: Model | None = None,
    unit: Any = None,
) -> FileResponse:
    """The download of `rows`, each in `columns`, as "`name` day.xlsx", and an audit event `verb` with its filters.

    `rows` and `form` are those of the list's page, so that the workbook holds what the page shows, of all its pages.
    The event stands at `unit`, else at the unit that the form asks for.
    """
    sheet = sheet_rows(rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows, columns)
    widths = [column.width for column in columns]
    response = workbook_response(f"{name} {timezone.localdate().isoformat()}", sheet, widths=widths)
    # After the rows are read: an export of the audit log doesn't hold itself.
    place = unit or (form.cleaned_data.get("unit") if form else None)
    asked = _asked(request, form)
    audit.record(verb, about, by=request.user, unit=place, label=str(about or name), changes={"filters": asked})
    return response


def _asked(request: HttpRequest, form: forms.Form | None) -> dict[str, str]:
    """The filters and the order as the address has them; a NUL can't be kept in the database."""
    names = [*(form.fields if form else ()), "sort"]
    return {name: text for name in names if (text := request.GET.get(name, "").replace("\0", ""))}


def sheet_rows(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[list[Any]]:
    """The heads, then each of `rows` in `columns`, in cells that a workbook takes."""
    yield [str(column.head) for column in columns]
    for row in rows:
        yield [_cell(column.value(row)) for column in columns]


def _cell(value: Any) -> str | int | Decimal:
    """Numbers stay numbers, everything else is the text that people read."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)

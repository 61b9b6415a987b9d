"""Workbooks that go out: streamed row by row, and every text stays a text whatever it begins with."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767


def safe_cell(sheet: Any, value: Any) -> Any:
    """A cell that shows `value`; a text is never run as a formula, nor taken for an error or a link."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT])
    cell.data_type = "s"
    if value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        cell.quotePrefix = True
    return cell


def write_workbook(title: str, rows: Iterable[Sequence[Any]], *, widths: Sequence[int] = ()) -> IO[bytes]:
    """A workbook of one sheet in a temporary file, read from its start; `widths` are of columns, in characters."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for at, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + at)].width = width
    for row in rows:
        sheet.append([safe_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile()
    book.save(file)
    file.seek(0)
    return file


def workbook_response(name: str, rows: Iterable[Sequence[Any]], *, widths: Sequence[int] = ()) -> FileResponse:
    """The download of `rows` (the first one being the heads) as `name`.xlsx, kept by no cache."""
    file = write_workbook(name, rows, widths=widths)
    response = FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    response.headers["Cache-Control"] = "no-store, private"
    return response

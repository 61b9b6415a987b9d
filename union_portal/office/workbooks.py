"""Workbooks that go out: streamed row by row, and every text stays a text whatever it begins with."""

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import IO, Any

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767
# Excel opens no sheet that is longer.
LAST_ROW = 1_048_576


def safe_cell(sheet: Any, value: Any) -> Any:
    """A cell that shows `value`; a text is never run as a formula, nor taken for an error or a link."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT])
    cell.data_type = "s"
    if value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        cell.quotePrefix = True
    return cell


def save(book: Workbook) -> IO[bytes]:
    """The workbook in a temporary file, to be read from its start; the file is gone once it is closed."""
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())
        book.save(file)
        file.seek(0)
        stack.pop_all()
    return file


def download(book: Workbook, name: str) -> FileResponse:
    """The workbook as `name`.xlsx, kept by no cache."""
    response = FileResponse(save(book), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def workbook_response(name: str, rows: Iterable[Sequence[Any]], *, widths: Sequence[int] = ()) -> FileResponse:
    """The download of `rows`, the first of them being the heads; `widths` of columns, in characters.

    What one sheet can't hold goes on in a further one, under the same heads.
    """
    book = Workbook(write_only=True)
    add_sheet(book, name, rows, widths=widths)
    return download(book, name)


def add_sheet(book: Workbook, name: str, rows: Iterable[Sequence[Any]], *, widths: Sequence[int] = ()) -> None:
    """Put `rows`, heads first, into a sheet of a write-only workbook, or several where one is too small."""
    rows = iter(rows)
    heads = next(rows)
    sheet, filled = _new_sheet(book, name[:31], heads, widths), 1
    for row in rows:
        if filled == LAST_ROW:
            sheet, filled = _new_sheet(book, f"{name[:27]} {len(book.worksheets) + 1}", heads, widths), 1
        sheet.append([safe_cell(sheet, value) for value in row])
        filled += 1


def _new_sheet(book: Workbook, title: str, heads: Sequence[Any], widths: Sequence[int]) -> Any:
    sheet = book.create_sheet(title)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([safe_cell(sheet, value) for value in heads])
    return sheet

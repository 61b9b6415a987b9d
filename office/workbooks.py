"""Files that go out: made while they are sent, or, where a workbook needs more than plain sheets, beforehand."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import IO

from django.http import FileResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from office import xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def workbook_response(name: str, rows: Iterable[Sequence[object]], *, widths: Sequence[int] = ()) -> FileResponse:
    """The download of `rows`, the first of them being the heads; `widths` of columns, in characters."""
    return sheets_response(name, [xlsx.Sheet(name, rows, widths)])


def sheets_response(name: str, sheets: Iterable[xlsx.Sheet]) -> FileResponse:
    """The download of `sheets` as `name`.xlsx, made while it is sent."""
    return streamed(f"{name}.xlsx", xlsx.pieces(sheets), content_type=XLSX)


def streamed(file_name: str, pieces: Iterator[bytes], *, content_type: str) -> FileResponse:
    """The download of a file that is made while it is sent, in the language of this request, and kept by no cache."""
    response = FileResponse(_spoken(pieces, translation.get_language() or ""), content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _spoken(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """The language of a request is put away before its response streams."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece

"""Workbooks as downloads: plain sheets are written while they are sent, those with styles in memory first."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from django.http import FileResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from office import xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def save(book: Workbook) -> IO[bytes]:
    """Return the workbook as a file in memory, at its start.

    Not for rows about people: openpyxl writes each sheet to a temporary file on disk, as it is.
    """
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def download(book: Workbook, name: str) -> FileResponse:
    """Return the workbook as the download `name`.xlsx, which no cache stores."""
    response = FileResponse(save(book), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def workbook_response(name: str, rows: Iterable[Sequence[object]], *, widths: Sequence[int] = ()) -> FileResponse:
    """Return `rows`, of which the first are the headings, as the download `name`.xlsx; `widths` in characters."""
    return sheets_response(name, [xlsx.Sheet(name, rows, widths)])


def sheets_response(name: str, sheets: Iterable[xlsx.Sheet]) -> FileResponse:
    """Return `sheets` as the download `name`.xlsx, written while it is sent."""
    return streaming_download(f"{name}.xlsx", xlsx.stream_workbook(sheets), content_type=XLSX)


def streaming_download(file_name: str, pieces: Iterator[bytes], *, content_type: str) -> FileResponse:
    """Return a download that `pieces` writes while it is sent, in the request's language, and which no cache stores."""
    response = FileResponse(_translated(pieces, translation.get_language() or ""), content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _translated(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """Yield the pieces with `language` active: the request's own is deactivated before its response is streamed."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece

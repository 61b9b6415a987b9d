"""Opening a workbook that anybody may have sent, and streaming its rows without ever holding them all."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from members.importing.columns import COLUMNS, GUIDE_SHEET, HEADS, REQUIRED

MAX_UNPACKED = 400 * 1024**2
MAX_IN_MEMORY = 64 * 1024**2
MAX_RATIO = 100
MAX_ROWS = 200_000
MAX_COLUMNS = 100
HEAD_WITHIN = 30

OLD_FORMAT = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
DAMAGED = (
    zipfile.BadZipFile, ParseError, InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError,
    EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip


class UnreadableWorkbook(Exception):
    """The file can't be read as a roster; the message says why and what to do, in the person's language."""


class SheetRow(NamedTuple):
    """One row that is not blank: its number in the sheet and its cells by column key, blank ones left out."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True)
class Layout:
    """Where the roster lies in its workbook."""

    sheet: str
    head_row: int
    columns: dict[int, str]
    unknown_heads: list[str]
    last_row: int
    """The last row by the sheet's own word, 0 when it does not say."""


def check_container(file: IO[bytes], size: int, limit: int) -> None:
    """Refuse what is no workbook, too large, or swells when unpacked, before any of it is unpacked.

    `size` and `limit` are bytes. Raises UnreadableWorkbook.
    """
    if size > limit:
        raise UnreadableWorkbook(
            _("The file is larger than %(limit)d MB. Split it and import the parts.") % {"limit": limit // 1024**2}
        )
    file.seek(0)
    start = file.read(4)
    if start == OLD_FORMAT:
        raise UnreadableWorkbook(
            _("The workbook is protected by a password or in the old .xls format. Save it as .xlsx without a password.")
        )
    if start != ZIP:
        raise UnreadableWorkbook(
            _("This is no Excel workbook, whatever its name says. Open it in Excel or WPS and save it as .xlsx.")
        )
    try:
        _check_parts(zipfile.ZipFile(file))
    except DAMAGED as why:
        raise _damaged() from why


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    in_memory = sum(part.file_size for part in parts if "worksheets/" not in part.filename)
    if unpacked > MAX_UNPACKED or in_memory > MAX_IN_MEMORY or unpacked > 1024**2 + MAX_RATIO * packed:
        raise UnreadableWorkbook(_("The workbook swells far beyond its size when unpacked, so it is not opened."))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(2048):
                    raise UnreadableWorkbook(_("The workbook holds what no roster needs, so it is not opened."))


def _damaged() -> UnreadableWorkbook:
    return UnreadableWorkbook(_("The workbook is damaged. Open it in Excel or WPS, save it again and try once more."))


def find_roster(file: IO[bytes]) -> Layout:
    """The first sheet with the roster's headline, wherever it stands in the first rows and whatever its order.

    Raises UnreadableWorkbook, naming the required heads that are missing.
    """
    try:
        return _find_roster(file)
    except UnreadableWorkbook:
        raise
    except DAMAGED as why:
        raise _damaged() from why


def _find_roster(file: IO[bytes]) -> Layout:
    file.seek(0)
    book = load_workbook(file, read_only=True)
    missing = list(REQUIRED)
    for sheet in book.worksheets:
        if sheet.title.strip() == GUIDE_SHEET:
            continue
        last_row = sheet.max_row or 0
        sheet.reset_dimensions()
        for number, values in enumerate(
            sheet.iter_rows(max_row=HEAD_WITHIN, max_col=MAX_COLUMNS, values_only=True), start=1
        ):
            columns, unknown = _read_heads(values)
            lacking = [key for key in REQUIRED if key not in columns.values()]
            if not lacking:
                return Layout(sheet.title, number, columns, unknown, last_row)
            missing = min(missing, lacking, key=len)
    raise UnreadableWorkbook(
        _("No sheet has the roster's headline: %(heads)s missing. Use the template.")
        % {"heads": "、".join(COLUMNS[key] for key in missing)}
    )


def _read_heads(values: tuple[Any, ...]) -> tuple[dict[int, str], list[str]]:
    columns: dict[int, str] = {}
    unknown = []
    for index, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            continue
        key = HEADS.get(_plain_head(value))
        if key is None or key in columns.values():
            unknown.append(value.strip()[:50])
        else:
            columns[index] = key
    return columns, unknown


def _plain_head(head: str) -> str:
    plain = "".join(head.split()).replace("*", "").replace("＊", "")
    return plain.replace("（", "(").replace("）", ")")


def estimate_rows(file: IO[bytes], layout: Layout) -> int:
    """About how many rows the sheet has, for a progress bar: its own word, else the rows of the largest sheet."""
    if layout.last_row:
        return layout.last_row
    archive = zipfile.ZipFile(file)
    sheets = [part for part in archive.infolist() if "worksheets/" in part.filename]
    rows, rest = 0, b""
    with archive.open(max(sheets, key=lambda part: part.file_size)) as opened:
        while block := opened.read(1024**2):
            block = rest + block
            rows += block.count(b"<row ")
            rest = block[-4:]
    return rows


def read_rows(file: IO[bytes], layout: Layout) -> Iterator[SheetRow]:
    """The rows below the headline that are not blank, in order.

    Raises UnreadableWorkbook when the file breaks off, or holds more than MAX_ROWS rows.
    """
    try:
        file.seek(0)
        sheet = load_workbook(file, read_only=True)[layout.sheet]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(min_row=layout.head_row + 1, max_col=MAX_COLUMNS, values_only=True)
        for number, values in enumerate(rows, start=layout.head_row + 1):
            if number > layout.head_row + MAX_ROWS:
                too_long = _("The sheet has more than %(rows)s rows. Split it and import the parts.")
                raise UnreadableWorkbook(too_long % {"rows": f"{MAX_ROWS:,}"})
            cells = {key: values[at] for at, key in layout.columns.items() if at < len(values) and _filled(values[at])}
            if cells:
                yield SheetRow(number, cells)
    except UnreadableWorkbook:
        raise
    except DAMAGED as why:
        raise _damaged() from why


def _filled(value: Any) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())

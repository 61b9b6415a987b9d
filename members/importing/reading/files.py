"""Checking an uploaded workbook or CSV file, finding the table in it, and streaming its rows."""

import json
import os
import subprocess
import sys
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import IO, NamedTuple, Self
from xml.etree.ElementTree import ParseError

from defusedxml.common import DTDForbidden
from defusedxml.ElementTree import iterparse
from django.conf import settings
from django.utils.translation import gettext as _

from members.importing.reading.columns import COLUMNS, GUIDE_SHEET, HEADS, Cells, required_columns
from members.importing.reading.sheets import DAMAGE_ERRORS, FILE_KEY, Row, open_book, sheet_rows, text_rows
from members.importing.rules import ImportKey
from office.chunked_files.processing import UnreadableFile
from office.encrypted_files.format import DamagedFile, EncryptedFile
from office.types import FieldValues

# Limits of a workbook in bytes when unpacked, of its parts that are read into memory, and of the ratio of compression.
MAX_UNPACKED = 400 * 1024**2
MAX_IN_MEMORY = 64 * 1024**2
MAX_RATIO = 100
MAX_ROWS = 200_000
# How far down the headings are searched.
MAX_HEAD_ROW = 30
# With fewer rows, a process of its own takes longer to start than the rows take to read.
ROWS_FOR_A_PROCESS = 5_000

OLD_FORMAT = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
ENCODINGS = ("utf-8", "gb18030")
DELIMITERS = (",", ";", "\t")
BLOCK_SIZE = 1024**2


class UnreadableWorkbook(UnreadableFile):
    """The file can't be read as a table with the columns expected; the message says why and what to do."""


class SheetRow(NamedTuple):
    """A row that is not blank: its number in the sheet, from 1, and its cells, without blank ones."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Layout:
    """Where in a file the table is."""

    sheet: str
    """The title of the sheet; "" for a CSV file, which has an encoding and a delimiter instead."""
    head_row: int
    """The number of the row with the headings, from 1."""
    columns: dict[int, str] = field(default_factory=dict)
    """The column keys by position, from 0."""
    unknown_heads: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""

    def as_json(self) -> FieldValues:
        return asdict(self)

    @classmethod
    def from_json(cls, values: FieldValues) -> Self:
        return cls(**{**values, "columns": {int(at): key for at, key in values["columns"].items()}})

    @property
    def width(self) -> int:
        """How many columns have to be read."""
        return max(self.columns) + 1


def check_container(file: IO[bytes], size: int, limit: int) -> None:
    """Raise UnreadableWorkbook for a file that is no workbook or CSV file, too large, or dangerous to unpack.

    `size`: that of the file, `limit`: the allowed one, in bytes.
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
        detect_encoding(file)
        return
    try:
        _check_parts(zipfile.ZipFile(file))
    except DAMAGE_ERRORS as why:
        raise _damaged() from why


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    in_memory = sum(part.file_size for part in parts if "worksheets/" not in part.filename)
    if unpacked > MAX_UNPACKED or in_memory > MAX_IN_MEMORY or unpacked > 1024**2 + MAX_RATIO * packed:
        raise UnreadableWorkbook(_("The workbook swells far beyond its size when unpacked, so it is not opened."))
    for part in parts:
        with archive.open(part) as opened:
            if _has_doctype(opened):
                raise UnreadableWorkbook(_("The workbook holds what no roster needs, so it is not opened."))


def _has_doctype(part: IO[bytes]) -> bool:
    """Return whether a part of a workbook is XML with a document type, in whatever encoding and behind what comments.

    Only a document type can declare entities, and it stands before the first element: nothing further is read.
    """
    try:
        next(iter(iterparse(part, events=("start",), forbid_dtd=True)), None)
    except DTDForbidden:
        return True
    except (ParseError, ValueError, LookupError):
        # A picture, or what openpyxl's parser, which is the same, won't read either.
        return False
    return False


def detect_encoding(file: IO[bytes]) -> str:
    """Return the encoding of a CSV file, which skips a byte order mark: UTF-8, else GB18030.

    All of the file is read: a guess by the first rows could garble names further down. Raises UnreadableWorkbook for
    any other file.
    """
    file.seek(0)
    start = file.read(BLOCK_SIZE)
    if start.strip() and b"\0" not in start and not start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        for encoding in ENCODINGS:
            if _decodes_as(encoding, file):
                return "utf-8-sig" if encoding == "utf-8" else encoding
    raise UnreadableWorkbook(
        _(
            "This is no Excel workbook, whatever its name says, nor a CSV file in UTF-8 or GB18030. "
            "Open it in Excel or WPS and save it as .xlsx or as CSV UTF-8."
        )
    )


def _decodes_as(encoding: str, file: IO[bytes]) -> bool:
    decoder = getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(BLOCK_SIZE):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _damaged() -> UnreadableWorkbook:
    return UnreadableWorkbook(_("The workbook is damaged. Open it in Excel or WPS, save it again and try once more."))


def find_roster(file: IO[bytes], key: str = ImportKey.CERTIFICATE) -> Layout:
    """Return where in a file the roster is: the first sheet with its headings, in any order.

    `key`: the column by which rows are matched with members. Raises UnreadableWorkbook, which names missing headings.
    """
    return find_table(file, HEADS, {column: COLUMNS[column] for column in required_columns(key)})


def find_table(file: IO[bytes], heads: dict[str, str], required: dict[str, str]) -> Layout:
    """Return where in a file the first sheet is that has the `required` headings, in its first MAX_HEAD_ROW rows.

    `heads`: column keys by heading; `required`: headings by column key. Raises UnreadableWorkbook, which names the
    missing headings of the row that has most of them.
    """
    missing = list(required)
    try:
        for layout, values in _first_rows(file):
            columns, unknown = _read_heads(values, heads)
            lacking = [key for key in required if key not in columns.values()]
            if not lacking:
                return replace(layout, columns=columns, unknown_heads=unknown)
            missing = min(missing, lacking, key=len)
    except DAMAGE_ERRORS as why:
        raise _damaged() from why
    raise UnreadableWorkbook(
        _("No sheet has the roster's headline: %(heads)s missing. Use the template.")
        % {"heads": "、".join(required[key] for key in missing)}
    )


def _first_rows(file: IO[bytes]) -> Iterator[tuple[Layout, Row]]:
    """Yield the first rows of every sheet, or of a CSV file by every delimiter, each with the layout it would head."""
    if not is_workbook(file):
        encoding = detect_encoding(file)
        for delimiter in DELIMITERS:
            rows = islice(text_rows(file, encoding, delimiter), MAX_HEAD_ROW)
            for number, values in enumerate(rows, start=1):
                yield Layout("", number, encoding=encoding, delimiter=delimiter), values
        return
    book = open_book(file)
    for sheet in book.worksheets:
        if sheet.title.strip() == GUIDE_SHEET:
            continue
        for number, values in enumerate(islice(sheet_rows(book, sheet.title), MAX_HEAD_ROW), start=1):
            yield Layout(sheet.title, number), values


def is_workbook(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(4) == ZIP


def _read_heads(values: Row, heads: dict[str, str]) -> tuple[dict[int, str], list[str]]:
    """Return the column keys by position, and the headings that are not read: unknown or repeated ones."""
    columns: dict[int, str] = {}
    unknown = []
    for index, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            continue
        key = heads.get(_normalised_head(value))
        if key is None or key in columns.values():
            unknown.append(value.strip()[:50])
        else:
            columns[index] = key
    return columns, unknown


def split_unread_heads(unread: list[str], heads: dict[str, str]) -> dict[str, list[str]]:
    """Return the headings that were not read by reason: `unknown`, or `repeated`, where the first one was read."""
    repeated = [head for head in unread if _normalised_head(head) in heads]
    return {"repeated": repeated, "unknown": [head for head in unread if head not in repeated]}


def _normalised_head(head: str) -> str:
    plain = "".join(head.split()).replace("*", "").replace("＊", "")
    return plain.replace("（", "(").replace("）", ")")


def estimate_rows(file: IO[bytes], layout: Layout) -> int:
    """Return about how many rows the sheet has, for the progress: in a workbook, those of the largest sheet."""
    if not layout.sheet:
        return _count(file, b"\n")
    archive = zipfile.ZipFile(file)
    sheets = [part for part in archive.infolist() if "worksheets/" in part.filename]
    with archive.open(max(sheets, key=lambda part: part.file_size)) as opened:
        return _count(opened, b"<row ")


def _count(file: IO[bytes], mark: bytes) -> int:
    """Return how often `mark` occurs in the file."""
    found, rest = 0, b""
    if file.seekable():
        file.seek(0)
    while block := file.read(BLOCK_SIZE):
        block = rest + block
        found += block.count(mark)
        rest = block[len(block) - len(mark) + 1 :]
    return found


def read_rows(file: IO[bytes], layout: Layout, *, after: int = 0, own_process: bool = False) -> Iterator[SheetRow]:
    """Yield the rows that are not blank, below the headings and below the row `after`.

    With `own_process` another process unpacks a workbook meanwhile. Raises UnreadableWorkbook when the file is damaged
    or has more than MAX_ROWS rows.
    """
    try:
        start, columns = max(layout.head_row, after), list(layout.columns.items())
        for number, values in islice(enumerate(raw_rows(file, layout, own_process=own_process), start=1), start, None):
            if number > layout.head_row + MAX_ROWS:
                too_long = _("The sheet has more than %(rows)s rows. Split it and import the parts.")
                raise UnreadableWorkbook(too_long % {"rows": f"{MAX_ROWS:,}"})
            cells = {
                key: value
                for at, key in columns
                if at < len(values) and (value := values[at]) is not None and value != ""
            }
            if any(type(value) is not str or not value.isspace() for value in cells.values()):
                yield SheetRow(number, cells)
    except DAMAGE_ERRORS as why:
        raise _damaged() from why


def raw_rows(file: IO[bytes], layout: Layout, *, width: int = 0, own_process: bool = False) -> Iterator[Row]:
    """Return every row of the sheet from the first, also blank ones, as far as column `width`.

    By default that is the last column that is read; rows of a CSV file are as long as they are.
    """
    if not layout.sheet:
        return text_rows(file, layout.encoding, layout.delimiter)
    width = width or layout.width
    if own_process:
        return _rows_from_process(file, layout.sheet, width)
    return sheet_rows(open_book(file), layout.sheet, width=width)


def _rows_from_process(file: IO[bytes], sheet: str, width: int) -> Iterator[Row]:
    """Yield the rows that another process reads; of an encrypted file it is given the key, so that it decrypts it."""
    content = getattr(file, "file", file)
    encrypted = content if isinstance(content, EncryptedFile) else None
    command = [sys.executable, "-m", "members.importing.reading.sheets", sheet, str(width)]
    file.seek(0)
    with subprocess.Popen(
        [*command, encrypted.stored_as] if encrypted else command,
        stdin=encrypted.encrypted if encrypted else file,
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        env={**os.environ, FILE_KEY: encrypted.key.hex()} if encrypted else None,
    ) as reader:
        try:
            assert reader.stdout is not None
            for line in reader.stdout:
                rows = json.loads(line)
                if rows is None:
                    raise _damaged()
                if rows is False:
                    raise DamagedFile(f"a chunk of {encrypted.stored_as if encrypted else sheet} isn't what was stored")
                if not rows:
                    return
                yield from rows
            raise ReaderProcessDied(f"the reading process ended with {reader.wait()} before the sheet did")
        finally:
            reader.kill()


class ReaderProcessDied(Exception):
    """The process that unpacks the workbook was killed; the next attempt goes on after the last stored chunk."""

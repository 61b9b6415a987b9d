"""Opening a file that anybody may have sent, and streaming its rows without ever holding them all."""

import json
import subprocess
import sys
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import IO, NamedTuple, Self

from django.conf import settings
from django.utils.translation import gettext as _

from members.importing.reading.columns import COLUMNS, GUIDE_SHEET, HEADS, required_heads
from members.importing.reading.sheets import DAMAGED, Row, open_book, sheet_rows, text_rows
from members.importing.rules import ImportKey
from office.chunked_files.work import UnreadableFile
from office.types import FieldValues

MAX_UNPACKED = 400 * 1024**2
MAX_IN_MEMORY = 64 * 1024**2
MAX_RATIO = 100
MAX_ROWS = 200_000
HEAD_WITHIN = 30
# Below this a process of its own takes longer to start than the rows to read.
WORTH_A_PROCESS = 5_000

OLD_FORMAT = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
ENCODINGS = ("utf-8", "gb18030")
DELIMITERS = (",", ";", "\t")
BLOCK = 1024**2


class UnreadableWorkbook(UnreadableFile):
    """The file can't be read as a roster; the message says why and what to do, in the person's language."""


# What a sheet's row holds, by column key; blank cells are left out.
Cells = dict[str, object]


class SheetRow(NamedTuple):
    """One row that is not blank: its number in the sheet and its cells by column key, blank ones left out."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Layout:
    """Where the roster lies in its file."""

    sheet: str
    """Title of the sheet; "" for a CSV file, which has an encoding and a delimiter instead."""
    head_row: int
    columns: dict[int, str]
    unknown_heads: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""

    def as_json(self) -> FieldValues:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: FieldValues) -> Self:
        return cls(**{**kept, "columns": {int(at): key for at, key in kept["columns"].items()}})

    @property
    def width(self) -> int:
        return max(self.columns) + 1


def check_container(file: IO[bytes], size: int, limit: int) -> None:
    """Refuse what is neither workbook nor text, too large, or swells when unpacked, before any of it is unpacked.

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
        detect_encoding(file)
        return
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


def detect_encoding(file: IO[bytes]) -> str:
    """UTF-8 if all of the file is that, else GB18030 if all of it is that; a byte order mark is left out.

    Raises UnreadableWorkbook for anything else: a guess that fits only the first rows would spoil names further down.
    """
    file.seek(0)
    start = file.read(BLOCK)
    if start.strip() and b"\0" not in start and not start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        for encoding in ENCODINGS:
            if _all_is(encoding, file):
                return "utf-8-sig" if encoding == "utf-8" else encoding
    raise UnreadableWorkbook(
        _(
            "This is no Excel workbook, whatever its name says, nor a CSV file in UTF-8 or GB18030. "
            "Open it in Excel or WPS and save it as .xlsx or as CSV UTF-8."
        )
    )


def _all_is(encoding: str, file: IO[bytes]) -> bool:
    decoder = getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _damaged() -> UnreadableWorkbook:
    return UnreadableWorkbook(_("The workbook is damaged. Open it in Excel or WPS, save it again and try once more."))


def find_roster(file: IO[bytes], key: str = ImportKey.CERTIFICATE) -> Layout:
    """The first sheet with the roster's headline, wherever it stands in the first rows and whatever its order.

    `key` says what its rows are told by. Raises UnreadableWorkbook, naming the required heads that are missing.
    """
    return find_table(file, HEADS, {column: COLUMNS[column] for column in required_heads(key)})


def find_table(file: IO[bytes], heads: dict[str, str], required: dict[str, str]) -> Layout:
    """The first sheet with a headline of `heads` (head → column key) that has all of `required` (key → its head).

    Raises UnreadableWorkbook, naming the required heads that are missing.
    """
    missing = list(required)
    try:
        for candidate, values in _first_rows(file):
            columns, unknown = _read_heads(values, heads)
            lacking = [head for head in required if head not in columns.values()]
            if not lacking:
                return Layout(**candidate, columns=columns, unknown_heads=unknown)
            missing = min(missing, lacking, key=len)
    except DAMAGED as why:
        raise _damaged() from why
    raise UnreadableWorkbook(
        _("No sheet has the roster's headline: %(heads)s missing. Use the template.")
        % {"heads": "、".join(required[head] for head in missing)}
    )


def _first_rows(file: IO[bytes]) -> Iterator[tuple[FieldValues, Row]]:
    """The first rows of every sheet, or of the text by every delimiter, each with where it lies."""
    if not is_workbook(file):
        encoding = detect_encoding(file)
        for delimiter in DELIMITERS:
            rows = islice(text_rows(file, encoding, delimiter), HEAD_WITHIN)
            for number, values in enumerate(rows, start=1):
                yield {"sheet": "", "head_row": number, "encoding": encoding, "delimiter": delimiter}, values
        return
    book = open_book(file)
    for sheet in book.worksheets:
        if sheet.title.strip() == GUIDE_SHEET:
            continue
        for number, values in enumerate(islice(sheet_rows(book, sheet.title), HEAD_WITHIN), start=1):
            yield {"sheet": sheet.title, "head_row": number}, values


def is_workbook(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(4) == ZIP


def _read_heads(values: Row, heads: dict[str, str]) -> tuple[dict[int, str], list[str]]:
    columns: dict[int, str] = {}
    unknown = []
    for index, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            continue
        key = heads.get(_plain_head(value))
        if key is None or key in columns.values():
            unknown.append(value.strip()[:50])
        else:
            columns[index] = key
    return columns, unknown


def told_apart(unread: list[str], heads: dict[str, str]) -> dict[str, list[str]]:
    """The heads that were not read: those `unknown`, and those there `twice`, of which the first was read."""
    twice = [head for head in unread if _plain_head(head) in heads]
    return {"twice": twice, "unknown": [head for head in unread if head not in twice]}


def _plain_head(head: str) -> str:
    plain = "".join(head.split()).replace("*", "").replace("＊", "")
    return plain.replace("（", "(").replace("）", ")")


def estimate_rows(file: IO[bytes], layout: Layout) -> int:
    """About how many rows the sheet has, for a progress bar: those of the largest part."""
    if not layout.sheet:
        return _count(file, b"\n")
    archive = zipfile.ZipFile(file)
    sheets = [part for part in archive.infolist() if "worksheets/" in part.filename]
    with archive.open(max(sheets, key=lambda part: part.file_size)) as opened:
        return _count(opened, b"<row ")


def _count(file: IO[bytes], mark: bytes) -> int:
    found, rest = 0, b""
    if file.seekable():
        file.seek(0)
    while block := file.read(BLOCK):
        block = rest + block
        found += block.count(mark)
        rest = block[len(block) - len(mark) + 1 :]
    return found


def read_rows(file: IO[bytes], layout: Layout, *, after: int = 0, apart: bool = False) -> Iterator[SheetRow]:
    """The rows below the headline, and below row `after`, that are not blank, in order.

    `apart` lets a process of its own unpack the workbook, beside whoever takes the rows. Raises UnreadableWorkbook when
    the file breaks off, or holds more than MAX_ROWS rows.
    """
    try:
        start, columns = max(layout.head_row, after), list(layout.columns.items())
        for number, values in islice(enumerate(raw_rows(file, layout, apart=apart), start=1), start, None):
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
    except DAMAGED as why:
        raise _damaged() from why


def raw_rows(file: IO[bytes], layout: Layout, *, width: int = 0, apart: bool = False) -> Iterator[Row]:
    """Every row of the roster's sheet from the first, blank ones too, as far as its last column."""
    if not layout.sheet:
        return text_rows(file, layout.encoding, layout.delimiter)
    width = width or layout.width
    return _rows_apart(file, layout.sheet, width) if apart else sheet_rows(open_book(file), layout.sheet, width=width)


def _rows_apart(file: IO[bytes], sheet: str, width: int) -> Iterator[Row]:
    command = [sys.executable, "-m", "members.importing.reading.sheets", sheet, str(width)]
    file.seek(0)
    with subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) as reader:
        try:
            assert reader.stdout is not None
            for line in reader.stdout:
                rows = json.loads(line)
                if rows is None:
                    raise _damaged()
                if not rows:
                    return
                yield from rows
            raise ReaderDied(f"the reading process ended with {reader.wait()} before the sheet did")
        finally:
            reader.kill()


class ReaderDied(Exception):
    """The process that unpacks the workbook was killed; the rows it had sent are whole, and the next one goes on."""

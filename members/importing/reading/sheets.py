"""Reading the rows of a workbook or CSV file. Imports no Django, so that a reading process starts at once.

`python -m members.importing.reading.sheets SHEET WIDTH [NAME]` reads the workbook on its standard input and writes the
rows of the sheet as lines of JSON. With NAME the workbook is the encrypted file of that name, whose key is in FILE_KEY.
"""

import csv
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import IO, TypeAlias
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from office.encrypted_files.format import DamagedFile, EncryptedFile

# The variable with the key of an encrypted workbook, in hexadecimal digits: arguments are seen by everybody.
FILE_KEY = "PORTAL_FILE_KEY"
MAX_COLUMNS = 100
ROWS_PER_LINE = 500
# What openpyxl, zipfile, the XML parser and csv raise for a damaged file.
DAMAGE_ERRORS = (
    zipfile.BadZipFile,
    ParseError,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    # A part packed by a method that zipfile doesn't know; a part under a password.
    NotImplementedError,
    RuntimeError,
    csv.Error,
)
STRING, TEXT = f"{{{SHEET_MAIN_NS}}}si", f"{{{SHEET_MAIN_NS}}}t"
# How spreadsheets write numbers that are to stay text into CSV files: ="370502…" and '370502….
KEPT_AS_TEXT = re.compile(r"""="(.*)"|'(.+)""", re.DOTALL)

Row: TypeAlias = Sequence[object]


class SharedStrings:
    """A workbook's shared strings, read only as far as cells need them: for the headings, a few are enough."""

    def __init__(self, source: IO[bytes]) -> None:
        self._nodes = iterparse(source)
        self._read: list[str] = []

    def __getitem__(self, at: int) -> str:
        while len(self._read) <= at:
            self._read.append(self._next())
        return self._read[at]

    def _next(self) -> str:
        for _event, node in self._nodes:
            if node.tag == STRING:
                only = node[0] if len(node) == 1 else None
                text: str = (only.text or "") if only is not None and only.tag == TEXT else Text.from_tree(node).content
                node.clear()
                return text.replace("x005F_", "")
        raise IndexError("a cell names a shared string that there isn't")


class _Sheet(ReadOnlyWorksheet):
    def _get_size(self) -> None:
        """Do nothing: where a sheet doesn't state its size, openpyxl would read all of it to find out."""


class _Reader(ExcelReader):
    def read_strings(self) -> None:
        if (part := self.package.find(SHARED_STRINGS)) is not None:
            self.shared_strings = SharedStrings(self.archive.open(part.PartName[1:]))

    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                self.wb._sheets.append(_Sheet(self.wb, sheet.name, relation.target, self.shared_strings))


def open_book(file: IO[bytes]) -> Workbook:
    """Return the workbook, whose sheets are streamed; a cell with a formula has its text, not its saved result."""
    file.seek(0)
    reader = _Reader(file, read_only=True, keep_links=False)
    reader.read()
    return reader.wb


def sheet_rows(book: Workbook, title: str, *, width: int = MAX_COLUMNS) -> Iterator[Row]:
    """Yield all rows of a sheet from the first, each with `width` columns."""
    yield from book[title].iter_rows(max_col=width, values_only=True)


def text_rows(file: IO[bytes], encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield all rows of a CSV file from the first, each with at most MAX_COLUMNS columns."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        for row in csv.reader(text, delimiter=delimiter):
            yield tuple(_without_text_mark(cell) for cell in row[:MAX_COLUMNS])
    finally:
        text.detach()


def _without_text_mark(cell: str) -> str:
    found = KEPT_AS_TEXT.fullmatch(cell.strip())
    return cell if found is None else found[1] or found[2] or ""


def write_json_lines(file: IO[bytes], title: str, *, width: int, out: IO[str]) -> None:
    """Write the rows of a sheet as JSON, ROWS_PER_LINE to a line, then an empty list.

    Instead of it null if the workbook is damaged, and false if the encrypted file isn't as it was stored.
    """
    try:
        rows = sheet_rows(open_book(file), title, width=width)
        while line := list(islice(rows, ROWS_PER_LINE)):
            print(json.dumps(line, ensure_ascii=False, default=_json_value), file=out, flush=True)
        print("[]", file=out, flush=True)
    except BrokenPipeError:
        sys.exit("the worker has closed the pipe")
    except DamagedFile:
        print("false", file=out, flush=True)
    except DAMAGE_ERRORS:
        print("null", file=out, flush=True)


def _json_value(value: object) -> str:
    """Return a date as ISO 8601, without a time of day, which no column of a roster has; anything else as text."""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    with open(0, "rb") as sent, open(1, "w", encoding="utf-8") as out:
        sheet, width, *name = sys.argv[1:]
        workbook = EncryptedFile(sent, bytes.fromhex(os.environ[FILE_KEY]), name[0]) if name else sent
        write_json_lines(workbook, sheet, width=int(width), out=out)

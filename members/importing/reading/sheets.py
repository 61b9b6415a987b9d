"""Rows out of a file, bare as they lie there. Knows nothing of Django, so that a reading process is up at once.

`python -m members.importing.reading.sheets` reads the workbook on its standard input, writes its rows as lines of JSON.
"""

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

MAX_COLUMNS = 100
LINE_OF_ROWS = 500
DAMAGED = (
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
    NotImplementedError,
    RuntimeError,
    csv.Error,
)
STRING, TEXT = f"{{{SHEET_MAIN_NS}}}si", f"{{{SHEET_MAIN_NS}}}t"
# What spreadsheets write so that long numbers survive as text: ="370502…" and '370502….
KEPT_AS_TEXT = re.compile(r"""="(.*)"|'(.+)""", re.DOTALL)

Row = tuple[Any, ...]


class Strings:
    """A workbook's shared strings, read as far as a cell has asked: to find the heads, a few are enough."""

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
                text = (only.text or "") if only is not None and only.tag == TEXT else Text.from_tree(node).content
                node.clear()
                return text.replace("x005F_", "")
        raise IndexError("a cell names a shared string that there isn't")


class _Sheet(ReadOnlyWorksheet):
    def _get_size(self) -> None:
        """Its size is not asked for: where a sheet doesn't say it, openpyxl would read all of it to find out."""


class _Reader(ExcelReader):
    def read_strings(self) -> None:
        if (part := self.package.find(SHARED_STRINGS)) is not None:
            self.shared_strings = Strings(self.archive.open(part.PartName[1:]))

    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                self.wb._sheets.append(_Sheet(self.wb, sheet.name, relation.target, self.shared_strings))


def open_book(file: IO[bytes]) -> Workbook:
    """The workbook, its sheets to be streamed; a formula stays the text that it is, so that no check takes it."""
    file.seek(0)
    reader = _Reader(file, read_only=True, keep_links=False)
    reader.read()
    return reader.wb


def sheet_rows(book: Workbook, title: str, *, width: int = MAX_COLUMNS) -> Iterator[Row]:
    """All rows of a sheet from the first, `width` columns of them."""
    yield from book[title].iter_rows(max_col=width, values_only=True)


def text_rows(file: IO[bytes], encoding: str, delimiter: str) -> Iterator[Row]:
    """All rows of a CSV file from the first."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        for row in csv.reader(text, delimiter=delimiter):
            yield tuple(_bare(cell) for cell in row[:MAX_COLUMNS])
    finally:
        text.detach()


def _bare(cell: str) -> str:
    found = KEPT_AS_TEXT.fullmatch(cell.strip())
    return cell if found is None else found[1] or found[2] or ""


def write_lines(file: IO[bytes], title: str, *, width: int, out: IO[str]) -> None:
    """All rows of a sheet as JSON lines, LINE_OF_ROWS at a time; an empty list ends them, null says: damaged."""
    try:
        rows = sheet_rows(open_book(file), title, width=width)
        while line := list(islice(rows, LINE_OF_ROWS)):
            print(json.dumps(line, ensure_ascii=False, default=_plain), file=out, flush=True)
        print("[]", file=out, flush=True)
    except BrokenPipeError:
        sys.exit("nobody listens any more")
    except DAMAGED:
        print("null", file=out, flush=True)


def _plain(value: Any) -> str:
    """Dates as ISO 8601, without a time of day, which no column of a roster has."""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    with open(0, "rb") as sent, open(1, "w", encoding="utf-8") as taker:
        write_lines(sent, sys.argv[1], width=int(sys.argv[2]), out=taker)

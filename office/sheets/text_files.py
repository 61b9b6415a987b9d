"""Reading CSV files: their encoding, and their rows. Imports no Django."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from typing import IO

from office.sheets.cells import Row, text_cell
from office.sheets.packages import BLOCK_SIZE
from office.sheets.worksheets import MAX_COLUMNS

ENCODINGS = ("utf-8", "gb18030")
DELIMITERS = (",", ";", "\t")
# How spreadsheets write numbers that are to stay text into CSV files: ="370502…" and '370502….
KEPT_AS_TEXT = re.compile(r"""="(.*)"|'(.+)""", re.DOTALL)


def encoding_of(file: IO[bytes]) -> str:
    """Return the encoding of a CSV file, which skips a byte order mark: UTF-8, else GB18030; "" for any other file.

    All of the file is read: a guess by the first rows could garble names further down.
    """
    file.seek(0)
    start = file.read(BLOCK_SIZE)
    if start.strip() and b"\0" not in start and not start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        for encoding in ENCODINGS:
            if _decodes_as(encoding, file):
                return "utf-8-sig" if encoding == "utf-8" else encoding
    return ""


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


def text_rows(file: IO[bytes], encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows of a CSV file that have content, from the first, each with at most MAX_COLUMNS cells."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        for number, row in enumerate(csv.reader(text, delimiter=delimiter), start=1):
            cells = [
                # Most cells have neither mark.
                text_cell(_without_text_mark(cell) if '"' in cell or "'" in cell else cell)
                for cell in row[:MAX_COLUMNS]
            ]
            if any(cell is not None for cell in cells):
                yield Row(number, False, cells)
    finally:
        text.detach()


def _without_text_mark(cell: str) -> str:
    found = KEPT_AS_TEXT.fullmatch(cell.strip())
    return cell if found is None else found[1] or found[2] or ""


def count_lines(file: IO[bytes]) -> int:
    """Return how many lines the file has."""
    file.seek(0)
    return sum(block.count(b"\n") for block in iter(lambda: file.read(BLOCK_SIZE), b""))

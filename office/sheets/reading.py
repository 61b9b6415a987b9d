"""Streaming the rows of the tables that a layout names, by this process or by one of its own."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from office.encrypted_files.format import DamagedFile, EncryptedFile
from office.sheets.cells import Cell, Cells, Row, Shown
from office.sheets.containers import DAMAGE_ERRORS, UnreadableWorkbook, damaged, open_book
from office.sheets.layouts import Layout, Table
from office.sheets.packages import place_of
from office.sheets.process import FILE_KEY
from office.sheets.text_files import text_rows
from office.sheets.worksheets import MAX_COLUMNS, SheetReader

MAX_ROWS = 200_000
# With fewer rows, a process of its own takes longer to start than the rows take to read.
ROWS_FOR_A_PROCESS = 5_000
# How far, in bytes, that process may be ahead: some 3,000 rows, so that neither waits for the other. The 64 kB that a
# pipe usually holds are less than one line of rows.
PIPE_SIZE = 1024 * 1024


class SheetRow(NamedTuple):
    """A row that is not blank: its number, and its cells. The number is that of the sheet, from 1, plus the offset of
    its table.
    """

    number: int
    cells: Cells


def read_rows(file: IO[bytes], layout: Layout, *, after: int = 0, own_process: bool = False) -> Iterator[SheetRow]:
    """Yield the rows that are not blank, below the headings and below the row `after`.

    Merged cells are filled down; hidden rows are left out unless the layout takes them. With `own_process` another
    process unpacks a workbook meanwhile. Raises UnreadableWorkbook when the file is damaged or has more than MAX_ROWS
    rows with content.
    """
    count = 0
    try:
        for table in layout.tables:
            fill = _FillDown(table.merged)
            columns = list(table.columns.items())
            for row in raw_rows(file, table, own_process=own_process):
                if row.number <= table.head_row:
                    continue
                values = row.cells
                if table.merged:
                    fill.into(row)
                if row.hidden and not layout.with_hidden_rows:
                    continue
                cells = {
                    key: value
                    for at, key in columns
                    if at < len(values) and (value := values[at]) is not None and value != ""
                }
                if all(type(value) is str and value.isspace() for value in cells.values()):
                    continue
                count += 1
                if count > MAX_ROWS:
                    too_long = _("The sheet has more than %(rows)s rows. Split it and import the parts.")
                    raise UnreadableWorkbook(too_long % {"rows": f"{MAX_ROWS:,}"})
                if row.number + table.offset > after:
                    yield SheetRow(row.number + table.offset, cells)
    except DAMAGE_ERRORS as why:
        raise damaged(place_of(why)) from why


class _FillDown:
    """Fills merged cells down: every row of them has the value of the first."""

    def __init__(self, merged: list[list[int]]) -> None:
        self._by_column: dict[int, list[list[int]]] = {}
        for column, first, last in reversed(merged):
            self._by_column.setdefault(column, []).append([first, last])
        self._values: dict[int, Cell] = {}

    def into(self, row: Row) -> None:
        """Fill the cells of a row; rows come in the order of their numbers."""
        for column, waiting in self._by_column.items():
            while waiting and waiting[-1][1] < row.number:
                waiting.pop()
            if not waiting or column >= len(row.cells):
                continue
            first = waiting[-1][0]
            if row.number == first:
                self._values[column] = row.cells[column]
            elif row.number < first:
                self._values.pop(column, None)
            else:
                row.cells[column] = self._values.get(column)


def raw_rows(file: IO[bytes], table: Table, *, width: int = 0, own_process: bool = False) -> Iterator[Row]:
    """Return the rows of a table's sheet that have content, from the first, as far as column `width`.

    By default that is the last column that is read; rows of a CSV file are as long as they are.
    """
    if not table.sheet:
        return text_rows(file, table.encoding, table.delimiter)
    width = width or table.width
    if own_process:
        return _rows_from_process(file, table.sheet, width)
    book = open_book(file)
    return SheetReader(book, book.sheet(table.sheet), width=min(width, MAX_COLUMNS)).rows()


def _rows_from_process(file: IO[bytes], sheet: str, width: int) -> Iterator[Row]:
    """Yield the rows that another process reads; of an encrypted file it is given the key, so that it decrypts it."""
    content = getattr(file, "file", file)
    encrypted = content if isinstance(content, EncryptedFile) else None
    command = [sys.executable, "-m", "office.sheets.process", sheet, str(width)]
    file.seek(0)
    with subprocess.Popen(
        [*command, encrypted.stored_as] if encrypted else command,
        stdin=encrypted.encrypted if encrypted else file,
        stdout=subprocess.PIPE,
        bufsize=PIPE_SIZE // 4,
        cwd=settings.BASE_DIR,
        env={**os.environ, FILE_KEY: encrypted.key.hex()} if encrypted else None,
    ) as reader:
        try:
            assert reader.stdout is not None
            _widen(reader.stdout)
            for line in reader.stdout:
                rows = json.loads(line)
                if isinstance(rows, str):
                    raise damaged(rows)
                if rows is False:
                    raise DamagedFile(f"a chunk of {encrypted.stored_as if encrypted else sheet} isn't what was stored")
                if not rows:
                    return
                for number, hidden, cells in rows:
                    yield Row(number, hidden, [Shown(*cell) if type(cell) is list else cell for cell in cells])
            raise ReaderProcessDied(f"the reading process ended with {reader.wait()} before the sheet did")
        finally:
            reader.kill()


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold PIPE_SIZE, where the system can change it and lets this user do so."""
    with suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_SIZE)


class ReaderProcessDied(Exception):
    """The process that unpacks the workbook was killed; the next attempt goes on after the last stored chunk."""

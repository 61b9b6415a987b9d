"""Streaming the rows of the tables that a layout names, by this process or by one of its own."""

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import IO, Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from office.encrypted_files.format import DamagedFile, EncryptedFile
from office.sheets.cells import Row
from office.sheets.containers import DAMAGE_ERRORS, UnreadableWorkbook, damaged, open_book
from office.sheets.layouts import Layout, Table
from office.sheets.packages import place_of
from office.sheets.rows import DamagedElsewhere, Order, SheetRow, TooManyRows, sheet_rows
from office.sheets.text_files import text_rows
from office.sheets.worksheets import MAX_COLUMNS, SheetReader

Made = TypeVar("Made")

# With fewer rows, a process of its own takes longer to start than the rows take to read.
ROWS_FOR_A_PROCESS = 15_000
# How far, in bytes, that process may be ahead: some 1,000 rows, so that neither waits for the other. The 64 kB that a
# pipe usually holds are less than one list of rows.
PIPE_SIZE = 1024 * 1024


def read_rows(file: IO[bytes], layout: Layout, *, after: int = 0) -> Iterator[SheetRow]:
    """Yield the rows that are not blank, below the headings and below the row `after`: see `sheet_rows`.

    Raises UnreadableWorkbook when the file is damaged or has more than rows.MAX_ROWS rows with content.
    """
    with _told():
        yield from sheet_rows(layout, lambda table: raw_rows(file, table), after=after)


def read_in_own_process(
    file: IO[bytes], layout: Layout, convert: Callable[[SheetRow], Made], *, after: int = 0
) -> Iterator[Made]:
    """Yield what `convert` makes of each row that `read_rows` would yield; another process reads and converts.

    `convert` is a function of a module, or a partial of one: that process has the settings, but no apps. An encrypted
    file is decrypted there, by its key. Raises UnreadableWorkbook as `read_rows` does.
    """
    content = getattr(file, "file", file)
    encrypted = content if isinstance(content, EncryptedFile) else None
    file.seek(0)
    opened = (encrypted.encrypted if encrypted else file).fileno()
    order = Order(layout, after, convert, (encrypted.stored_as, encrypted.key) if encrypted else None)
    orders, order_out = Pipe(duplex=False)
    made, made_out = Pipe(duplex=False)
    passed = [opened, orders.fileno(), made_out.fileno()]
    _widen(made.fileno())
    with (
        _told(),
        made,
        subprocess.Popen(
            [sys.executable, "-m", "office.sheets.process", *map(str, passed)],
            stdin=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            pass_fds=passed,
        ) as reader,
    ):
        orders.close()
        made_out.close()
        at_its_end = False
        try:
            with order_out, suppress(BrokenPipeError):
                order_out.send(order)
            yield from _received(made)
            at_its_end = True
        except EOFError as why:
            raise ReaderProcessDied(f"the reading process ended with {reader.wait()} before the file did") from why
        except SentInstead as why:
            at_its_end = True
            raise why.args[0] from None
        finally:
            # Only where nobody reads on: at its end it writes what it measured, of which a kill would leave a half.
            if not at_its_end:
                reader.kill()


class SentInstead(Exception):
    """What the reading process raised, as the argument; it ends by itself."""


def _received(pipe: Connection) -> Iterator[Any]:
    """Yield what the process makes of the rows. Raises SentInstead, and EOFError when the process has died."""
    while message := pipe.recv():
        if isinstance(message, Exception):
            raise SentInstead(message)
        yield from message


@contextmanager
def _told() -> Iterator[None]:
    """Raise UnreadableWorkbook, with a sentence for people, in place of what reading may raise."""
    try:
        yield
    except TooManyRows as why:
        too_long = _("The sheet has more than %(rows)s rows. Split it and import the parts.")
        raise UnreadableWorkbook(too_long % {"rows": f"{why.args[0]:,}"}) from why
    except DamagedElsewhere as why:
        raise damaged(str(why)) from why
    except DamagedFile:
        raise
    except DAMAGE_ERRORS as why:
        raise damaged(place_of(why)) from why


def raw_rows(file: IO[bytes], table: Table, *, width: int = 0) -> Iterator[Row]:
    """Return the rows of a table's sheet that have content, from the first, as far as column `width`.

    By default that is the last column that is read; rows of a CSV file are as long as they are.
    """
    if not table.sheet:
        return text_rows(file, table.encoding, table.delimiter)
    book = open_book(file)
    return SheetReader(book, book.sheet(table.sheet), width=min(width or table.width, MAX_COLUMNS)).rows()


def _widen(pipe: int) -> None:
    """Let a pipe hold PIPE_SIZE, where the system can change it and lets this user do so."""
    with suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_SIZE)


class ReaderProcessDied(Exception):
    """The process that reads the file was killed; the next attempt goes on after the last stored chunk."""

"""The process that reads a large file. Imports no Django of its own, so that it starts at once.

`python -m office.sheets.process FILE ORDERS OUT`, each the number of an open file: reads FILE as the Order says that
comes by ORDERS, and sends lists of what was read by OUT; at last an empty list, or an exception in its place.
"""

import gc
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from multiprocessing.connection import Connection
from typing import IO

from office.encrypted_files.format import DamagedFile, EncryptedFile
from office.sheets.cells import Row
from office.sheets.layouts import Table
from office.sheets.packages import DAMAGE_ERRORS, Book, place_of
from office.sheets.rows import DamagedElsewhere, Order, TooManyRows, sheet_rows
from office.sheets.text_files import text_rows
from office.sheets.worksheets import MAX_COLUMNS, SheetReader

ROWS_AT_ONCE = 250


def send_rows(file: IO[bytes], order: Order, out: Connection) -> None:
    """Send what is made of the rows, ROWS_AT_ONCE in a list, then an empty list; or TooManyRows, DamagedFile or
    DamagedElsewhere.
    """
    try:
        if order.encrypted:
            name, key = order.encrypted
            file = EncryptedFile(file, key, name)
        made = map(order.convert, sheet_rows(order.layout, lambda table: _rows_of(file, table), after=order.after))
        while some := list(islice(made, ROWS_AT_ONCE)):
            out.send(some)
        out.send([])
    except BrokenPipeError:
        sys.exit("the worker has closed the pipe")
    except (TooManyRows, DamagedFile) as why:
        out.send(why)
    except DAMAGE_ERRORS as why:
        out.send(DamagedElsewhere(place_of(why)))


def _rows_of(file: IO[bytes], table: Table) -> Iterator[Row]:
    if not table.sheet:
        return text_rows(file, table.encoding, table.delimiter)
    file.seek(0)
    book = Book(file)
    return SheetReader(book, book.sheet(table.sheet), width=min(table.width, MAX_COLUMNS)).rows()


if __name__ == "__main__":
    # Rows are in no cycles; looking for them takes a third of the time.
    gc.disable()
    # What an order names may need them: they let classes of Django be subscripted.
    import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    opened, orders, output = map(int, sys.argv[1:])
    with os.fdopen(opened, "rb") as sent:
        send_rows(sent, Connection(orders, writable=False).recv(), Connection(output, readable=False))

"""The process that reads a large sheet. Imports no Django, so that it starts at once.

`python -m office.sheets.process SHEET WIDTH [NAME]` reads the workbook on its standard input and writes the rows of the
sheet as lines of JSON. With NAME the workbook is the encrypted file of that name, whose key is in FILE_KEY.
"""

import gc
import json
import os
import sys
from itertools import islice
from typing import IO

from office.encrypted_files.format import DamagedFile, EncryptedFile
from office.sheets.packages import DAMAGE_ERRORS, Book, place_of
from office.sheets.worksheets import SheetReader

# The variable with the key of an encrypted workbook, in hexadecimal digits: arguments are seen by everybody.
FILE_KEY = "PORTAL_FILE_KEY"
ROWS_PER_LINE = 500


def write_json_lines(file: IO[bytes], title: str, *, width: int, out: IO[str]) -> None:
    """Write the rows of a sheet as JSON, ROWS_PER_LINE to a line, then an empty list.

    Instead of it a text, `place_of`, if the workbook is damaged; false if the encrypted file isn't as it was stored.
    """
    try:
        book = Book(file)
        rows = SheetReader(book, book.sheet(title), width=width).rows()
        while line := list(islice(rows, ROWS_PER_LINE)):
            print(json.dumps(line, ensure_ascii=False), file=out, flush=True)
        print("[]", file=out, flush=True)
    except BrokenPipeError:
        sys.exit("the worker has closed the pipe")
    except DamagedFile:
        print("false", file=out, flush=True)
    except DAMAGE_ERRORS as why:
        print(json.dumps(place_of(why)), file=out, flush=True)


if __name__ == "__main__":
    # Rows are in no cycles; looking for them takes a third of the time.
    gc.disable()
    with open(0, "rb") as sent, open(1, "w", encoding="utf-8") as out:
        sheet, width, *name = sys.argv[1:]
        workbook = EncryptedFile(sent, bytes.fromhex(os.environ[FILE_KEY]), name[0]) if name else sent
        write_json_lines(workbook, sheet, width=int(width), out=out)

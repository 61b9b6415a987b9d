"""Reading the archive of an auditor's pack as an auditor does."""

import csv
import io
from zipfile import ZipFile


def opened(pack):
    """Return the archive of a pack, opened as a ZIP."""
    with pack.file.open("rb") as stored:
        return ZipFile(io.BytesIO(stored.read()))


def table(book, kind):
    """Return the rows of all files of a kind, headings left out."""
    found = []
    for name in sorted(book.namelist()):
        if name in (f"{kind}.csv", f"{kind}-{name[-7:-4]}.csv"):
            text = book.read(name).decode("utf-8-sig")
            found += list(csv.reader(io.StringIO(text, newline="")))[1:]
    return found

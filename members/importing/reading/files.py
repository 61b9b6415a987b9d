"""Finding a roster in a workbook or a CSV file; office.sheets reads it."""

from collections.abc import Collection
from typing import IO

from members.importing.reading.columns import COLUMNS, HEADS, required_columns
from members.importing.rules import ImportKey
from office.sheets.finding import find_layout
from office.sheets.layouts import Layout


def find_roster(
    file: IO[bytes],
    key: str = ImportKey.CERTIFICATE,
    *,
    sheets: Collection[str] = (),
    with_hidden_rows: bool = False,
) -> Layout:
    """Return where in a file the roster is: the sheets with its headings, in any order.

    `key`: the column by which rows are matched with members; `sheets`: the titles of those to read, without it all
    visible ones. Raises UnreadableWorkbook, which names missing headings.
    """
    required = {column: COLUMNS[column] for column in required_columns(key)}
    return find_layout(file, HEADS, required, sheets=sheets, with_hidden_rows=with_hidden_rows)

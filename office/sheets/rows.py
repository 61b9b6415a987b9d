"""The rows below the headings of the tables that a layout names. Imports no Django, as the process that reads does."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from office.sheets.cells import Cell, Cells, Row
from office.sheets.layouts import Layout, Table

MAX_ROWS = 200_000


class TooManyRows(Exception):
    """The file has more rows with content than the argument says."""


class SheetRow(NamedTuple):
    """A row that is not blank: its number, and its cells. The number is that of the sheet, from 1, plus the offset of
    its table.
    """

    number: int
    cells: Cells


class Order(NamedTuple):
    """What the process reads: the rows of a layout below the row `after`, and what it makes of each."""

    layout: Layout
    after: int
    convert: Callable[[SheetRow], object]
    encrypted: tuple[str, bytes] | None
    """The name of an encrypted file as it is stored, and its key."""


class DamagedElsewhere(Exception):
    """The file is damaged; the argument is the place where reading failed, as `place_of` gives it."""


def sheet_rows(layout: Layout, rows_of: Callable[[Table], Iterator[Row]], *, after: int = 0) -> Iterator[SheetRow]:
    """Yield the rows that are not blank, below the headings and below the row `after`.

    Merged cells are filled down; hidden rows are left out unless the layout takes them. `rows_of` returns the rows of a
    table's sheet. Raises TooManyRows.
    """
    count = 0
    for table in layout.tables:
        fill = _FillDown(table.merged)
        columns = list(table.columns.items())
        for row in rows_of(table):
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
                raise TooManyRows(MAX_ROWS)
            if row.number + table.offset > after:
                yield SheetRow(row.number + table.offset, cells)


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

"""Where in a file the tables are that are read: sheet, headings, columns, merged cells, hidden rows; stored as JSON."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol, Self

from office.sheets.cells import column_letters


@dataclass(frozen=True)
class Table:
    """Where in a file one table is."""

    sheet: str
    """The title of the sheet; "" for a CSV file, which has an encoding and a delimiter instead."""
    head_row: int
    """The number of the row with the headings, from 1; of the lower one if there are two."""
    columns: dict[int, str] = field(default_factory=dict)
    """The column keys by position, from 0."""
    unknown_heads: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    state: str = "visible"
    head_rows: int = 1
    """How many rows of headings are read together: one or two."""
    merged: list[list[int]] = field(default_factory=list)
    """Merged cells below the headings that go down: column, first and last row."""
    hidden_rows: list[list[int]] = field(default_factory=list)
    """The first and the last row of each run of hidden rows with content."""
    hidden_columns: list[int] = field(default_factory=list)
    """The positions of the columns that are read, and hidden in the sheet."""
    last_row: int = 0
    """About the last row of the sheet; exactly where several tables are read."""
    offset: int = 0
    """What is added to the numbers of the sheet's rows, so that those of several tables are different."""

    @property
    def is_visible(self) -> bool:
        return self.state == "visible"

    @property
    def width(self) -> int:
        """How many columns have to be read."""
        return max(self.columns) + 1

    @property
    def range(self) -> str:
        """The range that is read, headings included, as A1:C7."""
        first = self.head_row - self.head_rows + 1
        left, right = column_letters(min(self.columns)), column_letters(max(self.columns))
        return f"{left}{first}:{right}{max(self.last_row, self.head_row)}"


@dataclass(frozen=True)
class Layout:
    """The tables of a file that are read, in their order, and those that would fit but are not."""

    tables: list[Table]
    left_out: list[Table] = field(default_factory=list)
    """Of them only the sheet and its state are kept."""
    with_hidden_rows: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Return the layout; one from before several tables were read has the fields of its only one."""
        if "tables" not in values:
            return cls([_table(values)])
        tables, left_out = ([_table(one) for one in values[key]] for key in ("tables", "left_out"))
        return cls(tables, left_out, values["with_hidden_rows"])

    @property
    def unknown_heads(self) -> list[str]:
        """The headings of the columns that are not read, each once."""
        return list(dict.fromkeys(head for table in self.tables for head in table.unknown_heads))

    @property
    def columns(self) -> set[str]:
        """The keys of the columns that are read in any table."""
        return {key for table in self.tables for key in table.columns.values()}

    @property
    def rows(self) -> int:
        """About how many rows there are to read."""
        return self.tables[-1].offset + self.tables[-1].last_row

    def ended_at(self, last: int) -> Self:
        """Return the layout with `last`, the number of the last row with content, as the end of its last table."""
        table = self.tables[-1]
        row = max(last - table.offset, table.head_row)
        return replace(self, tables=[*self.tables[:-1], replace(table, last_row=row)])

    def table_of(self, number: int) -> Table:
        """Return the table with the row of this number."""
        return next((table for table in reversed(self.tables) if number > table.offset), self.tables[0])

    def row_label(self, number: int) -> str:
        """Return how people call the row of this number: 7, and with the sheet where several are read: 采油一厂 7."""
        table = self.table_of(number)
        row = number - table.offset
        return f"{table.sheet} {row}" if len(self.tables) > 1 else str(row)


class HasLayout(Protocol):
    """A row of the database with a layout as JSON."""

    layout: Any


def layout_of(file: HasLayout) -> Layout:
    """Return the layout of a file, which is made once for as long as its JSON is the same object."""
    stated, made = vars(file).get("_layout_made", (None, None))
    if not isinstance(made, Layout) or stated is not file.layout:
        made = Layout.from_json(file.layout)
        vars(file)["_layout_made"] = file.layout, made
    return made


def _table(values: dict[str, Any]) -> Table:
    return Table(**{**values, "columns": {int(at): key for at, key in values["columns"].items()}})

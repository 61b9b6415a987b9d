"""A regular expression for whole rows of a sheet, put together from the rows that were read before."""

import re
from collections.abc import Callable
from typing import TypeAlias

from office.sheets.cells import Cell, column_index, text_cell

# A cell: its column, style, type, formula, and what is in it. Any other tag is caught by the last group.
CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?'
    r"(?: ?/>|>(<f(?:[^>]*/>|[^>]*>[^<]*</f>))?(?:(?:<v>|<is><t(?: [^>]*)?>)([^<]*)(?:</v>|</t></is>))?</c>)|(<)"
)
# From so many rows that differ from all before, forms are learnt; a sheet with more is read cell by cell where it does.
MOST_LESSONS = 50
FORMS_OF_A_COLUMN = 4

Convert: TypeAlias = Callable[[str], Cell]


class RowPattern:
    """Reads a row by one match, if each of its cells has a form that some earlier cell of its column had.

    Cell by cell, most of the time goes into finding each cell and into what surrounds its value.
    """

    def __init__(self, width: int, converter: Callable[[str, str], Convert | None]) -> None:
        """`width`: how many columns are read. `converter`: what makes a cell of a value, by style and type; None for a
        text that stands in the sheet itself.
        """
        self._width = width
        self._converter = converter
        self._forms: dict[int, dict[str, Convert | None]] = {}
        self._lessons = 0
        self._pattern: re.Pattern[str] | None = None
        self._groups: list[tuple[int, Convert | None]] = []

    def cells(self, part: str, start: int, decode: Callable[[str], str] | None) -> list[Cell] | None:
        """Return the cells of the row that is `part` from `start` on; None if it has a form that isn't known.

        `decode` is applied to each value, None where the row has nothing to decode.
        """
        found = self._pattern.fullmatch(part, start) if self._pattern else None
        if found is None:
            return None
        cells: list[Cell] = [None] * self._width
        for (at, convert), value in zip(self._groups, found.groups(), strict=True):
            if value:
                if decode:
                    value = decode(value)
                if convert:
                    cells[at] = convert(value)
                else:
                    cells[at] = text_cell(value) if value.startswith("#") else value
        return cells

    def learn(self, part: str, start: int) -> None:
        """Learn the forms of a row's cells, unless it has formulas, or cells that aren't in the order of columns."""
        if self._lessons == MOST_LESSONS:
            return
        self._lessons += 1
        forms: list[tuple[int, str, Convert | None]] = []
        last = -1
        for cell in CELL.finditer(part, start):
            letters, style, kind, formula, _value, other = cell.groups("")
            at = column_index(letters)
            if formula or other or at <= last:
                return
            last = at
            forms.append((at, self._form(cell, captured=at < self._width), self._converter(style, kind)))
        for at, form, convert in forms:
            of_column = self._forms.setdefault(at, {})
            if len(of_column) < FORMS_OF_A_COLUMN:
                of_column[form] = convert
        self._compile()

    @staticmethod
    def _form(cell: re.Match[str], *, captured: bool) -> str:
        """Return the pattern of cells that are written as this one, whatever their row and their value."""
        text, first = cell[0], cell.start()
        row_number = cell.end(1) - first
        behind = text.index('"', row_number)
        form = re.escape(text[:row_number]) + r"\d++"
        if cell[5] is None:
            return form + re.escape(text[behind:])
        value, rest = cell.start(5) - first, cell.end(5) - first
        group = "([^<]*+)" if captured else "[^<]*+"
        return form + re.escape(text[behind:value]) + group + re.escape(text[rest:])

    def _compile(self) -> None:
        columns = sorted(self._forms)
        # Possessive, so that a row of another form is told in one go.
        self._pattern = re.compile("".join(f"(?:{'|'.join(self._forms[at])})?+" for at in columns))
        self._groups = [
            (at, convert) for at in columns for form, convert in self._forms[at].items() if form.count("([^<]*+)")
        ]

"""What a cell of a sheet shows. Imports no Django, so that a reading process starts at once."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

# The error values of Excel and WPS, also as text: so they come in CSV files and in cells pasted as values. A row of #
# is what a cell shows that is too narrow for its number.
ERROR_TEXT = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!"
    r"|GETTING_DATA|##+)"
)


class Kind(StrEnum):
    """What a cell holds that is no text."""

    NUMBER = "n"
    DATE = "d"
    TRUTH = "b"
    ERROR = "e"
    NO_RESULT = "f"
    """A formula whose result the program that wrote the file didn't save."""
    HIDDEN = "h"
    """A number that its format doesn't show."""


class Shown(NamedTuple):
    """A cell that holds no text: the text that it shows, and what is stored.

    `stored`: a number as it is; a date, with a time of day if it has one, in ISO 8601; None for the other kinds.
    """

    text: str
    kind: str
    stored: float | str | None = None

    def __str__(self) -> str:
        return self.text


# The cells of a row by column key, without blank ones. Forms and the HR interface hand in other values than sheets do.
Cells: TypeAlias = Mapping[str, object]
# A cell: its text, or what it shows instead; None if it is blank.
Cell: TypeAlias = str | Shown | None


class Row(NamedTuple):
    """A row with content: its number in the sheet, from 1, whether it is hidden, and its cells from column A on."""

    number: int
    hidden: bool
    cells: list[Cell]


def text_cell(text: str) -> Cell:
    """Return the cell for a text: None for an empty one, an error for the name of an error value."""
    if not text:
        return None
    if text[0] == "#" and ERROR_TEXT.fullmatch(text.strip()):
        return Shown(text.strip(), Kind.ERROR)
    return text


def column_index(letters: str) -> int:
    """Return the position of the column with these letters, from 0."""
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def column_letters(at: int) -> str:
    """Return the letters of the column at this position, from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

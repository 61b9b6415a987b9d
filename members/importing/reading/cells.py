"""What a form or another system says in codes, as the cells of a sheet: one set of checks for all ways in."""

from datetime import date
from typing import Any

from members.importing.reading import vocabulary as words
from members.importing.reading.rows import CODED
from office.types import FieldValues

WORDS: dict[str, FieldValues] = {
    **CODED,
    "sex": words.SEX,
    "id_kind": words.ID_KIND,
    "change": words.CHANGE,
}


def cell(column: str, value: Any) -> str:
    """The word of the sheet for a code of this column, a date as 2021-07-01; any other text stays as it is."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    said = (word for word, code in WORDS.get(column, {}).items() if code == value)
    return next(said, str(value))

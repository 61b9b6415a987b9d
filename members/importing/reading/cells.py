"""Values of a form or of the HR interface as cells of a sheet, so that they are checked like the rows of a roster."""

from collections.abc import Mapping
from datetime import date

from members.importing.reading import vocabulary
from members.importing.reading.rows import CODED_COLUMNS

# The codes by the words of the sheet, for every column that has codes.
CODES: dict[str, Mapping[str, object]] = {
    **CODED_COLUMNS,
    "sex": vocabulary.SEX,
    "id_kind": vocabulary.ID_KIND,
    "change": vocabulary.CHANGE,
}


def cell_text(column: str, value: object) -> str:
    """Return the sheet's word for a code of this column, a date as 2021-07-01, anything else as text."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    words = (word for word, code in CODES.get(column, {}).items() if code == value)
    return next(words, str(value))

"""The columns of a bank's files as a table to fill in: a row for each, which becomes a line of the stored text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from office.types import Message, Upload
from welfare.payment.rules import HELD, MOST_COLUMNS, PLACEHOLDERS

TEXT = "text"
# What a column may hold: the Chinese word by which it is stored, and what it is called.
WORDS = {meant: word for word, meant in PLACEHOLDERS.items()}
HOLDS: dict[str, Message] = {
    **{WORDS[meant]: label for meant, label in HELD.items()},
    TEXT: _("a text, or several of these"),
}
BLANK_ROWS = 4


@dataclass(frozen=True)
class ColumnRow:
    """One row of the table: the column's place, its heading, what it holds (a key of HOLDS), and the text if that."""

    place: str
    head: str
    holds: str = ""
    text: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.head or self.holds or self.text)

    @property
    def line(self) -> str:
        """The line of the stored text."""
        value = "{" + self.holds + "}" if self.holds and self.holds != TEXT else self.text
        return f"{self.head} = {value}"

    @property
    def order(self) -> float:
        """By what rows are ordered; those without a place, or with a strange one, come last, as they stand."""
        try:
            return float(self.place)
        except ValueError:
            return float("inf")


def rows_of(text: str) -> list[ColumnRow]:
    """Return the rows of a stored text, so that `text_of` returns what means the same."""
    rows: list[ColumnRow] = []
    for line in filter(str.strip, text.splitlines()):
        head, _equals, value = (part.strip() for part in line.partition("="))
        named = value[1:-1].strip() if value[:1] == "{" and value[-1:] == "}" else ""
        holds = WORDS.get(PLACEHOLDERS.get(named, ""), "")
        kept = (holds, "") if holds else (TEXT if value else "", value)
        rows.append(ColumnRow(str(len(rows) + 1), head, *kept))
    return rows


def text_of(rows: list[ColumnRow]) -> str:
    """Return the rows as they are stored, a line for each, in the order of their places; blank ones are left out."""
    return "\n".join(row.line for row in sorted(rows, key=lambda row: row.order) if not row.is_blank)


class ColumnsWidget(forms.Textarea):
    """A text of several lines as a table: a row for each column, and some blank ones; it needs no script."""

    template_name = "welfare/payment/_columns.html"
    use_fieldset = True

    # Any: as Django types the value and the context of a widget.
    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows: the rows with their numbers, and what a column may hold."""
        rows = rows_of(str(value or ""))
        blank = range(len(rows), min(len(rows) + BLANK_ROWS, MOST_COLUMNS))
        rows += [ColumnRow(str(at + 1), "") for at in blank]
        numbered = [{"number": at, "row": row} for at, row in enumerate(rows)]
        return {**super().get_context(name, value, attrs), "rows": numbered, "holds": HOLDS, "text": TEXT}

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Upload], name: str) -> str | None:
        """Return the text that the rows make; what was sent as text as it is."""
        if name in data:
            return str(data[name])
        rows = []
        for at in range(MOST_COLUMNS):
            said = [str(data.get(f"{name}_{at}_{part}", "")).strip() for part in ("place", "head", "holds", "text")]
            # The first “=” of a line ends its heading; the form refuses such a heading, and shows it so.
            said[1] = said[1].replace("=", "＝")
            holds = said[2] if said[2] in HOLDS else ""
            # Whoever writes a text and chooses nothing means the text.
            rows.append(ColumnRow(said[0], said[1], holds or (TEXT if said[3] else ""), said[3]))
        return text_of(rows)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Upload], name: str) -> bool:
        """Return whether neither the rows nor a text were sent."""
        return name not in data and f"{name}_0_head" not in data

    def id_for_label(self, id_: str) -> str:
        return ""


class ColumnsField(forms.CharField):
    """The columns of a bank's files, as `rules.read_columns` reads them."""

    widget = ColumnsWidget


def require_plain_headings(data: Mapping[str, Any], name: str) -> None:
    """Raise ValidationError for a heading that the stored text can't hold."""
    for at in range(MOST_COLUMNS):
        head = str(data.get(f"{name}_{at}_head", ""))
        if "=" in head:
            raise ValidationError(_("A heading can't hold “=”: %(word)s"), params={"word": head[:40]})

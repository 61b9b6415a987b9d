"""What people are told of a file before anything of it is taken: what was read, what was not, what is uncertain."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.sheets.cells import column_letters
from office.sheets.layouts import Layout, Table

# How many runs of rows, or merged cells, a sentence names.
NAMED = 10


@dataclass(frozen=True)
class Notes:
    """Sentences about a file: what was read, and what has to be looked at."""

    read: list[str]
    warnings: list[str]


def notes_about(layout: Layout) -> Notes:
    """Return the sentences about a file that has been read to its end."""
    read, warnings = [], []
    for table in layout.tables:
        read.append(_what_was_read(table))
        warnings += _warnings(table, layout)
    if hidden := [table.sheet for table in layout.left_out if not table.is_visible]:
        warnings.append(_("Not read, because hidden in the workbook: %(sheets)s.") % {"sheets": _quoted(hidden)})
    if others := [table.sheet for table in layout.left_out if table.is_visible]:
        warnings.append(_("Not read, though the headings fit: %(sheets)s.") % {"sheets": _quoted(others)})
    return Notes(read, warnings)


def _what_was_read(table: Table) -> str:
    if not table.sheet:
        encoding = table.encoding.upper().removesuffix("-SIG")
        where = {"encoding": encoding, "row": str(table.last_row)}
        return _("Read: the CSV file in %(encoding)s, down to row %(row)s.") % where
    where = {"sheet": table.sheet, "range": table.range}
    if table.is_visible:
        return _("Read: sheet “%(sheet)s”, %(range)s.") % where
    return _("Read: hidden sheet “%(sheet)s”, %(range)s.") % where


def _warnings(table: Table, layout: Layout) -> list[str]:
    found = []
    several = len(layout.tables) > 1
    if table.head_rows > 1:
        found.append(
            _("Its headings stand in rows %(first)s and %(last)s; both were read together.")
            % {"first": table.head_row - 1, "last": table.head_row}
        )
    if table.merged:
        cells = [f"{column_letters(at)}{first}:{column_letters(at)}{last}" for at, first, last in table.merged]
        found.append(
            _("Merged cells were filled down, every row has their value: %(cells)s.") % {"cells": _some(cells)}
        )
    if table.hidden_rows:
        count = sum(last - first + 1 for first, last in table.hidden_rows)
        runs = _some([str(first) if first == last else f"{first}–{last}" for first, last in table.hidden_rows])
        if layout.with_hidden_rows:
            sentence = ngettext(
                "%(count)s row that is hidden or filtered away was read too: %(rows)s.",
                "%(count)s rows that are hidden or filtered away were read too: %(rows)s.",
                count,
            )
        else:
            sentence = ngettext(
                "%(count)s row was not read because it is hidden or filtered away: %(rows)s.",
                "%(count)s rows were not read because they are hidden or filtered away: %(rows)s.",
                count,
            )
        found.append(sentence % {"count": count, "rows": runs})
    if table.hidden_columns:
        columns = "、".join(column_letters(at) for at in table.hidden_columns)
        found.append(_("Columns that are hidden in the sheet were read too: %(columns)s.") % {"columns": columns})
    return [f"{table.sheet}: {sentence}" for sentence in found] if several else found


def _some(names: list[str]) -> str:
    return "、".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def _quoted(titles: list[str]) -> str:
    return "、".join(f"“{title}”" for title in titles)

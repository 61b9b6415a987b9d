"""Finding the tables in a file by their headings, in one row or in two, and choosing which of them are read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

from office.sheets.cells import Row
from office.sheets.containers import (
    DAMAGE_ERRORS,
    UnreadableWorkbook,
    damaged,
    detect_encoding,
    is_workbook,
    open_book,
)
from office.sheets.layouts import Layout, Table
from office.sheets.packages import place_of
from office.sheets.survey import Survey, has_rows_below, rows_with_content, survey
from office.sheets.text_files import DELIMITERS, count_lines, text_rows
from office.sheets.worksheets import MAX_COLUMNS, first_rows

# The sheet of the national template that explains it, with headings of its own.
GUIDE_SHEET = "填表说明"
# How far down the headings are searched.
MAX_HEAD_ROW = 30


class _Heads(NamedTuple):
    """What a row of headings, or two, says: the column keys by position, and the headings that are not read."""

    head_row: int
    head_rows: int
    columns: dict[int, str]
    unknown: list[str]


def find_layout(
    file: IO[bytes],
    heads: Mapping[str, str],
    required: Mapping[str, str],
    *,
    sheets: Collection[str] = (),
    with_hidden_rows: bool = False,
) -> Layout:
    """Return where in a file the tables are that have the `required` headings in their first MAX_HEAD_ROW rows.

    `heads`: column keys by heading; `required`: headings by column key; `sheets`: the titles of those to read, without
    it all visible ones. Raises UnreadableWorkbook, which names the missing headings of the row that has most of them,
    or what stands in the way of choosing.
    """
    missing = list(required)
    found: list[Table] = []
    empty: list[Table] = []
    surveys: dict[str, Survey] = {}
    try:
        for table, lacking, is_empty in _tables(file, heads, required, surveys):
            missing = min(missing, lacking, key=len)
            if not lacking:
                (empty if is_empty else found).append(table)
        found = found or empty[:1]
        if not found:
            raise UnreadableWorkbook(
                _("No sheet has all the headings that are needed. Missing: %(heads)s.")
                % {"heads": "、".join(required[key] for key in missing)}
            )
        titles = {table.sheet for table in _choose(found, sheets)}
        if "" not in titles:
            # The others too: the numbers of rows must not depend on which sheets are chosen.
            found = _looked_over(file, found, surveys)
        left_out = [Table(one.sheet, one.head_row, state=one.state) for one in found if one.sheet not in titles]
        return Layout([one for one in found if one.sheet in titles], left_out, with_hidden_rows)
    except DAMAGE_ERRORS as why:
        raise damaged(place_of(why)) from why


def _choose(found: list[Table], sheets: Collection[str]) -> list[Table]:
    """Return the tables to read. Raises UnreadableWorkbook when there are none of the names, or only hidden ones."""
    titles = "、".join(f"“{table.sheet}”" for table in found)
    if strange := [title for title in sheets if title not in {table.sheet for table in found}]:
        raise UnreadableWorkbook(
            _("No sheet “%(sheet)s” has the headings that are needed. They are in: %(sheets)s")
            % {"sheet": strange[0], "sheets": titles}
        )
    chosen = [table for table in found if (table.sheet in sheets if sheets else table.is_visible)]
    if not chosen:
        raise UnreadableWorkbook(
            _("Only hidden sheets have these headings: %(sheets)s. Unhide the one that is meant, or name it.")
            % {"sheets": titles}
        )
    return chosen


def _looked_over(file: IO[bytes], tables: list[Table], surveys: dict[str, Survey]) -> list[Table]:
    """Return the tables with what is merged and hidden in their sheets, and numbers of rows that don't overlap."""
    book = open_book(file)
    done: list[Table] = []
    for table in tables:
        sheet = book.sheet(table.sheet)
        seen = surveys[table.sheet]
        hidden: list[list[int]] = []
        last = seen.last_row
        if seen.has_hidden_rows or len(tables) > 1:
            hidden, last = rows_with_content(book, sheet, table.head_row)
        done.append(
            replace(
                table,
                merged=_merged_down(table, seen),
                hidden_rows=hidden,
                hidden_columns=sorted(seen.hidden_columns & table.columns.keys()),
                last_row=last,
                offset=done[-1].offset + done[-1].last_row if done else 0,
            )
        )
    return done


def _merged_down(table: Table, seen: Survey) -> list[list[int]]:
    """Return the merged cells below the headings that go down a column that is read, in the order of their rows."""
    down = [
        [left, top, bottom]
        for left, top, _right, bottom in seen.merged
        if left in table.columns and top > table.head_row and bottom > top
    ]
    return sorted(down, key=lambda merged: merged[1])


def _tables(
    file: IO[bytes], heads: Mapping[str, str], required: Mapping[str, str], surveys: dict[str, Survey]
) -> Iterator[tuple[Table, list[str], bool]]:
    """Yield the best row of headings of every sheet, or of a CSV file by every delimiter.

    With each what it lacks, and whether nothing follows. What was seen of sheets is put into `surveys`.
    """
    if not is_workbook(file):
        encoding = detect_encoding(file)
        for delimiter in DELIMITERS:
            rows = list(takewhile(lambda row: row.number <= MAX_HEAD_ROW, text_rows(file, encoding, delimiter)))
            best, lacking = _best_heads(rows, [], heads, required)
            table = _table("", best)
            lines = count_lines(file) + 1
            yield replace(table, encoding=encoding, delimiter=delimiter, last_row=lines), lacking, False
            if not lacking:
                return
        return
    book = open_book(file)
    for sheet in book.sheets:
        if sheet.title.strip() == GUIDE_SHEET:
            continue
        rows = first_rows(book, sheet, MAX_HEAD_ROW + 1)
        seen = surveys[sheet.title] = survey(book, sheet) if rows else Survey()
        best, lacking = _best_heads(rows, seen.merged, heads, required)
        table = replace(_table(sheet.title, best), state=sheet.state)
        yield table, lacking, not lacking and not has_rows_below(book, sheet, table.head_row)


def _table(sheet: str, best: _Heads) -> Table:
    return Table(sheet, best.head_row, best.columns, best.unknown, head_rows=best.head_rows)


def _best_heads(
    rows: Sequence[Row],
    merged: list[tuple[int, int, int, int]],
    heads: Mapping[str, str],
    required: Mapping[str, str],
) -> tuple[_Heads, list[str]]:
    """Return the first row, or two rows, with all required headings, else that with most; and what it lacks."""
    best, missing = _Heads(1, 1, {}, []), list(required)
    by_number = {row.number: _texts(row) for row in rows}
    for number in sorted(by_number):
        if number > MAX_HEAD_ROW:
            break
        single = _read_heads(number, 1, by_number[number], heads)
        below = by_number.get(number + 1, {})
        both = _read_heads(number + 1, 2, _two_levels(number, by_number[number], below, merged, heads), heads)
        lower = _read_heads(number + 1, 1, below, heads)
        candidate = single
        if len(both.columns) > max(len(single.columns), len(lower.columns)):
            candidate = both
        lacking = [key for key in required if key not in candidate.columns.values()]
        if len(lacking) < len(missing) or (not lacking and not best.columns):
            best, missing = candidate, lacking
        if not lacking:
            break
    return best, missing


def _texts(row: Row) -> dict[int, str]:
    return {at: cell.strip() for at, cell in enumerate(row.cells) if isinstance(cell, str) and cell.strip()}


def _two_levels(
    number: int,
    upper: dict[int, str],
    lower: dict[int, str],
    merged: list[tuple[int, int, int, int]],
    heads: Mapping[str, str],
) -> dict[int, str]:
    """Return the headings of two rows by position: the lower one, both together, or the upper one above a blank."""
    across = dict(upper)
    for left, top, right, bottom in merged:
        if top <= number <= bottom and left in upper:
            across |= dict.fromkeys(range(left, min(right + 1, MAX_COLUMNS)), upper[left])
    texts = {}
    for at in sorted(across.keys() | lower.keys()):
        above, below = across.get(at, ""), lower.get(at, "")
        ways = (below, above + below) if below else (upper.get(at, ""),)
        texts[at] = next((text for text in ways if _normalised_head(text) in heads), ways[0])
    return {at: text for at, text in texts.items() if text}


def _read_heads(head_row: int, head_rows: int, texts: dict[int, str], heads: Mapping[str, str]) -> _Heads:
    """Return the column keys by position, and the headings that are not read: unknown or repeated ones."""
    columns: dict[int, str] = {}
    unknown = []
    for at, text in texts.items():
        key = heads.get(_normalised_head(text))
        if key is None or key in columns.values():
            unknown.append(text[:50])
        else:
            columns[at] = key
    return _Heads(head_row, head_rows, columns, unknown)


def split_unread_heads(unread: list[str], heads: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the headings that were not read by reason: `unknown`, or `repeated`, where the first one was read."""
    repeated = [head for head in unread if _normalised_head(head) in heads]
    return {"repeated": repeated, "unknown": [head for head in unread if head not in repeated]}


def _normalised_head(head: str) -> str:
    plain = "".join(head.split()).replace("*", "").replace("＊", "")
    return plain.replace("（", "(").replace("）", ")")

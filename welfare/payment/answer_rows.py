"""What a row of a bank's answer says by itself, before it is compared with what was sent."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from members.importing.reading.rows import plain_text, unreadable_reason
from office.secrets import mask_numbers
from office.sheets.cells import Cells, Kind, Shown, column_letters
from office.sheets.money import HALF_A_FEN, read_money
from office.sheets.rows import SheetRow
from welfare.payment.models.profiles import AnswerColumns
from welfare.payment.rules import AmountFormat, line_key, line_number, result_of

NUMBERED = re.compile(r"ZF\d", re.I)
OUR_NUMBER = re.compile(r"(ZF\d{11})(?!\d)", re.I)
NUMBER_LENGTH = len(line_number(0))
# More digits than a day has, fewer than an account.
MOST_SHOWN = 8
PLAIN_AMOUNT = re.compile(r"\d{1,10}\.\d\d")
DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T]?\d{1,2}:?\d{2}(?::?\d{2})?(?:\.\d+)?)?")

NO_AMOUNT = _("“%(word)s” is no sum of money")
CUT_OFF = _("shows %(word)s, but holds another sum; show all digits")
NO_DAY = _("“%(word)s” is no day")
UNREADABLE = _("the cell shows an error or no value")


class AnswerForm(NamedTuple):
    """How a bank answers: where what lies, and what its words mean."""

    columns: AnswerColumns
    amount_format: str
    paid: tuple[str, ...]
    returned: tuple[str, ...]

    def column(self, key: str) -> str:
        """Return how people call the column that holds `key`: its letters, or its heading."""
        stated: str = getattr(self.columns, key)
        return column_letters(int(stated) - 1) if self.columns.by_position else stated


class SaidRow(NamedTuple):
    """What a row says by itself, with the first fault that shows so."""

    number: int
    """That of the sheet row."""
    key: int | None
    """The key of the line whose number it has; None without a right one."""
    line: str
    """The number itself, as a page may show it."""
    amount: Decimal | None
    said: str
    """The word for the result."""
    result: str
    """What it means, of LineState; "" where the profile doesn't know it."""
    day: date | None
    name: str
    reason: str
    fault: str = ""
    column: str = ""
    params: dict[str, object] = {}
    is_totals: bool = False
    """Whether it states the sum of the others: it has an amount, but no number of ours and no result."""


def read_answer_row(row: SheetRow, form: AnswerForm) -> SaidRow:
    """Return what a row says. Nothing of it that may be an account is kept."""
    cells = row.cells
    unreadable = [key for key, cell in cells.items() if type(cell) is not str and unreadable_reason(cell) is not None]
    number, said = plain_text(cells.get("number")), plain_text(cells.get("result"))
    key = line_key(number) if number else None
    is_totals = key is None and "amount" in cells and not NUMBERED.search(number) and not said
    if unreadable:
        cells = {one: cell for one, cell in cells.items() if one not in unreadable}
        number, said = plain_text(cells.get("number")), plain_text(cells.get("result"))
    amount, day, name = cells.get("amount"), cells.get("date"), cells.get("name")
    read = SaidRow(
        row.number,
        key,
        number if key is not None and len(number) == NUMBER_LENGTH else _masked(number)[:40],
        read_amount(amount, form.amount_format),
        _without_numbers(said)[:40],
        _meaning(said, form.paid, form.returned),
        read_day(day) if day is not None else None,
        # Compared to the letter first: most names are as they were sent.
        name if type(name) is str else plain_text(name),
        # A bank's own words may hold the account.
        _without_numbers(plain_text(cells["reason"]))[:200] if "reason" in cells else "",
        is_totals=is_totals,
    )
    fault = (unreadable[0], UNREADABLE, None) if unreadable else _first_fault(read, cells, form)
    if fault is None:
        return read
    column, sentence, cell = fault
    params: dict[str, object] = {} if cell is None else {"word": _masked(plain_text(cell))[:30]}
    return read._replace(fault=sentence, column=form.column(column), params=params)


def _first_fault(read: SaidRow, cells: Cells, form: AnswerForm) -> tuple[str, str, object] | None:
    """Return the column, the sentence, and the cell of whose text the sentence tells."""
    amount = cells.get("amount")
    if read.amount is None:
        return "amount", NO_AMOUNT, "" if amount is None else amount
    if isinstance(amount, Shown) and isinstance(amount.stored, float):
        stored = amount.stored / (100 if form.amount_format == AmountFormat.CENTS else 1)
        if abs(float(read.amount) - stored) > HALF_A_FEN:
            return "amount", CUT_OFF, amount
    return ("date", NO_DAY, cells["date"]) if "date" in cells and read.day is None else None


def read_day(cell: object) -> date | None:
    """Return the day of a cell, whose time of day is left out: 2026-11-28, 20261128, 2026年11月28日 10:05."""
    if isinstance(cell, Shown) and cell.kind == Kind.DATE:
        cell = str(cell.stored)[:10]
    return _day(plain_text(cell))


# Cached, as those below: the same days, sums and words stand in thousands of rows.
@lru_cache
def _day(text: str) -> date | None:
    found = DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def read_amount(cell: object, form: str) -> Decimal | None:
    """Return yuan to the fen; None for anything else. `form`: AmountFormat."""
    return _amount(cell if type(cell) is str else plain_text(cell), form)


@lru_cache(maxsize=2**12)
def _amount(text: str, form: str) -> Decimal | None:
    if form == AmountFormat.CENTS:
        return Decimal(text) / 100 if text.isdecimal() and len(text) <= 14 else None
    return Decimal(text) if PLAIN_AMOUNT.fullmatch(text) else read_money(text)


@lru_cache
def _meaning(said: str, paid: tuple[str, ...], returned: tuple[str, ...]) -> str:
    result = result_of(_without_numbers(said)[:40], paid, returned)
    return "" if result is None else result.value


_without_numbers = lru_cache(mask_numbers)


def _masked(text: str) -> str:
    """Return what a cell says without numbers that may be accounts, which lie in any cell where columns are mistaken.

    Our own numbers stay, and so do short ones, such as days and sums.
    """
    parts = OUR_NUMBER.split(text)
    return "".join(
        part if at % 2 or sum(map(str.isdigit, part)) <= MOST_SHOWN else mask_numbers(part)
        for at, part in enumerate(parts)
    )

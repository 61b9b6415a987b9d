"""Reading the rows of a benefit list: employee number, amount, and a name to compare with the register."""

import re
from typing import IO

from django.utils.translation import gettext_noop as _

from members.importing.reading.rows import lost_digits, number_text, plain_text, unreadable_reason, without_blanks
from office.secrets import mask_numbers
from office.sheets.cells import Shown
from office.sheets.finding import find_layout
from office.sheets.layouts import Layout
from office.sheets.money import HALF_A_FEN, read_money
from office.sheets.reading import SheetRow
from welfare.lists.models import ListRow

COLUMNS = {"employee_number": "工号", "amount": "金额", "name": "姓名"}
REQUIRED = {key: COLUMNS[key] for key in ("employee_number", "amount")}
HEADS = {
    **{head: key for key, head in COLUMNS.items()},
    **dict.fromkeys(("员工姓名", "职工姓名", "会员姓名"), "name"),
    **dict.fromkeys(("员工编号", "人员编号", "职工编号"), "employee_number"),
    **dict.fromkeys(("慰问金额", "发放金额", "标准", "金额（元）", "金额(元)"), "amount"),
}
MOST = 99_999_999
LONGEST_NAME = 64
# 0300 is a code, or a number that was cut: nobody writes a sum so.
ZERO_IN_FRONT = re.compile(r"[¥￥\s-]*0\d")
# An employee number with more digits may be that of a certificate, a card or a telephone, typed in the wrong column.
MOST_SHOWN = 8


def find_list(file: IO[bytes]) -> Layout:
    """Return where the sheets with number and amount are. Raises UnreadableWorkbook, which names the missing ones."""
    return find_layout(file, HEADS, REQUIRED)


def read_list_row(list_pk: int, row: SheetRow) -> ListRow:
    """Return one row, not saved, with the first fault that it shows by itself.

    The name of one without a fault is in its `params`, until it is compared with the register.
    """
    kept = ListRow(list_id=list_pk, row=row.number)
    for key, cell in row.cells.items():
        why = unreadable_reason(cell) or (lost_digits(cell) if key == "employee_number" else None)
        if why:
            word = plain_text(cell)[:30]
            kept.fault, kept.params = (
                _("%(head)s: %(reason)s"),
                {
                    "head": COLUMNS[key],
                    "reason": why.sentence,
                    "word": word,
                },
            )
            return kept
    number = without_blanks(number_text(row.cells.get("employee_number"))).upper()
    kept.employee_number = number[:32]
    if not number or len(number) > 32:
        kept.fault, kept.params = _("%(head)s is missing"), {"head": COLUMNS["employee_number"]}
        return kept
    _read_amount(kept, row.cells.get("amount"))
    name = plain_text(row.cells.get("name"))
    if not kept.fault and name:
        kept.params = {"name": masked(name)[:LONGEST_NAME]}
    return kept


def masked(text: str) -> str:
    """Return what a cell says, without a number that is too long for an employee number or a sum."""
    return mask_numbers(text) if sum(map(str.isdigit, text)) > MOST_SHOWN else text


def _read_amount(kept: ListRow, cell: object) -> None:
    text = plain_text(cell)
    if not text:
        kept.fault, kept.params = _("%(head)s is missing"), {"head": COLUMNS["amount"]}
        return
    money = read_money(text)
    if ZERO_IN_FRONT.match(text):
        kept.fault, kept.params = _("“%(word)s” begins with a zero: is it an amount?"), {"word": masked(text)[:30]}
    elif money is None or abs(money) > MOST:
        # Three decimals among them: nothing is rounded in silence.
        kept.fault = _("“%(word)s” is no sum of money in yuan and fen")
        kept.params = {"word": masked(text)[:30]}
    elif money <= 0:
        kept.fault, kept.params = _("“%(word)s” is not more than nothing"), {"word": text[:30]}
    elif isinstance(cell, Shown) and isinstance(cell.stored, float) and abs(float(money) - cell.stored) > HALF_A_FEN:
        kept.fault = _("shows %(shown)s, but holds %(held)s; show all digits")
        kept.params = {"shown": cell.text, "held": str(cell.stored)}
    else:
        kept.amount = money

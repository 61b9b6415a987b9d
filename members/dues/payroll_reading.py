"""Reading the rows of a payroll file: number, name, month, what was deducted, and perhaps the wage."""

import re
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import IO

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from members.dues.models.payroll import Outcome, PayrollRow
from members.importing.reading.rows import (
    lost_digits,
    number_text,
    plain_text,
    unreadable_reason,
    without_blanks,
)
from office.sheets.cells import Cells, Kind, Shown
from office.sheets.containers import UnreadableWorkbook
from office.sheets.finding import find_layout
from office.sheets.layouts import Layout
from office.sheets.money import HALF_A_FEN, read_money
from office.sheets.number_formats import general
from office.sheets.reading import SheetRow

COLUMNS = {"employee_number": "工号", "name": "姓名", "month": "月份", "amount": "扣缴金额", "wage": "基本工资"}
REQUIRED = ("employee_number", "name", "month")
HEADS = {
    **{head: key for key, head in COLUMNS.items()},
    **dict.fromkeys(("员工编号", "人员编号", "职工编号"), "employee_number"),
    **dict.fromkeys(("员工姓名", "职工姓名"), "name"),
    **dict.fromkeys(("扣缴月份", "所属月份", "所属期", "工资月份"), "month"),
    **dict.fromkeys(("扣款金额", "代扣金额", "会费", "工会会费", "扣缴会费"), "amount"),
    **dict.fromkeys(("月基本工资", "基本工资额"), "wage"),
}
LONGEST = {"employee_number": 32, "name": 64}
MONTH_FORMS = (re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:[-/.]?\d{1,2}日?)?"), re.compile(r"(\d{4})(\d{2})"))
UNCLEAR_MONTH = re.compile(r"\d{4}\.1")
MOST = Decimal("99999999.99")


def find_payroll(file: IO[bytes], *, sheets: Collection[str] = (), with_hidden_rows: bool = False) -> Layout:
    """Return where the sheets with the columns of a payroll file are, and in which order they are.

    `sheets`: the titles of those that are read, without it all visible ones. Raises UnreadableWorkbook, which names the
    columns that are missing.
    """
    required = {key: COLUMNS[key] for key in REQUIRED}
    layout = find_layout(file, HEADS, required, sheets=sheets, with_hidden_rows=with_hidden_rows)
    if not {"amount", "wage"} & layout.columns:
        raise UnreadableWorkbook(
            gettext("The file says neither 扣缴金额 nor 基本工资: at least one of these columns is needed.")
        )
    return layout


def read_payroll_row(file_pk: int, row: SheetRow, expected: date | None) -> PayrollRow:
    """Return one row, not saved, with the first fault that it shows by itself; `expected`: the only month allowed."""
    kept = PayrollRow(file_id=file_pk, row=row.number)
    cells = row.cells
    unreadable = _unreadable(cells)
    if unreadable:
        # What the row says besides is kept as far as it can be read.
        cells = {key: cell for key, cell in cells.items() if unreadable_reason(cell) is None}
    for fault in (unreadable, _read_person(kept, cells), _read_month(kept, cells, expected), _read_money(kept, cells)):
        if fault and not kept.fault:
            kept.outcome, (kept.fault, kept.params) = Outcome.FAULTY, fault
    return kept


# An English sentence to be translated, and what stands in it; None if nothing is wrong.
Fault = tuple[str, dict[str, str]] | None


def _unreadable(cells: Cells) -> Fault:
    """Return the fault of the first cell that shows no value, or that has lost what was typed."""
    for key, cell in cells.items():
        why = unreadable_reason(cell) or (lost_digits(cell) if key == "employee_number" else None)
        if why:
            params = {"head": COLUMNS[key], "reason": why.sentence, "word": plain_text(cell)[:30]}
            return _("%(head)s: %(reason)s"), params
    return None


def _read_person(kept: PayrollRow, cells: Cells) -> Fault:
    number, name = without_blanks(number_text(cells.get("employee_number"))).upper(), plain_text(cells.get("name"))
    kept.employee_number, kept.name = number[: LONGEST["employee_number"]], name[: LONGEST["name"]]
    for key, text in (("employee_number", number), ("name", name)):
        if not text:
            return _("%(head)s is missing"), {"head": COLUMNS[key]}
        if len(text) > LONGEST[key]:
            return _("%(head)s is too long"), {"head": COLUMNS[key]}
    return None


def _read_month(kept: PayrollRow, cells: Cells, expected: date | None) -> Fault:
    if not plain_text(cells.get("month")):
        return _("%(head)s is missing"), {"head": COLUMNS["month"]}
    kept.month = read_month(cells["month"])
    if kept.month is None:
        return _("“%(word)s” is no month"), {"word": plain_text(cells["month"])[:30]}
    if UNCLEAR_MONTH.fullmatch(plain_text(cells["month"])) and kept.month != expected:
        # As numbers 2026.1 and 2026.10 are the same, and a spreadsheet shows the first of them.
        kept.month = None
        return _("“%(word)s” may be January or October; write %(year)s-01 or %(year)s-10"), {
            "word": plain_text(cells["month"])[:30],
            "year": plain_text(cells["month"])[:4],
        }
    if expected and kept.month != expected:
        return _("is for %(said)s, and the file for %(month)s"), {
            "said": f"{kept.month:%Y-%m}",
            "month": f"{expected:%Y-%m}",
        }
    return None


def read_month(value: object) -> date | None:
    """Return the first day of a month as people write it, or of any day in it: 2026-09, 2026/9, 2026年9月, 202609.

    None for anything else.
    """
    if isinstance(value, Shown) and value.kind == Kind.DATE:
        value = date.fromisoformat(str(value.stored)[:10])
    if isinstance(value, date | datetime):
        return date(value.year, value.month, 1)
    text = without_blanks(plain_text(value)).split("T")[0]
    for form in MONTH_FORMS:
        if (found := form.fullmatch(text)) and 1 <= int(found[2]) <= 12 and int(found[1]) >= 1900:
            return date(int(found[1]), int(found[2]), 1)
    return None


def _read_money(kept: PayrollRow, cells: Cells) -> Fault:
    for key in ("amount", "wage"):
        text = plain_text(cells.get(key))
        if not text:
            continue
        money = read_money(text)
        if money is None or money < 0 or money > MOST:
            return _("“%(word)s” is no sum of money"), {"word": text[:30]}
        if cut := _cut_off(cells.get(key), money):
            return cut
        setattr(kept, key, money)
    if not kept.amount and kept.wage is None:
        return _("nothing was deducted"), {}
    kept.amount = kept.amount or None
    return None


def _cut_off(cell: object, money: Decimal) -> Fault:
    """Return the fault of a cell that shows less than it holds: 27 where 27.15 is stored."""
    if isinstance(cell, Shown) and isinstance(cell.stored, float) and abs(float(money) - cell.stored) > HALF_A_FEN:
        return _("shows %(shown)s, but holds %(held)s; show all digits"), {
            "shown": cell.text,
            "held": general(cell.stored),
        }
    return None

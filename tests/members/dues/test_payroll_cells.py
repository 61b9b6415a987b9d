"""Cells of payroll files as they are shown, and what is refused because nobody can know it."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from members.dues.models.payroll import PayrollFile
from members.dues.payroll_reading import find_payroll, read_payroll_row
from office.sheets.reading import read_rows
from tests import factories as make
from tests.members.dues import payrolls
from tests.office.sheets import books
from tests.office.sheets.books import row

CASES = Path(__file__).parents[1] / "importing" / "data" / "cases"
OCTOBER, JANUARY = date(2026, 10, 1), date(2026, 1, 1)


def read(content, expected=None):
    """Return the rows as they are read, before they are compared with what is due."""
    file = io.BytesIO(content)
    rows = [read_payroll_row(1, one, expected) for one in read_rows(file, find_payroll(file))]
    for one in rows:
        one.file = PayrollFile()
    return rows


def payroll(cell, *, head="月份", code="General"):
    """Return a payroll file of one row with this XML in its last column."""
    heads = [one for one in ("工号", "姓名", "月份", "扣缴金额") if one != head] + [head]
    known = {"工号": "E1", "姓名": "孟静", "月份": "2026-10", "扣缴金额": "26.60"}
    given = row(2, *(known[one] for one in heads[:-1])).replace("</row>", f"{cell}</row>")
    return books.book(books.sheet(row(1, *heads) + given), styles=books.styles("General", code))


def test_october_shown_with_two_digits_is_october():
    rows = read((CASES / "k8_payroll_october_as_number.xlsx").read_bytes())
    assert [(one.month, one.amount, one.fault) for one in rows] == [
        (OCTOBER, Decimal("26.6"), ""),
        (OCTOBER, Decimal("33.65"), ""),
    ]


@pytest.mark.parametrize(
    ("cell", "code", "month"),
    [
        ('<c r="D2" s="1"><v>46296</v></c>', "yyyy.mm", OCTOBER),
        ('<c r="D2" s="1"><v>46296</v></c>', 'yyyy"年"m"月"', OCTOBER),
        ('<c r="D2" s="1"><v>202610</v></c>', "0", OCTOBER),
        ('<c r="D2" s="1"><v>202610</v></c>', "0000年00月", OCTOBER),
        ('<c r="D2"><v>2026.11</v></c>', "General", date(2026, 11, 1)),
    ],
)
def test_a_month_is_what_its_cell_shows(cell, code, month):
    assert [(one.month, one.fault) for one in read(payroll(cell, code=code))] == [(month, "")]


@pytest.mark.parametrize("cell", ['<c r="D2"><v>2026.1</v></c>', '<c r="D2" t="str"><v>2026.1</v></c>'])
def test_a_month_that_may_be_january_or_october_is_refused_unless_the_file_is_for_january(cell):
    unclear = "“2026.1” may be January or October; write 2026-01 or 2026-10"
    assert [(one.month, one.fault_text) for one in read(payroll(cell))] == [(None, unclear)]
    assert [one.fault_text for one in read(payroll(cell), OCTOBER)] != [""]
    assert [(one.month, one.fault_text) for one in read(payroll(cell), JANUARY)] == [(JANUARY, "")]


@pytest.mark.parametrize(
    ("cell", "code", "amount", "fault"),
    [
        ('<c r="D2"><v>27.150000000000002</v></c>', "General", Decimal("27.15"), ""),
        ('<c r="D2" s="1"><v>26.604</v></c>', "0.00", Decimal("26.60"), ""),
        ('<c r="D2" s="1"><v>1027.15</v></c>', "[$¥-804]#,##0.00", Decimal("1027.15"), ""),
        ('<c r="D2" s="1"><v>27.15</v></c>', "0", None, "shows 27, but holds 27.15; show all digits"),
        (
            '<c r="D2" t="e"><v>#REF!</v></c>',
            "0",
            None,
            "扣缴金额: the cell shows the error #REF!; mend it",
        ),
        (
            '<c r="D2" s="1"><v>27.15</v></c>',
            ";;;",
            None,
            "扣缴金额: the number format hides what",
        ),
    ],
)
def test_an_amount_is_what_its_cell_shows_if_that_is_what_it_holds(cell, code, amount, fault):
    (one,) = read(payroll(cell, head="扣缴金额", code=code))
    assert one.amount == amount
    assert one.fault_text.startswith(fault)
    assert bool(one.fault_text) == bool(fault)


def test_a_formula_without_result_and_lost_digits_are_refused():
    (one,) = read(payroll('<c r="D2"><f>B2*0.005</f></c>', head="扣缴金额"))
    assert one.fault_text.startswith("扣缴金额: the cell holds a formula without a result")
    (one,) = read(payroll('<c r="D2" t="str"><v>1E+05</v></c>', head="工号"))
    assert one.fault_text.startswith("工号: lost digits")


@pytest.mark.django_db
def test_a_payroll_file_of_several_sheets_is_read_whole_and_says_so(client, union):
    officer = make.officer(union)
    heads = row(1, "工号", "姓名", "月份", "扣缴金额")
    content = books.book(
        books.sheet(heads + row(2, "E1", "孟静", "2026-10", "26.60")),
        books.sheet(heads + row(2, "E2", "毛超", "2026-10", "26.60")),
        books.sheet(heads + row(2, "E3", "旧人", "2026-10", "26.60")),
        states=("visible", "visible", "hidden"),
    )
    client.force_login(officer)
    kept = payrolls.process(payrolls.start(content, union, officer))
    assert [(one.row_label, one.employee_number) for one in kept.rows.order_by("row")] == [
        ("表1 2", "E1"),
        ("表2 2", "E2"),
    ]
    assert kept.notes
    assert kept.notes.read == ["Read: sheet “表1”, A1:D2.", "Read: sheet “表2”, A1:D2."]
    assert kept.notes.warnings == ["Not read, because hidden in the workbook: “表3”."]
    alone = payrolls.process(payrolls.start(content, union, officer, sheets=["表2"]))
    assert [(one.row, one.row_label) for one in alone.rows.all()] == [(4, "2")]

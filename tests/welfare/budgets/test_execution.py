"""A year's execution: by month, by kind and by unit, beside the year before."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories as make
from tests.queries import queries_of
from welfare.budgets import execution, ledger, rules, year_ends
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetLine
from welfare.budgets.rules import Movement
from welfare.choices import EntryKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_may(time_machine):
    time_machine.move_to("2026-05-20 09:00:00+08:00", tick=False)


@pytest.fixture
def union():
    return make.unit(kind="union")


def spend(line, amount, day, number=1):
    cause = Cause("books", number)
    ledger.reserve(line, Decimal(amount), cause=cause, by=None, day=day)
    ledger.spend(line, Decimal(amount), cause=cause, by=None, day=day)


def test_months_without_entries_are_shown_and_months_to_come_are_not(union):
    line = make.budget_line(union, amount=1_000)
    spend(line, 100, date(2026, 1, 31))
    spend(line, 50, date(2026, 4, 1))
    rows = execution.month_rows(execution.movements(BudgetLine.objects.all(), 2026), 2026)
    assert [(row.label, row.month.spent, row.month.so_far.spent) for row in rows] == [
        ("2026-01", 100, 100),
        ("2026-02", 0, 100),
        ("2026-03", 0, 100),
        ("2026-04", 50, 150),
        ("2026-05", 0, 150),
    ]
    assert rows[-1].month.so_far.rate == Decimal("15.0") and rows[-1].last is None


def test_what_was_spent_before_and_came_back_after_the_year_has_rows_of_its_own(union):
    line = make.budget_line(union, year=2025, amount=1_000)
    spend(line, 300, date(2024, 12, 20))
    spend(line, 200, date(2025, 12, 31))
    ledger.refund(line, Decimal(40), cause=Cause("books", 1), by=None, day=date(2026, 1, 9))
    rows = execution.month_rows(execution.movements(BudgetLine.objects.all(), 2025), 2025)
    assert [row.label for row in rows] == ["before 2025", *(f"2025-{month:02}" for month in range(1, 13)), "after 2025"]
    assert [row.month.spent for row in rows if row.month.spent] == [300, 200, -40]
    assert rows[-1].month.so_far.spent == 460


def test_what_is_reserved_is_told_apart_from_what_is_spent_and_counts_once(union):
    line = make.budget_line(union, amount=1_000)
    ledger.reserve(line, Decimal(600), cause=Cause("run", 1), by=None)
    ledger.spend(line, Decimal(550), cause=Cause("run", 1), by=None)
    total = execution.total_of(execution.movements(BudgetLine.objects.all(), 2026), 2026)
    assert (total.reserved, total.spent, total.left, total.rate) == (50, 550, 400, Decimal("55.0"))


def test_a_closed_year_keeps_its_rate_since_what_was_carried_or_lapsed_stands_apart(union):
    festival = make.used_line(union, year=2025, amount=1_000, spent=400)
    birthday = make.used_line(union, year=2025, amount=100, spent=50, kind="birthday")
    closing = year_ends.propose_year_end(
        union, year=2025, treatments={festival.pk: "carry", birthday.pk: "lapse"}, by=make.user(), reason="决定"
    )
    for _ in range(2):
        year_ends.approve_year_end(closing, by=make.approver(union))
    found = execution.movements(BudgetLine.objects.all(), 2026)
    last, this = execution.total_of(found, 2025), execution.total_of(found, 2026)
    assert (last.planned, last.spent, last.moved_out, last.left) == (1_100, 450, 650, 0)
    assert last.rate == Decimal("40.9")
    assert (this.planned, this.left) == (600, 600)
    kinds = execution.kind_rows(found, 2026)
    assert [(str(row.label), row.this.planned, row.last.spent) for row in kinds] == [
        ("festival benefit", 600, 400),
        ("birthday", 0, 50),
    ]


def test_each_year_counts_by_itself_and_the_year_before_stands_beside_it(union):
    last, this = (make.budget_line(union, year=year, amount=1_000) for year in (2025, 2026))
    spend(last, 70, date(2025, 2, 10))
    spend(last, 500, date(2025, 11, 3))
    spend(this, 90, date(2026, 2, 11))
    rows = execution.month_rows(execution.movements(BudgetLine.objects.all(), 2026), 2026)
    february = rows[1]
    assert february.last is not None
    assert (february.month.spent, february.last.spent) == (90, 70)
    assert rows[-1].last is not None and rows[-1].last.so_far.spent == 70


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 1, 1), 1), (date(2026, 12, 31), 12), (date(2025, 12, 31), 0), (date(2027, 1, 1), 13)],
)
def test_a_day_belongs_to_its_month_of_the_budgets_year_or_before_or_after_it(day, month):
    assert rules.month_of(day, 2026) == month


def test_a_budget_of_nothing_has_no_rate():
    assert rules.executed([]).rate is None
    assert rules.executed([Movement(2026, "festival", 1, EntryKind.REFUND, Decimal(5))]).rate is None


def test_the_page_shows_charts_table_kinds_and_units_in_reach_only(client, union):
    branch = make.unit("钻井分会", parent=union)
    line = make.budget_line(union, amount=1_000)
    spend(line, 100, date(2026, 3, 2))
    spend(make.budget_line(branch, amount=400), 40, date(2026, 3, 3), number=2)
    make.budget_line(make.unit("别家工会", kind="union"), amount=9_999)
    client.force_login(make.officer(union, "finance_officer"))
    answer = client.get("/welfare/budgets/execution/?year=2026")
    page = answer.content.decode()
    assert "别家工会" not in page and "¥9,999" not in page
    assert answer.context["total"].planned == 1_400 and answer.context["total"].spent == 140
    assert [(row.planned, row.spent, row.left_over) for row in answer.context["page"]] == [
        (1_000, 100, 900),
        (400, 40, 360),
    ]
    assert 'data-chart="' in page and "10.0%" in page
    client.force_login(make.officer(branch, "finance_officer"))
    assert client.get("/welfare/budgets/execution/").context["total"].planned == 400
    client.force_login(make.officer(union, "finance_officer"))
    only = client.get(f"/welfare/budgets/execution/?unit={branch.code}&kind=festival")
    assert only.context["total"].spent == 40
    assert client.get("/welfare/budgets/execution/?year=1").context["total"].planned == 0


@pytest.mark.parametrize("table", ["export", "months/export", "kinds/export"])
@pytest.mark.parametrize("way", ["", "format=csv", "format=print"])
def test_each_table_is_exported_and_printed(client, union, table, way):
    spend(make.budget_line(union, amount=1_000), 100, date(2026, 3, 2))
    client.force_login(make.officer(union, "finance_officer"))
    answer = client.get(f"/welfare/budgets/execution/{table}/?year=2026&{way}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200 and content
    if way:
        assert "100.00" in content.decode()


def test_the_page_asks_as_many_queries_for_many_lines_as_for_one(client, union):
    spend(make.budget_line(union, amount=1_000), 100, date(2026, 3, 2))
    client.force_login(make.officer(union, "finance_officer"))
    few = queries_of(client, "/welfare/budgets/execution/")
    for number in range(5):
        spend(make.budget_line(make.unit(parent=union), amount=100), 10, date(2026, 4, 2), number=number)
    assert queries_of(client, "/welfare/budgets/execution/") == few

"""The ledger of a budget line: its sums are those of its entries, and nothing else can change them."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from office.errors import NotAllowed
from tests import factories as make
from welfare.budgets import ledger, rules
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetEntry, BudgetLine
from welfare.choices import EntryKind

pytestmark = pytest.mark.django_db

RUN, OTHER = Cause("visit", 1), Cause("visit", 2)


def sums(line):
    return BudgetLine.objects.values_list("amount", "reserved", "spent").get(pk=line.pk)


def test_entries_add_up_to_the_sums_of_the_line_and_keep_each_sum_after_them():
    line = make.budget_line(make.unit(), amount=1_000)
    ledger.reserve(line, Decimal("300.50"), cause=RUN, by=None)
    ledger.spend(line, Decimal("200.25"), cause=RUN, by=None)
    ledger.release(line, Decimal("100.25"), cause=RUN, by=None)
    ledger.refund(line, Decimal("0.25"), cause=RUN, by=None)
    assert sums(line) == (line.amount, line.reserved, line.spent) == (1_000, 0, 200)
    told = BudgetEntry.objects.order_by("number").values_list(
        "number", "kind", "amount_after", "reserved_after", "spent_after", "cause_reserved", "cause_spent"
    )
    assert list(told) == [
        (1, "appropriation", 1_000, 0, 0, 0, 0),
        (2, "reserve", 1_000, Decimal("300.50"), 0, Decimal("300.50"), 0),
        (3, "spend", 1_000, Decimal("100.25"), Decimal("200.25"), Decimal("100.25"), Decimal("200.25")),
        (4, "release", 1_000, 0, Decimal("200.25"), 0, Decimal("200.25")),
        (5, "refund", 1_000, 0, 200, 0, 200),
    ]


def test_python_and_the_trigger_agree_on_what_every_kind_of_entry_does():
    line = make.budget_line(make.unit(), amount=1_000)
    expected = rules.Sums(Decimal(1_000))
    cause = Cause("year_end", 1)
    for kind in (EntryKind.ADJUSTMENT, *(kind for kind in EntryKind if kind != EntryKind.APPROPRIATION)):
        amount = Decimal(-9) if kind in rules.SIGNED else Decimal(90) if kind == EntryKind.RESERVE else Decimal(30)
        expected = expected.after(kind, amount)
        BudgetEntry.objects.create(line=line, kind=kind, amount=amount, cause_kind=cause.kind, cause_id=cause.pk)
        assert sums(line) == expected, kind


def test_several_entries_of_one_statement_are_numbered_and_counted_one_by_one():
    one, other = make.budget_line(make.unit(), amount=10), make.budget_line(make.unit(), amount=10)
    BudgetEntry.objects.bulk_create(
        BudgetEntry(line=line, kind="reserve", amount=2, cause_kind="run", cause_id=1)
        for line in (one, other, one, one)
    )
    assert sums(one) == (10, 6, 0) and sums(other) == (10, 2, 0)
    assert list(one.entries.order_by("number").values_list("number", "reserved_after")) == [
        (1, 0),
        (2, 2),
        (3, 4),
        (4, 6),
    ]


def test_what_an_entry_says_of_number_and_sums_is_what_the_database_computes():
    line = make.budget_line(make.unit(), amount=10)
    claimed = {"number": 77, "amount_after": Decimal(99), "spent_after": Decimal(3)}
    BudgetEntry.objects.create(line=line, kind="reserve", amount=2, cause_kind="run", cause_id=1, **claimed)
    assert line.entries.filter(number=2, amount_after=10, reserved_after=2, spent_after=0).exists()


@pytest.mark.parametrize(
    "fields", [{"amount": 9}, {"reserved": 1}, {"spent": 1}, {"amount": 5, "reserved": 3, "spent": 2}]
)
def test_the_database_refuses_to_change_the_sums_of_a_line_without_an_entry(fields):
    line = make.budget_line(make.unit(), amount=10)
    with pytest.raises(IntegrityError, match="those of its ledger"), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(**fields)
    with pytest.raises(IntegrityError, match="those of its ledger"), transaction.atomic():
        BudgetLine.objects.create(unit=line.unit, year=2031, kind="festival", **fields)
    assert sums(line) == (10, 0, 0)


def test_the_ledger_is_only_added_to():
    line = make.budget_line(make.unit(), amount=10)
    for act in (
        lambda: BudgetEntry.objects.update(amount=11),
        lambda: BudgetEntry.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match=r"Cannot update or delete|permission denied"), transaction.atomic():
            act()
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="budgetentry"), transaction.atomic():
        cursor.execute("DELETE FROM welfare_budgetline WHERE id = %s", [line.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_line_never_holds_less_than_nothing_and_the_refusal_says_what_is_left():
    line = make.budget_line(make.unit(), amount=100)
    ledger.reserve(line, Decimal(60), cause=RUN, by=None)
    with pytest.raises(NotAllowed, match=r"¥40\.00 left, and ¥40\.01 is needed") as why:
        ledger.reserve(line, Decimal("40.01"), cause=OTHER, by=None)
    assert why.value.code == "budget_too_small"
    ledger.reserve(line, Decimal(40), cause=OTHER, by=None)
    assert sums(line) == (100, 100, 0)


@pytest.mark.parametrize("act", [ledger.release, ledger.spend])
def test_a_cause_gives_back_and_spends_no_more_than_it_reserved_itself(act):
    line = make.budget_line(make.unit(), amount=100)
    ledger.reserve(line, Decimal(30), cause=RUN, by=None)
    ledger.reserve(line, Decimal(30), cause=OTHER, by=None)
    with pytest.raises(NotAllowed, match="than was reserved for this"):
        act(line, Decimal("30.01"), cause=RUN, by=None)
    act(line, Decimal(30), cause=RUN, by=None)
    with pytest.raises(NotAllowed, match="than was reserved for this"):
        act(line, Decimal("0.01"), cause=RUN, by=None)
    with pytest.raises(IntegrityError, match="cause_takes_what_it_reserved"), transaction.atomic():
        BudgetEntry.objects.create(line=line, kind="spend", amount=31, cause_kind="visit", cause_id=2)


def test_no_more_is_refunded_than_was_spent_on_the_cause():
    line = make.budget_line(make.unit(), amount=100)
    for cause in (RUN, OTHER):
        ledger.reserve(line, Decimal(30), cause=cause, by=None)
        ledger.spend(line, Decimal(30), cause=cause, by=None)
    with pytest.raises(NotAllowed, match="than was reserved for this"):
        ledger.refund(line, Decimal(31), cause=RUN, by=None)
    ledger.refund(line, Decimal(30), cause=RUN, by=None)
    assert sums(line) == (100, 0, 30)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "reserve", "amount": 1},
        {"kind": "appropriation", "amount": 1, "cause_kind": "run", "cause_id": 1},
        {"kind": "reserve", "amount": -1, "cause_kind": "run", "cause_id": 1},
        {"kind": "appropriation", "amount": 0},
        {"kind": "gift", "amount": 1, "cause_kind": "run", "cause_id": 1},
    ],
)
def test_the_database_refuses_entries_without_cause_or_amount_or_of_no_kind(fields):
    line = make.budget_line(make.unit(), amount=10)
    with pytest.raises(IntegrityError, match=r"entry_|cause_"), transaction.atomic():
        BudgetEntry.objects.create(line=line, **fields)


def test_nothing_is_written_for_an_amount_of_nothing():
    line = make.budget_line(make.unit(), amount=0)
    assert ledger.reserve(line, Decimal(0), cause=RUN, by=None) is None
    assert not line.entries.exists()


def test_a_line_that_was_used_stays_what_it_was_for():
    line = make.budget_line(make.unit(), amount=10)
    BudgetLine.objects.filter(pk=line.pk).update(year=2027)
    ledger.reserve(line, Decimal(1), cause=RUN, by=None)
    with pytest.raises(IntegrityError, match="stays what it was for"), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(year=2028)


def test_the_admin_offers_the_years_of_the_entries_in_reach_only(client):
    unit = make.unit(kind="union")
    make.budget_line(unit, year=2026)
    make.budget_line(unit, year=2027)
    make.budget_line(make.unit(kind="union", code="ZZ"), year=2031)
    client.force_login(make.officer(unit, post="finance_officer", is_staff=True))
    shown = client.get(reverse("admin:welfare_budgetentry_changelist")).content.decode()
    assert "line__year=2026" in shown and "line__year=2027" in shown and "2031" not in shown

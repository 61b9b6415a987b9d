"""Closing a unit's year: what is left is carried or lapses, once; then the year takes only what comes back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from members.freezes.actions import freeze_unit
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, refusals, results
from tests.people import log_in
from welfare.budgets import ledger, year_ends
from welfare.budgets.actions import create_budget_line, propose_budget
from welfare.budgets.checking import disagreements
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetEntry, BudgetLine, YearEnd

pytestmark = pytest.mark.django_db
NOTE = "工会委员会第 3 次会议"


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to("2027-01-05 09:00:00+08:00", tick=False)


@pytest.fixture
def union():
    return make.unit(kind="union")


def propose(unit, year=2026, **treatments):
    lines = year_ends.lines_of(unit, year)
    chosen = {line.pk: treatments.get(line.kind, "carry") for line in lines}
    return year_ends.propose_year_end(unit, year=year, treatments=chosen, by=make.user(), reason=NOTE)


def close(unit, year=2026, **treatments):
    closing = propose(unit, year, **treatments)
    for _ in range(2):
        closing = year_ends.approve_year_end(closing, by=make.approver(unit))
    return closing


def sums(line):
    return BudgetLine.objects.values_list("amount", "reserved", "spent").get(pk=line.pk)


def test_what_is_left_is_carried_to_the_line_of_the_same_kind_or_lapses_and_the_line_is_made_where_there_is_none(union):
    festival = make.used_line(union, amount=1_000, spent=400)
    following = make.budget_line(union, year=2027, amount=500)
    birthday = make.used_line(union, amount=300, spent=100, kind="birthday")
    marriage = make.budget_line(union, amount=70, kind="marriage")
    closing = close(union, marriage="lapse")
    assert closing.state == "closed"
    assert [sums(line) for line in (festival, birthday, marriage)] == [(400, 0, 400), (100, 0, 100), (0, 0, 0)]
    assert sums(following) == (1_100, 0, 0)
    made = BudgetLine.objects.get(unit=union, year=2027, kind="birthday")
    assert sums(made) == (200, 0, 0)
    assert not BudgetLine.objects.filter(year=2027, kind="marriage").exists()
    moved = BudgetEntry.objects.of_cause("year_end", closing.pk).order_by("pk")
    assert list(moved.values_list("line", "kind", "amount", "day")) == [
        (festival.pk, "carry", -600, date(2026, 12, 31)),
        (following.pk, "carry", 600, date(2027, 1, 1)),
        (birthday.pk, "carry", -200, date(2026, 12, 31)),
        (made.pk, "carry", 200, date(2027, 1, 1)),
        (marriage.pk, "lapse", 70, date(2026, 12, 31)),
    ]
    assert disagreements() == []
    told = AuditEvent.objects.get(verb="budget.close_year")
    assert (told.changes["carried"], told.changes["lapsed"]) == ("800.00", "70.00")


def test_nothing_moves_before_it_is_approved_and_by_two_people_who_did_not_propose_it(union):
    line = make.budget_line(union, amount=100)
    proposer = make.approver(union)
    closing = year_ends.propose_year_end(union, year=2026, treatments={line.pk: "carry"}, by=proposer, reason=NOTE)
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        year_ends.approve_year_end(closing, by=proposer)
    year_ends.approve_year_end(closing, by=make.approver(union))
    assert sums(line) == (100, 0, 0)
    with pytest.raises(InternalError, match="approvals are missing"), transaction.atomic():
        YearEnd.objects.update(state="closed")


def test_a_closed_year_takes_nothing_and_no_line(union):
    line = make.budget_line(union, amount=100)
    close(union)
    for act in (ledger.reserve, ledger.spend):
        with pytest.raises(NotAllowed, match="closed for the unit"):
            act(BudgetLine.objects.get(pk=line.pk), Decimal(1), cause=Cause("run", 1), by=None)
    with pytest.raises(NotAllowed, match="closed for the unit"):
        ledger.appropriate(line, Decimal(1), by=None)
    with pytest.raises(NotAllowed, match="closed for the unit"):
        create_budget_line(union, year=2026, kind="birthday", amount=Decimal(5), by=make.user())
    for values in ({"kind": "carry", "cause_kind": "year_end", "cause_id": 10**9}, {"kind": "appropriation"}):
        with pytest.raises(IntegrityError, match="the year is closed"), transaction.atomic():
            BudgetEntry.objects.create(line=line, amount=1, **values)
    with pytest.raises(IntegrityError, match="stays what it was for"), transaction.atomic():
        BudgetLine.objects.filter(year=2026).update(year=2030)


def test_nobody_adjusts_the_budget_of_a_closed_year(client, union):
    line = make.budget_line(union, amount=100)
    log_in(client, union, "finance_officer")
    adjust = f'href="/welfare/budgets/{line.pk}/"'
    assert adjust in client.get("/welfare/budgets/?year=2026").content.decode()
    close(union)
    with pytest.raises(NotAllowed, match="closed for the unit"):
        propose_budget(line, Decimal(50), by=make.user(), reason="工会委员会决议")
    assert adjust not in client.get("/welfare/budgets/?year=2026").content.decode()


def test_the_same_year_of_another_unit_and_of_units_below_stays_open(union):
    branch = make.unit(parent=union)
    make.budget_line(union, amount=100)
    below = make.budget_line(branch, amount=100)
    close(union)
    ledger.reserve(below, Decimal(1), cause=Cause("run", 1), by=None)
    assert sums(below) == (100, 1, 0)


@pytest.mark.parametrize(("treatment", "next_year"), [("carry", 130), ("lapse", 0)])
def test_a_refund_after_the_closing_lowers_what_was_spent_and_goes_where_the_year_end_sent_the_rest(
    union, treatment, next_year
):
    line = make.used_line(union, amount=500, spent=400)
    close(union, festival=treatment)
    ledger.refund(line, Decimal(30), cause=Cause("books", line.pk), by=None, reason="银行退票")
    assert sums(line) == (370, 0, 370)
    assert sum(BudgetLine.objects.filter(year=2027).values_list("amount", flat=True)) == next_year
    assert disagreements() == []
    with pytest.raises(NotAllowed):
        ledger.refund(line, Decimal("370.01"), cause=Cause("books", line.pk), by=None)


def test_money_that_is_still_reserved_blocks_the_closing_and_is_named(union):
    line = make.used_line(union, amount=500, reserved=100)
    with pytest.raises(NotAllowed, match="still reserved"):
        propose(union)
    (held,) = year_ends.still_reserved([line])
    assert (held.cause_kind, held.cause_id, held.reserved) == ("books", line.pk, 100)
    ledger.release(line, Decimal(100), cause=Cause("books", line.pk), by=None)
    assert year_ends.still_reserved([line]) == []
    close(union)


def test_what_was_spent_between_proposal_and_approval_asks_for_a_new_proposal(union):
    line = make.budget_line(union, amount=500)
    closing = propose(union)
    cause = Cause("books", line.pk)
    ledger.reserve(line, Decimal(10), cause=cause, by=None)
    with pytest.raises(NotAllowed, match="still reserved"):
        year_ends.approve_year_end(closing, by=make.approver(union))
    ledger.spend(line, Decimal(10), cause=cause, by=None)
    with pytest.raises(NotAllowed, match="changed after it was submitted"):
        year_ends.approve_year_end(closing, by=make.approver(union))
    year_ends.withdraw_year_end(closing, by=closing.proposed_by)
    close(union)
    assert BudgetLine.objects.get(year=2027).amount == 490


def test_an_adjustment_that_waits_the_year_that_goes_on_and_a_second_closing_are_refused(union):
    line = make.budget_line(union, amount=500)
    make.budget_line(union, year=2027, amount=5)
    with pytest.raises(NotAllowed, match="2027 is not over yet"):
        propose(union, 2027)
    with pytest.raises(NotAllowed, match="no budget lines"):
        propose(union, 2020)
    change = propose_budget(line, Decimal(600), by=make.user(), reason="增补")
    with pytest.raises(NotAllowed, match="adjustment waits"):
        propose(union)
    change.state = "withdrawn"
    change.save()
    propose(union)
    with pytest.raises(NotAllowed, match="waits for approval already"):
        propose(union)


def test_a_closed_year_is_not_closed_again_and_a_returned_one_may_be_proposed_anew(union):
    make.budget_line(union, amount=500)
    closing = year_ends.return_year_end(propose(union), by=make.approver(union), reason="请核对")
    assert closing.state == "returned"
    close(union)
    with pytest.raises(NotAllowed, match="closed already"):
        propose(union)
    assert sum(BudgetLine.objects.filter(year=2027).values_list("amount", flat=True)) == 500


def test_a_freeze_of_approvals_holds_for_year_ends_too(union, time_machine):
    make.budget_line(union, amount=500)
    closing = propose(union)
    times = {"starts_at": closing.proposed_at, "ends_at": closing.proposed_at.replace(year=2028)}
    freeze_unit(union, **times, acts=["approving"], reason="决算", by=make.user())
    with pytest.raises(NotAllowed, match="frozen until"):
        year_ends.approve_year_end(closing, by=make.approver(union))


@pytest.mark.django_db(transaction=True)
def test_of_last_approvals_reservations_and_new_lines_at_once_nothing_is_moved_twice_or_lost(union):
    line = make.budget_line(union, amount=1_000)
    closing = propose(union)
    people = [make.approver(union) for _ in range(4)]
    year_ends.approve_year_end(closing, by=people[0])

    def approving(person):
        return lambda: year_ends.approve_year_end(YearEnd.objects.get(pk=closing.pk), by=person)

    def reserving(number):
        return lambda: ledger.reserve(
            BudgetLine.objects.get(pk=line.pk), Decimal(100), cause=Cause("run", number), by=None
        )

    def adding(kind):
        return lambda: create_budget_line(union, year=2026, kind=kind, amount=Decimal(7), by=people[0])

    acts = [approving(person) for person in people[1:]] + [reserving(number) for number in range(4)]
    outcomes = at_once(*acts, adding("birthday"), adding("marriage"))
    refusals(outcomes)
    closing.refresh_from_db()
    line.refresh_from_db()
    if closing.state == "closed":
        assert (line.amount, line.reserved) == (0, 0)
        assert BudgetLine.objects.get(year=2027).amount == 1_000
        assert not BudgetLine.objects.filter(year=2026).exclude(pk=line.pk).exists()
    else:
        assert line.amount == 1_000
        assert len(results(outcomes)) > 1
    assert disagreements() == []


def test_no_line_is_added_in_the_admin_to_a_year_that_is_closed(client, superuser, union):
    make.used_line(union, amount=100, spent=100)
    close(union)
    fields = {"unit": union.pk, "year": "2026", "kind": "birthday", "amount": "200"}
    answer = client.post(reverse("admin:welfare_budgetline_add"), fields)
    assert "This year is closed for the unit" in answer.content.decode()
    assert BudgetLine.objects.count() == 1

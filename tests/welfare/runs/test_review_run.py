"""The review of a run: each step and each refusal, in the actions and in the database."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction

from members.approvals.actions.rulemaking import set_rule
from members.approvals.models import ApprovalDecision, ApprovalRound
from members.approvals.rules import StagePlan
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.append_only import assert_append_only
from welfare.budgets import ledger
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetEntry, BudgetLine
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions as receipt
from welfare.runs import figures
from welfare.runs.actions import clearing, corrections, counting, review
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


def last_event(run):
    return AuditEvent.objects.about(run).last()


def test_submitting_names_the_maker():
    run, officer = make.counted_run(), make.user()
    make.budget_line(run.unit)
    review.submit_run(run, by=officer)
    run.refresh_from_db()
    assert (run.state, run.submitted_by) == ("in_review", officer)
    assert (last_event(run).verb, last_event(run).actor) == ("run.submit", officer)


def test_a_run_without_a_budget_is_not_submitted():
    run = make.counted_run()
    make.budget_line(run.unit, year=2025)
    make.budget_line(run.unit, kind="birthday")
    with pytest.raises(NotAllowed, match="no budget for “festival benefit” in 2026"):
        review.submit_run(run, by=make.user())


def test_a_run_that_selects_nobody_is_not_submitted():
    run = make.run(make.unit())
    with pytest.raises(NotAllowed, match="selects nobody"):
        review.submit_run(run, by=make.user())


def test_a_branch_draws_on_its_own_line_before_the_upper_units():
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    make.member(branch)
    upper = make.budget_line(union)
    run = make.counted_run(branch)
    assert review.budget_line_of(run) == upper
    own = make.budget_line(branch, amount=10)
    assert review.budget_line_of(run) == own


def test_two_different_people_approve_and_the_second_reserves_the_money():
    run = make.run_in_review()
    first, second = make.approver(run.unit), make.approver(run.unit)
    assert review.approve_run(run, by=first, note=" 同意 ").state == "in_review"
    approved = review.approve_run(run, by=second)
    line = BudgetLine.objects.get(runs=approved)
    assert (approved.state, line.reserved, line.spent) == ("approved", 300, 0)
    assert list(approved.approvals.values_list("by", "note")) == [(first.pk, "同意"), (second.pk, "")]
    assert last_event(run).changes == {"approvals": "2/2", "state": "approved"}


def test_the_same_person_does_not_approve_twice():
    run = make.run_in_review()
    chair = make.approver(run.unit)
    review.approve_run(run, by=chair)
    with pytest.raises(NotAllowed, match="You have approved this run already"):
        review.approve_run(run, by=chair)
    assert run.approvals.count() == 1


@pytest.mark.parametrize("part", ["opener", "submitter"])
def test_the_maker_does_not_approve(part):
    maker = make.user()
    run = make.run_in_review(by=maker) if part == "submitter" else make.run_in_review(opener=maker)
    make.appoint(maker, "chair", run.unit)
    with pytest.raises(NotAllowed, match="You entered this run yourself"):
        review.approve_run(run, by=maker)
    with pytest.raises(InternalError, match="approved by its maker"), transaction.atomic():
        ApprovalDecision.objects.create(round=ApprovalRound.objects.get(object_id=run.pk), by=maker)


def test_the_database_refuses_a_second_approval_by_one_person():
    run = make.run_in_review()
    chair = make.approver(run.unit)
    review.approve_run(run, by=chair)
    with pytest.raises(IntegrityError, match="one_decision_a_person_and_round"), transaction.atomic():
        ApprovalDecision.objects.create(round=ApprovalRound.objects.get(object_id=run.pk), by=chair)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_change_an_approval():
    run = make.run_in_review()
    review.approve_run(run, by=make.approver(run.unit))
    assert_append_only(lambda: run.approvals.update(note="x"), lambda: run.approvals.all().delete())


@pytest.mark.parametrize(
    ("rules", "needed"),
    [([], 2), ([(0, 1)], 1), ([(0, 1), (300, 3)], 3), ([(0, 1), (301, 3)], 1), ([(5000, 4)], 2)],
)
def test_the_sum_says_how_many_people_approve(rules, needed):
    for amount, approvals in rules:
        set_rule("run", None, min_amount=Decimal(amount), stages=[StagePlan(None, "own", approvals)], by=None)
    run = make.run_in_review()
    for _ in range(needed):
        assert run.state == "in_review"
        run = review.approve_run(run, by=make.approver(run.unit))
    assert run.state == "approved"


def test_too_small_a_budget_stops_the_last_approval_and_changes_nothing():
    unit = make.unit()
    make.member(unit)
    line = make.budget_line(unit, amount=299)
    run = make.run_in_review(unit)
    review.approve_run(run, by=make.approver(run.unit))
    with pytest.raises(NotAllowed, match=r"¥299\.00 left, and this run costs ¥300\.00"):
        review.approve_run(run, by=make.approver(run.unit))
    run.refresh_from_db()
    line.refresh_from_db()
    assert (run.state, run.approvals.count(), line.reserved) == ("in_review", 1, 0)


def test_two_runs_never_share_the_last_yuan():
    unit = make.unit()
    make.member(unit)
    make.budget_line(unit, amount=500)
    make.approved_run(unit)
    run = make.run_in_review(unit, festival="national")
    review.approve_run(run, by=make.approver(run.unit))
    with pytest.raises(NotAllowed, match=r"¥200\.00 left"):
        review.approve_run(run, by=make.approver(run.unit))


def test_the_database_refuses_an_overspent_line():
    line = make.budget_line(make.unit(), amount=100)
    for fields in ({"reserved": 101}, {"spent": 101}, {"reserved": 60, "spent": 60}, {"reserved": -1}, {"amount": -1}):
        with pytest.raises(IntegrityError, match=r"budget_line_is|of its ledger"), transaction.atomic():
            BudgetLine.objects.filter(pk=line.pk).update(**fields)
    cause = {"cause_kind": "run", "cause_id": 1}
    for kind, amount in (("reserve", 101), ("adjustment", -101), ("lapse", 101), ("carry", -101)):
        with pytest.raises(IntegrityError, match="entry_"), transaction.atomic():
            BudgetEntry.objects.create(line=line, kind=kind, amount=amount, **cause)


def test_a_returned_run_starts_its_review_afresh():
    run = make.run_in_review()
    chair = make.approver(run.unit)
    review.approve_run(run, by=chair)
    returned = review.return_run(run, by=make.approver(run.unit), reason="漏了新员工")
    assert (returned.state, returned.round, returned.submitted_by) == ("counted", 2, None)
    assert last_event(run).reason == "漏了新员工"
    again = review.submit_run(returned, by=make.user())
    review.approve_run(again, by=chair)
    assert review.approve_run(again, by=make.approver(again.unit)).state == "approved"


@pytest.mark.parametrize("step", [review.return_run, review.cancel_run])
def test_nothing_is_returned_or_cancelled_without_a_reason(step):
    run = make.run_in_review()
    with pytest.raises(NotAllowed, match="Say why"):
        step(run, by=make.approver(run.unit), reason=" ")
    run.refresh_from_db()
    assert run.state == "in_review"


def test_issuing_spends_what_was_reserved():
    run = make.approved_run()
    issued = review.issue_run(run, by=make.user())
    line = BudgetLine.objects.get(runs=issued)
    assert (issued.state, line.reserved, line.spent) == ("issued", 0, 300)


@pytest.mark.parametrize("maker", [make.counted_run, make.run_in_review, make.approved_run])
def test_a_cancelled_run_leaves_neither_grants_nor_reserved_money(maker):
    run = maker()
    cancelled = review.cancel_run(run, by=make.user(), reason="改期")
    assert cancelled.state == "cancelling" and run.grants.count() == 1
    clearing.clear_all()
    cancelled.refresh_from_db()
    assert cancelled.state == "cancelled"
    assert not Grant.objects.exists()
    assert not BudgetLine.objects.exclude(reserved=0).exists()


def test_a_cancelled_count_is_counted_no_further():
    unit = make.unit()
    make.member(unit)
    run = make.run(unit)
    review.cancel_run(run, by=make.user(), reason="改期")
    assert counting.count_all() == 0
    assert clearing.clear_all() == 1
    assert not Grant.objects.exists()


def test_after_a_cancelled_run_another_may_give_the_same():
    run = make.counted_run()
    review.cancel_run(run, by=make.user(), reason="标准错了")
    clearing.clear_all()
    assert make.counted_run(run.unit).heads == 1


STEPS = {
    "recount": lambda run: counting.recount_run(run, by=make.user()),
    "submit": lambda run: review.submit_run(run, by=make.user()),
    "approve": lambda run: review.approve_run(run, by=make.approver(run.unit)),
    "return": lambda run: review.return_run(run, by=make.approver(run.unit), reason="x"),
    "issue": lambda run: review.issue_run(run, by=make.user()),
    "cancel": lambda run: review.cancel_run(run, by=make.user(), reason="x"),
    "close": lambda run: review.close_run(run, by=make.user(), reason="x"),
    "correct": lambda run: corrections.correct_run(run, by=make.user(), reason="x"),
    "revoke": lambda run: corrections.revoke_run(run, by=make.user(), reason="x"),
    "reopen": lambda run: corrections.reopen_run(run, by=make.user(), reason="x"),
}


def cancelled_run():
    run = review.cancel_run(make.counted_run(), by=make.user(), reason="x")
    clearing.clear_all()
    run.refresh_from_db()
    return run


STAGES = {
    "counting": lambda: make.run(make.member().unit),
    "counted": make.counted_run,
    "in_review": make.run_in_review,
    "approved": make.approved_run,
    "issued": make.issued_run,
    "closed": lambda: review.close_run(make.issued_run(), by=make.user(), reason="x"),
    "cancelling": lambda: review.cancel_run(make.counted_run(), by=make.user(), reason="x"),
    "cancelled": cancelled_run,
}
ALLOWED = {
    "counting": {"cancel"},
    "counted": {"recount", "submit", "cancel"},
    "in_review": {"approve", "return", "cancel"},
    "approved": {"issue", "cancel", "correct"},
    "issued": {"close", "revoke"},
    "closed": {"reopen"},
    "cancelling": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize(
    ("stage", "step"), [(stage, step) for stage in STAGES for step in STEPS if step not in ALLOWED[stage]]
)
def test_a_step_out_of_turn_is_refused_with_a_reason(stage, step):
    run = STAGES[stage]()
    events = AuditEvent.objects.count()
    with pytest.raises(NotAllowed, match="moved on"):
        STEPS[step](run)
    run.refresh_from_db()
    assert run.state == stage
    assert AuditEvent.objects.count() == events


def test_a_stale_page_cannot_act_on_a_run_that_has_moved_on():
    stale = make.counted_run()
    make.budget_line(stale.unit)
    review.submit_run(Run.objects.get(pk=stale.pk), by=make.user())
    with pytest.raises(NotAllowed, match="it is now “in review”"):
        review.submit_run(stale, by=make.user())


@pytest.mark.parametrize(
    ("stage", "target"),
    [("counted", "approved"), ("closed", "counted"), ("issued", "counted"), ("cancelled", "counting")],
)
def test_the_database_refuses_a_transition_that_the_table_does_not_contain(stage, target):
    run = STAGES[stage]()
    with pytest.raises(InternalError, match="Invalid transition"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state=target)


@pytest.mark.parametrize("fields", [{"cost": 1}, {"heads": 9}, {"standard": 1}, {"line": None}])
def test_the_database_refuses_to_change_what_was_approved(fields):
    run = make.approved_run()
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(**fields)


def test_the_database_refuses_to_change_the_list_of_an_approved_run():
    run = make.approved_run()
    newcomer = make.member(run.unit)
    with pytest.raises(InternalError, match="cannot be deleted"), transaction.atomic():
        run.grants.all().delete()
    with pytest.raises(InternalError, match="only while their run is being counted"), transaction.atomic():
        Grant.objects.create(member=newcomer, occasion=run.occasion, run=run, unit=run.unit, amount=300)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        run.grants.update(amount=Decimal(1))


def test_a_run_with_missing_receipts_is_closed_for_a_reason_only():
    run = make.issued_run()
    with pytest.raises(NotAllowed, match="1 member has not received yet"):
        review.close_run(run, by=make.user())
    assert review.close_run(run, by=make.user(), reason="过期未领").state == "closed"
    assert last_event(run).changes == {"not_received": 1}


def test_a_run_that_everybody_received_is_closed_without_a_reason():
    unit = make.unit()
    user = make.user()
    make.member(unit, user=user)
    run = make.issued_run(unit)
    receipt.receive_grant(run.grants.get(), by=user)
    assert review.close_run(run, by=make.user()).state == "closed"


def test_recounting_follows_the_register_and_the_caps():
    unit, other = make.unit(), make.unit()
    stays, leaves, moves = make.member(unit), make.member(unit), make.member(unit)
    run = make.counted_run(unit)
    newcomer = make.member(unit)
    leaves.state = "withdrawn"
    leaves.save()
    moves.unit = other
    moves.save()
    make.cap(unit, 100)
    again = counting.recount_run(run, by=make.user())
    assert (again.state, again.heads, again.cost) == ("counting", None, None)
    counting.count_all()
    again.refresh_from_db()
    assert (again.state, again.heads, again.cost) == ("counted", 2, 200)
    assert set(again.grants.values_list("member", "amount")) == {(stays.pk, 100), (newcomer.pk, 100)}


def test_recounting_a_unit_that_has_emptied_leaves_no_grants():
    unit = make.unit()
    member = make.member(unit)
    run = make.counted_run(unit)
    member.unit = make.unit()
    member.save()
    again = counting.recount_run(run, by=make.user())
    assert counting.count_all() == 1
    again.refresh_from_db()
    assert (again.state, again.heads, again.grants.count()) == ("counted", 0, 0)


def test_what_the_budget_had_left_before_a_run_stays_as_it_was_when_later_runs_spend():
    run = make.approved_run()
    before = figures.money(run, make.user())
    line = BudgetLine.objects.get(runs=run)
    ledger.appropriate(line, Decimal(5), by=None)
    ledger.reserve(line, Decimal(3), cause=Cause("run", 0), by=None)
    ledger.spend(line, Decimal(3), cause=Cause("run", 0), by=None)
    after = figures.money(Run.objects.get(pk=run.pk), make.user())
    assert before is not None
    assert after is not None
    assert (after["before"], after["after"]) == (before["before"], before["after"])


def test_who_submitted_a_run_does_not_approve_it_after_it_was_returned():
    first_maker = make.user()
    run = make.run_in_review(by=first_maker)
    make.appoint(first_maker, "chair", run.unit)
    returned = review.return_run(run, by=make.approver(run.unit), reason="漏了新员工")
    again = review.submit_run(returned, by=make.user())
    with pytest.raises(NotAllowed):
        review.approve_run(again, by=first_maker)
    assert not again.approvals.exists()


def test_a_returned_run_says_at_the_top_by_whom_and_why_until_it_is_submitted_again(client):
    run = make.run_in_review()
    chair = make.approver(run.unit)
    review.return_run(run, by=chair, reason="二车间少了三人")
    officer = make.officer(run.unit, "welfare_officer")
    client.force_login(officer)
    page = client.get(run.get_absolute_url()).content.decode()
    assert page.index(f"Returned by {chair}") < page.index("二车间少了三人") < page.index("Receiving")
    review.submit_run(run, by=officer)
    page = client.get(run.get_absolute_url()).content.decode()
    assert f"Returned by {chair}" not in page and "二车间少了三人" in page

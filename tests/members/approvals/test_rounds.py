"""Rounds of approvals: stages, who may decide, rounds anew, withdrawing, urging, passing up."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from members.approvals.actions import rounds
from members.approvals.actions.escalation import pass_up_late
from members.approvals.actions.rulemaking import end_rule, set_rule
from members.approvals.models import ApprovalDecision, ApprovalMaker, ApprovalRound, ApprovalRule
from members.approvals.people import approvers_of, try_rule
from members.approvals.rules import MakerAct, StagePlan, Whose
from members.authority.models import Appointment, Post
from office.errors import NotAllowed
from office.models import Notice
from tests import factories as make
from tests.append_only import assert_append_only
from welfare.budgets.actions import approve_change, propose_budget, return_change, withdraw_change
from welfare.budgets.models import BudgetLine
from welfare.runs.actions import counting, review
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


def stage(post="", whose=Whose.OWN, needed=1):
    return StagePlan(Post.objects.get(code=post).pk if post else None, whose, needed)


def rule(unit, *stages, kind="budget", amount=0):
    return set_rule(kind, unit, min_amount=Decimal(amount), stages=stages, by=make.user())


def proposed(unit, *, by=None, amount=50_000):
    line = make.budget_line(unit, amount=10)
    return propose_budget(line, Decimal(amount), by=by or make.user(), reason="增补")


def waiting(row, kind="budget"):
    return ApprovalRound.objects.get(kind=kind, object_id=row.pk, state="open")


def test_stages_come_one_after_the_other_each_by_its_post_and_unit(union, branch):
    rule(branch, stage("branch_chair"), stage("finance_officer", Whose.UPPER, 2))
    own = make.officer(branch, "branch_chair")
    upper = [make.officer(union, "finance_officer") for _ in range(2)]
    change = proposed(branch)
    with pytest.raises(NotAllowed, match="hold no post that approves this now"):
        approve_change(change, by=upper[0])
    assert approve_change(change, by=own).state == "proposed"
    assert waiting(change).stage == 2
    approve_change(change, by=upper[0])
    assert approve_change(change, by=upper[1]).state == "in_force"
    assert BudgetLine.objects.get(pk=change.line_id).amount == 50_000


def test_nobody_decides_twice_across_stages(union):
    rule(union, stage("chair"), stage("chair"))
    chair, other = make.officer(union, "chair"), make.officer(union, "chair")
    change = proposed(union)
    approve_change(change, by=chair)
    with pytest.raises(NotAllowed, match="decided on this already"):
        approve_change(change, by=chair)
    with pytest.raises(IntegrityError, match="one_decision_a_person_and_round"), transaction.atomic():
        ApprovalDecision.objects.create(round=waiting(change), stage=2, by=chair)
    assert approve_change(change, by=other).state == "in_force"


def test_the_band_of_the_sum_and_the_nearest_unit_choose_the_rule(union, branch):
    everywhere = ApprovalRule.objects.get(kind="budget", unit=None)
    small, large = rule(union, stage("chair")), rule(union, stage("chair", needed=3), amount=10_000)
    own = rule(branch, stage("branch_chair"), amount=40_000)
    found = {
        (unit.name, sum_): ApprovalRule.objects.rule_for("budget", unit, Decimal(sum_))
        for unit in (union, branch)
        for sum_ in (1, 10_000, 50_000)
    }
    assert found[union.name, 1] == small and found[union.name, 10_000] == found[union.name, 50_000] == large
    assert found[branch.name, 1] == small and found[branch.name, 50_000] == own
    assert ApprovalRule.objects.rule_for("budget", make.unit(), Decimal(1)) == everywhere


def test_who_made_changed_or_submitted_in_any_round_never_approves(union):
    maker = make.officer(union, "chair")
    change_maker = make.officer(union, "chair")
    make.member(union)
    run = make.run_in_review(union, by=maker)
    run = review.return_run(run, by=make.approver(union), reason="漏人")
    run = counting.recount_run(run, by=change_maker)
    counting.count_all()
    run = review.submit_run(Run.objects.get(pk=run.pk), by=make.user())
    for person in (maker, change_maker):
        with pytest.raises(NotAllowed, match="entered this run yourself"):
            review.approve_run(run, by=person)
        with pytest.raises(InternalError, match="approved by its maker"), transaction.atomic():
            ApprovalDecision.objects.create(round=waiting(run, "run"), by=person)


def test_whoever_has_approved_does_not_change_it_in_the_same_round(union):
    make.member(union)
    run = make.run_in_review(union)
    chair = make.approver(union)
    review.approve_run(run, by=chair)
    with pytest.raises(NotAllowed, match="whoever approves it can't change it"):
        rounds.add_maker("run", run.pk, chair, MakerAct.CHANGED)
    with pytest.raises(IntegrityError, match="has approved it"), transaction.atomic():
        ApprovalMaker.objects.create(kind="run", object_id=run.pk, person=chair, act="changed")


def test_the_database_takes_no_decision_of_who_holds_no_fitting_post_at_that_time(union, branch):
    """A term that has ended, a post of another kind, and one in another unit."""
    rule(branch, stage("branch_chair"))
    now = timezone.now()
    open_round = waiting(proposed(branch))
    ended = make.officer(branch, "branch_chair")
    Appointment.objects.filter(holder=ended).update(
        starts_on=date(2020, 1, 1), ends_on=timezone.localdate() - timedelta(days=1)
    )
    elsewhere = make.officer(make.unit(parent=union), "branch_chair")
    for person in (ended, elsewhere, make.officer(union, "chair"), make.user()):
        with pytest.raises(InternalError, match="not held at that time"), transaction.atomic():
            ApprovalDecision.objects.create(round=open_round, by=person, at=now)
    assert ApprovalDecision.objects.create(round=open_round, by=ended, at=now - timedelta(days=2)).pk


def test_a_superuser_without_a_post_approves_nothing(union):
    change = proposed(union)
    with pytest.raises(NotAllowed, match="hold no post"):
        approve_change(change, by=make.superuser())


def test_a_closed_round_takes_no_decision_and_is_never_deleted(union):
    change = proposed(union)
    chair, other = make.approver(union), make.approver(union)
    return_change(change, by=chair, reason="依据不足")
    closed = ApprovalRound.objects.get(kind="budget")
    with pytest.raises(InternalError, match="not in review"), transaction.atomic():
        ApprovalDecision.objects.create(round=closed, by=other)
    undecided = waiting(propose_budget(change.line, Decimal(60_000), by=make.user(), reason="再次增补"))
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        undecided.delete()
    with pytest.raises(InternalError, match="Invalid transition"), transaction.atomic():
        ApprovalRound.objects.filter(pk=closed.pk).update(state="open", closed_at=None)


@pytest.mark.django_db(transaction=True)
def test_decisions_are_only_added_to(union):
    change = proposed(union)
    approve_change(change, by=make.approver(union))
    decisions = ApprovalDecision.objects.all()
    assert_append_only(lambda: decisions.update(note="x"), decisions.delete)


def test_the_database_refuses_a_round_and_a_run_approved_by_too_few(union):
    make.member(union)
    run = make.run_in_review(union)
    review.approve_run(run, by=make.approver(union))
    with pytest.raises(InternalError, match="approvals are missing"), transaction.atomic():
        ApprovalRound.objects.update(state="approved", closed_at=timezone.now())
    with pytest.raises(InternalError, match="approvals are missing"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="approved", line=BudgetLine.objects.get())


def test_what_was_changed_after_it_was_submitted_is_not_approved(union):
    make.member(union)
    run = make.run_in_review(union)
    Run.objects.filter(pk=run.pk).update(cost=999)
    with pytest.raises(NotAllowed, match="changed after it was submitted"):
        review.approve_run(run, by=make.approver(union))


def test_a_submission_anew_is_another_round_and_its_approvals_count_anew(union):
    first = make.approver(union)
    make.member(union)
    run = make.run_in_review(union)
    review.approve_run(run, by=first)
    run = review.return_run(run, by=make.approver(union), reason="重算")
    run = review.submit_run(run, by=make.user())
    assert waiting(run, "run").number == 2
    assert review.approve_run(run, by=first).state == "in_review"


def test_only_the_submitter_withdraws_and_urges_once_a_day(union):
    officer, chair = make.user(), make.approver(union)
    change = proposed(union, by=officer)
    with pytest.raises(NotAllowed, match="Only whoever submitted"):
        rounds.urge("budget", change, by=chair)
    assert rounds.urge("budget", change, by=officer) == 1
    assert Notice.objects.filter(to=chair, text__contains="asks you to look at it").count() == 1
    with pytest.raises(NotAllowed, match="urged today already"):
        rounds.urge("budget", change, by=officer)
    with pytest.raises(NotAllowed, match="Only whoever submitted"):
        withdraw_change(change, by=chair)
    assert withdraw_change(change, by=officer).state == "withdrawn"
    with pytest.raises(NotAllowed):
        approve_change(change, by=chair)


def test_a_run_is_withdrawn_and_submitted_anew(union):
    officer = make.user()
    make.member(union)
    run = review.withdraw_run(make.run_in_review(union, by=officer), by=officer)
    assert (run.state, run.round) == ("counted", 2)
    assert review.submit_run(run, by=officer).state == "in_review"


def test_what_is_late_is_passed_up_once_and_those_above_may_step_in(union, branch):
    with time_machine.travel("2026-03-02 09:00+08:00"):
        rule(branch, stage("branch_chair"))
        make.officer(branch, "branch_chair")
        upper = make.officer(union, "branch_chair")
        change = proposed(branch)
        assert pass_up_late(date(2026, 3, 5)) == 0
        with pytest.raises(NotAllowed, match="hold no post"):
            approve_change(change, by=upper)
        assert [pass_up_late(date(2026, 3, 6)), pass_up_late(date(2026, 3, 6))] == [1, 0]
        assert Notice.objects.filter(to=upper, text__contains="too long").count() == 1
        assert approve_change(change, by=upper).state == "in_force"


def test_a_unit_too_small_is_told_so_with_who_above_may_step_in(union, branch):
    rule(branch, stage("branch_chair", needed=2))
    own, upper = make.officer(branch, "branch_chair"), make.officer(union, "branch_chair")
    (check,) = try_rule("budget", branch, Decimal(50_000)).stages
    assert ([one.holder for one in check.approvers], check.missing) == ([own], 1)
    assert [one.holder for one in check.above] == [upper]
    change = proposed(branch)
    assert waiting(change).widened
    approve_change(change, by=own)
    assert approve_change(change, by=upper).state == "in_force"


def test_when_a_term_ends_those_above_may_step_in(union, branch):
    rule(branch, stage("branch_chair"))
    own, upper = make.officer(branch, "branch_chair"), make.officer(union, "branch_chair")
    change = proposed(branch)
    Appointment.objects.filter(holder=own).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert pass_up_late(timezone.localdate()) == 1
    assert [one.holder for one in approvers_of(waiting(change))] == [upper]
    assert approve_change(change, by=upper).state == "in_force"


def test_rounds_that_have_begun_keep_their_rule_and_rules_are_never_changed(union):
    old = rule(union, stage("chair"))
    change, chair = proposed(union), make.officer(union, "chair")
    new = rule(union, stage("chair", needed=3))
    old.refresh_from_db()
    assert old.ended_at and ApprovalRule.objects.rule_for("budget", union, Decimal(1)) == new
    assert approve_change(change, by=chair).state == "in_force"
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        ApprovalRule.objects.filter(pk=new.pk).update(min_amount=5)
    end_rule(new, by=chair, reason="合并")
    assert ApprovalRule.objects.rule_for("budget", union, Decimal(1)) == ApprovalRule.objects.get(
        kind="budget", unit=None
    )


def test_a_rule_names_posts_that_may_approve_and_the_last_one_stays(union):
    with pytest.raises(NotAllowed, match="no right to approve"):
        rule(union, stage("desk_counsellor"))
    with pytest.raises(NotAllowed, match="Say who approves"):
        rule(union)
    with pytest.raises(NotAllowed, match="set another in its place"):
        end_rule(ApprovalRule.objects.get(kind="run", unit=None), by=make.user(), reason="x")


def test_a_return_needs_a_reason_and_goes_to_the_submitter(union):
    officer, chair = make.user(), make.approver(union)
    change = proposed(union, by=officer)
    with pytest.raises(NotAllowed, match="Say why"):
        return_change(change, by=chair, reason=" ")
    return_change(change, by=chair, reason="依据不足")
    assert Notice.objects.get(to=officer).text.endswith("was returned: 依据不足")

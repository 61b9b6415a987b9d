"""Approvals, deputies and rules at the same moment: nothing stalls, nothing counts twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from members.approvals.actions.rulemaking import set_rule
from members.approvals.models import ApprovalDecision, ApprovalRule
from members.approvals.rules import StagePlan, Whose
from members.authority.models import User
from members.deputies.actions import name_deputy
from members.deputies.models import Deputyship
from tests import factories as make
from tests.concurrency import at_once, refusals
from welfare.budgets.actions import approve_change, propose_budget
from welfare.budgets.models import BudgetChange, BudgetLine

pytestmark = pytest.mark.django_db(transaction=True)


def proposed(unit):
    line = make.budget_line(unit, amount=10)
    return propose_budget(line, Decimal(500), by=make.user(), reason="增补")


def approving(change, by):
    return lambda: approve_change(BudgetChange.objects.get(pk=change.pk), by=User.objects.get(pk=by.pk))


def test_of_three_last_approvals_at_once_two_count_and_the_budget_changes_once():
    union = make.unit(kind="union")
    change, people = proposed(union), [make.approver(union) for _ in range(3)]
    outcomes = at_once(*(approving(change, person) for person in people))
    assert len(refusals(outcomes)) == 1
    assert ApprovalDecision.objects.count() == 2
    change.refresh_from_db()
    assert (change.state, BudgetLine.objects.get().amount) == ("in_force", 500)


def test_an_absent_officer_and_the_deputy_at_once_are_one_approval():
    union = make.unit(kind="union")
    chair, deputy = make.approver(union), make.officer(union, "group_leader")
    now = timezone.now()
    name_deputy(
        chair.appointments.get(), deputy, starts_at=now, ends_at=now + timedelta(days=1), reason="休假", by=chair
    )
    change = proposed(union)
    outcomes = at_once(approving(change, chair), approving(change, deputy))
    assert len(refusals(outcomes)) == 1
    assert ApprovalDecision.objects.count() == 1


def test_two_officers_naming_each_other_at_once_make_no_circle():
    union = make.unit(kind="union")
    one, two = make.approver(union), make.approver(union)
    now = timezone.now()

    def naming(absent, deputy):
        period = {"starts_at": now, "ends_at": now + timedelta(days=1)}
        return lambda: name_deputy(
            absent.appointments.get(), User.objects.get(pk=deputy.pk), reason="休假", by=absent, **period
        )

    assert len(refusals(at_once(naming(one, two), naming(two, one)))) == 1
    assert Deputyship.objects.count() == 1


def test_a_rule_set_twice_at_once_is_in_force_once():
    union, by = make.unit(kind="union"), make.user()

    def setting():
        return set_rule("budget", union, min_amount=Decimal(5), stages=[StagePlan(None, Whose.OWN, 1)], by=by)

    at_once(setting, setting)
    assert ApprovalRule.objects.in_force().filter(unit=union).count() == 1

"""The approvals of earlier versions, which had a table of their own, are kept by the upgrade."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection

from members.approvals.actions.rulemaking import set_rule
from members.approvals.models import ApprovalDecision, ApprovalMaker, ApprovalRound, ApprovalRule
from members.approvals.rules import StagePlan, Whose
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from welfare.runs.actions import review
from welfare.runs.models.runs import Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUND = ("object_id", "number", "unit", "amount", "submitted_by", "state")


def rounds():
    found = ApprovalRound.objects.filter(kind="run").order_by("object_id", "number")
    return list(found.values_list(*ROUND))


def decisions():
    found = ApprovalDecision.objects.filter(round__kind="run").order_by("round__object_id", "round__number", "at")
    return list(found.values_list("round__object_id", "round__number", "by", "verdict", "note", "at"))


def makers():
    return set(ApprovalMaker.objects.filter(kind="run").values_list("object_id", "person"))


def test_rounds_decisions_makers_and_rules_are_all_there_and_what_waited_goes_on():
    set_rule("run", None, min_amount=Decimal(0), stages=[StagePlan(None, Whose.OWN, 2)], by=None)
    set_rule("run", None, min_amount=Decimal(5000), stages=[StagePlan(None, Whose.OWN, 3)], by=None)
    make.issued_run()
    returned = make.run_in_review()
    first, second = make.approver(returned.unit), make.approver(returned.unit)
    review.approve_run(returned, by=first, note="同意")
    returned = review.return_run(returned, by=second, reason="漏了新员工")
    again = review.submit_run(returned, by=make.user())
    review.approve_run(again, by=first, note="再次同意")
    # The earlier tables had approvals only: that a run was returned, and when, is read from the audit log.
    returned_at = AuditEvent.objects.get(verb="run.return").at
    kept = [(*row[:-1], returned_at if row[3] == "return" else row[-1]) for row in decisions()]
    before = rounds(), kept, makers()
    assert len(before[0]) == 3 and [row[3] for row in kept].count("return") == 1
    of_budgets = list(ApprovalRule.objects.in_force().filter(kind="budget").values_list("pk", flat=True))
    assert of_budgets
    call_command("migrate", "welfare", "0008", verbosity=0)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM welfare_approval")
            assert cursor.fetchone() == (4,)
    finally:
        call_command("migrate", verbosity=0)
    assert (rounds(), decisions(), makers()) == before
    assert list(ApprovalRule.objects.in_force().filter(kind="budget").values_list("pk", flat=True)) == of_budgets
    rules = ApprovalRule.objects.in_force().filter(kind="run").order_by("min_amount")
    assert [(rule.min_amount, rule.stages.get().needed) for rule in rules] == [(0, 2), (5000, 3)]
    run = Run.objects.get(pk=again.pk)
    with pytest.raises(NotAllowed, match="approved this run already"):
        review.approve_run(run, by=first)
    assert review.approve_run(run, by=second).state == "approved"

"""What budgets, adjustments and runs of earlier versions reserved and spent is in the ledgers after the upgrade."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from tests import factories as make
from welfare.budgets.actions import approve_change, propose_budget
from welfare.budgets.checking import disagreements
from welfare.budgets.models import BudgetLine
from welfare.runs.actions import review

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def entries(line):
    return list(line.entries.order_by("number").values_list("kind", "amount", "cause_kind", "cause_id"))


def test_the_ledgers_of_what_is_there_agree_with_the_sums_and_go_on():
    union = make.unit(kind="union")
    make.member(union)
    line = make.budget_line(union, amount=900)
    change = propose_budget(line, Decimal(1_000), by=make.user(), reason="增补")
    for _ in range(2):
        change = approve_change(change, by=make.approver(union))
    issued = make.issued_run(union, festival="mid_autumn", amount=Decimal(300))
    approved = make.approved_run(union, festival="national", amount=Decimal(200))
    other = make.used_line(make.unit(), amount=50, reserved=10, spent=20)
    before = set(BudgetLine.objects.values_list("pk", "amount", "reserved", "spent"))
    call_command("migrate", "welfare", "0009", verbosity=0)
    call_command("migrate", verbosity=0)
    assert set(BudgetLine.objects.values_list("pk", "amount", "reserved", "spent")) == before
    assert disagreements() == []
    assert entries(BudgetLine.objects.get(pk=line.pk)) == [
        ("appropriation", 900, "", None),
        ("adjustment", 100, "budget", change.pk),
        ("reserve", 300, "run", issued.pk),
        ("spend", 300, "run", issued.pk),
        ("reserve", 200, "run", approved.pk),
    ]
    assert entries(other) == [
        ("appropriation", 50, "", None),
        ("reserve", 30, "line", other.pk),
        ("spend", 20, "line", other.pk),
    ]
    review.issue_run(approved, by=make.user())
    assert BudgetLine.objects.values_list("reserved", "spent").get(pk=line.pk) == (0, 500)
    assert disagreements() == []

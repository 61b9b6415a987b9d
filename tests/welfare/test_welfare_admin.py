from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from tests import factories as make
from tests.welfare.standards.asking import due_for
from welfare.budgets.actions import approve_change
from welfare.budgets.models import BudgetLine
from welfare.plans.models import Plan
from welfare.standards.actions import ensure_standards
from welfare.standards.models import BenefitRule, Cap
from welfare.standards.rules import Facts

pytestmark = pytest.mark.django_db
BUDGET_PAGE = "welfare:budget_change"
MODELS = [model for model in admin.site._registry if model._meta.app_label == "welfare"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_administrator_sees_every_model(client, superuser, model):
    unit = make.unit()
    make.cap(unit, 2200)
    make.worker(unit)
    make.issued_run(unit)
    name = f"admin:welfare_{model._meta.model_name}"
    assert (
        client.get(
            reverse(f"{name}_changelist"), {"q": "x"} if admin.site._registry[model].search_fields else {}
        ).status_code
        == 200
    )
    row = model.objects.first()
    if row is not None:
        assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


def test_rows_written_by_runs_are_read_only_in_the_admin(client, superuser):
    run = make.counted_run()
    assert client.post(reverse("admin:welfare_run_change", args=[run.pk]), {"state": "approved"}).status_code == 403
    assert client.get(reverse("admin:welfare_grant_add")).status_code == 403


def test_a_plan_that_gives_money_is_refused_at_the_form(client, superuser):
    unit = make.unit()
    fields = {"unit": unit.pk, "name": "中秋", "festival": "mid_autumn", "amount": "300", "lead_days": "20"}
    answer = client.post(reverse("admin:welfare_plan_add"), {**fields, "form": "money", "active": "on"})
    assert "goods, never money" in answer.content.decode()
    assert not Plan.objects.exists()
    client.post(reverse("admin:welfare_plan_add"), {**fields, "form": "goods", "active": "on"})
    assert Plan.objects.count() == 1


def test_an_administrator_raises_a_budget_by_proposal_and_approval_only_and_never_what_is_spent(client, superuser):
    line = make.budget_line(make.unit(), amount=100)
    here, proposal = (reverse(name, args=[line.pk]) for name in ("admin:welfare_budgetline_change", BUDGET_PAGE))
    assert f'not changed here: an adjustment is proposed and approved. <a href="{proposal}">' in (
        client.get(here).content.decode()
    )
    fields = {"unit": line.unit_id, "year": "2027", "kind": "festival", "amount": "200", "spent": "50"}
    assert client.post(here, fields).status_code == 302
    assert BudgetLine.objects.values_list("year", "amount", "spent").get() == (2027, 100, 0)
    assert client.post(proposal, {"amount": "200", "reason": "工会委员会决定"}).status_code == 302
    assert BudgetLine.objects.values_list("amount", "spent").get() == (100, 0)
    change = line.changes.get()
    while change.state != "in_force":
        change = approve_change(change, by=make.approver(line.unit))
    assert BudgetLine.objects.values_list("amount", "spent").get() == (200, 0)


def test_the_caps_of_a_region_hold_in_a_unit_that_says_it_lies_there(client, superuser):
    unit = make.unit()
    address = reverse("admin:welfare_unitregion_add")
    assert "安徽" in client.get(address).content.decode()
    assert client.post(address, {"unit": unit.pk, "region": "安徽", "ample_funds": "unknown"}).status_code == 302
    due = due_for(unit, Facts(kind="festival", on=date(2025, 9, 20)))
    assert due.cap is not None
    assert (due.payable, due.cap.basis, due.document) == (2200, "person_year", "皖工发〔2025〕18号")


def test_a_cap_that_an_administrator_changed_survives_an_upgrade():
    Cap.objects.filter(kind="festival", region="安徽", amount=2200).update(amount=1000)
    before = Cap.objects.count()
    ensure_standards()
    assert Cap.objects.count() == before
    assert Cap.objects.get(kind="festival", region="安徽", effective_to=None).amount == 1000


def test_a_document_that_an_administrator_wrote_otherwise_is_not_created_a_second_time():
    known = Cap.objects.filter(region="内蒙古", source="内工发〔2022〕38号")
    known.update(source="内蒙古自治区总工会内工发〔2022〕38号")
    BenefitRule.objects.filter(region="安徽").update(source="安徽省总工会皖工发〔2025〕18号")
    before = Cap.objects.count(), BenefitRule.objects.count()
    ensure_standards()
    assert (Cap.objects.count(), BenefitRule.objects.count()) == before


def test_a_plan_is_held_to_the_same_rules_as_on_the_page(client, superuser, time_machine):
    time_machine.move_to("2026-09-01 09:00:00+08:00", tick=False)
    plan = make.plan(make.unit(), active=False)
    time_machine.move_to("2026-10-01 09:00:00+08:00", tick=False)
    address = reverse("admin:welfare_plan_change", args=[plan.pk])
    fields = {
        "unit": plan.unit_id,
        "name": plan.name,
        "schedule": "festival",
        "festival": plan.festival,
        "amount": "300",
        "lead_days": "20",
        "collect_days": "15",
        "leap_day": "february",
        "kind": "festival",
        "active": "on",
    }
    answer = client.post(address, {**fields, "form": "souvenir"})
    assert answer.status_code == 200 and not Plan.objects.get().active
    assert client.post(address, {**fields, "form": "goods"}).status_code == 302
    assert (Plan.objects.get().active, Plan.objects.get().since) == (True, date(2026, 10, 1))
    BenefitRule.objects.create(
        unit=plan.unit, kind="festival", forms=["voucher"], source="决议", effective_from=date(2026, 1, 1)
    )
    answer = client.post(address, {**fields, "form": "goods", "name": "改名"})
    assert "is not given as" in answer.content.decode() and Plan.objects.get().name == plan.name

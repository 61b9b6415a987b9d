"""The pages of budget lines: sums of each year, the unit by its name, amounts in yuan."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission

from tests import factories as make
from welfare.budgets import ledger
from welfare.budgets.ledger import Cause
from welfare.budgets.models import YearEnd

pytestmark = pytest.mark.django_db


def test_each_year_has_its_own_sums_and_its_balance(client):
    union = make.unit(kind="union")
    make.used_line(union, year=2026, amount=1_000, reserved=100, spent=200)
    make.budget_line(union, year=2026, amount=500, kind="birthday")
    make.budget_line(union, year=2027, amount=7_000)
    client.force_login(make.officer(union, "finance_officer"))
    answer = client.get("/welfare/budgets/")
    sums = [(one.year, one.amount, one.reserved, one.spent, one.left, one.percent) for one in answer.context["years"]]
    assert sums == [(2027, 7_000, 0, 0, 7_000, 0), (2026, 1_500, 100, 200, 1_200, 20)]
    page = answer.content.decode()
    assert "Total of 2026" in page and "¥8,500.00" not in page
    only = client.get("/welfare/budgets/?year=2026").context["years"]
    assert [one.year for one in only] == [2026]


def test_sums_count_only_units_in_reach(client):
    union = make.unit(kind="union")
    make.budget_line(union, amount=1_000)
    make.budget_line(make.unit(kind="union"), amount=5_000)
    client.force_login(make.officer(union, "finance_officer"))
    assert [one.amount for one in client.get("/welfare/budgets/").context["years"]] == [1_000]


@pytest.mark.parametrize("address", ["/welfare/budgets/new/", "/welfare/plans/new/"])
def test_forms_name_the_unit_ask_for_choices_and_show_yuan(client, address):
    union = make.unit(kind="union", name="东河油田工会")
    chair = make.officer(union, "finance_officer" if "budgets" in address else "welfare_officer")
    client.force_login(chair)
    page = client.get(address).content.decode()
    assert 'value="东河油田工会"' in page
    assert "Please choose" in page and "---------" not in page
    assert ">yuan</span>" in page


def test_the_ledger_shows_every_entry_with_the_sums_after_it_also_filtered_and_sorted(client):
    union = make.unit(kind="union")
    line = make.used_line(union, amount=1_000, reserved=100, spent=200)
    client.force_login(make.officer(union, "auditor"))
    page = client.get(line.get_absolute_url())
    assert [(row.number, row.left_after) for row in page.context["page"]] == [(3, 700), (2, 700), (1, 1_000)]
    turned = client.get(line.get_absolute_url() + "?sort=entered").context["page"]
    assert [(row.number, row.left_after) for row in turned] == [(1, 1_000), (2, 700), (3, 700)]
    only = client.get(line.get_absolute_url() + "?kind=spend")
    assert [(row.number, row.spent_after) for row in only.context["page"]] == [(3, 200)]
    assert "Adjust" not in page.content.decode()


def test_who_may_not_see_a_run_reads_its_number_in_the_ledger_and_no_name(client):
    union = make.unit(kind="union")
    make.member(union)
    run = make.approved_run(union, name="秘密慰问")
    assert run.line is not None
    clerk = make.officer(union, "finance_officer")
    client.force_login(clerk)
    address = run.line.get_absolute_url()
    assert f'<a href="{run.get_absolute_url()}">' in client.get(address).content.decode()
    Permission.objects.get(codename="view_run").post_set.clear()
    client.force_login(make.officer(union, "finance_officer"))
    page = client.get(address).content.decode()
    assert "秘密慰问" not in page and f"benefit run No. {run.pk}" in page


def test_an_officer_closes_a_year_and_sees_what_holds_it_up(client, time_machine):
    time_machine.move_to("2027-01-05 09:00:00+08:00", tick=False)
    union = make.unit(kind="union")
    line = make.used_line(union, amount=1_000, reserved=100, spent=200)
    officer = make.officer(union, "finance_officer")
    client.force_login(officer)
    address = "/welfare/budgets/years/new/"
    assert client.get(address).status_code == 200
    held = client.get(f"{address}?unit={union.code}&year=2026").content.decode()
    assert "still reserved" in held and "entered from the books" in held and ">Propose<" not in held
    asked = {"unit": union.code, "year": 2026, f"line_{line.pk}": "carry", "reason": "常委会决定"}
    refused = client.post(address, asked)
    assert refused.status_code == 422 and "常委会决定" in refused.content.decode()
    ledger.release(line, Decimal(100), cause=Cause("books", line.pk), by=None)
    sent = client.post(address, asked)
    closing = YearEnd.objects.get()
    assert sent.status_code == 302 and sent.url == closing.get_absolute_url()
    shown = client.get(sent.url).content.decode()
    assert "¥800.00" in shown and "捌佰元整" in shown
    again = client.get(f"{address}?unit={union.code}&year=2026").content.decode()
    assert closing.get_absolute_url() in again and ">Propose<" not in again


def test_the_list_of_budgets_narrows_to_a_unit_and_those_below(client):
    union = make.unit(kind="union")
    branch = make.unit(parent=union)
    make.budget_line(union, amount=1_000)
    make.budget_line(branch, amount=70)
    client.force_login(make.officer(union, "finance_officer"))
    assert [one.amount for one in client.get(f"/welfare/budgets/?unit={branch.code}").context["years"]] == [70]


def test_the_api_reads_lines_entries_and_year_ends_of_units_in_reach(client):
    union = make.unit(kind="union")
    line = make.used_line(union, amount=1_000, spent=200)
    make.used_line(make.unit(kind="union"), amount=9_999)
    client.force_login(make.officer(union, "auditor"))
    (found,) = client.get("/api/v1/budgets/?year=2026&kind=festival").json()["results"]
    assert (found["id"], found["amount"], found["spent"], found["left"]) == (line.pk, "1000.00", "200.00", "800.00")
    entries = client.get(f"/api/v1/budget-entries/?line={line.pk}&kind=spend").json()["results"]
    assert [(one["number"], one["amount"], one["spent_after"]) for one in entries] == [(3, "200.00", "200.00")]
    assert client.get("/api/v1/year-ends/").json()["results"] == []
    assert client.post("/api/v1/budget-entries/", {"line": line.pk}).status_code == 405

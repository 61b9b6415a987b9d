"""The pages of budget lines: sums of each year, the unit by its name, amounts in yuan."""

import pytest

from tests import factories as make

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

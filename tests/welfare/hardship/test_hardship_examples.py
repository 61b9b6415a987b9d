"""Examples of hardship with the source of each: docs/domain.md part 1. The command answers them as the portal does.

Columns: what is given besides the base → level · per head and month. The base is a family of three with 36,000 yuan a
year and no outlay, where the minimum allowance is 700 yuan: 1,000 yuan per head and month.
"""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from office.rule_files import answer_cases
from welfare.hardship.choices import HardshipLevel
from welfare.hardship.models.settings import HardshipRule
from welfare.hardship.rules import AidLimit, Family, leaves_on, most_aid
from welfare.hardship.rules import assess as assess_family

pytestmark = pytest.mark.django_db

BASE = {"income_year": "36000.00", "outlay_year": "0.00", "people": 3, "minimum_month": "700.00"}
D, R, A, N = "deep", "relative", "accidental", "none"

EXAMPLES = [
    # The formula (安庆 2025, 邢台 2021, V): ≤ the minimum is deep, ≤ twice of it relative; the line itself counts.
    ({}, R, "1000.00"),
    ({"income_year": "25200.00"}, D, "700.00"),
    ({"income_year": "25200.01"}, R, "700.00"),
    ({"income_year": "25199.99"}, D, "700.00"),
    ({"income_year": "50400.00"}, R, "1400.00"),
    ({"income_year": "50400.01"}, N, "1400.00"),
    ({"income_year": "50401.00"}, N, "1400.03"),
    ({"income_year": "0"}, D, "0.00"),
    # Outlay caused by hardship is taken off (V); it may be more than the income.
    ({"outlay_year": "10800.00"}, D, "700.00"),
    ({"outlay_year": "10799.99"}, R, "700.00"),
    ({"outlay_year": "48000.00"}, D, "-333.33"),
    # The people who live together are counted, not the wage earners (V).
    ({"people": 1}, N, "3000.00"),
    ({"people": "4"}, R, "750.00"),
    ({"people": 5}, D, "600.00"),
    ({"people": 3.0}, R, "1000.00"),
    # What insurance paid back is no outlay (V): of a bill of 30,000 it left 12,000, or nothing.
    ({"income_year": "60000", "medical_bill": "30000", "paid_by_insurance": "18000"}, R, "1333.33"),
    ({"income_year": "60000", "medical_bill": "30000"}, R, "833.33"),
    ({"income_year": "60000", "medical_bill": "30000", "paid_by_insurance": "35000"}, N, "1666.67"),
    # A bill beside other outlay comes on top; one that is the whole outlay is not counted twice.
    ({"outlay_year": "6000", "medical_bill": "9000", "paid_by_insurance": "4000"}, D, "694.44"),
    ({"outlay_year": "9000", "medical_bill": "9000", "paid_by_insurance": "4000"}, R, "861.11"),
    ({"outlay_year": "9000", "paid_by_insurance": "4000"}, R, "861.11"),
    # 安徽: the income per head lies below the province's average of the year before (S); not asked where it is missing.
    ({"province_income_per_head_last_year": "12000.01"}, R, "1000.00"),
    ({"province_income_per_head_last_year": "12000.00"}, N, "1000.00"),
    ({"province_income_per_head_last_year": None}, R, "1000.00"),
    ({"outlay_year": "36000", "province_income_per_head_last_year": "11000"}, N, "0.00"),
    # 意外致困 (S): life is hard once compensation is counted; strictly below twice the minimum, and only for a family
    # that the other two miss.
    ({"income_year": "90000", "accident_loss": "60000", "compensated": "10000"}, A, "2500.00"),
    ({"income_year": "90000", "accident_loss": "60000", "compensated": "60000"}, N, "2500.00"),
    ({"income_year": "90000", "accident_loss": "60000", "compensated": "70000"}, N, "2500.00"),
    ({"income_year": "90000", "accident_loss": "39600"}, N, "2500.00"),
    ({"income_year": "90000", "accident_loss": "39600.01"}, A, "2500.00"),
    ({"accident_loss": "60000"}, R, "1000.00"),
    ({"income_year": "90000", "accident_loss": "50000", "province_income_per_head_last_year": "1"}, A, "2500.00"),
    # Excluded (V): two homes above the local area per head; a car, not one for a disabled member.
    ({"homes": 2, "area_per_head_above_local": True}, N, "1000.00"),
    ({"homes": 2, "area_per_head_above_local": False}, R, "1000.00"),
    ({"homes": 2}, R, "1000.00"),
    ({"homes": 1, "area_per_head_above_local": True}, R, "1000.00"),
    ({"homes": "3", "area_per_head_above_local": "yes"}, N, "1000.00"),
    ({"car": True}, N, "1000.00"),
    ({"car": False}, R, "1000.00"),
    ({"car": None}, R, "1000.00"),
    ({"car": "for a disabled member"}, R, "1000.00"),
    ({"car": "Wheelchair car"}, R, "1000.00"),
    ({"car": "残疾人代步车"}, R, "1000.00"),
    ({"car": "not for a disabled member"}, N, "1000.00"),
    ({"car": "家用轿车"}, N, "1000.00"),
    ({"car": "none"}, R, "1000.00"),
    ({"car": "无"}, R, "1000.00"),
    ({"income_year": "90000", "accident_loss": "60000", "car": True}, N, "2500.00"),
]


def answered(given):
    return answer_cases("hardship", [{"id": "H", "given": given}])[0][0]


@pytest.mark.parametrize(("given", "level", "per_head"), EXAMPLES)
def test_a_family_is_assessed_as_the_documents_say(given, level, per_head):
    answer = answered(BASE | given)
    assert (answer.get("level"), answer.get("per_head_month"), answer.get("error")) == (level, per_head, None)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"people": 0}, "people is at least 1"),
        ({"people": None}, "people is missing"),
        ({"people": 2.5}, "people is a whole number"),
        ({"people": True}, "people is a whole number"),
        ({"people": -1}, "people is a whole number"),
        ({"people": "三"}, "people is a whole number"),
        ({"income_year": None}, "income_year is missing"),
        ({"income_year": "-1.00"}, "income_year is no sum"),
        ({"income_year": "viel"}, "income_year is no sum"),
        ({"income_year": "NaN"}, "income_year is no sum"),
        ({"minimum_month": None}, "minimum_month is missing"),
        ({"minimum_month": "0"}, "minimum_month is more than zero"),
        ({"outlay_year": "-5"}, "outlay_year is no sum"),
        ({"paid_by_insurance": True}, "paid_by_insurance is no sum"),
        ({"homes": -2}, "homes is a whole number"),
        ({"area_per_head_above_local": "perhaps"}, "area_per_head_above_local is true or false"),
        ({"car": 1}, "car is true, false or a text"),
        ({"children": 2}, "Unknown key: children"),
    ],
)
def test_a_bad_case_gets_a_sentence(given, told):
    answer = answered(BASE | given)
    assert told in answer["error"] and "level" not in answer


def test_the_loss_of_an_accident_is_shown_beside_the_sum_before_it():
    answer = answered(BASE | {"income_year": "90000", "accident_loss": "60000", "compensated": "10000"})
    assert (answer["per_head_month"], answer["per_head_month_after_loss"]) == ("2500.00", "1111.11")


def test_what_excludes_a_family_is_named():
    answer = answered(BASE | {"homes": 2, "area_per_head_above_local": True, "car": True})
    assert answer["excluded_by"] == ["car", "homes"]


def test_the_command_prints_all_cases_and_exits_with_1_for_a_bad_one(tmp_path):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [{"id": "1", "given": BASE}, {"id": "2", "given": {}}, 3]}), encoding="utf-8")
    printed = StringIO()
    with pytest.raises(SystemExit) as exited:
        call_command("rules", "hardship", str(file), stdout=printed)
    cases = json.loads(printed.getvalue())["cases"]
    assert exited.value.code == 1
    assert cases[0] == {"id": "1", "given": BASE, "level": "relative", "per_head_month": "1000.00"}
    assert "error" in cases[1] and "error" in cases[2]


@pytest.mark.parametrize(
    ("setting", "given", "level"),
    [
        ({"at_the_line": False}, {"income_year": "25200.00"}, R),
        ({"at_the_line": False}, {"income_year": "50400.00"}, N),
        ({"relative_times": Decimal("1.5")}, {"income_year": "40000.00"}, N),
        ({"deep_times": Decimal("1.5")}, {}, D),
        ({"accident_times": Decimal(1)}, {"income_year": "90000", "accident_loss": "50000"}, N),
    ],
)
def test_line_and_boundary_are_settings(setting, given, level):
    HardshipRule.objects.filter(region="", unit=None).update(**setting)
    assert answered(BASE | given)["level"] == level


def test_without_a_rule_in_force_the_case_says_so():
    HardshipRule.objects.update(effective_from=date(2999, 1, 1), effective_to=None)
    assert "No rule of hardship" in answered(BASE)["error"]


def test_the_reckoning_names_each_line_and_which_tests_hold():
    measure = HardshipRule.objects.get(region="安徽").measure
    family = Family(
        income=Decimal(36000), people=3, minimum=Decimal(700), outlay=Decimal(3600), province_income=Decimal(30000)
    )
    found = assess_family(family, measure)
    assert found.level == HardshipLevel.RELATIVE
    assert [(step.what.value, str(step.amount), step.holds) for step in found.steps] == [
        ("income", "36000", None),
        ("outlay", "3600", None),
        ("people", "3", None),
        ("per_head", "900.00", None),
        ("province", "30000.00", True),
        ("deep", "700.00", False),
        ("relative", "1400.00", True),
    ]


@pytest.mark.parametrize(
    ("limit", "cost", "most"),
    [
        # Source: docs/domain.md part 1, aid of local unions (S).
        (AidLimit(months=Decimal(12)), None, "8400.00"),
        (AidLimit(months=Decimal(10)), None, "7000.00"),
        (AidLimit(share=Decimal(80)), "5000", "4000.00"),
        (AidLimit(share=Decimal(15), amount=Decimal(10000)), "80000", "10000"),
        (AidLimit(share=Decimal(15), amount=Decimal(10000)), "40000", "6000.00"),
        (AidLimit(), "1", None),
    ],
)
def test_aid_is_limited_by_months_share_and_sum(limit, cost, most):
    found = most_aid(limit, minimum=Decimal(700), cost=None if cost is None else Decimal(cost))
    assert found == (None if most is None else Decimal(most))


def test_a_family_leaves_six_months_after_it_came_above_the_line():
    assert leaves_on(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert leaves_on(None, 6) is None

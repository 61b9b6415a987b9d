"""Answers cases of hardship, as `manage.py rules hardship FILE` prints them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from office.rule_files import BadCase, Case, given_of, yuan_of
from welfare.hardship import rules
from welfare.hardship.lookup import measure_everywhere

SUMS = (
    *("income_year", "outlay_year", "minimum_month", "province_income_per_head_last_year"),
    *("medical_bill", "paid_by_insurance", "accident_loss", "compensated"),
)
KEYS = (*SUMS, "people", "homes", "area_per_head_above_local", "car")
MOST_PEOPLE, MOST_HOMES = 100, 1000
YES = ("true", "yes", "y", "是", "有", "超过", "高于")
NO = ("false", "no", "n", "none", "not", "without", "否", "无", "没有", "未超过", "不超过")
# A car that does not exclude: it carries a disabled member.
FOR_DISABLED = ("disab", "handicap", "wheelchair", "残疾", "残障", "伤残")
NOT_SO = ("not for", "no disab", "not disab", "nobody disab", "without disab", "非残", "不是残", "无残", "没有残")


def answer_hardship(case: Case) -> Case:
    """Return the level, and what is left per head and month; after the loss of an accident, too.

    Raises BadCase for an unknown key, a value that can't be read, and where income, people or minimum are missing.
    """
    given = given_of(case, KEYS)
    family = _family(given)
    measure = measure_everywhere(timezone.localdate())
    if measure is None:
        raise BadCase("No rule of hardship is in force.")
    # The province's income is asked for where it is given, whatever the rule that holds everywhere says.
    found = rules.assess(family, replace(measure, asks_province_income=True))
    answer: Case = {"level": found.level.value, "per_head_month": _yuan(found.per_head_month)}
    if found.after_loss is not None:
        answer["per_head_month_after_loss"] = _yuan(found.after_loss)
    if family.excluded:
        answer["excluded_by"] = sorted(one.value for one in family.excluded)
    return answer


def _yuan(amount: Decimal) -> str:
    return str(amount.quantize(rules.CENT, ROUND_HALF_UP))


def _family(given: Mapping[str, Any]) -> rules.Family:
    sums = {key: yuan_of(given, key) for key in SUMS}
    income, minimum = sums["income_year"], sums["minimum_month"]
    if income is None:
        raise BadCase("income_year is missing.")
    if minimum is None:
        raise BadCase("minimum_month is missing.")
    if not minimum:
        raise BadCase("minimum_month is more than zero.")
    return rules.Family(
        income=income,
        people=_people(given),
        minimum=minimum,
        outlay=_outlay(sums["outlay_year"] or rules.ZERO, sums["medical_bill"] or rules.ZERO),
        paid_back=sums["paid_by_insurance"] or rules.ZERO,
        loss=sums["accident_loss"] or rules.ZERO,
        compensated=sums["compensated"] or rules.ZERO,
        province_income=sums["province_income_per_head_last_year"],
        excluded=rules.property_exclusions(
            homes=_count(given, "homes", MOST_HOMES),
            above_local_area=_truth(given, "area_per_head_above_local"),
            has_car=_has_car(given),
        ),
    )


def _outlay(of_year: Decimal, bill: Decimal) -> Decimal:
    """Return the outlay: a bill comes on top, but one that is the whole outlay is not counted twice."""
    return of_year if bill == of_year else of_year + bill


def _people(given: Mapping[str, Any]) -> int:
    people = _count(given, "people", MOST_PEOPLE)
    if "people" not in given:
        raise BadCase("people is missing.")
    if not people:
        raise BadCase("people is at least 1: a family without people has no income per head.")
    return people


def _count(given: Mapping[str, Any], key: str, most: int) -> int:
    value = given.get(key, 0)
    text = value.strip() if isinstance(value, str) else str(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadCase(f"{key} is a whole number: {value!r}.")
    text = text.removesuffix(".0")
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) <= most):
        raise BadCase(f"{key} is a whole number from 0 to {most}: {value!r}.")
    return int(text)


def _truth(given: Mapping[str, Any], key: str) -> bool:
    value = given.get(key, False)
    if isinstance(value, bool):
        return value
    text = value.strip().lower() if isinstance(value, str) else None
    if text in YES:
        return True
    if text is None or text not in ("", *NO):
        raise BadCase(f"{key} is true or false: {value!r}.")
    return False


def _has_car(given: Mapping[str, Any]) -> bool:
    """Return whether there is a car that excludes: one for a disabled member does not, nor do “none” and “无”."""
    value = given.get("car", False)
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise BadCase(f"car is true, false or a text: {value!r}.")
    text = " ".join(value.lower().split())
    if text in ("", *NO, "no car", "无车", "没有车"):
        return False
    if any(word in text for word in NOT_SO):
        return True
    return not any(word in text for word in FOR_DISABLED)

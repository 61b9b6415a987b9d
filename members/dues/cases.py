"""Answers cases of dues, as `manage.py rules dues FILE` prints them."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from members.dues.models.charges import DuesRule
from members.dues.rules import (
    APPRENTICE_DUES,
    FEN,
    NOT_COUNTED,
    OF_OFFICES,
    WAGES,
    WITH_THEM,
    NoWage,
    counted_wage,
    dues_of,
    is_paying_month,
)
from office.rule_files import BadCase, Case, day_or_none, given_of, text_of, yuan_of

SUMS = (*WAGES, *WITH_THEM, *OF_OFFICES, *NOT_COUNTED)
KEYS = (*SUMS, "unit", "member", "membership", "admitted_on", "withdrew_on", "month")
MONTH = re.compile(r"(\d{4})-(\d{2})(-\d{2})?")


def answer_dues(case: Case) -> Case:
    """Return the dues of one month in yuan. Raises BadCase for an unknown key, and where no wage is given."""
    given = given_of(case, KEYS)
    sums = {key: yuan_of(given, key) for key in SUMS}
    known = {key: sum_ for key, sum_ in sums.items() if sum_ is not None}
    month = _month(given)
    due = Decimal(0)
    if not _owes_nothing(given, month):
        due = _dues(given, known, month)
    return {"due": str(due.quantize(FEN))}


def _owes_nothing(given: Mapping[str, Any], month: date | None) -> bool:
    """Return whether somebody is no paying member in the month. Retained members owe nothing."""
    if _says(text_of(given, "membership"), "retained", "保留", "retired", "退休"):
        return True
    admitted_on, withdrew_on = day_or_none(given, "admitted_on"), day_or_none(given, "withdrew_on")
    return month is not None and not is_paying_month(month, admitted_on, withdrew_on)


def _dues(given: Mapping[str, Any], known: Mapping[str, Decimal], month: date | None) -> Decimal:
    member = text_of(given, "member")
    if _says(member, "apprentice", "学徒"):
        return APPRENTICE_DUES
    of_office = _says(text_of(given, "unit"), "institution", "office", "事业", "机关")
    fixed_income = not _says(member, "without fixed income", "no fixed income", "无固定")
    try:
        wage = counted_wage(known, of_office=of_office, fixed_income=fixed_income)
    except NoWage as why:
        raise BadCase(str(why)) from None
    rules = DuesRule.objects.order_by("-effective_from")
    if month:
        rules = rules.filter(effective_from__lte=month)
    rule = rules.first()
    if rule is None:
        raise BadCase("No rule of dues was in force then.")
    return dues_of(wage, rule.rate, rule.step)


def _says(text: str, *words: str) -> bool:
    return any(word in text.lower() for word in words)


def _month(given: Mapping[str, Any]) -> date | None:
    """Return the first day of the month asked for, None where none is given."""
    text = text_of(given, "month")
    if not text:
        return None
    found = MONTH.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return date(int(found[1]), int(found[2]), 1)
    except ValueError:
        raise BadCase(f"month is no month: {text!r}.") from None

"""Answers cases of dues, as `manage.py rules dues FILE` prints them."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from members.dues.models.charges import DuesRule
from members.dues.rules import APPRENTICE_DUES, FEN, dues_of
from office.rule_files import BadCase, Case, day_or_none, given_of, text_of, yuan_of

# 〔94〕工财字第69号: in offices and public institutions these are added first and cut once.
OF_OFFICES = ("duty_wage", "post_wage", "rank_wage", "grade_wage")
WITH_THEM = ("basic_wage", "seniority_wage")
# 工发〔1978〕101号: these do not count.
NOT_COUNTED = ("bonus", "allowances", "royalties", "performance_pay", "pension")
WAGES = ("wage", "wage_of_last_month", "wage_of_this_month")
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
    """Return whether somebody is no paying member in the month, as `compute_charges.sql` decides it.

    Retained members owe nothing. A month counts for whoever is a member on its first day.
    """
    if _says(text_of(given, "membership"), "retained", "保留", "retired", "退休"):
        return True
    admitted_on, withdrew_on = day_or_none(given, "admitted_on"), day_or_none(given, "withdrew_on")
    if month is None:
        return False
    return bool((admitted_on and admitted_on > month) or (withdrew_on and withdrew_on <= month))


def _dues(given: Mapping[str, Any], known: Mapping[str, Decimal], month: date | None) -> Decimal:
    member = text_of(given, "member")
    if _says(member, "apprentice", "学徒"):
        return APPRENTICE_DUES
    wage = _wage(text_of(given, "unit"), member, known)
    rules = DuesRule.objects.order_by("-effective_from")
    if month:
        rules = rules.filter(effective_from__lte=month)
    rule = rules.first()
    if rule is None:
        raise BadCase("No rule of dues was in force then.")
    return dues_of(wage, rule.rate, rule.step)


def _wage(unit: str, member: str, known: Mapping[str, Decimal]) -> Decimal:
    """Return the monthly wage that counts."""
    if _says(member, "without fixed income", "no fixed income", "无固定"):
        if "wage_of_last_month" in known:
            return known["wage_of_last_month"]
        raise BadCase("wage_of_last_month is missing.")
    of_office = _says(unit, "institution", "office", "事业", "机关") and any(key in known for key in OF_OFFICES)
    if of_office:
        return sum((known[key] for key in (*OF_OFFICES, *WITH_THEM) if key in known), Decimal(0))
    # Where both are given, the wage is all that was paid, and the basic wage what counts of it.
    if "basic_wage" not in known:
        for key in ("wage", "wage_of_this_month"):
            if key in known:
                return known[key]
    if parts := [known[key] for key in (*OF_OFFICES, *WITH_THEM) if key in known]:
        return sum(parts, Decimal(0))
    if "pension" in known:
        return Decimal(0)
    raise BadCase("No wage is given.")


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

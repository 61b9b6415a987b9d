"""Answers files of cases: which rule applies, and what follows. `manage.py rules KIND FILE` prints the answers as JSON.

A file is {"cases": [ … ]}; each case comes back with its answer added, or with "error" and a sentence.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

# Any: JSON.
Case = dict[str, Any]


class BadCase(ValueError):
    """A case that can't be answered, with a sentence that says why."""


KINDS: dict[str, Callable[[Case], Case]] = {}
"""By KIND the function that answers one case with the keys to add. Raises BadCase. The apps add theirs."""
MOST_YUAN = Decimal("1e9")


def answer_cases(kind: str, cases: list[Any]) -> tuple[list[Case], bool]:
    """Return the cases with their answers, in their order, and whether one has an error."""
    answered, failed = [], False
    for case in cases:
        try:
            if not isinstance(case, dict):
                raise BadCase("A case is an object.")
            answered.append({**case, **KINDS[kind](case)})
        except BadCase as error:
            failed = True
            answered.append({**(case if isinstance(case, dict) else {"case": case}), "error": str(error)})
    return answered, failed


def given_of(case: Case, allowed: Collection[str]) -> Mapping[str, Any]:
    """Return what is given, without what is null. Raises BadCase for unknown keys."""
    given = case.get("given", {})
    if not isinstance(given, dict):
        raise BadCase('"given" is an object.')
    return known_keys(given, allowed)


def known_keys(given: Mapping[str, Any], allowed: Collection[str]) -> Mapping[str, Any]:
    """Return the keys that have a value. Raises BadCase for those that are not `allowed`."""
    if unknown := sorted(set(given) - set(allowed)):
        raise BadCase(f"Unknown key: {', '.join(unknown)}.")
    return {key: value for key, value in given.items() if value is not None}


def text_of(given: Mapping[str, Any], key: str, default: str = "") -> str:
    """Return a text. Raises BadCase where it is something else."""
    value = given.get(key, default)
    if not isinstance(value, str):
        raise BadCase(f"{key} is a text.")
    return value.strip()


def day_of(given: Mapping[str, Any], key: str) -> date:
    """Return a day. Raises BadCase where it is missing or no ISO date."""
    day = day_or_none(given, key)
    if day is None:
        raise BadCase(f"{key} is missing.")
    return day


def day_or_none(given: Mapping[str, Any], key: str) -> date | None:
    """Return a day, None where it is missing. Raises BadCase where it is no ISO date such as 2026-04-01."""
    value = given.get(key)
    if value is None:
        return None
    try:
        # fromisoformat also takes 20260401 and 2026-W14-3.
        if not isinstance(value, str) or len(value.strip()) != 10:
            raise ValueError
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise BadCase(f"{key} is no date: {value!r}.") from None
    if not 1900 <= day.year <= 2900:
        raise BadCase(f"{key} is too far away: {value}.")
    return day


def yuan_of(given: Mapping[str, Any], key: str) -> Decimal | None:
    """Return a sum in yuan, None where it is missing. Raises BadCase where it is no sum or negative."""
    value = given.get(key)
    if value is None:
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise InvalidOperation
        sum_ = Decimal(str(value).strip().replace(",", ""))
        if not sum_.is_finite() or not 0 <= sum_ <= MOST_YUAN:
            raise InvalidOperation
    except InvalidOperation:
        raise BadCase(f"{key} is no sum in yuan: {value!r}.") from None
    return sum_

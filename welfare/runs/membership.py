"""The conditions of membership in SQL, as the units of a run keep them; in Python: `rules.outside_membership`."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, When
from django.db.models.expressions import Value

from members.dues.models.charges import DuesCharge
from office.days import months_later
from office.types import FieldValues
from welfare.choices import Verdict
from welfare.runs.models.runs import Run
from welfare.standards.models import MemberFact

CONDITIONS = (Verdict.NO_DUES, Verdict.WAGE_NOT_IN_BASE, Verdict.ELSEWHERE)


def membership_verdicts(run: Run, among: tuple[int, int] | None) -> list[When]:
    """Return the conditions of membership that units of the run have, in the order in which they are tried.

    `among` limits the members to a range of keys. One query. What holds in all units alike is asked without looking at
    them. Members have their unit on the day as `unit_then`, of `eligibility.members_of`.
    """
    kept: list[dict[str, FieldValues]] = list(run.places.order_by().values_list("rules", flat=True).distinct())
    whens = []
    for verdict in CONDITIONS:
        said = [_said(rules.get(verdict.value)) for rules in kept]
        everywhere = all(one == said[0] for one in said)
        for number, one in enumerate(said):
            if one is None or one in said[:number]:
                continue
            here = Q() if everywhere else _where(run, one, verdict)
            whens.append(When(here & _excluded(verdict, one, run.on, among), then=Value(verdict)))
    return whens


def _said(rule: FieldValues | None) -> FieldValues | None:
    return None if rule is None else {name: value for name, value in rule.items() if name != "document"}


def _where(run: Run, said: FieldValues, verdict: Verdict) -> Q:
    """Return the condition that the unit of the day asks just this."""
    asked = Q(rules__has_key=verdict.value)
    asked &= Q(**{f"rules__{verdict.value}__{name}": value for name, value in said.items()})
    return Q(unit_then__in=run.places.filter(asked).order_by().values("unit"))


def _excluded(verdict: Verdict, said: FieldValues, day: date, among: tuple[int, int] | None) -> Q:
    in_range = Q(member__gte=among[0], member__lte=among[1]) if among else Q()
    match verdict:
        case Verdict.NO_DUES:
            return Q(pk__in=_without_dues(said["months"], day).filter(in_range).values("member"))
        case Verdict.WAGE_NOT_IN_BASE:
            marked = MemberFact.objects.of(MemberFact.Fact.WAGE_NOT_IN_BASE, day).filter(in_range)
            return Q(employment_form__in=said["forms"]) | Q(pk__in=marked.values("member"))
        case _:
            elsewhere = MemberFact.objects.of(MemberFact.Fact.ELSEWHERE, day).filter(in_range)
            return Q(pk__in=elsewhere.values("member"))


def _without_dues(months: int, day: date) -> "QuerySet[DuesCharge, Any]":
    """Return the members who owe the dues of all so many months before that of the day, none of them in part.

    Any: the rows are keys of members.
    """
    month = day.replace(day=1)
    owed = DuesCharge.objects.filter(state="due", paid=0, month__lt=month, month__gte=months_later(month, -months))
    return owed.order_by().values("member").annotate(count=Count("pk")).filter(count__gte=months)

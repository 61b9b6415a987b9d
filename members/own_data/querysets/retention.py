from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from members.own_data.rules import ErasureState
from members.register.querysets.of_members import OfMembers
from office.days import years_after


class Erasures(OfMembers):
    def waiting(self) -> Self:
        return self.filter(state=ErasureState.WAITING)


class Holds(OfMembers):
    def in_force(self) -> Self:
        return self.filter(lifted_at=None)


def past_retention(members: QuerySet, rules: Iterable[Any], today: date) -> QuerySet:
    """Those of `members` who left so long ago that no rule keeps their entry any longer."""
    due = Q(pk__in=[])
    for rule in rules:
        due |= Q(periods__state=rule.state, periods__starts_on__lte=years_after(today, -rule.years))
    return members.filter(due, periods__ends_on=None, anonymised_at=None)

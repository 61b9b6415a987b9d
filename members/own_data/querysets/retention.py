from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from members.own_data.rules import ErasureState
from members.register.querysets.of_members import OfMembers
from office.days import years_after
from office.types import AnnotatedRow

if TYPE_CHECKING:
    from members.own_data.models.retention import Erasure, LegalHold


class Erasures(OfMembers["Erasure"]):
    def waiting(self) -> Self:
        return self.filter(state=ErasureState.WAITING)


class Holds(OfMembers["LegalHold"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at=None)


def past_retention(members: QuerySet, rules: Iterable[AnnotatedRow], today: date) -> QuerySet:
    """Those of `members` who left so long ago that no rule keeps their entry any longer."""
    due = Q(pk__in=[])
    for rule in rules:
        due |= Q(periods__state=rule.state, periods__starts_on__lte=years_after(today, -rule.years))
    return members.filter(due, periods__ends_on=None, anonymised_at=None)

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from members.own_data.rules import ErasureState
from members.register.querysets.of_members import OfMembers
from office.days import years_after

if TYPE_CHECKING:
    from members.own_data.models.retention import Erasure, LegalHold, RetentionRule
    from members.register.models.member import Member


class Erasures(OfMembers["Erasure"]):
    def waiting(self) -> Self:
        """Return the erasures without a decision."""
        return self.filter(state=ErasureState.WAITING)


class LegalHolds(OfMembers["LegalHold"]):
    def in_force(self) -> Self:
        """Return the legal holds that nobody has lifted."""
        return self.filter(lifted_at=None)


def past_retention(members: QuerySet["Member"], rules: "Iterable[RetentionRule]", today: date) -> QuerySet["Member"]:
    """Return those of `members` whose retention has ended by `today`, erased ones excepted; rows may repeat."""
    due = Q(pk__in=[])
    for rule in rules:
        due |= Q(periods__state=rule.state, periods__starts_on__lte=years_after(today, -rule.years))
    return members.filter(due, periods__ends_on=None, anonymised_at=None)

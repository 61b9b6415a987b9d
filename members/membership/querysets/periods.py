from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from members import access

if TYPE_CHECKING:
    from members.membership.models.periods import MembershipPeriod


class MembershipPeriods(access.ScopedQuerySet["MembershipPeriod"]):
    def on(self, day: date) -> Self:
        """Return the period of each member that contains `day`."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

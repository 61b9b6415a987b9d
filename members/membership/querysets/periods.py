from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from members import access

if TYPE_CHECKING:
    from members.membership.models.periods import MembershipPeriod


class MembershipPeriods(models.QuerySet["MembershipPeriod"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def on(self, day: date) -> Self:
        """Return the period of each member that contains `day`."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

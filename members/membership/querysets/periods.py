from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from members import access


class MembershipPeriods(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def on(self, day: date) -> Self:
        """The one period of each member that holds `day`."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

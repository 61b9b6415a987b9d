from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from members import access

if TYPE_CHECKING:
    from members.authority.models import Appointment


class Appointments(models.QuerySet["Appointment"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def in_term(self, day: date) -> Self:
        """Return the appointments in force on `day`."""
        return self.overlapping(day, day)

    def overlapping(self, since: date, until: date | None) -> Self:
        """Return the appointments in force on any day from `since` to `until`, None for no end."""
        begun = self if until is None else self.filter(starts_on__lte=until)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=since))

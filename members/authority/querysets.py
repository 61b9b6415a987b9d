from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from members import access


class Appointments(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def in_term(self, day: date) -> Self:
        return self.overlapping(day, day)

    def overlapping(self, since: date, until: date | None) -> Self:
        """Those in force on any day from `since` to `until`, None for without an end."""
        begun = self if until is None else self.filter(starts_on__lte=until)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=since))

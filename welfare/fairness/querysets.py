from typing import TYPE_CHECKING, Self

from django.db import models

from members.access import Account, ScopedQuerySet
from welfare.grants.querysets import apart_from_hardship

if TYPE_CHECKING:
    from welfare.fairness.models import Recount, RecountChange

# After so many failures a recount is tried again only when it is asked for anew.
MAX_ATTEMPTS = 3


class Recounts(ScopedQuerySet["Recount"]):
    unit_field = "run__unit"

    def visible_to(self, user: Account, perm: str) -> Self:
        """Return those of runs in units in reach, those of hardship as with grants: few are a name."""
        return super().visible_to(user, perm).filter(apart_from_hardship(user, unit="run__unit"))

    def waiting(self) -> Self:
        """Return those that a worker may go on with."""
        return self.filter(state="waiting", attempts__lt=MAX_ATTEMPTS)

    def figures(self) -> Self:
        """Return the figures of runs, as they were counted."""
        return self.filter(purpose="figures")

    def replays(self) -> Self:
        return self.filter(purpose="replay")


class RecountChanges(models.QuerySet["RecountChange"]):
    def gaining(self) -> Self:
        return self.filter(due__gt=models.F("given"))

    def losing(self) -> Self:
        return self.filter(due__lt=models.F("given"))

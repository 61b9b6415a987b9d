from typing import Any, Self

from django.db import models

from members import access
from welfare.choices import SHOWN_TO_MEMBERS, RunState


class Scoped(models.QuerySet):
    """Rows that belong to a unit and are read by whoever has the right there."""

    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))


class Grants(Scoped):
    def own(self, user: Any) -> Self:
        """What the account's own member was given: issued lists only, since a plan is no promise."""
        return self.filter(member__in=access.records_of(user)).issued()

    def issued(self) -> Self:
        return self.filter(run__state__in=SHOWN_TO_MEMBERS)

    def to_receive(self) -> Self:
        return self.filter(run__state=RunState.ISSUED, received_at=None)

    def received(self) -> Self:
        return self.filter(received_at__isnull=False)

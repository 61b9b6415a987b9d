from datetime import date
from typing import Any, Self

from django.db import models

from members import access
from members.rules.changes import OPEN, TRANSFERS, ChangeState

RELEASE, ACCEPT = "members.release_member", "members.accept_member"


class MembershipChanges(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        """Those of both sides: whoever holds `perm` in the old unit or in the new one sees a transfer."""
        return self.filter(access.within(user, perm, field="from_unit") | access.within(user, perm, field="to_unit"))

    def to_release(self, user: Any) -> Self:
        """Asked for by a new unit, and `user` may speak for the old one."""
        return self.filter(access.within(user, RELEASE, field="from_unit"), state=ChangeState.ASKED)

    def to_accept(self, user: Any) -> Self:
        """Released by an old unit, and `user` may speak for the new one."""
        return self.filter(access.within(user, ACCEPT, field="to_unit"), state=ChangeState.RELEASED)

    def waiting_for(self, user: Any) -> Self:
        return self.to_release(user) | self.to_accept(user)

    def transfers(self) -> Self:
        return self.filter(kind__in=TRANSFERS)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def due(self, day: date) -> Self:
        """Agreed, and their day has come."""
        return self.filter(state=ChangeState.AGREED, effective_on__lte=day)


class Batches(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

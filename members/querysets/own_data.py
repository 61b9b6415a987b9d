from typing import Any, Self

from django.db import models

from members import access
from members.codes import RequestState


class OfMembers(models.QuerySet):
    """Rows that belong to a member, and through the member's unit to those who look after it."""

    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="member__unit"))

    def own(self, user: Any) -> Self:
        return self.filter(member__user=user)


class ChangeRequests(OfMembers):
    def waiting(self) -> Self:
        return self.filter(state=RequestState.WAITING)

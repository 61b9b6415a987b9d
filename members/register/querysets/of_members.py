from typing import Self, TypeVar

from django.db.models import Model

from members import access

M = TypeVar("M", bound=Model)


class OfMembers(access.ScopedQuerySet[M]):
    """Rows that belong to a member, in the member's unit of today."""

    unit_field = "member__unit"

    def own(self, user: access.Account) -> Self:
        """Return the rows of the member whose account is `user`."""
        return self.filter(member__user=user)

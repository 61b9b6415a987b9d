from typing import Any, Self

from django.db import models

from members import access


class OfMembers(models.QuerySet):
    """What hangs on a member and is read by whoever may read the member."""

    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm, field="member__unit"))

    def own(self, user: Any) -> Self:
        return self.filter(member__user=user)

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Q
from django.utils import timezone

from members import access

if TYPE_CHECKING:
    from members.authority.models import User
    from members.deputies.models import Deputyship


class Deputyships(access.ScopedQuerySet["Deputyship"]):
    unit_field = "appointment__unit"

    def in_force(self, moment: datetime) -> Self:
        """Return those that have begun and not ended at `moment`, the end itself outside, of posts still held then."""
        day = timezone.localdate(moment)
        posts = Q(appointment__ends_on=None) | Q(appointment__ends_on__gte=day)
        return self.filter(
            posts,
            starts_at__lte=moment,
            ends_at__gt=moment,
            appointment__starts_on__lte=day,
            appointment__holder__is_active=True,
            deputy__is_active=True,
        )

    def concerning(self, user: "User", perm: str) -> Self:
        """Return those that the user sees: as the absent officer, as the deputy, or by `perm` in the post's unit."""
        return self.filter(Q(appointment__holder=user) | Q(deputy=user) | access.within(user, perm, self.unit_field))

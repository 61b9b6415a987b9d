from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from members import access
from members.choices import LEFT_STATES
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.choices import ObjectionState, RunState

if TYPE_CHECKING:
    from members.authority.models import User
    from welfare.objections.models import Objection, PublicNotice


class PublicNotices(access.ScopedQuerySet["PublicNotice"]):
    def running(self, today: date) -> Self:
        """Return the notices of lists that are public today, and may be objected to."""
        return self.filter(run__state=RunState.IN_NOTICE, ends_on__gte=today, ended_at=None)

    def for_member(self, user: "User") -> Self:
        """Return the notices of lists of the member's unit and those above; none for who has left."""
        return self.filter(run__unit__path__in=paths_above(user))


def paths_above(user: "User") -> list[str]:
    """Return the paths of the unit of the account's member and of all units above; [] for who is in no unit."""
    own = Member.objects.filter(pk__in=access.records_of(user), merged_into=None).exclude(state__in=LEFT_STATES)
    path = own.values_list("unit__path", flat=True).first()
    return Unit.paths_down_to(path) if path else []


class Objections(access.ScopedQuerySet["Objection"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the objections to lists of units where the user has `perm`, but for those about the user.

        Whom an objection is about doesn't learn who made it.
        """
        return super().visible_to(user, perm).exclude(~Q(by=user.pk), about__in=_records(user))

    def own(self, user: "User") -> Self:
        """Return the objections that this account has made."""
        return self.filter(by=user)

    def open(self) -> Self:
        return self.filter(state=ObjectionState.OPEN)

    def overdue(self, today: date) -> Self:
        """Return the objections that should have been decided before `today`."""
        return self.open().filter(due_on__lt=today)


def _records(user: access.Account) -> QuerySet[Member]:
    return Member.objects.filter(Q(user=user.pk) | Q(merged_into__user=user.pk))

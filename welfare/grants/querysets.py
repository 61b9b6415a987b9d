from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from members import access
from members.permissions import MembersPermission
from welfare.choices import SHOWN_TO_MEMBERS, RunState, Verdict

if TYPE_CHECKING:
    from members.authority.models import User
    from welfare.grants.models.exclusions import Exclusion
    from welfare.grants.models.grants import Grant
    from welfare.grants.models.signings import Signing
    from welfare.grants.models.withdrawn import WithdrawnGrant


# What can be received now; for sums beside others of the same rows, where a filter of all of them won't do.
TO_RECEIVE = Q(run__state=RunState.ISSUED, received_at=None, held=False)
# The states of a payment line that may bring its money to the member: its answer stands for the signature.
BY_THE_BANK = ("made", "sent", "paid")


def apart_from_hardship(user: access.Account, run: str = "run", unit: str = "unit") -> Q:
    """Return the condition on rows of runs that leaves out those that tell who is in hardship; `run` is "" for runs.

    They are shown only to who may see marks of hardship in the row's unit: a name on such a list is as good as a mark.
    """
    tells = f"{run}__tells_hardship" if run else "tells_hardship"
    return Q(**{tells: False}) | access.within(user, MembersPermission.VIEW_HARDSHIPMARK, unit)


class Grants(access.ScopedQuerySet["Grant"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the grants of units in which the user holds `perm`, and, of hardship, may see that too."""
        return super().visible_to(user, perm).shown_to(user)

    def shown_to(self, user: access.Account) -> Self:
        """Return the grants whose members this officer may know, of a run in reach."""
        return self.filter(apart_from_hardship(user))

    def own(self, user: "User") -> Self:
        """Return the grants of the account's own member, merged records included: those of issued runs only."""
        return self.filter(member__in=access.records_of(user)).issued()

    def issued(self) -> Self:
        """Return the grants of runs that are issued or closed, which members may see."""
        return self.filter(run__state__in=SHOWN_TO_MEMBERS)

    def to_receive(self) -> Self:
        """Return the grants that can be received now: not received yet, not held, of a run that is issued and open."""
        return self.filter(TO_RECEIVE)

    def waiting(self) -> Self:
        """Return the grants that are neither received nor held, of closed runs too."""
        return self.filter(received_at=None, held=False)

    def to_sign(self) -> Self:
        """Return those of `to_receive` for which an officer may sign: not those that a bank pays, or is to pay."""
        return self.to_receive().exclude(payment_lines__state__in=BY_THE_BANK)

    def received(self) -> Self:
        return self.filter(received_at__isnull=False)

    def held(self) -> Self:
        """Return the grants to which somebody objects."""
        return self.filter(held=True)


class WithdrawnGrants(access.ScopedQuerySet["WithdrawnGrant"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the rows of units in reach, those of hardship as with grants."""
        return super().visible_to(user, perm).filter(apart_from_hardship(user))


class Exclusions(access.ScopedQuerySet["Exclusion"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the rows of units where `user` has `perm`; those of hardship only where they may see hardship, too.

        Of hardship is also “already on another list” where that list is one of hardship.
        """
        marks = access.within(user, MembersPermission.VIEW_HARDSHIPMARK)
        of_hardship = apps.get_model("welfare", "Grant").objects.filter(
            member=OuterRef("member"), occasion=OuterRef("run__occasion"), run__tells_hardship=True
        )
        told = ~Q(verdict=Verdict.OTHER_HARDSHIP) & ~(Q(verdict=Verdict.ALREADY) & Exists(of_hardship))
        return super().visible_to(user, perm).filter(told | marks).filter(apart_from_hardship(user))

    def own(self, user: "User") -> Self:
        """Return why runs that are issued or closed don't give to the account's own member, merged records included."""
        return self.filter(member__in=access.records_of(user)).issued()

    def issued(self) -> Self:
        """Return the exclusions of runs that are issued or closed, which members may see."""
        return self.filter(run__state__in=SHOWN_TO_MEMBERS)


GrantsManager = models.Manager.from_queryset(Grants)


class LiveGrants(GrantsManager["Grant"]):
    """All but the revoked ones, whatever asks for them: lists, sums, related managers, the API."""

    def get_queryset(self) -> Grants:
        return Grants(self.model, using=self._db).filter(revoked_at=None)


class Signings(access.ScopedQuerySet["Signing"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the signings of units in reach, those of hardship as with grants."""
        return super().visible_to(user, perm).filter(apart_from_hardship(user))

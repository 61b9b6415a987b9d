from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from members import access
from members.membership.rules.changes import OPEN, RIGHTS, TRANSFER, TRANSFERS, ChangeState

if TYPE_CHECKING:
    from members.membership.models.changes import MembershipChange, TransferBatch


def missing_word(user: access.Account) -> Q:
    """The condition that a transfer waits for `user`: theirs to release when asked for, to accept when released.

    Nobody speaks for a unit about themselves.
    """
    asked = Q(state=ChangeState.ASKED) & access.within(user, TRANSFER, field="from_unit")
    released = Q(state=ChangeState.RELEASED) & access.within(user, TRANSFER, field="to_unit")
    return (asked | released) & ~Q(member__user=user)


class MembershipChanges(models.QuerySet["MembershipChange"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Those of both sides: whoever holds `perm` in the old unit or in the new one sees a transfer."""
        return self.filter(access.within(user, perm, field="from_unit") | access.within(user, perm, field="to_unit"))

    def waiting_for(self, user: access.Account) -> Self:
        """Those that lack the word of a unit for which `user` may speak."""
        return self.filter(missing_word(user))

    def to_take_back(self, user: access.Account) -> Self:
        """Of others' changes those that `user` may take back: what their side began, what both sides agreed."""
        old, new = access.within(user, TRANSFER, field="from_unit"), access.within(user, TRANSFER, field="to_unit")
        mine = (old & ~Q(state=ChangeState.ASKED)) | (new & ~Q(state=ChangeState.RELEASED))
        allowed = Q(kind__in=TRANSFERS) & mine
        for kind in RIGHTS.keys() - set(TRANSFERS):
            allowed |= Q(kind=kind) & access.within(user, RIGHTS[kind], field="from_unit")
        return self.open().filter(allowed).exclude(member__user=user)

    def transfers(self) -> Self:
        return self.filter(kind__in=TRANSFERS)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def due(self, day: date) -> Self:
        """Agreed, and their day has come."""
        return self.filter(state=ChangeState.AGREED, effective_on__lte=day)


class Batches(models.QuerySet["TransferBatch"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Those of both sides, as with each single transfer."""
        return self.filter(access.within(user, perm) | access.within(user, perm, field="to_unit"))

    def to_answer(self, user: access.Account) -> Self:
        """Those for whose new unit `user` may speak."""
        return self.filter(access.within(user, TRANSFER, field="to_unit"))

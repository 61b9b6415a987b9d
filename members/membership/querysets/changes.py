from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from members import access
from members.membership.rules.changes import OPEN, RIGHTS, TRANSFER, TRANSFERS, ChangeState

if TYPE_CHECKING:
    from members.membership.models.changes import MembershipChange, TransferBatch


def waits_for(user: access.Account) -> Q:
    """Return the condition that a transfer waits for `user`: to release a member asked for, or accept a released one.

    One's own transfer never waits for oneself.
    """
    asked = Q(state=ChangeState.ASKED) & access.within(user, TRANSFER, field="from_unit")
    released = Q(state=ChangeState.RELEASED) & access.within(user, TRANSFER, field="to_unit")
    return (asked | released) & ~Q(member__user=user)


class MembershipChanges(models.QuerySet["MembershipChange"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the changes where `user` has `perm` in the old unit or in the new one."""
        return self.filter(access.within(user, perm, field="from_unit") | access.within(user, perm, field="to_unit"))

    def waiting_for(self, user: access.Account) -> Self:
        """Return the transfers that wait for an answer of `user`."""
        return self.filter(waits_for(user))

    def to_take_back(self, user: access.Account) -> Self:
        """Return the open changes that `user` may cancel, never those of their own membership.

        Of transfers those that their side has begun or both sides agreed, of other changes those for whose kind they
        have the permission in the old unit.
        """
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
        """Return the agreed changes that take effect on `day` or before."""
        return self.filter(state=ChangeState.AGREED, effective_on__lte=day)


class TransferBatches(models.QuerySet["TransferBatch"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the batches where `user` has `perm` in the old unit or in the new one."""
        return self.filter(access.within(user, perm) | access.within(user, perm, field="to_unit"))

    def to_answer(self, user: access.Account) -> Self:
        """Return the batches in whose new unit `user` may accept members."""
        return self.filter(access.within(user, TRANSFER, field="to_unit"))

"""Kinds and states of membership changes. Pure: no database, no clock, no request. domain.md part 3."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import MemberState
from members.permissions import MembersPermission

S = MemberState


class ChangeKind(TextChoices):
    """会籍变化类型 of the national import sheet, and besides: refusal of admission, return, transfer between units."""

    ADMIT = "admit", _("admission")
    REFUSE = "refuse", _("refusal of admission")
    RETAIN = "retain", _("retaining of membership")
    WITHDRAW = "withdraw", _("withdrawal from the union")
    EXPEL = "expel", _("expulsion")
    RETURN = "return", _("return to the union")
    TRANSFER = "transfer", _("transfer to another unit")
    TRANSFER_OUT = "transfer_out", _("transfer to another union")


class ChangeState(TextChoices):
    ASKED = "asked", _("asked for by the new unit")
    RELEASED = "released", _("released by the old unit")
    AGREED = "agreed", _("agreed, waits for its day")
    DONE = "done", pgettext_lazy("membership change", "carried out")
    REFUSED = "refused", pgettext_lazy("membership change", "refused")
    CANCELLED = "cancelled", pgettext_lazy("membership change", "taken back")


# States in which one unit has not answered.
WAITING = (ChangeState.ASKED, ChangeState.RELEASED)
OPEN = (*WAITING, ChangeState.AGREED)
# AGREED → REFUSED: the portal refuses a change that is no longer possible on its day.
NEXT: dict[ChangeState, set[ChangeState]] = {
    ChangeState.ASKED: {ChangeState.AGREED, ChangeState.REFUSED, ChangeState.CANCELLED},
    ChangeState.RELEASED: {ChangeState.AGREED, ChangeState.REFUSED, ChangeState.CANCELLED},
    ChangeState.AGREED: {ChangeState.DONE, ChangeState.REFUSED, ChangeState.CANCELLED},
}
TRANSFERS = (ChangeKind.TRANSFER, ChangeKind.TRANSFER_OUT)
# Kind → the states of membership from which it may begin.
FROM: dict[ChangeKind, tuple[MemberState, ...]] = {
    ChangeKind.ADMIT: (S.PENDING,),
    ChangeKind.REFUSE: (S.PENDING,),
    ChangeKind.RETAIN: (S.ACTIVE,),
    ChangeKind.WITHDRAW: (S.ACTIVE, S.LEAVING, S.RETAINED),
    ChangeKind.EXPEL: (S.ACTIVE, S.LEAVING, S.RETAINED),
    ChangeKind.RETURN: (S.RETAINED, S.TRANSFERRED, S.WITHDRAWN, S.EXPELLED),
    ChangeKind.TRANSFER: (S.ACTIVE,),
    ChangeKind.TRANSFER_OUT: (S.ACTIVE,),
}
# Kind → the state of membership to which it leads.
BECOMES: dict[ChangeKind, MemberState] = {
    ChangeKind.ADMIT: S.ACTIVE,
    ChangeKind.REFUSE: S.WITHDRAWN,
    ChangeKind.RETAIN: S.RETAINED,
    ChangeKind.WITHDRAW: S.WITHDRAWN,
    ChangeKind.EXPEL: S.EXPELLED,
    ChangeKind.RETURN: S.ACTIVE,
    ChangeKind.TRANSFER: S.ACTIVE,
    ChangeKind.TRANSFER_OUT: S.TRANSFERRED,
}
# One permission for both sides of a transfer: in the old unit to release, in the new one to accept.
TRANSFER = MembersPermission.TRANSFER_MEMBER
# Kind → the permission for it; expelling has one of its own, since it is decided collectively.
RIGHTS: dict[ChangeKind, str] = {
    ChangeKind.ADMIT: MembersPermission.ADMIT_MEMBER,
    ChangeKind.REFUSE: MembersPermission.ADMIT_MEMBER,
    ChangeKind.RETAIN: MembersPermission.CHANGE_MEMBERSHIP,
    ChangeKind.WITHDRAW: MembersPermission.CHANGE_MEMBERSHIP,
    ChangeKind.EXPEL: MembersPermission.EXPEL_MEMBER,
    ChangeKind.RETURN: MembersPermission.CHANGE_MEMBERSHIP,
    ChangeKind.TRANSFER: TRANSFER,
    ChangeKind.TRANSFER_OUT: TRANSFER,
}
# Kind → the verb under which the audit log has a change that was carried out.
VERBS: dict[ChangeKind, str] = {
    ChangeKind.ADMIT: "member.admit",
    ChangeKind.REFUSE: "member.refuse",
    ChangeKind.RETAIN: "member.retain",
    ChangeKind.WITHDRAW: "member.withdraw",
    ChangeKind.EXPEL: "member.expel",
    ChangeKind.RETURN: "member.return",
    ChangeKind.TRANSFER: "member.transfer",
    ChangeKind.TRANSFER_OUT: "member.transfer_out",
}
# From these states a membership begins anew: joined_on becomes the day of the change.
BEGINS_ANEW = (S.PENDING, S.WITHDRAWN, S.EXPELLED)
TONES = {
    ChangeState.ASKED: "warning",
    ChangeState.RELEASED: "warning",
    ChangeState.AGREED: "info",
    ChangeState.DONE: "success",
    ChangeState.REFUSED: "danger",
    ChangeState.CANCELLED: "muted",
}


def kinds_from(state: str) -> list[ChangeKind]:
    """Return the kinds of change that may begin in the state `state` of a membership."""
    return [kind for kind, states in FROM.items() if state in states]


def right_to_become(new: str, *, old: str = "") -> str:
    """Return the permission for the change from state `old` to `new`, by RIGHTS.

    Where no kind of change leads from one to the other, as in a correction, that of the last kind which leads to `new`.
    `new` is a state to which some kind leads.
    """
    leading = [kind for kind in RIGHTS if BECOMES[kind] == new]
    return RIGHTS[next((kind for kind in leading if old in FROM[kind]), leading[-1])]

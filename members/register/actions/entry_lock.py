"""What every act on somebody's entry asks first: that the entry is one to write in, and is not the actor's own."""

from typing import Any, Protocol

from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import MemberState
from members.register.models.member import Member
from office.errors import NotAllowed


class OfPerson(Protocol):
    """A row that belongs to a person, perhaps with an account: a member, an application for membership."""

    @property
    def user_id(self) -> int | None: ...


def hold(member: Member, *, by: User | None) -> Member:
    """The member as it is now, held for an act of `by` until the end of the caller's transaction.

    Without `by` it is the portal itself that acts, or whoever the entry is about. Raises NotAllowed as
    `require_writable` does.
    """
    # Without a join: who waited for the lock and finds another unit would find the old unit's row, and so nobody.
    row = Member.objects.select_for_update().get(pk=member.pk)
    require_writable(row, by=by)
    return row


def require_writable(member: Member, *, by: User | None) -> None:
    """NotAllowed for an entry whose person was erased, for one merged into another, and for one's own."""
    if why := why_not_to_write(member, by):
        raise NotAllowed(why)


def require_known(member: Member, *, by: User) -> None:
    """NotAllowed for an entry whose person was erased, and for one's own. What stands on a merged record may pass:
    dues, wages and waivers there count for the person."""
    if member.anonymised_at:
        raise NotAllowed(closed_because(member))
    not_oneself(by, member)


def not_oneself(by: User | None, whose: OfPerson) -> None:
    """NotAllowed when the entry or application is that of `by`: nobody decides about themselves."""
    if is_oneself(by, whose):
        raise NotAllowed(_of_oneself())


def is_oneself(by: User | None, whose: OfPerson) -> bool:
    """Whether an entry, or the one into which it was merged, or an application is that of `by`."""
    kept = whose.merged_into if isinstance(whose, Member) else None
    return by is not None and by.pk in (whose.user_id, kept and kept.user_id)


def why_not_to_write(member: Member, by: Any) -> str:
    """Why `by` may not write in this entry, whatever their rights; "" if they may. Pages ask before they offer."""
    return closed_because(member) or (_of_oneself() if is_oneself(by, member) else "")


def closed_because(member: Member) -> str:
    """Why nothing is written in an entry any more, whose person was erased or which was merged; "" if it is open."""
    if member.anonymised_at:
        return _("This entry has been erased: nothing is entered in it any more.")
    if member.state == MemberState.MERGED:
        return _("This record was merged into another one: go to the record that was kept.")
    return ""


def _of_oneself() -> str:
    return _("Nobody decides about themselves: ask another officer.")

"""What forbids changing a member's entry, whatever the permissions: it is one's own, erased, or merged."""

from typing import Protocol

from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.choices import MemberState
from members.register.models.member import Member
from office.errors import NotAllowed


class OfPerson(Protocol):
    """A row of a person who may have an account: a member, an application for membership."""

    @property
    def user_id(self) -> int | None: ...


def lock_entry(member: Member, *, by: User | None) -> Member:
    """Return the member as it is now, locked until the end of the caller's transaction.

    `by` is None for what the portal does, and for what members may do to their own entry. Raises NotAllowed as
    `require_writable` does.
    """
    # Without a join: after waiting for a lock, PostgreSQL joins the new row with the old unit, and finds nothing.
    row = Member.objects.select_for_update().get(pk=member.pk)
    require_writable(row, by=by)
    return row


def require_writable(member: Member, *, by: User | None) -> None:
    """Raise NotAllowed for an erased entry, one merged into another, and that of `by`."""
    if why := write_refusal(member, by):
        raise NotAllowed(why)


def require_not_erased(member: Member, *, by: User) -> None:
    """Raise NotAllowed for an erased entry and that of `by`, but not for a merged one.

    The dues, wages and waivers of a merged record still count for the person.
    """
    if member.anonymised_at:
        raise NotAllowed(closed_reason(member))
    forbid_own(by, member)


def forbid_own(by: User | None, whose: OfPerson) -> None:
    """Raise NotAllowed when the entry or application is that of `by`."""
    if is_own(by, whose):
        raise NotAllowed(_of_oneself())


def is_own(by: access.Account | None, whose: OfPerson) -> bool:
    """Return whether an application or entry belongs to `by`, or the record into which the entry was merged does."""
    kept = whose.merged_into if isinstance(whose, Member) else None
    return by is not None and by.pk in (whose.user_id, kept and kept.user_id)


def write_refusal(member: Member, by: access.Account | None) -> str:
    """Return why `by` may not change this entry, whatever their permissions; "" if they may."""
    return closed_reason(member) or (_of_oneself() if is_own(by, member) else "")


def closed_reason(member: Member) -> str:
    """Return why an erased or merged entry can't be changed; "" if it can."""
    if member.anonymised_at:
        return _("This entry has been erased: nothing is entered in it any more.")
    if member.state == MemberState.MERGED:
        return _("This record was merged into another one: go to the record that was kept.")
    return ""


def _of_oneself() -> str:
    return _("Nobody decides about themselves: ask another officer.")

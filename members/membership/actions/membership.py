"""Changes of a membership: begun for a day, and carried out on it; a task carries out those planned ahead."""

import logging
from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from members.authority.models import User
from members.choices import MemberState
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import (
    BECOMES,
    BEGINS_ANEW,
    FROM,
    NEXT,
    OPEN,
    TRANSFERS,
    VERBS,
    ChangeKind,
    ChangeState,
)
from members.register.actions.entry_lock import lock_entry
from members.register.actions.open_unit import in_open_unit, require_open
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit, transitions
from office.claims import claim
from office.errors import NotAllowed
from office.notices import notify

logger = logging.getLogger(__name__)
OVERTAKEN = gettext_noop("Another change of this membership came first.")


class ChangeFields(TypedDict, total=False):
    """Fields of a MembershipChange that only some kinds have."""

    code: str
    to_unit: Unit | None
    outside: str
    released_by: User
    accepted_by: User | None


@transaction.atomic
def change_membership(
    member: Member, kind: ChangeKind, *, on: date, by: User, reason: str, code: str = "", to_unit: Unit | None = None
) -> MembershipChange:
    """Change the state of a membership on the day `on`: at once, or by `carry_out_due` when it lies ahead.

    A change that happens at once cancels the open one of this member. Raises NotAllowed for one's own membership, an
    erased or merged member, a state that doesn't allow it, a day before the last change, a closed unit, without a
    reason, and for a planned change while another one is open.
    """
    row = lock_entry(member, by=by)
    require_fit(row, kind, on)
    if on <= timezone.localdate():
        for other in row.changes.open():
            set_change_state(other, ChangeState.CANCELLED, ended_by=by, answer=OVERTAKEN)
    change = create_change(row, kind, ChangeState.AGREED, on=on, by=by, reason=reason, code=code, to_unit=to_unit)
    if on <= timezone.localdate():
        carry_out(change, row, by=by)
    else:
        audit.record("member.plan", row, by=by, unit=row.unit, reason=change.reason, changes=audit_changes_of(change))
    return change


def require_fit(row: Member, kind: ChangeKind, on: date) -> None:
    """Raise NotAllowed when this kind of change can't follow the member's state, or `on` is before the last change."""
    if row.state not in FROM[kind]:
        raise NotAllowed(
            _("This can't follow the present state of the membership: %(state)s.") % {"state": row.get_state_display()}
        )
    since = row.periods.get(ends_on=None).starts_on
    if on < since:
        raise NotAllowed(
            _("The register knows a later change of this membership, of %(day)s. Choose that day or a later one.")
            % {"day": since.isoformat()}
        )


def create_change(
    row: Member,
    kind: ChangeKind,
    state: ChangeState,
    *,
    on: date,
    by: User,
    reason: str,
    **given: Unpack[ChangeFields],
) -> MembershipChange:
    """Create a change of a member locked by the caller.

    Raises NotAllowed without a reason, while another change is open, and for one that leads into a closed unit.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why: it is kept with the membership."))
    if row.changes.open().exists():
        raise NotAllowed(_("Another change of this membership is under way; take that back first."))
    if BECOMES[kind] == MemberState.ACTIVE:
        require_open(given.get("to_unit") or row.unit)
    return MembershipChange.objects.create(
        member=row,
        kind=kind,
        state=state,
        from_unit=row.unit,
        effective_on=on,
        begun_by=by,
        reason=reason.strip(),
        **given,
    )


def set_change_state(change: MembershipChange, new: ChangeState, **changes: object) -> None:
    """Set the state `new` and `changes` of a change, and `ended_at` if the state is one of its ends.

    Raises NotAllowed when somebody else has set the state in between, or `new` can't follow it.
    """
    if new != ChangeState.AGREED:
        changes["ended_at"] = timezone.now()
    transitions.move(change, new, NEXT, **changes)


def carry_out(change: MembershipChange, row: Member, *, by: User | None) -> None:
    """Carry out an agreed change on the member, whom the caller has locked; record it and notify the member.

    `by` is None for the portal. Raises NotAllowed when the unit is closed.
    """
    kind, on = ChangeKind(change.kind), change.effective_on
    old = {"unit": row.unit.code, "state": row.state}
    if kind != ChangeKind.TRANSFER:
        row.state_since = on
        if row.state in BEGINS_ANEW and BECOMES[kind] == MemberState.ACTIVE:
            row.joined_on = on
    if change.to_unit:
        row.unit, row.unit_since = change.to_unit, on
    row.state, row.state_reason = BECOMES[kind], change.code
    with in_open_unit(row.unit):
        row.save(
            update_fields=["unit", "unit_since", "state", "state_since", "state_reason", "joined_on", "updated_at"]
        )
    set_change_state(change, ChangeState.DONE, ended_by=by)
    changes = audit_changes_of(change) | {"from": old["state"]}
    audit.record(VERBS[kind], row, by=by, unit=row.unit, reason=change.reason, changes=changes)
    _notify_member(change, row)


def audit_changes_of(change: MembershipChange) -> dict[str, str]:
    """Return the `changes` of a change's audit event: kind, day, and the code of the new unit if there is one."""
    facts = {"kind": change.kind, "on": change.effective_on.isoformat()}
    return facts | ({"to": str(change.to_unit)} if change.to_unit else {})


def _notify_member(change: MembershipChange, row: Member) -> None:
    kind, day = ChangeKind(change.kind).label, change.effective_on.isoformat()
    text = gettext_lazy("Your membership: %(change)s, from %(day)s.")
    notify(row.user, text, reverse("members:my_membership"), change=kind, day=day)


def notify_officers(officers: User | Iterable[User] | None, text: Promise, change: MembershipChange) -> None:
    """Notify officers of a change; `text` may contain the member's %(name)s, and as %(answer)s why it was refused."""
    answer = gettext_lazy(change.answer) if change.answer else ""
    notify(officers, text, change.get_absolute_url(), sensitive=True, name=change.member.name, answer=answer)


@transaction.atomic
def take_back(change: MembershipChange, *, by: User, reason: str) -> MembershipChange:
    """Cancel an open change; a member who was being transferred becomes active again.

    Raises NotAllowed without a reason, for one's own membership, and when the change is no longer open. Callers check
    the permission.
    """
    change = end_change(change, OPEN, ChangeState.CANCELLED, by=by, reason=reason)
    facts, unit = audit_changes_of(change), change.from_unit
    audit.record("member.take_back", change.member, by=by, unit=unit, reason=change.answer, changes=facts)
    return change


def end_change(
    change: MembershipChange, old: tuple[ChangeState, ...], new: ChangeState, *, by: User | None, reason: str
) -> MembershipChange:
    """End a change in one of the states `old` without carrying it out, and return it with the locked member.

    A member who was being transferred becomes active again. Raises NotAllowed without a reason, for the membership of
    `by`, and for a change in another state.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why: the other side reads it."))
    row = lock_entry(change.member, by=by)
    change = MembershipChange.objects.select_related("from_unit", "to_unit", "begun_by").get(pk=change.pk)
    transitions.require_state(change, *old)
    set_change_state(change, new, ended_by=by, answer=reason.strip())
    if change.kind in TRANSFERS and row.state == MemberState.LEAVING:
        row.state = MemberState.ACTIVE
        row.save(update_fields=["state", "updated_at"])
    change.member = row
    return change


def carry_out_due(day: date) -> int:
    """Carry out every agreed change whose day has come; return how many ended, refused ones included.

    Each has its own transaction: one that fails is logged, and tried again when this is called next.
    """
    ended = 0
    # In random order, so that two workers seldom meet at the same member.
    for change in MembershipChange.objects.due(day).order_by("?").values_list("pk", "member_id"):
        try:
            ended += _carry_out_one(*change)
        except Exception:
            logger.exception("Change %s of a membership failed", change[0])
    return ended


@transaction.atomic
def _carry_out_one(pk: int, member_pk: int) -> bool:
    """Carry out or refuse one change, and return whether that ended it; skip a member whom somebody else has locked."""
    member = claim(Member.objects.filter(pk=member_pk)).first()
    if member is None:
        return False
    change = MembershipChange.objects.filter(pk=pk, state=ChangeState.AGREED)
    found = change.select_related("member", "from_unit", "to_unit", "begun_by").first()
    if found is None:
        return False
    try:
        _require_still_fit(found, member)
        carry_out(found, member, by=None)
    except NotAllowed as why:
        found = end_change(found, (ChangeState.AGREED,), ChangeState.REFUSED, by=None, reason=str(why))
        facts, unit = audit_changes_of(found), found.from_unit
        audit.record("member.overtaken", found.member, by=None, unit=unit, reason=found.answer, changes=facts)
        notify_officers(
            found.begun_by, gettext_lazy("A change of membership could not be carried out: %(name)s."), found
        )
    return True


def _require_still_fit(change: MembershipChange, row: Member) -> None:
    """Raise NotAllowed when the member has changed since a change was agreed, so that it is no longer possible.

    Sets `row.state` of a member in transfer to active, without saving.
    """
    if row.unit_id != change.from_unit_id:
        raise NotAllowed(_("The member is no longer in the old unit."))
    if change.kind in TRANSFERS and row.state == MemberState.LEAVING:
        row.state = MemberState.ACTIVE
    require_fit(row, ChangeKind(change.kind), change.effective_on)

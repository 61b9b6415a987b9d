"""Transfers: the old unit releases, the new one accepts, and on its day the member moves.

Either unit begins, the old one by releasing, the new one by asking; the other one agrees or refuses. Who has the
permission in both units may release and accept at once (`also_accept`).
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.authority.models import User
from members.choices import MemberState
from members.membership.actions.membership import (
    audit_changes_of,
    carry_out,
    create_change,
    end_change,
    notify_officers,
    require_fit,
    set_change_state,
)
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import TRANSFER, WAITING, ChangeKind, ChangeState
from members.register.actions.entry_lock import lock_entry
from members.register.actions.open_unit import require_open
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from office.types import JsonValue


def require_may_receive(user: User, unit: Unit) -> None:
    """Raise NotAllowed unless `user` may accept members for `unit`."""
    if not access.can(user, TRANSFER, unit):
        raise NotAllowed(_("You can't accept members for that unit."))


@transaction.atomic
def release_member(
    member: Member, to_unit: Unit, *, on: date, by: User, reason: str, code: str = "", also_accept: bool = False
) -> MembershipChange:
    """Release a member to `to_unit` on the day `on`; with `also_accept` the new unit accepts at once.

    If it is agreed and the day has come, the member moves at once. Raises NotAllowed for oneself, for an erased or
    merged member, for a state or day that doesn't allow it, while another change is under way, into a closed unit or
    the present one, without a reason, and for `also_accept` without the permission in `to_unit`.
    """
    if also_accept:
        require_may_receive(by, to_unit)
    row = _lock_for_transfer(member, to_unit, ChangeKind.TRANSFER, on, by)
    state, accepted = (ChangeState.AGREED, by) if also_accept else (ChangeState.RELEASED, None)
    change = create_change(
        row,
        ChangeKind.TRANSFER,
        state,
        on=on,
        by=by,
        reason=reason,
        code=code,
        to_unit=to_unit,
        released_by=by,
        accepted_by=accepted,
    )
    _record_release(change, by)
    if not accepted:
        _notify_holders(to_unit, gettext_lazy("A member is to come to your unit: %(name)s."), change)
    return _carry_out_if_due(change, row, by)


@transaction.atomic
def ask_for_member(
    member: Member, to_unit: Unit, *, on: date, by: User, reason: str, code: str = ""
) -> MembershipChange:
    """Ask the unit of a member to release them to `to_unit` on the day `on`. Raises NotAllowed as `release_member`."""
    row = _lock_for_transfer(member, to_unit, ChangeKind.TRANSFER, on, by)
    change = create_change(
        row,
        ChangeKind.TRANSFER,
        ChangeState.ASKED,
        on=on,
        by=by,
        reason=reason,
        code=code,
        to_unit=to_unit,
        accepted_by=by,
    )
    to = _destination_of(change)
    audit.record("transfer.ask", change.member, by=by, unit=change.to_unit, reason=change.reason, changes=to)
    _notify_holders(row.unit, gettext_lazy("Another unit asks for a member: %(name)s."), change)
    return _carry_out_if_due(change, row, by)


@transaction.atomic
def send_out(member: Member, outside: str, *, on: date, by: User, reason: str, code: str = "") -> MembershipChange:
    """Transfer a member to a union outside this portal: 转出中 until the day, 已转出 from it on.

    Raises NotAllowed as `release_member` does.
    """
    row = _lock_for_transfer(member, None, ChangeKind.TRANSFER_OUT, on, by)
    change = create_change(
        row,
        ChangeKind.TRANSFER_OUT,
        ChangeState.AGREED,
        on=on,
        by=by,
        reason=reason,
        code=code,
        outside=outside.strip(),
        released_by=by,
    )
    _record_release(change, by)
    return _carry_out_if_due(change, row, by)


@transaction.atomic
def agree_transfer(change: MembershipChange, *, by: User) -> MembershipChange:
    """Agree for the unit that has not answered: release a member asked for, or accept a released one.

    If the day has come, the member moves at once. Raises NotAllowed for one's own transfer, when no answer is missing
    any more, and when the new unit is closed. Callers check the permission.
    """
    row = lock_entry(change.member, by=by)
    change = MembershipChange.objects.select_related("from_unit", "to_unit", "begun_by", "member").get(pk=change.pk)
    if change.to_unit:
        require_open(change.to_unit)
    field = {ChangeState.ASKED: "released_by", ChangeState.RELEASED: "accepted_by"}.get(ChangeState(change.state))
    set_change_state(change, ChangeState.AGREED, **({field: by} if field else {}))
    if field == "released_by":
        _record_release(change, by)
    else:
        to = _destination_of(change)
        audit.record("transfer.accept", change.member, by=by, unit=change.to_unit, reason=change.reason, changes=to)
    notify_officers(change.begun_by, gettext_lazy("A transfer has been agreed: %(name)s."), change)
    return _carry_out_if_due(change, row, by)


@transaction.atomic
def refuse_transfer(change: MembershipChange, *, by: User, reason: str) -> MembershipChange:
    """Refuse a transfer for the unit that has not answered, with a reason, which the other one reads.

    Raises NotAllowed without a reason, for one's own transfer, and when no answer is missing any more. Callers check
    the permission.
    """
    change = end_change(change, WAITING, ChangeState.REFUSED, by=by, reason=reason)
    facts, unit = audit_changes_of(change), change.from_unit
    audit.record("transfer.refuse", change.member, by=by, unit=unit, reason=change.answer, changes=facts)
    notify_officers(change.begun_by, gettext_lazy("A transfer was refused: %(name)s. %(answer)s"), change)
    return change


def _lock_for_transfer(member: Member, to_unit: Unit | None, kind: ChangeKind, on: date, by: User) -> Member:
    """Return the member, locked, and in the state 转出中 until the transfer ends.

    `to_unit` is None for another union. Raises NotAllowed for oneself, and when the member can't be transferred.
    """
    row = lock_entry(member, by=by)
    if row.changes.open().exists():
        raise NotAllowed(_("Another change of this membership is under way; take that back first."))
    require_fit(row, kind, on)
    if to_unit and to_unit.pk == row.unit_id:
        raise NotAllowed(_("The member is in this unit already."))
    row.state = MemberState.LEAVING
    row.save(update_fields=["state", "updated_at"])
    return row


def _carry_out_if_due(change: MembershipChange, row: Member, by: User) -> MembershipChange:
    """Carry the transfer out if it is agreed and its day has come; return it."""
    if change.state == ChangeState.AGREED and change.effective_on <= timezone.localdate():
        carry_out(change, row, by=by)
    return change


def _record_release(change: MembershipChange, by: User) -> None:
    to = _destination_of(change)
    audit.record("transfer.release", change.member, by=by, unit=change.from_unit, reason=change.reason, changes=to)


def _destination_of(change: MembershipChange) -> dict[str, JsonValue]:
    """Return the `changes` of a transfer's audit event: the new unit or union, and the day."""
    return {"to": str(change.goes_to), "on": change.effective_on.isoformat()}


def _notify_holders(unit: Unit, text: Promise, change: MembershipChange) -> None:
    notify_officers(access.holders(TRANSFER, unit)[:20], text, change)

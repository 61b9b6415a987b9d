"""Bulk transfers: one statement begins or refuses all changes, the new unit answers for all at once.

What is agreed is carried out by `carry_out_due`, change by change.
"""

from datetime import date

from django.db import transaction
from django.db.models import BigIntegerField, Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from members import access
from members.authority.models import User
from members.choices import MemberState
from members.membership.actions.transfers import require_may_receive
from members.membership.models.changes import MembershipChange, TransferBatch
from members.membership.models.periods import MembershipPeriod
from members.membership.rules.changes import TRANSFER, ChangeKind, ChangeState
from members.register.actions.open_unit import require_open
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from office.insert_select import insert_select
from office.notices import notify
from office.types import JsonValue

MOST = 20_000
UNDER_WAY = gettext_noop("Another change of this membership is under way; take that back first.")
NOT_IN_UNION = gettext_noop("Only who is in the union can be transferred.")
THERE_ALREADY = gettext_noop("The member is in this unit already.")
LATER_CHANGE = gettext_noop("The register knows a later change of this membership.")
OWN = gettext_noop("Nobody decides about themselves: ask another officer.")


@transaction.atomic
def transfer_many(
    members: QuerySet[Member], unit: Unit, to_unit: Unit, *, on: date, by: User, reason: str, also_accept: bool = False
) -> TransferBatch:
    """Release `members` to `to_unit` on the day `on`, and return the batch with a change for each of them.

    For whom it is impossible, the change is refused at once, with why as its `answer`. With `also_accept` the new unit
    accepts the others at once. `unit` is a unit that contains all members. Raises NotAllowed for nobody, for more than
    MOST members, without a reason, and for `also_accept` without the permission in `to_unit`.
    """
    if also_accept:
        require_may_receive(by, to_unit)
    if not reason.strip():
        raise NotAllowed(_("Say why: it is kept with the membership."))
    chosen = list(members.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)[: MOST + 1])
    if not chosen:
        raise NotAllowed(_("Nobody has been chosen."))
    if len(chosen) > MOST:
        raise NotAllowed(_("These are more than %(most)s members: choose fewer at once.") % {"most": MOST})
    batch = TransferBatch.objects.create(unit=unit, to_unit=to_unit, effective_on=on, reason=reason.strip(), by=by)
    columns = _columns(batch, also_accept)
    insert_select(MembershipChange, list(columns), _with_refusals(chosen, batch).values_list(*columns.values()))
    leaving = batch.changes.open().values("member")
    Member.objects.filter(pk__in=leaving).update(state=MemberState.LEAVING, updated_at=timezone.now())
    changes: dict[str, JsonValue] = {"members": len(chosen), "to": str(to_unit), "on": on.isoformat()}
    audit.record("transfer.release_many", batch, by=by, unit=unit, reason=batch.reason, changes=changes)
    if count := batch.changes.filter(state=ChangeState.RELEASED).count():
        receivers = access.holders(TRANSFER, to_unit).exclude(pk=by.pk)[:20]
        coming = gettext_lazy("Members are to come to your unit: %(heads)s.")
        notify(receivers, coming, batch.get_absolute_url(), heads=count)
    return batch


@transaction.atomic
def accept_many(batch: TransferBatch, *, by: User) -> int:
    """Accept the members of `batch` that wait for the new unit, except `by`, for that unit; return how many.

    Raises NotAllowed without the permission in the new unit, when that is closed, and when nobody waits any more.
    """
    require_open(batch.to_unit)
    found = _lock_waiting(batch, by)
    audit.record_each(
        "transfer.accept",
        Member,
        found,
        by=by,
        obj="member",
        label="member__name",
        unit="to_unit",
        reason=batch.reason,
        changes=_audit_changes(batch),
    )
    count = found.update(state=ChangeState.AGREED, accepted_by=by)
    agreed = gettext_lazy("A bulk transfer has been agreed; members: %(heads)s.")
    notify(batch.by, agreed, batch.get_absolute_url(), heads=count)
    return count


@transaction.atomic
def refuse_many(batch: TransferBatch, *, by: User, reason: str) -> int:
    """Refuse the members of `batch` that wait for the new unit, except `by`; return how many.

    Raises NotAllowed without a reason, without the permission in the new unit, and when nobody waits any more.
    """
    reason, now = reason.strip(), timezone.now()
    if not reason:
        raise NotAllowed(_("Say why: the other side reads it."))
    found = _lock_waiting(batch, by)
    audit.record_each(
        "transfer.refuse",
        Member,
        found,
        by=by,
        obj="member",
        label="member__name",
        unit="from_unit",
        reason=reason,
        changes=_audit_changes(batch),
    )
    leaving = Member.objects.filter(pk__in=found.values("member"), state=MemberState.LEAVING)
    leaving.update(state=MemberState.ACTIVE, updated_at=now)
    count = found.update(state=ChangeState.REFUSED, ended_by=by, ended_at=now, answer=reason)
    refused = gettext_lazy("A bulk transfer was refused; members: %(heads)s. %(answer)s")
    notify(batch.by, refused, batch.get_absolute_url(), sensitive=True, heads=count, answer=reason)
    return count


def _lock_waiting(batch: TransferBatch, by: User) -> QuerySet[MembershipChange]:
    """Return the changes of a batch that wait for `by`, with their members locked in the order of `transfer_many`.

    Those of erased and merged members are left out. Raises NotAllowed without the permission in the new unit, and when
    nothing waits.
    """
    require_may_receive(by, batch.to_unit)
    waiting = batch.changes.waiting_for(by).filter(member__anonymised_at=None, member__merged_into=None)
    chosen = list(waiting.values_list("member", flat=True))
    locked = list(Member.objects.filter(pk__in=chosen).order_by("pk").select_for_update().values_list("pk", flat=True))
    # Read again: somebody may have answered while this transaction waited for the locks.
    found = list(waiting.filter(member__in=locked).values_list("pk", flat=True))
    if not found:
        raise NotAllowed(_("Nobody of this transfer waits for your word any more."))
    return MembershipChange.objects.filter(pk__in=found, state=ChangeState.RELEASED)


def _audit_changes(batch: TransferBatch) -> dict[str, JsonValue]:
    """Return the `changes` of the audit events of each member: new unit, day, key of the batch."""
    return {"to": str(batch.to_unit), "on": batch.effective_on.isoformat(), "batch": batch.pk}


def _with_refusals(chosen: list[int], batch: TransferBatch) -> QuerySet[Member]:
    """Return the members of these keys with `why`: the message that refuses their transfer, "" where it is possible."""
    open_periods = MembershipPeriod.objects.filter(member=OuterRef("pk"), ends_on=None)
    later = open_periods.filter(starts_on__gt=batch.effective_on)
    return Member.objects.filter(pk__in=chosen).annotate(
        why=Case(
            When(user=batch.by_id, then=Value(OWN)),
            When(Exists(MembershipChange.objects.open().filter(member=OuterRef("pk"))), then=Value(UNDER_WAY)),
            When(~Q(state=MemberState.ACTIVE), then=Value(NOT_IN_UNION)),
            When(unit=batch.to_unit_id, then=Value(THERE_ALREADY)),
            When(Exists(later), then=Value(LATER_CHANGE)),
            default=Value(""),
            output_field=CharField(),
        )
    )


def _columns(batch: TransferBatch, also_accept: bool) -> dict[str, Combinable]:
    """Return the expression for each field of MembershipChange, over the rows of `_with_refusals`."""
    begun = ChangeState.AGREED if also_accept else ChangeState.RELEASED
    now, by = Value(batch.at), Value(batch.by_id)
    return {
        "member": F("pk"),
        "kind": Value(ChangeKind.TRANSFER),
        "from_unit": F("unit"),
        "to_unit": Value(batch.to_unit_id),
        "outside": Value(""),
        "effective_on": Cast(Value(batch.effective_on), DateField()),
        "code": Value(""),
        "reason": Value(batch.reason),
        "state": Case(When(why="", then=Value(begun)), default=Value(ChangeState.REFUSED), output_field=CharField()),
        "batch": Value(batch.pk),
        "begun_by": by,
        "begun_at": now,
        "released_by": by,
        "accepted_by": Value(batch.by_id if also_accept else None, output_field=BigIntegerField()),
        "ended_at": Case(When(~Q(why=""), then=now)),
        "answer": F("why"),
    }

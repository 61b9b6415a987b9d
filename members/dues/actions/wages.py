"""What decides of a member's dues: wages and waivers, whose charges are then computed again."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from members.dues.actions.charges import recompute_since
from members.dues.models.charges import DuesBasis, DuesWaiver
from members.dues.rules import first_of_month
from members.register.actions.entry_lock import require_not_erased, require_writable
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed


@transaction.atomic
def set_wage(member: Member, wage: Decimal, starts_on: date, *, by: User) -> DuesBasis:
    """Set a member's monthly basic wage in yuan from a month on; open dues are computed again, paid ones stay.

    The audit log does not tell the sum: only those who keep dues may know wages. Raises NotAllowed for one's own.
    """
    require_writable(member, by=by)
    month = first_of_month(starts_on)
    basis, made = DuesBasis.objects.update_or_create(member=member, starts_on=month, defaults={"wage": wage})
    recompute_since(member, month)
    audit.record("dues.wage", member, by=by, unit=member.unit, changes={"from": month.isoformat(), "new": made})
    return basis


@transaction.atomic
def drop_wage(basis: DuesBasis, *, by: User) -> None:
    """Delete a wage that was entered wrongly; the one before it counts again. Raises NotAllowed for one's own."""
    member = basis.member
    require_not_erased(member, by=by)
    basis.delete()
    recompute_since(member, basis.starts_on)
    audit.record("dues.wage_drop", member, by=by, unit=member.unit, changes={"from": basis.starts_on.isoformat()})


@transaction.atomic
def waive_dues(member: Member, starts_on: date, ends_on: date | None, *, reason: str, by: User) -> DuesWaiver:
    """Waive a member's dues from a month on, until before the month of `ends_on` if there is one.

    Raises NotAllowed without a reason, for one's own dues, and for months that are waived already.
    """
    require_writable(Member.objects.select_for_update(no_key=True).get(pk=member.pk), by=by)
    if not reason.strip():
        raise NotAllowed(_("Say why the dues are waived."))
    since, until = first_of_month(starts_on), first_of_month(ends_on) if ends_on else None
    if until and until <= since:
        raise NotAllowed(_("A waiver holds for one month at least."))
    for other in DuesWaiver.objects.filter(member__in=Member.objects.records_of_person(member)):
        if (other.ends_on is None or other.ends_on > since) and (until is None or other.starts_on < until):
            raise NotAllowed(_("The dues of these months are waived already, in part or all of them."))
    waiver = DuesWaiver.objects.create(member=member, starts_on=since, ends_on=until, reason=reason.strip(), by=by)
    recompute_since(member, since)
    audit.record("dues.waive", member, by=by, unit=member.unit, reason=waiver.reason, changes=_span(waiver))
    return waiver


@transaction.atomic
def end_waiver(waiver: DuesWaiver, ends_on: date, *, reason: str, by: User) -> None:
    """End a waiver before the month of `ends_on`; if that is its first month or earlier, it never held.

    Raises NotAllowed without a reason, for one's own dues, and when it ends by then anyway.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why the waiver ends."))
    row = DuesWaiver.objects.select_for_update(of=("self",)).select_related("member__unit").get(pk=waiver.pk)
    require_not_erased(row.member, by=by)
    until = max(first_of_month(ends_on), row.starts_on)
    if row.ends_on is not None and row.ends_on <= until:
        raise NotAllowed(_("This waiver ends by then anyway."))
    row.ends_on = until
    row.save()
    recompute_since(row.member, until)
    audit.record("dues.waive_end", row.member, by=by, unit=row.member.unit, reason=reason.strip(), changes=_span(row))


def _span(waiver: DuesWaiver) -> dict[str, str]:
    return {"from": waiver.starts_on.isoformat(), "until": waiver.ends_on.isoformat() if waiver.ends_on else ""}

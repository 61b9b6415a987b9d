"""Keeping dues: months are opened and computed, wages set, dues waived."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.dues.actions.charges import compute_charges, lock_bulk_changes
from members.dues.models.charges import DuesBasis, DuesBook, DuesCharge, DuesMonth, DuesWaiver
from members.dues.rules import first_of_month, months_between, next_month
from members.register.actions.entry_lock import require_not_erased, require_writable
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.claims import claim
from office.errors import NotAllowed

MONTHS_AT_ONCE = 24


@transaction.atomic
def open_months(unit: Unit, first: date, last: date, *, by: User, opens_itself: bool) -> list[DuesMonth]:
    """Ask dues of everybody in the unit and below for the months from `first` to `last`; a worker computes them.

    From then on the unit keeps a book of dues, which opens every further month or not. Raises NotAllowed for months
    that are open already, for more than two years at once, for what lies beyond the next month, and for a closed unit.
    """
    months = months_between(first_of_month(first), first_of_month(last))
    if not months or len(months) > MONTHS_AT_ONCE:
        raise NotAllowed(_("Choose one to %(most)d months.") % {"most": MONTHS_AT_ONCE})
    if months[-1] > next_month(first_of_month(timezone.localdate())):
        raise NotAllowed(_("Dues can be opened up to the next month, not further ahead."))
    if unit.closed_on and months[-1] > unit.closed_on:
        raise NotAllowed(_("%(unit)s is closed.") % {"unit": unit})
    DuesBook.objects.update_or_create(unit=unit, defaults={"opens_itself": opens_itself})
    opened = _open(unit, months, by=by)
    if not opened:
        raise NotAllowed(_("These months are open already."))
    return opened


@transaction.atomic
def open_due_months(today: date) -> list[DuesMonth]:
    """Open the month of `today` for every book that does so by itself and has not; the 1st has come, or was missed."""
    month = first_of_month(today)
    books = DuesBook.objects.filter(opens_itself=True, unit__closed_on=None).exclude(unit__dues_months__month=month)
    return [opened for book in books.select_related("unit") for opened in _open(book.unit, [month], by=None)]


def _open(unit: Unit, months: list[date], *, by: User | None) -> list[DuesMonth]:
    opened = []
    for month in months:
        row, made = DuesMonth.objects.get_or_create(unit=unit, month=month, defaults={"opened_by": by})
        if made:
            opened.append(row)
            audit.record("dues.open", row, by=by, unit=unit)
    return opened


@transaction.atomic
def set_book(book: DuesBook, *, opens_itself: bool, by: User) -> None:
    """Let the months of a book open by themselves, or not."""
    if DuesBook.objects.filter(pk=book.pk).exclude(opens_itself=opens_itself).update(opens_itself=opens_itself):
        audit.record("dues.book", book, by=by, unit=book.unit, changes={"opens_itself": opens_itself})


@transaction.atomic
def compute_again(row: DuesMonth, *, by: User) -> None:
    """Have an opened month worked out once more, after the register or wages have changed; paid dues stay.

    Raises NotAllowed while it is being computed.
    """
    if not DuesMonth.objects.filter(pk=row.pk, computed_at__isnull=False).update(computed_at=None):
        raise NotAllowed(_("This month is being computed already."))
    audit.record("dues.recompute", row, by=by, unit=row.unit)


def compute_waiting() -> int:
    """Compute every opened month that waits, all of a unit's in one statement; returns how many units had some.

    The claim is a row lock, so it dies with its worker, and what a killed worker had done is undone.
    """
    done = 0
    while _compute_next():
        done += 1
    return done


@transaction.atomic
def _compute_next() -> bool:
    waiting = claim(DuesMonth.objects.filter(computed_at=None))
    first = waiting.order_by("pk").select_related("unit").first()
    if first is None:
        return False
    lock_bulk_changes()
    months = list(waiting.filter(unit=first.unit).order_by("month"))
    compute_charges([row.month for row in months], unit=first.unit)
    DuesMonth.objects.filter(pk__in=[row.pk for row in months]).update(computed_at=timezone.now())
    return True


@transaction.atomic
def set_wage(member: Member, wage: Decimal, starts_on: date, *, by: User) -> DuesBasis:
    """A member's monthly basic wage in yuan from a month on; open dues follow it, paid ones stay.

    The record does not say how much: wages are for those who keep dues. Raises NotAllowed for one's own.
    """
    require_writable(member, by=by)
    month = first_of_month(starts_on)
    basis, made = DuesBasis.objects.update_or_create(member=member, starts_on=month, defaults={"wage": wage})
    recompute_since(member, month)
    audit.record("dues.wage", member, by=by, unit=member.unit, changes={"from": month.isoformat(), "new": made})
    return basis


@transaction.atomic
def drop_wage(basis: DuesBasis, *, by: User) -> None:
    """Take back a wage that was entered wrongly; what counted before it counts again. NotAllowed for one's own."""
    member = basis.member
    require_not_erased(member, by=by)
    basis.delete()
    recompute_since(member, basis.starts_on)
    audit.record("dues.wage_drop", member, by=by, unit=member.unit, changes={"from": basis.starts_on.isoformat()})


@transaction.atomic
def waive_dues(member: Member, starts_on: date, ends_on: date | None, *, reason: str, by: User) -> DuesWaiver:
    """Let a member pay nothing from a month on, until before the month of `ends_on` if there is one.

    Raises NotAllowed without a reason, for one's own dues, and where a waiver holds already.
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
    """Let a waiver hold only until before the month of `ends_on`, at the earliest its own first: then it never held.

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


def recompute_since(member: Member, since: date) -> None:
    """Work out a person's dues again from a month on: where they have a line, and where their unit has opened."""
    above = Unit.paths_down_to(member.unit.path)
    months = DuesMonth.objects.filter(unit__path__in=above, computed_at__isnull=False, month__gte=since)
    _recompute(member, since, set(months.values_list("month", flat=True)))


def recompute_person(member: Member) -> None:
    """Work out again every line that a person has, after records of theirs were merged or parted."""
    _recompute(member, date.min, set())


def _recompute(member: Member, since: date, opened: set[date]) -> None:
    """Record by record, the kept one first, so that a month stays with it where nothing speaks for another."""
    for record in Member.objects.records_of_person(member):
        charged = DuesCharge.objects.filter(member=record, month__gte=since).values_list("month", flat=True)
        if wanted := {*charged, *(opened if record == member else ())}:
            compute_charges(sorted(wanted), members=Member.objects.filter(pk=record.pk))

"""Months of dues: opened by an officer or by themselves, computed by a worker."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.dues.actions.charges import compute_charges, lock_bulk_changes
from members.dues.models.charges import DuesBook, DuesMonth
from members.dues.rules import first_of_month, months_between, next_month
from members.units.models.units import Unit
from office import audit
from office.claims import claim
from office.errors import NotAllowed

MONTHS_AT_ONCE = 24


@transaction.atomic
def open_months(unit: Unit, first: date, last: date, *, by: User, opens_itself: bool) -> list[DuesMonth]:
    """Open the months from `first` to `last` for everybody in the unit and below; a worker computes them.

    With `opens_itself` beat opens every later month by itself. Raises NotAllowed for more than MONTHS_AT_ONCE months,
    when all of them are open already, beyond the next month, and for a closed unit.
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
    """Open the month of `today` for every book whose months open by themselves and that has not opened it yet."""
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
    """Have an opened month computed again, after the register or wages have changed; paid dues stay.

    Raises NotAllowed while it is being computed.
    """
    if not DuesMonth.objects.filter(pk=row.pk, computed_at__isnull=False).update(computed_at=None):
        raise NotAllowed(_("This month is being computed already."))
    audit.record("dues.recompute", row, by=by, unit=row.unit)


def compute_waiting() -> int:
    """Compute every opened month that waits, those of one unit in one statement; return how many units had some."""
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

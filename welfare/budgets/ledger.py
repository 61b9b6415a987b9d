"""The one way to change the sums of a budget line: write an entry into its ledger.

Apps call these inside their own actions, in a transaction, and record their own audit events. Each locks the line until
the transaction ends; whoever takes several lines takes them by their keys, smallest first.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.authority.models import User
from members.units.models.units import Unit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.money import yuan
from office.types import Message
from welfare.budgets.models import CLOSED_YEAR, BudgetChange, BudgetEntry, BudgetLine, YearEnd
from welfare.choices import BUDGET_KIND, RUN_KIND, YEAR_END_KIND, EntryKind, Treatment
from welfare.permissions import WelfarePermission

TOO_LITTLE: Message = gettext_lazy("The budget line has too little left.")
REFUSED = {
    "entry_leaves_nothing_below_zero": gettext_lazy("More is given back than the budget line holds."),
    "entry_stays_within_the_budget": TOO_LITTLE,
    "cause_takes_what_it_reserved": gettext_lazy("More is spent or given back than was reserved for this."),
    "closed_year_takes_no_entries": CLOSED_YEAR,
    "closed_year_takes_no_lines": CLOSED_YEAR,
}


class Cause(NamedTuple):
    """What money is reserved or spent for: the kind of a thing, as in approvals, and its key."""

    kind: str
    pk: int


def open_line(unit: Unit, *, year: int, kind: str) -> BudgetLine:
    """Create a unit's budget line of nothing. Raises NotAllowed if there is one, and when the year is closed."""
    twice = _("This unit has a budget line for that year and kind already: change that one.")
    with refused_by({"one_line_a_year_and_kind": twice, **REFUSED}):
        return BudgetLine.objects.create(unit=unit, year=year, kind=kind)


def appropriate(line: BudgetLine, amount: Decimal, *, by: User | None, reason: str = "") -> BudgetEntry | None:
    """Add `amount` yuan to a budget line, as the budget of its year."""
    return _write(line, EntryKind.APPROPRIATION, amount, cause=None, by=by, reason=reason)


def adjust(line: BudgetLine, amount: Decimal, *, change: BudgetChange, by: User | None) -> BudgetEntry | None:
    """Add `amount` yuan, which may be negative, to a budget line, as an approved adjustment says."""
    cause = Cause(BUDGET_KIND, change.pk)
    return _write(line, EntryKind.ADJUSTMENT, amount, cause=cause, by=by, reason=change.reason)


def reserve(
    line: BudgetLine,
    amount: Decimal,
    *,
    cause: Cause,
    by: User | None,
    reason: str = "",
    day: date | None = None,
) -> BudgetEntry | None:
    """Reserve `amount` yuan of a budget line for a cause.

    As all functions here, it returns the entry, None for an amount of 0, and sets the new sums on `line`. Raises
    NotAllowed when the line has too little left, and when its year is closed.
    """
    return _write(line, EntryKind.RESERVE, amount, cause=cause, by=by, reason=reason, day=day)


def release(
    line: BudgetLine,
    amount: Decimal,
    *,
    cause: Cause,
    by: User | None,
    reason: str = "",
    day: date | None = None,
) -> BudgetEntry | None:
    """Give `amount` yuan back that are reserved for a cause. Raises NotAllowed for more than that."""
    return _write(line, EntryKind.RELEASE, amount, cause=cause, by=by, reason=reason, day=day)


def spend(
    line: BudgetLine,
    amount: Decimal,
    *,
    cause: Cause,
    by: User | None,
    reason: str = "",
    day: date | None = None,
) -> BudgetEntry | None:
    """Spend `amount` yuan that are reserved for a cause. Raises NotAllowed for more, and when the year is closed."""
    return _write(line, EntryKind.SPEND, amount, cause=cause, by=by, reason=reason, day=day)


@transaction.atomic
def refund(
    line: BudgetLine,
    amount: Decimal,
    *,
    cause: Cause,
    by: User | None,
    reason: str = "",
    day: date | None = None,
) -> BudgetEntry | None:
    """Take `amount` yuan back that were spent on a cause; the line has them left again.

    Where the line's year is closed they are at once carried or lapse, as the year end decided for the line. Raises
    NotAllowed for more than was spent on the cause.
    """
    entry = _write(line, EntryKind.REFUND, amount, cause=cause, by=by, reason=reason, day=day)
    closing = YearEnd.objects.closed().filter(unit=line.unit_id, year=line.year).first()
    if entry is not None and closing is not None:
        treated = closing.lines.get(line=line)
        move_on(line, amount, closing=closing, treatment=treated.treatment, by=by, day=entry.day)
    return entry


def move_on(
    line: BudgetLine,
    amount: Decimal,
    *,
    closing: YearEnd,
    treatment: str,
    by: User | None,
    day: date | None = None,
) -> None:
    """Take `amount` yuan out of a line at its year end: into the unit's line of the next year, or for good.

    The unit's line of the same kind is made where there is none. Raises NotAllowed when that year is closed, too.
    """
    if not amount:
        return
    cause, reason = Cause(YEAR_END_KIND, closing.pk), closing.reason
    if treatment == Treatment.LAPSE:
        day = day or date(line.year, 12, 31)
        _write(line, EntryKind.LAPSE, amount, cause=cause, by=by, reason=reason, day=day)
        return
    following = BudgetLine.objects.filter(unit=line.unit_id, year=line.year + 1, kind=line.kind).first()
    if following is None:
        following = open_line(line.unit, year=line.year + 1, kind=line.kind)
    _write(line, EntryKind.CARRY, -amount, cause=cause, by=by, reason=reason, day=day or date(line.year, 12, 31))
    _write(following, EntryKind.CARRY, amount, cause=cause, by=by, reason=reason, day=day or date(line.year + 1, 1, 1))


def _write(
    line: BudgetLine,
    kind: EntryKind,
    amount: Decimal,
    *,
    cause: Cause | None,
    by: User | None,
    reason: str = "",
    day: date | None = None,
) -> BudgetEntry | None:
    if not amount:
        return None
    try:
        with refused_by(REFUSED):
            entry = BudgetEntry.objects.create(
                line=line,
                kind=kind,
                amount=amount,
                cause_kind=cause.kind if cause else "",
                cause_id=cause.pk if cause else None,
                by=by,
                reason=reason.strip()[:300],
                day=day or timezone.localdate(),
            )
    except NotAllowed as why:
        if why.code == "entry_stays_within_the_budget" and amount > 0:
            raise _too_little(line, amount, cause, by) from why
        raise
    entry.refresh_from_db()
    line.amount, line.reserved, line.spent = entry.amount_after, entry.reserved_after, entry.spent_after
    return entry


def _too_little(line: BudgetLine, amount: Decimal, cause: Cause | None, by: User | None) -> NotAllowed:
    """Return the refusal, with the sums for whoever sees budgets in the line's unit."""
    if by is not None and not access.can(by, WelfarePermission.VIEW_BUDGETLINE, line.unit):
        return NotAllowed(TOO_LITTLE, code="budget_too_small")
    line.refresh_from_db(fields=["amount", "reserved", "spent"])
    told = {"left": yuan(line.left), "cost": yuan(amount)}
    if cause is not None and cause.kind == RUN_KIND:
        message = _("The budget has %(left)s left, and this run costs %(cost)s.") % told
    else:
        message = _("The budget has %(left)s left, and %(cost)s is needed.") % told
    return NotAllowed(message, code="budget_too_small")

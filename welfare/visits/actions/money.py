"""What of a budget line is reserved and spent for a visit: the ledger says it, and every act leaves it right."""

from decimal import Decimal

from members.authority.models import User
from welfare.budgets import ledger
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetEntry, BudgetLine
from welfare.visits.choices import VISIT_KIND
from welfare.visits.models.visits import Visit


def cause_of(visit: Visit) -> Cause:
    """Return the visit as a cause of entries in a ledger."""
    return Cause(VISIT_KIND, visit.pk)


def reserve(visit: Visit, line: BudgetLine, *, by: User) -> None:
    """Reserve the sum of a visit on a line. Raises NotAllowed when it has too little left."""
    ledger.reserve(line, visit.amount, cause=cause_of(visit), by=by)


def spend(visit: Visit, *, by: User) -> None:
    """Spend what is reserved for a visit: nothing where it is spent already, and was sent back by the bank."""
    line, reserved, _spent = _held(visit)
    if line is not None:
        ledger.spend(line, reserved, cause=cause_of(visit), by=by)


def give_back(visit: Visit, *, by: User | None) -> None:
    """Give back all that is reserved and spent for a visit: nobody is owed anything any more."""
    line, reserved, spent = _held(visit)
    if line is not None:
        ledger.release(line, reserved, cause=cause_of(visit), by=by)
        ledger.refund(line, spent, cause=cause_of(visit), by=by)


def owe_again(visit: Visit, *, by: User | None, reason: str = "") -> None:
    """Reserve again what was spent for a visit, since the bank sent it back.

    Where the year of its line is closed it stays spent there: it is still owed, and paid anew from it.
    """
    line, _reserved, spent = _held(visit)
    if line is None or line.is_closed:
        return
    ledger.refund(line, spent, cause=cause_of(visit), by=by, reason=reason)
    ledger.reserve(line, spent, cause=cause_of(visit), by=by, reason=reason)


def _held(visit: Visit) -> tuple[BudgetLine | None, Decimal, Decimal]:
    """Return the line of a visit, and how many yuan of it are reserved and spent for the visit."""
    entries = BudgetEntry.objects.of_cause(VISIT_KIND, visit.pk).filter(line=visit.line_id)
    last = entries.order_by("-number").first()
    if last is None:
        return visit.line, Decimal(0), Decimal(0)
    return visit.line, last.cause_reserved, last.cause_spent

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.approvals.actions import rounds
from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.money import yuan
from office.transitions import move, require_state
from office.types import JsonValue
from welfare.budgets import ledger, rules
from welfare.budgets.models import BudgetChange, BudgetLine
from welfare.choices import BUDGET_KIND, ChangeState


@transaction.atomic
def create_budget_line(unit: Unit, *, year: int, kind: str, amount: Decimal, by: User) -> BudgetLine:
    """Create a unit's budget line for one kind of benefit and one year, with an appropriation of `amount` yuan.

    Raises NotAllowed if there is one already, and when the unit's year is closed.
    """
    line = ledger.open_line(unit, year=year, kind=kind)
    ledger.appropriate(line, amount, by=by)
    audit.record("budget.create", line, by=by, unit=unit, changes={"amount": str(amount)})
    return line


@transaction.atomic
def propose_budget(line: BudgetLine, amount: Decimal, *, by: User, reason: str) -> BudgetChange:
    """Propose to set the sum of a budget line to `amount` yuan, for a reason; it waits for approval.

    Raises NotAllowed without a reason, when nothing would change, when the year is closed, when another adjustment of
    the line waits, or when `amount` is less than what is reserved and spent.
    """
    if not reason.strip():
        raise NotAllowed(_("Say which decision adjusts the budget."), field="reason")
    before = BudgetLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    if before.is_closed:
        raise NotAllowed(ledger.CLOSED_YEAR, code="closed_year")
    if before.amount == amount:
        raise NotAllowed(_("The budget is this sum already."), field="amount")
    _require_enough(before, amount)
    waits = _("An adjustment of this line waits for approval already: withdraw it first, or let it be decided.")
    with refused_by({"one_open_change_a_line": waits}):
        change = BudgetChange.objects.create(
            line=before, before=before.amount, amount=amount, reason=reason.strip(), proposed_by=by
        )
    rounds.submit(BUDGET_KIND, change, unit=before.unit, amount=amount, content=change.content, by=by)
    told = {"before": str(before.amount), "after": str(amount)}
    audit.record("budget.propose", before, by=by, unit=before.unit, reason=reason.strip(), changes=told)
    return change


def _require_enough(line: BudgetLine, amount: Decimal) -> None:
    if amount < line.reserved + line.spent:
        raise NotAllowed(
            _("%(used)s of this line is reserved or spent: it cannot become less than that.")
            % {"used": yuan(line.reserved + line.spent)},
            field="amount",
        )


def _lock_change(change: BudgetChange) -> BudgetChange:
    rows = BudgetChange.objects.select_for_update(of=("self",), no_key=True).select_related("line__unit")
    row = rows.get(pk=change.pk)
    require_state(row, ChangeState.PROPOSED)
    return row


@transaction.atomic
def approve_change(change: BudgetChange, *, by: User, note: str = "") -> BudgetChange:
    """Add one approval of an adjustment; the last one that the rule asks for puts the new sum in force.

    Raises NotAllowed as `rounds.approve` does, and when more than the new sum is reserved and spent by now.
    """
    change = _lock_change(change)
    line = BudgetLine.objects.select_for_update(no_key=True).select_related("unit").get(pk=change.line_id)
    outcome = rounds.approve(BUDGET_KIND, change, by=by, content=change.content, note=note)
    told: dict[str, JsonValue] = {"approvals": f"{outcome.given}/{outcome.needed}"}
    if outcome.decision.for_whom is not None:
        told["for"] = str(outcome.decision.for_whom)
    audit.record("budget.approve", line, by=by, unit=line.unit, reason=note.strip(), changes=told)
    if outcome.approved:
        _require_enough(line, change.amount)
        before = line.amount
        ledger.adjust(line, change.amount - line.amount, change=change, by=by)
        move(change, ChangeState.IN_FORCE, rules.NEXT, decided_at=timezone.now())
        told = {"before": str(before), "after": str(change.amount)}
        audit.record("budget.change", line, by=by, unit=line.unit, reason=change.reason, changes=told)
    return change


@transaction.atomic
def return_change(change: BudgetChange, *, by: User, reason: str) -> BudgetChange:
    """Return an adjustment to whoever proposed it, for a reason. Raises NotAllowed as `rounds.send_back` does."""
    change = _lock_change(change)
    rounds.send_back(BUDGET_KIND, change, by=by, reason=reason)
    move(change, ChangeState.RETURNED, rules.NEXT, decided_at=timezone.now())
    audit.record("budget.return", change.line, by=by, unit=change.line.unit, reason=reason.strip())
    return change


@transaction.atomic
def withdraw_change(change: BudgetChange, *, by: User, reason: str = "") -> BudgetChange:
    """Take back an adjustment that waits. Raises NotAllowed unless `by` proposed it, and when it is decided."""
    change = _lock_change(change)
    rounds.withdraw(BUDGET_KIND, change, by=by)
    move(change, ChangeState.WITHDRAWN, rules.NEXT, decided_at=timezone.now())
    audit.record("budget.withdraw", change.line, by=by, unit=change.line.unit, reason=reason.strip())
    return change

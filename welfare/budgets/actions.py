from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.money import yuan
from welfare.budgets.models import BudgetLine


@transaction.atomic
def create_budget_line(unit: Unit, *, year: int, kind: str, amount: Decimal, by: User) -> BudgetLine:
    """Create a unit's budget line for one kind of benefit and one year, in yuan. Raises NotAllowed if there is one."""
    twice = _("This unit has a budget line for that year and kind already: change that one.")
    with refused_by({"one_line_a_year_and_kind": twice}):
        line = BudgetLine.objects.create(unit=unit, year=year, kind=kind, amount=amount)
    audit.record("budget.create", line, by=by, unit=unit, changes={"amount": str(amount)})
    return line


@transaction.atomic
def set_budget(line: BudgetLine, amount: Decimal, *, by: User, reason: str) -> BudgetLine:
    """Set the sum of a budget line to `amount` yuan, for a reason.

    Raises NotAllowed without a reason, or when `amount` is less than what is reserved and spent.
    """
    if not reason.strip():
        raise NotAllowed(_("Say which decision adjusts the budget."), field="reason")
    before = BudgetLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    if not BudgetLine.objects.filter(pk=line.pk, reserved__lte=amount - F("spent")).update(amount=amount):
        raise NotAllowed(
            _("%(used)s of this line is reserved or spent: it cannot become less than that.")
            % {"used": yuan(before.reserved + before.spent)},
            field="amount",
        )
    line.refresh_from_db()
    audit.record(
        "budget.change",
        line,
        by=by,
        unit=line.unit,
        reason=reason.strip(),
        changes={"before": str(before.amount), "after": str(line.amount)},
    )
    return line

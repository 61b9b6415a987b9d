"""Standing data: plans, budget lines, caps."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from members.authority.models import User
from members.units.models.units import Unit
from union_portal.office import audit
from union_portal.office.errors import NotAllowed
from union_portal.office.money import yuan
from welfare.standards.models import BudgetLine, Cap, Plan
from welfare.standards.regional_caps import REGIONS


@transaction.atomic
def save_plan(plan: Plan, *, by: User) -> Plan:
    """Keep a new or changed plan; runs that are open already stay as they were opened."""
    verb = "plan.change" if plan.pk else "plan.create"
    plan.save()
    audit.record(
        verb,
        plan,
        by=by,
        unit=plan.unit,
        changes={
            "festival": plan.festival,
            "amount": str(plan.amount),
            "lead_days": plan.lead_days,
            "active": plan.active,
        },
    )
    return plan


@transaction.atomic
def create_budget_line(unit: Unit, *, year: int, kind: str, amount: Decimal, by: User) -> BudgetLine:
    """Give a unit money for one kind of benefit in one year. Yuan."""
    if BudgetLine.objects.filter(unit=unit, year=year, kind=kind).exists():
        raise NotAllowed(_("This unit has a budget line for that year and kind already: change that one."))
    line = BudgetLine.objects.create(unit=unit, year=year, kind=kind, amount=amount)
    audit.record("budget.create", line, by=by, unit=unit, changes={"amount": str(amount)})
    return line


@transaction.atomic
def set_budget(line: BudgetLine, amount: Decimal, *, by: User, reason: str) -> BudgetLine:
    """Adjust a budget line to `amount` yuan; never below what is reserved and spent.

    Raises NotAllowed without a reason, or when the new sum is too small.
    """
    if not reason.strip():
        raise NotAllowed(_("Say which decision adjusts the budget."))
    before = BudgetLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    if not BudgetLine.objects.filter(pk=line.pk, reserved__lte=amount - F("spent")).update(amount=amount):
        raise NotAllowed(
            _("%(used)s of this line is reserved or spent: it cannot become less than that.")
            % {"used": yuan(before.reserved + before.spent)}
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


@transaction.atomic
def adopt_caps(unit: Unit, region: str, *, by: User | None) -> list[Cap]:
    """Write a region's published caps for a unit; one that the unit keeps already from that day stays as it is."""
    published = REGIONS[region]
    written = []
    for cap in published.caps:
        row, made = Cap.objects.get_or_create(
            unit=unit,
            kind=cap.kind,
            basis=cap.basis,
            effective_from=published.effective_from,
            defaults={
                "amount": cap.amount,
                "effective_to": published.effective_to,
                "source": f"{published.name} {published.source}",
            },
        )
        written += [row] if made else []
    if written:
        audit.record("cap.adopt", unit, by=by, unit=unit, changes={"region": region, "caps": len(written)})
    return written

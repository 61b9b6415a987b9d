"""Standing data: plans, budget lines, caps."""

from django.db import transaction

from members.authority.models import User
from members.units.models.units import Unit
from union_portal.office import audit
from welfare.standards.models import Cap, Plan
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

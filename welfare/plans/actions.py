from django.db import transaction

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from welfare.plans.models import Plan, PlanCollection

COLLECTED = ("goods", "place", "hours", "contact", "collect_days")


@transaction.atomic
def save_plan(plan: Plan, *, by: User) -> Plan:
    """Save a new or changed plan; runs that have been opened stay as they are."""
    known = plan.pk is not None
    plan.save()
    audit.record(
        "plan.change" if known else "plan.create",
        plan,
        by=by,
        unit=plan.unit,
        changes={
            "festival": plan.festival,
            "amount": str(plan.amount),
            "lead_days": plan.lead_days,
            **{name: getattr(plan, name) for name in COLLECTED},
            "active": plan.active,
        },
    )
    return plan


@transaction.atomic
def set_plan_collection(plan: Plan, unit: Unit, *, place: str, hours: str, contact: str, by: User) -> None:
    """Set where members of `unit` and below collect in runs opened from now on; without any text, as the plan says."""
    said = {"place": place, "hours": hours, "contact": contact}
    if any(said.values()):
        PlanCollection.objects.update_or_create(plan=plan, unit=unit, defaults=said)
    else:
        plan.collections.filter(unit=unit).delete()
    audit.record("plan.collection", plan, by=by, unit=plan.unit, changes={"unit": unit.code, **said})

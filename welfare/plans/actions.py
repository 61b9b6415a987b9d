from django.db import transaction

from members.authority.models import User
from office import audit
from welfare.plans.models import Plan


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
            "active": plan.active,
        },
    )
    return plan

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from welfare.kinds.names import kind_name
from welfare.plans.models import Plan, PlanCollection
from welfare.standards.lookup import allowed_forms

DAYS = ("schedule", "festival", "minority_festival_id", "days")
COLLECTED = ("goods", "place", "hours", "contact", "collect_days")


def prepare_plan(plan: Plan) -> None:
    """Check a plan that is to be saved, and set `since` to today if it comes into use or its occasion changes.

    Raises NotAllowed for a plan in use whose kind may not be given in its form in the unit; one is taken out of use
    whatever its form.
    """
    if plan.active and plan.form not in allowed_forms(plan.unit, plan.kind, timezone.localdate()):
        message = _("In this unit %(kind)s is not given as %(form)s: see the standards.")
        said = {"kind": kind_name(plan.kind), "form": plan.get_form_display()}
        raise NotAllowed(message % said, code="form_not_allowed", field="form")
    known = Plan.objects.filter(pk=plan.pk).first() if plan.pk is not None else None
    if known and (
        (plan.active and not known.active) or any(getattr(known, name) != getattr(plan, name) for name in DAYS)
    ):
        plan.since = timezone.localdate()


@transaction.atomic
def save_plan(plan: Plan, *, by: User) -> Plan:
    """Save a new or changed plan; runs that have been opened stay as they are.

    What was over before it came into use, or before its occasion changed, is not made up for. Raises NotAllowed for a
    form in which its kind may not be given in the unit.
    """
    known = plan.pk is not None
    prepare_plan(plan)
    plan.save()
    audit.record(
        "plan.change" if known else "plan.create",
        plan,
        by=by,
        unit=plan.unit,
        changes={
            "festival": plan.festival,
            "schedule": plan.schedule,
            "days": plan.days,
            "kind": plan.kind,
            "form": plan.form,
            "amount": str(plan.amount),
            "amounts": plan.amounts,
            "conditions": plan.conditions,
            "lead_days": plan.lead_days,
            "notice_days": plan.notice_days,
            **{name: getattr(plan, name) for name in COLLECTED},
            "active": plan.active,
        },
    )
    return plan


@transaction.atomic
def set_plan_collection(plan: Plan, unit: Unit, *, place: str, hours: str, contact: str, by: User) -> None:
    """Set where members of `unit` and below collect in runs opened from now on; without any text, as the plan says."""
    said = {"place": place, "hours": hours, "contact": contact}
    mine = plan.collections.filter(unit=unit)
    if any(said.values()) or mine.exclude(store=None).exists():
        PlanCollection.objects.update_or_create(plan=plan, unit=unit, defaults=said)
    else:
        mine.delete()
    audit.record("plan.collection", plan, by=by, unit=plan.unit, changes={"unit": unit.code, **said})

"""Open runs: by beat, `lead_days` before the festival of a plan, or earlier by an officer."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.approvals.actions.rounds import add_maker
from members.approvals.rules import MakerAct
from members.authority.models import User
from office import audit
from office.errors import NotAllowed
from welfare.choices import RUN_KIND, Festival, Kind, RunState
from welfare.grants.models import Occasion
from welfare.plans import rules
from welfare.plans.models import Plan
from welfare.runs.actions.collection import copy_collections, said_by
from welfare.runs.actions.counting import finish_run
from welfare.runs.actions.slicing import make_slices, record_caps
from welfare.runs.models import Run


def open_due_runs(on: date) -> list[Run]:
    """Open the runs that are due on the day `on` and have never been opened, and return them.

    A cancelled run is opened again by an officer only. Plans of closed units open none.
    """
    opened = []
    for plan in Plan.objects.filter(active=True, unit__closed_on=None).order_by("pk"):
        year = rules.due_year(plan.festival, plan.lead_days, on)
        if year is not None:
            run = _open_once(plan, year)
            opened += [run] if run else []
    return opened


@transaction.atomic
def _open_once(plan: Plan, year: int) -> Run | None:
    plan = _lock_plan(plan)
    if plan.runs.filter(occasion__key=rules.occasion_key(plan.festival, year)).exists():
        return None
    return _open(plan, year, by=None)


@transaction.atomic
def open_run(plan: Plan, *, by: User, on: date) -> Run:
    """Open the run of the plan's first festival that is not before `on`, without waiting for its lead days.

    Raises NotAllowed when it has a run that is not cancelled, or when the plan is not in use.
    """
    plan = _lock_plan(plan)
    if not plan.active:
        raise NotAllowed(_("This plan is not in use."))
    year = plan.next_day(on).year
    if (
        plan.runs.filter(occasion__key=rules.occasion_key(plan.festival, year))
        .exclude(state=RunState.CANCELLED)
        .exists()
    ):
        raise NotAllowed(_("The run for this festival is open already."))
    return _open(plan, year, by=by)


def _lock_plan(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=plan.pk)


def _open(plan: Plan, year: int, *, by: User | None) -> Run:
    with override("en"):
        name = f"{Festival(plan.festival).label} {year}"
    occasion, _created = Occasion.objects.get_or_create(
        key=rules.occasion_key(plan.festival, year),
        defaults={"kind": Kind.FESTIVAL, "name": name, "on": rules.festival_date(plan.festival, year)},
    )
    run = Run.objects.create(
        plan=plan,
        occasion=occasion,
        unit=plan.unit,
        standard=plan.amount,
        opened_by=by,
        **said_by(plan, occasion.on),
    )
    add_maker(RUN_KIND, run.pk, by, MakerAct.MADE)
    copy_collections(run)
    record_caps(run)
    make_slices(run)
    audit.record(
        "run.open",
        run,
        by=by,
        unit=run.unit,
        changes={"occasion": occasion.key, "standard": str(run.standard), "slices": run.slices.count()},
    )
    finish_run(run.pk)
    run.refresh_from_db()
    return run

"""Open runs: by beat, `lead_days` before each event of a plan, or earlier by an officer."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.approvals.actions.rounds import add_maker
from members.approvals.rules import MakerAct
from members.authority.models import User
from office import audit
from office.chunked_files.actions import confirm_file, finish_file
from office.chunked_files.rules import FileState
from office.errors import NotAllowed
from office.transitions import require_state
from welfare.choices import RUN_KIND, Festival, RunState, Schedule
from welfare.grants.models import Occasion
from welfare.lists.models import BenefitList
from welfare.plans import rules
from welfare.plans.groups import Group
from welfare.plans.models import Plan
from welfare.runs.actions.collection import copy_collections, said_by
from welfare.runs.actions.counting import finish_run
from welfare.runs.actions.slicing import make_slices, record_caps
from welfare.runs.models import Run


def open_due_runs(on: date) -> list[Run]:
    """Open the runs that are due on the day `on` and have never been opened, and return them.

    Those of the last days too, when the portal did not run on their day. A cancelled run is opened again by an officer
    only. Plans of closed units open none.
    """
    opened = []
    plans = Plan.objects.filter(active=True, unit__closed_on=None).order_by("pk")
    for plan in plans.select_related("minority_festival"):
        for event in rules.due_events(plan.calendar, on, plan.since):
            run = _open_once(plan, event)
            opened += [run] if run else []
    return opened


@transaction.atomic
def _open_once(plan: Plan, event: rules.Event) -> Run | None:
    plan = _lock_plan(plan)
    if plan.runs.filter(occasion__key=event.key, part=event.part).exists():
        return None
    return _open(plan, event, by=None)


@transaction.atomic
def open_run(plan: Plan, *, by: User, on: date) -> Run:
    """Open the run of the plan's first event that is not before `on`, without waiting for its lead days.

    Raises NotAllowed when it has a run that is not cancelled, when the plan is not in use, and when no such event is
    known.
    """
    plan = _lock_plan(plan)
    if not plan.active:
        raise NotAllowed(_("This plan is not in use."))
    event = next(iter(plan.next_events(on, 1)), None)
    if event is None:
        raise NotAllowed(_("The day of its next occasion is not known yet: an administrator enters it as announced."))
    _require_not_open(plan, event)
    return _open(plan, event, by=by)


def _require_not_open(plan: Plan, event: rules.Event) -> None:
    """Raise NotAllowed when the plan has a run for the event that is not cancelled."""
    if plan.runs.filter(occasion__key=event.key, part=event.part).exclude(state=RunState.CANCELLED).exists():
        raise NotAllowed(_("The run for this festival is open already."))


@transaction.atomic
def open_run_from_list(file: BenefitList, *, by: User) -> Run:
    """Open the run of an uploaded list that has been checked, for the members and amounts that it names.

    Rows that are refused give nothing. Raises NotAllowed when the list is not checked, when no row of it is accepted,
    when the plan is not in use, and when the run for this event is open already.
    """
    plan = _lock_plan(file.plan)
    file.refresh_from_db(from_queryset=BenefitList.objects.select_for_update(no_key=True))
    require_state(file, FileState.CHECKED)
    if not plan.active:
        raise NotAllowed(_("This plan is not in use."))
    if not file.heads:
        raise NotAllowed(_("No row of this list can be taken."))
    event = next((one for one in plan.next_events(file.on, 1) if one.on == file.on), None)
    if event is None:
        raise NotAllowed(_("The plan has no event on that day any more."))
    _require_not_open(plan, event)
    confirm_file(file)
    finish_file(file)
    return _open(plan, event, by=by, file=file)


def _lock_plan(plan: Plan) -> Plan:
    locked = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "minority_festival")
    return locked.get(pk=plan.pk)


def _occasion_of(plan: Plan, event: rules.Event) -> Occasion:
    with override("en"):
        if plan.schedule == Schedule.FESTIVAL:
            name = f"{Festival(plan.festival).label} {event.on.year}"
        else:
            name = plan.minority_festival.name if plan.minority_festival else plan.kind
    # All birthdays of a year are one occasion.
    on = date(event.on.year, 1, 1) if event.part else event.on
    occasion, _created = Occasion.objects.get_or_create(
        key=event.key, defaults={"kind": plan.kind, "name": name, "on": on}
    )
    return occasion


def _open(plan: Plan, event: rules.Event, *, by: User | None, file: BenefitList | None = None) -> Run:
    occasion = _occasion_of(plan, event)
    # A list says itself who is meant and how much each is given.
    group = plan.group.in_year(event.on.year) if file is None else Group()
    run = Run.objects.create(
        plan=plan,
        occasion=occasion,
        on=event.on,
        until=event.until if file is None else None,
        from_list=file,
        part=event.part,
        unit=plan.unit,
        standard=plan.amount,
        decision=plan.decision,
        form=plan.form,
        conditions=group.as_json(),
        amounts=plan.amounts if file is None else {},
        leap_day=plan.leap_day,
        opened_by=by,
        **said_by(plan, event.until or event.on),
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
        changes={
            "occasion": f"{occasion.key}{event.part and '/'}{event.part}",
            "standard": str(run.standard),
            "slices": run.slices.count(),
            **({"list": file.file_name, "rows": file.heads, "refused": file.refused} if file else {}),
        },
    )
    finish_run(run.pk)
    run.refresh_from_db()
    return run

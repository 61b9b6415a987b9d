"""Open runs: by beat, `lead_days` before each event of a plan, or earlier by an officer."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from members import access
from members.approvals.actions.rounds import add_maker
from members.approvals.rules import MakerAct
from members.authority.models import User
from office import audit
from office.chunked_files.actions import confirm_file, finish_file
from office.chunked_files.rules import FileState
from office.errors import NotAllowed
from office.models import AuditEvent
from office.notices import notify
from office.transitions import require_state
from office.types import JsonValue
from welfare.choices import RUN_KIND, Festival, RunState, Schedule
from welfare.grants.models.occasions import Occasion
from welfare.kinds.names import kind_name
from welfare.lists.models import BenefitList
from welfare.permissions import WelfarePermission
from welfare.plans import rules
from welfare.plans.groups import Group
from welfare.plans.models import Plan
from welfare.runs.actions.collection import copy_collections, said_by
from welfare.runs.actions.counting import finish_run
from welfare.runs.actions.slicing import make_slices, record_caps
from welfare.runs.models.runs import Run
from welfare.standards.lookup import allowed_forms


def open_due_runs(on: date) -> list[Run]:
    """Open the runs that are due on the day `on` and have never been opened, and return them.

    Those of the last days too, when the portal did not run on their day. A cancelled run is opened again by an officer
    only. Plans of closed units open none, nor do those whose kind may not be given in their form any more: who keeps
    the plans is told, once for each event.
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
    try:
        _require_form(plan, event)
    except NotAllowed as why:
        _tell_not_opened(plan, event, why)
        return None
    return _open(plan, event, by=None)


def _require_form(plan: Plan, event: rules.Event) -> None:
    """Raise NotAllowed when the plan's kind may not be given in its form on the day of the event."""
    if plan.form in allowed_forms(plan.unit, plan.kind, event.on):
        return
    message = _("In this unit %(kind)s is not given as %(form)s on %(day)s: see the standards, and change the plan.")
    said = {"kind": kind_name(plan.kind), "form": plan.get_form_display(), "day": event.on.isoformat()}
    raise NotAllowed(message % said, code="form_not_allowed")


def _tell_not_opened(plan: Plan, event: rules.Event, why: NotAllowed) -> None:
    """Note that the plan opens no run for the event, and tell those who keep plans; only the first time."""
    told: dict[str, JsonValue] = {"occasion": event.key + (event.part and f"/{event.part}"), "code": why.code}
    if AuditEvent.objects.about(plan).filter(verb="plan.not_opened", changes=told).exists():
        return
    audit.record("plan.not_opened", plan, by=None, unit=plan.unit, changes=told)
    notify(
        access.holders(WelfarePermission.CHANGE_PLAN, plan.unit),
        gettext_lazy("“%(plan)s” opens no run: the form in which it gives is not allowed any more. Change the plan."),
        plan.get_absolute_url(),
        plan=plan,
    )


@transaction.atomic
def open_run(plan: Plan, *, by: User, on: date) -> Run:
    """Open the run of the plan's first event that is not before `on`, without waiting for its lead days.

    Raises NotAllowed when it has a run that is not cancelled, when the plan is not in use or its form not allowed, and
    when no such event is known.
    """
    plan = _lock_plan(plan)
    if not plan.active:
        raise NotAllowed(_("This plan is not in use."))
    event = next(iter(plan.next_events(on, 1)), None)
    if event is None:
        raise NotAllowed(_("The day of its next occasion is not known yet: an administrator enters it as announced."))
    _require_not_open(plan, event)
    _require_form(plan, event)
    return _open(plan, event, by=by)


def _require_not_open(plan: Plan, event: rules.Event) -> None:
    """Raise NotAllowed when the plan has a run for the event that is not cancelled, nor a list that was revoked."""
    runs = plan.runs.filter(occasion__key=event.key, part=event.part)
    if runs.filter(state=RunState.CANCELLING).exists():
        raise NotAllowed(_("The run for this festival is just being cancelled: open it again when that is done."))
    if runs.filter(revoking=True).exists():
        raise NotAllowed(_("What was not collected is just being revoked: try again in a minute."), code="revoking")
    if runs.in_the_way().exists():
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
    _require_form(plan, event)
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
        notice_days=plan.notice_days,
        conditions=group.as_json(),
        amounts=plan.amounts if file is None else {},
        leap_day=plan.leap_day,
        opened_by=by,
        **said_by(plan, event.until or event.on),
    )
    add_maker(RUN_KIND, run.pk, by, MakerAct.MADE)
    copy_collections(run, plan.collections.all())
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

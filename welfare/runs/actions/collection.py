"""Say what members of a run collect, where, when and until when; tell them when it changes after the run is issued."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from members.approvals.actions.rounds import add_maker
from members.approvals.rules import MakerAct
from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.transitions import require_state
from office.types import FieldValues
from welfare.choices import RUN_KIND, AnnouncementKind, RunState
from welfare.plans.models import Plan, PlanCollection
from welfare.runs.actions.announcing import announce
from welfare.runs.actions.locks import lock_run
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection

CHANGEABLE = (
    RunState.COUNTING,
    RunState.COUNTED,
    RunState.IN_REVIEW,
    RunState.APPROVED,
    RunState.IN_NOTICE,
    RunState.ISSUED,
)


def said_by(plan: Plan, on: date) -> FieldValues:
    """Return the fields of a run of `plan` for an event on the day `on` that say what is collected and where."""
    return {
        "goods": plan.goods,
        "article_id": plan.article_id,
        "store_id": plan.store_id,
        "place": plan.place,
        "hours": plan.hours,
        "contact": plan.contact,
        "collect_until": on + timedelta(days=plan.collect_days),
    }


def copy_collections(run: Run, exceptions: Iterable[PlanCollection | RunCollection]) -> None:
    """Write for a new run the exceptions of units that its plan, or the run that it follows up, has."""
    RunCollection.objects.bulk_create(
        RunCollection(
            run=run,
            unit_id=one.unit_id,
            place=one.place,
            hours=one.hours,
            contact=one.contact,
            store_id=one.store_id,
        )
        for one in exceptions
    )


@transaction.atomic
def set_run_collection(run: Run, *, by: User, **said: object) -> Run:
    """Set the fields `said` of a run: goods, place, hours, contact, collect_until.

    Members of an issued run who have not received are told. Raises NotAllowed when it is closed or cancelled, and when
    `by` has approved it in the round that is open.
    """
    run = lock_run(run)
    require_state(run, *CHANGEABLE)
    changed = {name: [_text(getattr(run, name)), _text(value)] for name, value in said.items()}
    changed = {name: [old, new] for name, (old, new) in changed.items() if old != new}
    if not changed:
        return run
    for name, value in said.items():
        setattr(run, name, value)
    run.save(update_fields=list(said))
    add_maker(RUN_KIND, run.pk, by, MakerAct.CHANGED)
    audit.record("run.collection", run, by=by, unit=run.unit, changes=changed)
    _tell(run, by)
    return run


@transaction.atomic
def set_unit_collection(run: Run, unit: Unit, *, by: User, **said: object) -> Run:
    """Set where members of `unit` and below collect; without any value they do as the run says.

    `said` are place, hours, contact and collect_until. Tells members and raises as `set_run_collection` does.
    """
    run = lock_run(run)
    require_state(run, *CHANGEABLE)
    mine = run.collections.filter(unit=unit)
    if any(said.values()) or mine.exclude(store=None).exists():
        RunCollection.objects.update_or_create(run=run, unit=unit, defaults=said)
    else:
        mine.delete()
    changes = {"unit": unit.code, **{name: _text(value) for name, value in said.items()}}
    add_maker(RUN_KIND, run.pk, by, MakerAct.CHANGED)
    audit.record("run.collection", run, by=by, unit=run.unit, changes=changes)
    _tell(run, by)
    return run


def _tell(run: Run, by: User) -> None:
    if run.state == RunState.ISSUED:
        announce(run, AnnouncementKind.CHANGED, by=by)


def _text(value: object) -> str:
    return "" if value is None else str(value)

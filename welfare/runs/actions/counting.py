"""Count a run slice by slice; many workers may do so at once, and a killed one loses only its present slice."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.approvals.actions.rounds import add_maker
from members.approvals.rules import MakerAct
from members.authority.models import User
from office import audit
from office.claims import claim
from office.errors import NotAllowed
from office.sql import load_sql, run_sql
from office.transitions import move, require_state
from welfare.choices import RUN_KIND, RunState, SliceState
from welfare.runs import rules
from welfare.runs.accounts import keep_accounts
from welfare.runs.actions.locks import lock_run, lock_slices
from welfare.runs.actions.slicing import make_slices, record_caps
from welfare.runs.eligibility import delete_written, write_grants
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice

logger = logging.getLogger(__name__)

SUM_UP_UNITS = load_sql("welfare.runs", "sum_up_units")


def count_all() -> int:
    """Count slices until none is free, finish runs whose slices are done; return how many slices were tried."""
    tried = 0
    while count_next_slice():
        tried += 1
    for pk in Run.objects.filter(state=RunState.COUNTING).values_list("pk", flat=True):
        finish_run(pk)  # a worker may have been killed between its last slice and this call
    return tried


def count_next_slice() -> bool:
    """Count one waiting slice; return False when none is free. A failure is stored on the slice and stops no other.

    The claim is a row lock, which ends with its worker; what a slice writes is written in the same transaction.
    """
    part = None
    try:
        with transaction.atomic():
            part = claim(Slice.objects.waiting().order_by("attempts", "pk")).first()
            if part is None:
                return False
            count_slice(part)
    except Exception as why:
        if part is None:
            raise
        logger.exception("Slice %s of run %s failed", part.pk, part.run_id)
        Slice.objects.filter(pk=part.pk, state=SliceState.WAITING).update(
            attempts=part.attempts + 1, error=str(why)[:2000]
        )
        return True
    finish_run(part.run_id)
    return True


def count_slice(part: Slice) -> None:
    """Write the grants, the exclusions and the counts of a slice whose row the caller has locked."""
    run = Run.objects.select_related("occasion").get(pk=part.run_id)
    if part.redo:
        delete_written(run, among=(part.lo, part.hi))
    counts = write_grants(part, run)
    keep_accounts(part, run)
    Slice.objects.filter(pk=part.pk).update(counts=counts, state=SliceState.DONE, done_at=timezone.now(), error="")


@transaction.atomic
def finish_run(pk: int) -> bool:
    """Mark a run as counted, with its sums; return False when slices are left or it is counted already."""
    if Slice.objects.filter(run=pk).exclude(state=SliceState.DONE).exists():
        return False
    run = Run.objects.select_for_update(no_key=True).filter(pk=pk, state=RunState.COUNTING).first()
    if run is None or run.slices.exclude(state=SliceState.DONE).exists():
        return False
    total = rules.sum_counts(row for counts in run.slices.values_list("counts", flat=True) for row in counts)
    heads, cost = rules.receiving_total(total)
    run_sql(SUM_UP_UNITS, {"run": run.pk})
    counts = [[verdict, category, number, str(money)] for (verdict, category), (number, money) in total.items()]
    move(
        run,
        RunState.COUNTED,
        rules.NEXT,
        heads=heads,
        cost=cost,
        counts=counts,
        counted_at=timezone.now(),
    )
    audit.record("run.counted", run, by=None, unit=run.unit, changes={"heads": heads, "cost": str(cost)})
    return True


@transaction.atomic
def recount_run(run: Run, *, by: User) -> Run:
    """Start counting a run again, after members, caps or earlier grants have changed.

    Raises NotAllowed unless the run is counted and not yet submitted.
    """
    lock_slices(run)
    run = lock_run(run)
    require_state(run, RunState.COUNTED)
    move(
        run,
        RunState.COUNTING,
        rules.NEXT,
        heads=None,
        cost=None,
        counts=[],
        counted_at=None,
        counting_since=timezone.now(),
    )
    add_maker(RUN_KIND, run.pk, by, MakerAct.CHANGED)
    record_caps(run)
    make_slices(run, redo=True)
    audit.record("run.recount", run, by=by, unit=run.unit)
    finish_run(run.pk)
    run.refresh_from_db()
    return run


@transaction.atomic
def retry_slices(run: Run, *, by: User) -> int:
    """Let workers try again the slices that failed MAX_ATTEMPTS times; return how many there are.

    Raises NotAllowed when there is none.
    """
    revived = run.slices.filter(state=SliceState.WAITING, attempts__gte=rules.MAX_ATTEMPTS).update(attempts=0)
    if not revived:
        raise NotAllowed(_("No slice of this run has failed."))
    audit.record("run.retry", run, by=by, unit=run.unit, changes={"slices": revived})
    return revived

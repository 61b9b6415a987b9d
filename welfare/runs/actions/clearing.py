"""Workers clear, slice by slice, what a cancelled run has written, and revoke what of a closed run was not collected.

Both were decided by an officer, whose act has moved the money; a killed worker loses its present slice only.
"""

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from office import audit
from office.claims import claim
from office.sql import load_sql, rows_of_sql
from office.transitions import move
from office.types import JsonValue
from welfare.choices import AnnouncementKind, RunState, SliceState
from welfare.runs import rules
from welfare.runs.actions.announcing import announce
from welfare.runs.actions.locks import lock_run
from welfare.runs.eligibility import delete_written
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice

logger = logging.getLogger(__name__)

REVOKE = load_sql("welfare.runs", "revoke_slice")


def clear_all() -> int:
    """Clear slices until none is free, finish the runs that are clear; return how many slices were tried.

    A slice that fails is tried again at the next sweep: nobody has to decide anything about it.
    """
    tried: set[int] = set()
    while (pk := _clear_next(tried)) is not None:
        tried.add(pk)
    # A worker may have been killed between its last slice and this call.
    for pk in Run.objects.to_clear().values_list("pk", flat=True):
        finish_clearing(pk)
    return len(tried)


def _clear_next(tried: set[int]) -> int | None:
    """Clear one slice that this sweep has not tried, and return its key; None when none is free."""
    part = None
    try:
        with transaction.atomic():
            part = claim(Slice.objects.to_clear().exclude(pk__in=tried).order_by("attempts", "pk")).first()
            if part is None:
                return None
            clear_slice(part)
    except Exception as why:
        if part is None:
            raise
        logger.exception("Slice %s of run %s could not be cleared", part.pk, part.run_id)
        Slice.objects.filter(pk=part.pk).exclude(state=SliceState.CLEARED).update(
            attempts=F("attempts") + 1, error=str(why)[:2000]
        )
        return part.pk
    finish_clearing(part.run_id)
    return part.pk


def clear_slice(part: Slice) -> None:
    """Clear a slice whose row the caller has locked: delete its grants, or revoke those that were not collected."""
    run = Run.objects.get(pk=part.run_id)
    span = {"run": run.pk, "lo": part.lo, "hi": part.hi}
    if run.revoking:
        # Before its grants: whoever makes a file of a payment holds the run, and then waits for them.
        lock_run(run)
        heads, cost = rows_of_sql(REVOKE, {**span, "at": run.revoked_at})[0]
        Run.objects.filter(pk=run.pk).update(
            revoked_heads=F("revoked_heads") + heads, revoked_cost=F("revoked_cost") + cost
        )
    else:
        delete_written(run, among=(part.lo, part.hi))
    Slice.objects.filter(pk=part.pk).update(state=SliceState.CLEARED, done_at=timezone.now(), error="")


@transaction.atomic
def finish_clearing(pk: int) -> bool:
    """End the cancelling or the revoking of a run; return False when slices are left or it has ended already."""
    run = (
        Run.objects.to_clear().select_for_update(no_key=True, of=("self",)).select_related("unit").filter(pk=pk).first()
    )
    if run is None or run.slices.exclude(state=SliceState.CLEARED).exists():
        return False
    if run.state == RunState.CANCELLING:
        move(run, RunState.CANCELLED, rules.NEXT)
        run.slices.all().delete()
        audit.record("run.cleared", run, by=None, unit=run.unit)
        return True
    run.revoking = False
    run.save(update_fields=["revoking"])
    told: dict[str, JsonValue] = {"heads": run.revoked_heads, "cost": str(run.revoked_cost)}
    audit.record("run.revoked", run, by=None, unit=run.unit, changes=told)
    if run.revoked_heads:
        announce(run, AnnouncementKind.REVOKED, by=None)
    return True

"""Figures and replays, counted slice by slice; a killed worker loses only its present slice."""

import logging
from dataclasses import replace

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from office.claims import claim
from welfare.choices import Basis, RunState
from welfare.conflicts.finding import count_soft
from welfare.fairness import recounting
from welfare.fairness.models import Purpose, Recount, RecountState
from welfare.fairness.rules import CapCount, added_caps
from welfare.runs.models.runs import Run

logger = logging.getLogger(__name__)

# The states in which a run has all its grants.
COUNTED = tuple(state for state in RunState if state.value not in ("counting", "cancelling", "cancelled"))
RUNS_AT_ONCE = 20


@transaction.atomic
def ask_figures() -> int:
    """Ask for the figures of runs that were counted since; return of how many, at most RUNS_AT_ONCE, the newest first.

    Figures of an earlier count go.
    """
    fresh = Q(recounts__purpose=Purpose.FIGURES, recounts__of_count=F("counted_at"))
    counted = Run.objects.filter(state__in=COUNTED, counted_at__isnull=False)
    have = Run.objects.filter(fresh).values("pk")
    missing = claim(counted.exclude(pk__in=have).select_related("unit", "occasion").order_by("-pk"))[:RUNS_AT_ONCE]
    for run in missing:
        run.recounts.exclude(purpose=Purpose.REPLAY).delete()
        _ask(run, Purpose.FIGURES)
        for rule in recounting.rules_of(run) if run.heads else ():
            _ask(run, Purpose.WITHOUT, rule)
    return len(missing)


def _ask(run: Run, purpose: Purpose, without: str = "") -> None:
    recount = Recount(
        run=run,
        purpose=purpose,
        without=without,
        of_count=recounting.count_of(run),
        standard=run.standard,
        conditions=run.conditions,
        amounts=run.amounts,
    )
    if without:
        recounting.without_rule(recount)
    recount.save()


def count_all() -> int:
    """Ask for figures that are missing, and count until nothing waits; return how many slices were tried."""
    ask_figures()
    tried = 0
    while count_next_slice():
        tried += 1
    return tried


def count_next_slice() -> bool:
    """Count the next slice of a recount that waits; return False when none is free. A failure is stored with it."""
    recount = None
    try:
        with transaction.atomic():
            waiting = Recount.objects.waiting().select_related("run__unit", "run__occasion")
            recount = claim(waiting.order_by("attempts", "pk")).first()
            if recount is None:
                return False
            _count_slice(recount)
    except Exception as why:
        if recount is None:
            raise
        logger.exception("Recount %s failed", recount.pk)
        Recount.objects.filter(pk=recount.pk, state=RecountState.WAITING).update(
            attempts=F("attempts") + 1, error=str(why)[:2000]
        )
    return True


def _count_slice(recount: Recount) -> None:
    """Count one slice, and write how far it is in the same transaction."""
    if recount.run.state not in COUNTED or recount.run.counted_at != recount.of_count:
        _give_up(recount)
        return
    if recount.next_key is None:
        recounting.prepare(recount)
    lo = recount.next_key or recount.first_key
    hi = min(lo + recount.width - 1, recount.last_key)
    if lo <= hi:
        rows = recounting.count_range(recount, lo, hi)
        if recount.purpose == Purpose.FIGURES:
            recount.cap_counts = [one.as_json() for one in added_caps(*recount.caps_counted, *rows)]
    recount.next_key = hi + 1
    if recount.next_key > recount.last_key:
        _finish(recount)
    recount.save()


def _give_up(recount: Recount) -> None:
    """End a recount of a count that is no longer that of its run."""
    if recount.purpose == Purpose.REPLAY:
        recount.state, recount.done_at = RecountState.CANCELLED, timezone.now()
        recount.save()
    else:
        recount.delete()


def _finish(recount: Recount) -> None:
    recount.places.all().delete()
    recount.state, recount.done_at, recount.error = RecountState.DONE, timezone.now(), ""
    if recount.purpose == Purpose.FIGURES:
        recount.cap_counts = [
            replace(one, documents=_documents(recount.run, one)).as_json() for one in recount.caps_counted
        ]
        recount.conflicts = count_soft(recount.run)


def _documents(run: Run, count: CapCount) -> tuple[str, ...]:
    """Return the documents of the caps of this amount, as the units of the run keep them; none of runs from before."""
    column = "year_cap" if count.basis == Basis.PERSON_YEAR else "festival_cap"
    kept = run.places.filter(**{column: count.cap}, rules__has_key=count.basis).order_by()
    return tuple(sorted({*kept.values_list(f"rules__{count.basis}__document", flat=True)}))

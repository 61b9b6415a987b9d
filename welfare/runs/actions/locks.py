"""Locks of a run. To avoid deadlocks, all take them in this order: slices, then the run itself."""

from welfare.runs.models.runs import Run


def lock_slices(run: Run) -> None:
    """Lock the run's slices, waiting for workers that count one; workers lock a slice before the run, too."""
    list(run.slices.select_for_update().order_by("pk").values_list("pk", flat=True))


def lock_run(run: Run) -> Run:
    """Return the run as it is now, locked until the end of the transaction."""
    return (
        Run.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "occasion", "plan")
        .get(pk=run.pk)
    )

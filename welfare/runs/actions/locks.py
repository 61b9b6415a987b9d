"""Locks of a run, in the order in which everybody takes them: first its slices, then the run itself."""

from welfare.runs.models import Run


def lock_slices(run: Run) -> None:
    """Wait for workers inside the run to finish and keep others out; taken before the run's own lock, as they do."""
    list(run.slices.select_for_update().order_by("pk").values_list("pk", flat=True))


def locked(run: Run) -> Run:
    """Return the run as it is now, locked until the end of the transaction."""
    return (
        Run.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "occasion", "plan")
        .get(pk=run.pk)
    )

from celery import shared_task
from django.utils import timezone

from office.wake import wake_worker
from welfare.runs.actions import announcing, clearing, counting, opening


@shared_task
def open_due_runs() -> None:
    """Open the runs that are due today, and wake workers to count them."""
    if opening.open_due_runs(timezone.localdate()):
        wake_worker(count_slices, times=2)


@shared_task
def count_slices() -> None:
    """Count slices until none is free; any number of workers do this at once."""
    counting.count_all()


@shared_task
def clear_slices() -> None:
    """Clear what cancelled runs have written, and revoke what was not collected; any number of workers do this."""
    clearing.clear_all()


@shared_task
def tell_members() -> None:
    """Write the notices of announcements until none waits; any number of workers do this at once."""
    announcing.write_all_notices()

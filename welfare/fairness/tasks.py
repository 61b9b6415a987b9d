from celery import shared_task

from welfare.fairness.actions import counting, replays


@shared_task
def count_figures() -> None:
    """Ask for the figures of counted runs, and count what waits; any number of workers do this at once."""
    counting.count_all()


@shared_task
def delete_old_replays() -> None:
    """Delete replays after their time, slice by slice."""
    replays.delete_old_replays()

from celery import shared_task

from members.hr_api.actions import upkeep


@shared_task
def tidy_api() -> None:
    """Renew stamps after a restore."""
    upkeep.tidy_api()

from celery import shared_task

from members.hr_api.actions import change_feed


@shared_task
def tidy_api() -> None:
    """Delete expired calls, and renew stamps after a restore."""
    change_feed.tidy_api()

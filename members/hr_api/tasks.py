from celery import shared_task

from members.hr_api.actions import change_feed as following


@shared_task
def tidy_api() -> None:
    """Delete expired calls, and renew stamps after a restore."""
    following.tidy_api()

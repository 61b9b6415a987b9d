from celery import shared_task

from members.hr_api.actions import change_feed as following


@shared_task
def tidy_api() -> None:
    """Let the answers kept for other systems expire, and keep the order of changes sound after a restore."""
    following.tidy_api()

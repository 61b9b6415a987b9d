from celery import shared_task

from consultation.grievances.actions import announce_anonymous


@shared_task
def announce_anonymous_reports() -> int:
    """Record anonymous reports of hours that are over, and notify the officers; return how many."""
    return announce_anonymous()

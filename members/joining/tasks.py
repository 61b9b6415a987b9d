from celery import shared_task
from django.utils import timezone

from members.joining import actions


@shared_task
def delete_old_applications() -> None:
    """Delete the applications whose time is over."""
    actions.delete_old_applications(timezone.localdate())

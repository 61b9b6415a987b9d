from celery import shared_task
from django.utils import timezone

from members.joining.actions import delete_old_applications


@shared_task
def forget_old_applications() -> None:
    """Delete the applications whose time is over."""
    delete_old_applications(timezone.localdate())

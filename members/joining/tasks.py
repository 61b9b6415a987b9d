from celery import shared_task
from django.utils import timezone

from members.joining.actions import forget_applications


@shared_task
def forget_old_applications() -> None:
    """Delete the applications that are kept no longer."""
    forget_applications(timezone.localdate())

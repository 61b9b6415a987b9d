from celery import shared_task
from django.utils import timezone

from members.committees.actions import warn_of_ending_terms


@shared_task
def warn_of_terms() -> None:
    """Notify officers of every term that ends within six months or has ended, once per term."""
    warn_of_ending_terms(timezone.localdate())

from celery import shared_task
from django.utils import timezone

from members.membership.actions.membership import carry_out_due


@shared_task
def carry_out_changes() -> None:
    """Carry out the agreed changes of membership of today and of days before."""
    carry_out_due(timezone.localdate())

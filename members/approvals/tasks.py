from celery import shared_task
from django.utils import timezone

from members.approvals.actions.escalation import pass_up_late


@shared_task
def pass_up_late_approvals() -> None:
    """Let those above step in where an approval is late, or where too few people are left."""
    pass_up_late(timezone.localdate())

from celery import shared_task
from django.utils import timezone

from welfare.visits.actions import proposing


@shared_task
def propose_visits() -> None:
    """Propose visits for what the register knows, remind members of open windows, end what nobody asked for."""
    today = timezone.localdate()
    proposing.end_lapsed(today)
    proposing.propose_visits(today)
    proposing.remind_members(today)

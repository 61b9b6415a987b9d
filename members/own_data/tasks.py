from celery import shared_task
from django.utils import timezone

from members.own_data.actions.retention import announce_erasures


@shared_task
def announce_due_erasures() -> None:
    """Announce the erasure of every entry that no retention rule keeps any longer, in batches."""
    while announce_erasures(timezone.localdate()):
        pass

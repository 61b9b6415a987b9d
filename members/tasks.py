from celery import shared_task

from members.importing.jobs import carry_on
from members.models import ImportJob
from members.models.imports import WORKING


@shared_task
def carry_imports() -> None:
    """Carry on every import that waits for a worker; what another worker is at is left to it."""
    for job in ImportJob.objects.filter(state__in=WORKING).select_related("unit", "by").order_by("id"):
        carry_on(job)

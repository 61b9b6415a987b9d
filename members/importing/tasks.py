from celery import shared_task

from members.importing.jobs.retention import clear_imports as clear_old_imports
from members.importing.jobs.work import carry_on
from members.importing.models.imports import WORKING, ImportJob


@shared_task
def carry_imports() -> None:
    """Carry on every import that waits for a worker; what another worker is at is left to it."""
    # In no fixed order: a job that fails each time must not hold up the others.
    for job in ImportJob.objects.filter(state__in=WORKING).select_related("unit", "by").order_by("?"):
        carry_on(job)


@shared_task
def clear_imports() -> None:
    """Delete the files and staged rows of imports that ended long enough ago."""
    clear_old_imports()

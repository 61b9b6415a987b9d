from celery import shared_task

from members.importing.actions.retention import clear_imports as clear_old_imports
from members.importing.actions.work import RosterWork
from members.importing.models.imports import ImportJob
from office.chunked_files.work import carry_on_all


@shared_task
def carry_imports() -> None:
    """Carry on every import that waits for a worker; what another worker is at is left to it."""
    carry_on_all(ImportJob.objects.select_related("unit", "by"), RosterWork)


@shared_task
def clear_imports() -> None:
    """Delete the files and staged rows of imports that ended long enough ago."""
    clear_old_imports()

from celery import shared_task

from members.importing.actions.processing import RosterProcessor
from members.importing.actions.retention import clear_old_imports, delete_old_workbooks
from members.importing.models.imports import ImportJob
from office.chunked_files.processing import process_files


@shared_task
def process_imports() -> None:
    """Process every import that has work for a worker."""
    process_files(ImportJob.objects.select_related("unit", "by"), RosterProcessor)


@shared_task
def clear_imports() -> None:
    """Delete the workbooks of imports that ended IMPORT_FILE_KEEP_DAYS ago, the rows IMPORT_KEEP_DAYS after the end."""
    clear_old_imports()
    delete_old_workbooks()

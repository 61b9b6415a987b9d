"""Deleting files and staged rows of old imports: copies of personal data that the register holds anyway."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.importing.models.imports import ImportFault, ImportJob
from members.importing.models.staging import ImportLeaver, ImportRow, ImportSlice
from office import audit
from office.chunked_files.rules import FileState
from office.encrypted_files.storage import delete_on_commit


def clear_old_imports() -> int:
    """Clear every import that ended, or was checked and not confirmed, IMPORT_KEEP_DAYS ago; return how many."""
    limit = timezone.now() - timedelta(days=settings.IMPORT_KEEP_DAYS)
    ended = Q(finished_at__lt=limit) | Q(state=FileState.CHECKED, checked_at__lt=limit)
    due = ImportJob.objects.filter(ended, cleared_at=None).order_by("pk")
    return sum(clear_import(pk) for pk in due.values_list("pk", flat=True))


def delete_old_workbooks() -> int:
    """Delete the workbook of every import that ended IMPORT_FILE_KEEP_DAYS ago, and return of how many.

    Until then the result workbook is made of it, and a stopped import goes on; rows and faults stay.
    """
    limit = timezone.now() - timedelta(days=settings.IMPORT_FILE_KEEP_DAYS)
    due = ImportJob.objects.filter(finished_at__lt=limit).exclude(file="").order_by("pk")
    return sum(_delete_workbook(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _delete_workbook(pk: int) -> bool:
    job = ImportJob.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    if job.finished_at is None or not job.file:
        return False
    _delete_upload(job)
    ImportJob.objects.filter(pk=pk).update(file="")
    audit.record("member.import_file_delete", job, by=None, unit=job.unit)
    return True


@transaction.atomic
def clear_import(pk: int) -> bool:
    """Delete the file, rows, faults, slices and proposed leavers of one import; the job stays, with its counts.

    An import that waited for confirmation is cancelled. Return False if it is cleared already or a worker is at it.
    """
    job = ImportJob.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    if job.cleared_at is not None or job.at_work:
        return False
    _delete_rows(job)
    job.file, job.cleared_at, job.unknown_units, job.unknown_heads = "", timezone.now(), {}, []
    if job.state == FileState.CHECKED:
        job.state, job.finished_at = FileState.CANCELLED, job.cleared_at
    job.save()
    audit.record("member.import_clear", job, by=None, unit=job.unit)
    return True


@transaction.atomic
def delete_import(job: ImportJob) -> None:
    """Delete an import that was only a trial, with its file and everything that belongs to it."""
    _delete_rows(job)
    job.delete()


def _delete_rows(job: ImportJob) -> None:
    for model in (ImportRow, ImportFault, ImportSlice, ImportLeaver):
        model.objects.filter(job=job).delete()
    _delete_upload(job)


def _delete_upload(job: ImportJob) -> None:
    """Delete the workbook once the transaction has been committed."""
    if job.file:
        delete_on_commit(str(job.file.name))

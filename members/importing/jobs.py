"""The life of an import: an officer starts, confirms or cancels it; a worker carries it on, chunk by chunk.

Each chunk is one transaction that also moves `last_row`; whoever finds the job elsewhere than it left it stops.
So a killed worker loses its chunk and nothing else, and two workers never do the same chunk.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from members.importing import reading
from members.importing.applying import take_turn, write
from members.importing.checking import Sieve, Verdict
from members.importing.rows import read_row
from members.models import ImportFault, ImportJob, ImportState, Unit, User
from union_portal.office import audit
from union_portal.office.errors import NotAllowed

CHUNK = 1000


@transaction.atomic
def start_import(file: UploadedFile, unit: Unit, *, by: User) -> ImportJob:
    """Keep the workbook and have it checked. Raises UnreadableWorkbook for what is no roster; then nothing is kept."""
    reading.check_container(file, file.size or 0, settings.IMPORT_MAX_BYTES)
    layout = reading.find_roster(file)
    total = reading.estimate_rows(file, layout)
    file.seek(0)
    return ImportJob.objects.create(
        unit=unit,
        by=by,
        file=file,
        file_name=(file.name or "")[-200:],
        total_rows=total,
        unknown_heads=layout.unknown_heads,
    )


@transaction.atomic
def confirm_import(job: ImportJob, *, by: User, create_units: bool) -> None:
    """Let the checked roster into the register; the worker starts over from the first row and writes this time.

    Raises NotAllowed when the job has moved on.
    """
    if not job.accepted and not (create_units and job.unknown_units):
        raise NotAllowed(_("No row of this sheet can be imported."))
    _move(
        job, {ImportState.CHECKED}, ImportState.IMPORTING, by=by, create_units=create_units, last_row=0, rows=0,
        rejected=0, created=0, updated=0, unchanged=0, unknown_units={},
    )  # fmt: skip
    job.faults.all().delete()


@transaction.atomic
def cancel_import(job: ImportJob, *, by: User) -> None:
    """Stop the job where it stands; chunks that are already in the register stay there. Raises NotAllowed if done."""
    _move(
        job,
        {ImportState.CHECKING, ImportState.CHECKED, ImportState.IMPORTING},
        ImportState.CANCELLED,
        finished_at=timezone.now(),
    )
    audit.record("member.import_cancel", job, by=by, unit=job.unit, changes=counts(job))


def _move(job: ImportJob, old: set[ImportState], new: ImportState, **fields: Any) -> None:
    if not ImportJob.objects.filter(pk=job.pk, state__in=old).update(state=new, **fields):
        raise NotAllowed(_("This import has moved on in the meantime."))
    job.refresh_from_db()


def carry_on(job: ImportJob) -> None:
    """Check or import what is left of the job, as far as no other worker is at it."""
    try:
        with job.file.open("rb") as file:
            if not _do_chunks(job, file):
                return
    except FileNotFoundError:
        _fail(job, _("The uploaded workbook is gone. Upload it again."))
    except reading.UnreadableWorkbook as why:
        _fail(job, str(why))
    else:
        _finish(job)


def _do_chunks(job: ImportJob, file: IO[bytes]) -> bool:
    """All that is left of the job, or False when another worker turns out to be at it."""
    layout = reading.find_roster(file)
    sieve = Sieve(job.unit, create_units=job.create_units, today=timezone.localdate())
    chunks = read_chunks(reading.read_rows(file, layout), sieve, today=sieve.today)
    return all(chunk[-1].number <= job.last_row or _do_chunk(job, chunk, sieve) for chunk in chunks)


def _fail(job: ImportJob, why: str) -> None:
    failed = {"state": ImportState.FAILED, "failure": why, "finished_at": timezone.now()}
    ImportJob.objects.filter(pk=job.pk, state=job.state).update(**failed)


def read_chunks(rows: Iterator[reading.SheetRow], sieve: Sieve, *, today: date) -> Iterator[tuple]:
    """The sheet's rows as Readings, CHUNK at a time; every row passes the sieve's memory, also those done before."""
    while chunk := tuple(read_row(row.number, row.cells, today=today) for row in islice(rows, CHUNK)):
        for row in chunk:
            sieve.remember(row)
        yield chunk


@transaction.atomic
def _do_chunk(job: ImportJob, chunk: tuple, sieve: Sieve) -> bool:
    """One chunk and the job's counts, or False when another worker is at this job."""
    claimed = ImportJob.objects.claimed(job.pk, job.state, job.last_row)
    if claimed is None:
        return False
    verdicts = judge_and_write(chunk, sieve, by=job.by, apply=job.state == ImportState.IMPORTING)
    ImportFault.objects.bulk_create(
        ImportFault(job=job, row=v.reading.number, column=f.column, reason=f.reason, params=f.params)
        for v in verdicts
        for f in v.reading.faults
    )
    outcomes = [v.outcome for v in verdicts]
    job.last_row = chunk[-1].number
    unknown = dict(claimed.unknown_units)
    for name, rows in sieve.units.unknown.items():
        unknown[name] = unknown.get(name, 0) + rows
    sieve.units.unknown.clear()
    ImportJob.objects.filter(pk=job.pk).update(
        last_row=job.last_row,
        total_rows=max(claimed.total_rows, job.last_row),
        rows=F("rows") + len(chunk),
        unknown_units=unknown,
        **{outcome: F(outcome) + outcomes.count(outcome) for outcome in set(outcomes)},
    )
    return True


def judge_and_write(chunk: tuple, sieve: Sieve, *, by: User | None, apply: bool) -> list[Verdict]:
    """The verdicts of one chunk, written into the register if `apply`; inside the caller's transaction."""
    if not apply:
        return sieve.judge(chunk)
    take_turn()
    verdicts = sieve.judge(chunk, lock=True)
    write(verdicts, sieve.units, by=by)
    return verdicts


@transaction.atomic
def _finish(job: ImportJob) -> None:
    claimed = ImportJob.objects.claimed(job.pk, job.state, job.last_row)
    if claimed is None:
        return
    claimed.total_rows = claimed.last_row
    if claimed.state == ImportState.CHECKING:
        claimed.state = ImportState.CHECKED
    else:
        claimed.state = ImportState.DONE
        claimed.finished_at = timezone.now()
        audit.record("member.import", claimed, by=claimed.by, unit=claimed.unit, changes=counts(claimed))
    claimed.save()


def counts(job: ImportJob) -> dict[str, int]:
    """The job's counts for records and answers."""
    return {key: getattr(job, key) for key in ("rows", "accepted", "rejected", "created", "updated", "unchanged")}

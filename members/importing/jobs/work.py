"""What workers do for an import: check the file into staged rows, then take the staged rows over."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from members.importing.jobs.applying import apply_slice
from members.importing.jobs.checking import Sieve
from members.importing.jobs.control import counts
from members.importing.jobs.leavers import propose_leavers
from members.importing.jobs.staging import stage
from members.importing.models.imports import ImportJob, ImportMode, ImportState
from members.importing.models.staging import ImportRow, ImportSlice
from members.importing.reading import files as reading
from members.importing.reading.columns import required_heads
from members.importing.reading.files import Layout, SheetRow
from members.importing.reading.rows import read_row
from members.importing.reading.units import UnitNames
from office import audit

CHUNK = 1000
MAX_ATTEMPTS = 10
# Namespace of the advisory locks by which one worker at a time reads a job's file.
READING = 7_201_503


def carry_on(job: ImportJob) -> None:
    """Check or import what is left of the job, as far as no other worker is at it."""
    try:
        if job.state == ImportState.CHECKING:
            _check(job)
        elif _has_its_turn(job) and _begin(job):
            _take_over(job)
    except FileNotFoundError:
        _fail(job, _("The uploaded workbook is gone. Upload it again."))
    except reading.UnreadableWorkbook as why:
        _fail(job, str(why))


def _has_its_turn(job: ImportJob) -> bool:
    """Imports take turns in writing: two that bring the same people would wait for each other's rows for ever."""
    return ImportJob.objects.filter(state=ImportState.IMPORTING).order_by("confirmed_at", "pk").first() == job


def _begin(job: ImportJob) -> bool:
    """Count the attempt; what breaks off again and again without any progress is given up, in words."""
    ImportJob.objects.filter(pk=job.pk).update(attempts=F("attempts") + 1)
    if job.attempts < MAX_ATTEMPTS:
        return True
    _fail(job, _("The work broke off several times at the same row. Resume it, or tell the administrator."))
    return False


def _fail(job: ImportJob, why: str) -> None:
    failed = {"state": ImportState.FAILED, "failure": why, "finished_at": timezone.now()}
    ImportJob.objects.filter(pk=job.pk, state=job.state).update(**failed)


@contextmanager
def _sole_reader(job: ImportJob) -> Iterator[bool]:
    """Whether no other worker reads this job's file; the claim dies with the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [READING, job.pk])
        (mine,) = cursor.fetchone()
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [READING, job.pk])


def _check(job: ImportJob) -> None:
    with _sole_reader(job) as mine:
        if not mine or not _begin(job):
            return
        job.refresh_from_db()
        layout = Layout.from_json(job.layout)
        apart = job.total_rows - job.last_row > reading.WORTH_A_PROCESS
        with job.file.open("rb") as file:
            rows = reading.read_rows(file.file, layout, after=job.last_row, apart=apart)
            if all(_check_chunk(job, chunk, sieve) for sieve, chunk in _chunks(job, rows)):
                _finish_check(job)


def _chunks(job: ImportJob, rows: Iterator[SheetRow]) -> Iterator[tuple[Sieve, list[SheetRow]]]:
    sieve = Sieve(job, today=timezone.localdate())
    if job.last_row:
        _recall(job, sieve)
    while chunk := list(islice(rows, CHUNK)):
        yield sieve, chunk


def _recall(job: ImportJob, sieve: Sieve) -> None:
    keys = ("new__id_hash", "member__id_hash", "new__employee_number", "member__employee_number")
    staged = ImportRow.objects.filter(job=job).order_by("number").values_list("number", *keys)
    sieve.recall((row, own or known, number or known_number) for row, own, known, number, known_number in staged)


@transaction.atomic
def _check_chunk(job: ImportJob, chunk: list[SheetRow], sieve: Sieve) -> bool:
    """One chunk and the job's counts, or False when the job is no longer where this worker left it."""
    required = required_heads(job.key)
    readings = [read_row(row.number, row.cells, today=sieve.today, required=required) for row in chunk]
    for row in readings:
        sieve.remember(row)
    verdicts = sieve.judge(readings)
    claimed = ImportJob.objects.claimed(job.pk, job.state, job.last_row)
    if claimed is None:
        return False
    stage(job, verdicts, last_row=chunk[-1].number)
    return True


@transaction.atomic
def _finish_check(job: ImportJob) -> None:
    claimed = ImportJob.objects.claimed(job.pk, job.state, job.last_row)
    if claimed is None:
        return
    claimed.total_rows = claimed.last_row
    claimed.state, claimed.checked_at, claimed.attempts = ImportState.CHECKED, timezone.now(), 0
    claimed.save()


def _take_over(job: ImportJob) -> None:
    units = {}
    if job.create_units and job.unknown_units:
        known = UnitNames(job.unit)
        units = {name: known.named(name)[0].pk for name in job.unknown_units}
    while _take_slice_over(job, units):
        pass
    _finish(job)


@transaction.atomic
def _take_slice_over(job: ImportJob, units: dict[str, int]) -> bool:
    """The next slice and the job's counts, or False when there is none, or the job was stopped."""
    if not ImportJob.objects.filter(pk=job.pk, state=ImportState.IMPORTING).exists():
        return False
    part = ImportSlice.objects.next_of(job.pk)
    if part is None:
        return False
    done = apply_slice(job, part, units)
    ImportSlice.objects.filter(pk=part.pk).update(applied_at=timezone.now())
    ImportJob.objects.filter(pk=job.pk).update(
        last_row=F("last_row") + part.rows, attempts=0, **{key: F(key) + count for key, count in done.items()}
    )
    return True


@transaction.atomic
def _finish(job: ImportJob) -> None:
    """Whoever finds no slice left, its own or another's, closes the job."""
    claimed = ImportJob.objects.select_for_update().filter(pk=job.pk, state=ImportState.IMPORTING).first()
    if claimed is None or claimed.slices.filter(applied_at=None).exists():
        return
    claimed.state, claimed.finished_at = ImportState.DONE, timezone.now()
    claimed.save(update_fields=["state", "finished_at"])
    if claimed.mode == ImportMode.RECONCILE:
        propose_leavers(claimed)
    changes = {**counts(claimed), "mode": claimed.mode, "left_out": claimed.left_out}
    audit.record("member.import", claimed, by=claimed.by, unit=claimed.unit, changes=changes)

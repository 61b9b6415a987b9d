"""How workers check the file of an import into staged rows, and apply the staged rows."""

from collections.abc import Iterator
from functools import partial
from typing import IO

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.importing.actions.applying import apply_slice
from members.importing.actions.checking import CheckedRow, RowChecker
from members.importing.actions.imports import counts
from members.importing.actions.leavers import propose_leavers
from members.importing.actions.staging import stage_rows
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow, ImportSlice
from members.importing.reading.columns import required_columns
from members.importing.reading.rows import RosterRow, read_sheet_row
from members.importing.reading.units import UnitNames
from members.importing.rules import ImportMode
from office import audit
from office.chunked_files import processing
from office.chunked_files.actions import advance_by, finish_file
from office.chunked_files.rules import FileState
from office.sheets import reading
from office.sheets.layouts import Layout


def process_import(job: ImportJob) -> None:
    """Check or apply the rest of the job, unless another worker is doing so."""
    processing.process_file(RosterProcessor(job))


class RosterProcessor(processing.FileProcessor[ImportJob, RosterRow, list[CheckedRow]]):
    """Stages the checked rows of a chunk as one slice; any number of workers apply the slices."""

    def read(self, opened: IO[bytes]) -> Iterator[RosterRow]:
        job = self.file
        self.checker = RowChecker(job, today=timezone.localdate())
        if job.last_row:
            self._load_staged_keys()
        layout = Layout.from_json(job.layout)
        read = partial(read_sheet_row, today=self.checker.today, required=required_columns(job.key))
        if job.total_rows - job.last_row > reading.ROWS_FOR_A_PROCESS:
            return reading.read_in_own_process(opened, layout, read, after=job.last_row)
        return map(read, reading.read_rows(opened, layout, after=job.last_row))

    def _load_staged_keys(self) -> None:
        keys = ("new__id_hash", "member__id_hash", "new__employee_number", "member__employee_number")
        staged = ImportRow.objects.filter(job=self.file).order_by("number").values_list("number", *keys)
        self.checker.add_earlier_rows(
            (row, own or known, number or known_number) for row, own, known, number, known_number in staged
        )

    def check(self, rows: list[RosterRow]) -> list[CheckedRow]:
        for row in rows:
            self.checker.check_repeated(row)
        return self.checker.check(rows)

    def store(self, checked: list[CheckedRow]) -> dict[str, object]:
        job = self.file
        if self.checker.compared:
            # Of one chunk, in its transaction: a job that is cancelled or killed leaves the event too.
            compared = {"rows": self.checker.compared}
            self.checker.compared = 0
            audit.record("member.check_number", job, by=job.by, unit=job.unit, changes=compared)
        return stage_rows(self.file, checked)

    def complete_check(self, claimed: ImportJob) -> dict[str, object]:
        return {"layout": Layout.from_json(claimed.layout).ended_at(claimed.last_row).as_json()}

    def may_apply_now(self) -> bool:
        # One at a time, in the order of confirmation: imports with the same people would wait for each other's locks.
        importing = ImportJob.objects.filter(state=FileState.IMPORTING)
        return importing.order_by("confirmed_at", "pk").first() == self.file

    def apply(self) -> None:
        job = self.file
        created_units: dict[str, int] = {}
        if job.create_units and job.unknown_units:
            units = UnitNames(job.unit)
            created_units = {name: units.find(name)[0].pk for name in job.unknown_units}
        while _apply_next_slice(job, created_units):
            pass
        _finish(job)


@transaction.atomic
def _apply_next_slice(job: ImportJob, created_units: dict[str, int]) -> bool:
    """Apply one slice and update the job's counts; False if no slice is free, or the job is no longer IMPORTING."""
    if not ImportJob.objects.filter(pk=job.pk, state=FileState.IMPORTING).exists():
        return False
    part = ImportSlice.objects.claim_next(job)
    if part is None:
        return False
    done = apply_slice(job, part, created_units)
    ImportSlice.objects.filter(pk=part.pk).update(applied_at=timezone.now())
    advance_by(job, part.rows, **{key: F(key) + count for key, count in done.items()})
    return True


@transaction.atomic
def _finish(job: ImportJob) -> None:
    """Move the job to DONE, propose leavers and write the audit event, if every slice is applied."""
    claimed = ImportJob.objects.select_for_update().filter(pk=job.pk, state=FileState.IMPORTING).first()
    if claimed is None or claimed.slices.filter(applied_at=None).exists():
        return
    finish_file(claimed)
    if claimed.mode == ImportMode.RECONCILE:
        propose_leavers(claimed)
    changes = {**counts(claimed), "mode": claimed.mode, "left_out": claimed.left_out}
    audit.record("member.import", claimed, by=claimed.by, unit=claimed.unit, changes=changes)

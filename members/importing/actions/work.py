"""What workers do for an import: check the file into staged rows, then take the staged rows over."""

from collections.abc import Iterator
from typing import IO

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.importing.actions.applying import apply_slice
from members.importing.actions.checking import Sieve, Verdict
from members.importing.actions.imports import counts
from members.importing.actions.leavers import propose_leavers
from members.importing.actions.staging import stage
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow, ImportSlice
from members.importing.reading import files as reading
from members.importing.reading.columns import required_heads
from members.importing.reading.files import Layout, SheetRow
from members.importing.reading.rows import read_row
from members.importing.reading.units import UnitNames
from members.importing.rules import ImportMode
from office import audit
from office.chunked_files import work
from office.chunked_files.actions import advance_by, finish_file
from office.chunked_files.rules import FileState


def carry_on(job: ImportJob) -> None:
    """Check or import what is left of the job, as far as no other worker is at it."""
    work.carry_on(RosterWork(job))


class RosterWork(work.FileWork[ImportJob, SheetRow, list[Verdict]]):
    """A roster's chunk is staged with the verdict on every row; any number of workers take the staged slices over."""

    def read(self, opened: IO[bytes]) -> Iterator[SheetRow]:
        job = self.file
        self.required = required_heads(job.key)
        self.sieve = Sieve(job, today=timezone.localdate())
        if job.last_row:
            self._recall()
        apart = job.total_rows - job.last_row > reading.WORTH_A_PROCESS
        return reading.read_rows(opened, Layout.from_json(job.layout), after=job.last_row, apart=apart)

    def _recall(self) -> None:
        keys = ("new__id_hash", "member__id_hash", "new__employee_number", "member__employee_number")
        staged = ImportRow.objects.filter(job=self.file).order_by("number").values_list("number", *keys)
        self.sieve.recall(
            (row, own or known, number or known_number) for row, own, known, number, known_number in staged
        )

    def check(self, rows: list[SheetRow]) -> list[Verdict]:
        readings = [read_row(row.number, row.cells, today=self.sieve.today, required=self.required) for row in rows]
        for one in readings:
            self.sieve.remember(one)
        return self.sieve.judge(readings)

    def keep(self, checked: list[Verdict]) -> dict[str, object]:
        return stage(self.file, checked)

    def compare(self, claimed: ImportJob) -> dict[str, object]:
        return {}

    def has_its_turn(self) -> bool:
        # Two imports that bring the same people would wait for each other's rows for ever.
        importing = ImportJob.objects.filter(state=FileState.IMPORTING)
        return importing.order_by("confirmed_at", "pk").first() == self.file

    def take_over(self) -> None:
        job = self.file
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
    if not ImportJob.objects.filter(pk=job.pk, state=FileState.IMPORTING).exists():
        return False
    part = ImportSlice.objects.claim_next(job)
    if part is None:
        return False
    done = apply_slice(job, part, units)
    ImportSlice.objects.filter(pk=part.pk).update(applied_at=timezone.now())
    advance_by(job, part.rows, **{key: F(key) + count for key, count in done.items()})
    return True


@transaction.atomic
def _finish(job: ImportJob) -> None:
    """Whoever finds no slice left, its own or another's, closes the job."""
    claimed = ImportJob.objects.select_for_update().filter(pk=job.pk, state=FileState.IMPORTING).first()
    if claimed is None or claimed.slices.filter(applied_at=None).exists():
        return
    finish_file(claimed)
    if claimed.mode == ImportMode.RECONCILE:
        propose_leavers(claimed)
    changes = {**counts(claimed), "mode": claimed.mode, "left_out": claimed.left_out}
    audit.record("member.import", claimed, by=claimed.by, unit=claimed.unit, changes=changes)

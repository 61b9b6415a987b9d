"""The life of an import: an officer starts, confirms, cancels or resumes it; workers carry it on.

First one worker reads the file and stages what every row would do, chunk by chunk; after the officer's word any number
of workers take the staged slices over. A chunk or slice is one transaction: a killed worker loses it and nothing else.
"""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.importing.reading import files as reading
from members.importing.reading.faults import NO_SUCH_UNIT
from members.importing.reading.units import UnitNames
from members.importing.rules import ImportKey, ImportMode
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office import audit
from office.chunked_files.actions import cancel_file, confirm_file, resume_file
from office.chunked_files.rules import FileState
from office.errors import NotAllowed
from office.transitions import update_unmoved

COUNTS = ("rows", "accepted", "rejected", "created", "updated", "unchanged", "known", "skipped", "conflicts")


@transaction.atomic
def start_import(
    file: UploadedFile,
    unit: Unit,
    *,
    by: User | None,
    mode: str = ImportMode.UPDATE,
    key: str = ImportKey.CERTIFICATE,
) -> ImportJob:
    """Keep the file and have it checked. Raises UnreadableWorkbook for what is no roster; then nothing is kept."""
    reading.check_container(file, file.size or 0, settings.IMPORT_MAX_BYTES)
    layout = reading.find_roster(file, key)
    total = reading.estimate_rows(file, layout)
    file.seek(0)
    return ImportJob.objects.create(
        unit=unit,
        by=by,
        file=file,
        file_name=(file.name or "")[-200:],
        mode=mode,
        key=key,
        layout=layout.as_json(),
        total_rows=total,
        unknown_heads=layout.unknown_heads,
    )


@transaction.atomic
def leave_out_fields(job: ImportJob, choices: list[str]) -> None:
    """Take these fields over from no changed row. Raises NotAllowed when the job has moved on."""
    update_unmoved(job, FileState.CHECKED, left_out=choices)


@transaction.atomic
def leave_out_row(job: ImportJob, number: int, *, left_out: bool) -> None:
    """Take nothing over from the sheet's row `number`, or do so after all. Raises NotAllowed when the job moved on."""
    update_unmoved(job, FileState.CHECKED)
    ImportRow.objects.filter(job=job, number=number).update(left_out=left_out)


@transaction.atomic
def confirm_import(job: ImportJob, *, by: User | None, create_units: bool) -> None:
    """Let the staged rows into the register, and first set up the units that they need.

    From here on `by` answers for it: rows that they have no right to are refused. Raises NotAllowed when the job has
    moved on, or for units that `by` may not set up.
    """
    if create_units and by is not None and not access.can(by, MembersPermission.ADD_UNIT, job.unit):
        raise NotAllowed(_("You can't set up units here."))
    if not job.accepted and not (create_units and job.unknown_units):
        raise NotAllowed(_("No row of this sheet can be imported."))
    if create_units:
        Unit.objects.hold_shape()
    confirm_file(job, by=by, create_units=create_units, total_rows=job.rows, created=0, updated=0)
    if create_units and job.unknown_units:
        _create_units(job, by)
        job.faults.filter(reason=NO_SUCH_UNIT.sentence).delete()
        ImportJob.objects.filter(pk=job.pk).update(rejected=job.rejected - sum(job.unknown_units.values()))
    job.refresh_from_db()


def _create_units(job: ImportJob, by: User | None) -> None:
    units = UnitNames(job.unit)
    missing = job.staged.exclude(missing_unit="").values_list("missing_unit").annotate(first=Min("number"))
    for name, _first in missing.order_by("first"):
        if not units.named(name):
            audit.record("unit.create", unit := units.create(name), by=by, unit=unit)


@transaction.atomic
def cancel_import(job: ImportJob, *, by: User) -> None:
    """Stop the job where it stands; slices that are already in the register stay there. Raises NotAllowed if done."""
    cancel_file(job)
    audit.record("member.import_cancel", job, by=by, unit=job.unit, changes=counts(job))


@transaction.atomic
def resume_import(job: ImportJob, *, by: User) -> None:
    """Take a cancelled or failed job up where it stopped; from here on `by` answers for it.

    Raises NotAllowed when it goes on, or its rows are gone.
    """
    resume_file(job, by=by)
    audit.record("member.import_resume", job, by=by, unit=job.unit, changes=counts(job))


def counts(job: ImportJob) -> dict[str, int]:
    """The job's counts for records and answers."""
    return {key: getattr(job, key) for key in COUNTS}

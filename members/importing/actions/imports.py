"""What an officer does with an import: start, leave out, confirm, cancel and resume it.

In between, one worker checks the file and stages its rows, chunk by chunk; after the officer has confirmed, any number
of workers apply the staged slices (processing.py). A chunk or slice is one transaction: a killed worker loses no more.
"""

from collections.abc import Collection

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.importing.reading import files
from members.importing.reading.columns import RESULT_HEADS
from members.importing.reading.faults import NO_SUCH_UNIT
from members.importing.reading.units import UnitNames
from members.importing.rules import ImportKey, ImportMode
from members.permissions import MembersPermission
from members.units.models.units import Unit
from members.units.rules import kind_below
from office import audit
from office.chunked_files.actions import cancel_file, confirm_file, resume_file
from office.chunked_files.rules import FileState
from office.errors import NotAllowed
from office.sheets.containers import check_container
from office.transitions import update_unmoved

COUNTS = ("rows", "accepted", "rejected", "created", "updated", "unchanged", "known", "skipped", "conflicts")


@transaction.atomic
def start_import(
    file: File[bytes],
    unit: Unit,
    *,
    by: User | None,
    mode: str = ImportMode.UPDATE,
    key: str = ImportKey.CERTIFICATE,
    sheets: Collection[str] = (),
    with_hidden_rows: bool = False,
) -> ImportJob:
    """Store the file, for a worker to check. Raises UnreadableWorkbook if it is no roster; then nothing is stored.

    `sheets`: the titles of those that are read, without it all visible ones with the headings of a roster.
    """
    check_container(file, file.size or 0, settings.IMPORT_MAX_BYTES)
    layout = files.find_roster(file, key, sheets=sheets, with_hidden_rows=with_hidden_rows)
    file.seek(0)
    return ImportJob.objects.create(
        unit=unit,
        by=by,
        file=file,
        file_name=(file.name or "")[-200:],
        mode=mode,
        key=key,
        layout=layout.as_json(),
        total_rows=layout.rows,
        unknown_heads=[head for head in layout.unknown_heads if head not in RESULT_HEADS],
    )


@transaction.atomic
def leave_out_fields(job: ImportJob, fields: list[str]) -> None:
    """Have no row change these fields of a registered member. Raises NotAllowed when the job is not CHECKED."""
    update_unmoved(job, FileState.CHECKED, left_out=fields)


@transaction.atomic
def leave_out_row(job: ImportJob, number: int, *, left_out: bool) -> None:
    """Leave out the row `number` of the sheet, or apply it after all. Raises NotAllowed when the job is not CHECKED."""
    update_unmoved(job, FileState.CHECKED)
    ImportRow.objects.filter(job=job, number=number).update(left_out=left_out)


@transaction.atomic
def confirm_import(job: ImportJob, *, by: User | None, create_units: bool) -> None:
    """Have workers apply the staged rows; with `create_units` first create the units that they name.

    `by` becomes the job's handler: rows that they have no right to will be refused. Raises NotAllowed when the job is
    not CHECKED, no row can be imported, or `by` may not create units there.
    """
    if create_units and by is not None and not access.can(by, MembersPermission.ADD_UNIT, job.unit):
        raise NotAllowed(_("You can't set up units here."))
    if not job.accepted and not (create_units and job.unknown_units):
        raise NotAllowed(_("No row of this sheet can be imported."))
    if create_units:
        Unit.objects.lock_tree()
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
        if not units.find(name):
            unit = _create_unit(units.top, name)
            audit.record("unit.create", unit, by=by, unit=unit)
            units.add(unit)


def _create_unit(top: Unit, name: str) -> Unit:
    """Create the unit `name` directly below `top`, with the first free code of "<code of top>-01" and so on."""
    taken = set(Unit.objects.filter(code__startswith=f"{top.code}-").values_list("code", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if f"{top.code}-{n:02d}" not in taken)
    # treebeard counts the children on the row it is given: read it again for each child.
    above = Unit.objects.get(pk=top.pk)
    fields = {"name": name, "code": f"{top.code}-{number:02d}", "kind": kind_below(top.kind)}
    return Unit.objects.add_child(above, fields)


@transaction.atomic
def cancel_import(job: ImportJob, *, by: User) -> None:
    """Cancel the job; slices that are applied stay applied. Raises NotAllowed when it has ended."""
    cancel_file(job)
    audit.record("member.import_cancel", job, by=by, unit=job.unit, changes=counts(job))


@transaction.atomic
def resume_import(job: ImportJob, *, by: User) -> None:
    """Have workers go on with a cancelled or failed job where it stopped; `by` becomes its handler.

    Raises NotAllowed when it is not stopped, or its file and rows have been deleted.
    """
    resume_file(job, by=by)
    audit.record("member.import_resume", job, by=by, unit=job.unit, changes=counts(job))


def counts(job: ImportJob) -> dict[str, int]:
    """Return the job's counts, for audit events and the command."""
    return {key: getattr(job, key) for key in COUNTS}

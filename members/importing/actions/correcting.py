"""Putting a refused row right before an import is confirmed: checked by the rules of all, taken with the rest."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from members.authority.models import User
from members.importing.actions.checking import CheckedRow, RowChecker
from members.importing.actions.staging import copy_rows, store_faults
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.importing.reading.columns import COLUMNS, required_columns
from members.importing.reading.faults import Fault
from members.importing.reading.rows import RosterRow, read_row
from members.importing.rules import RowOutcome
from office import audit
from office.chunked_files.rules import FileState
from office.errors import NotAllowed, Reason
from office.secrets import keyed_hash
from office.sheets.cells import Cells
from office.sheets.containers import UnreadableWorkbook
from office.sheets.layouts import Layout
from office.sheets.reading import read_rows
from office.transitions import update_unmoved

# No refusal: whoever has typed another cell than that of the file.
CORRECTED = Reason("corrected", gettext_noop("put right on this page by %(by)s"))


@transaction.atomic
def correct_row(job: ImportJob, number: int, typed: Mapping[str, str], *, by: User) -> CheckedRow:
    """Check the refused row `number` of the sheet with the cells `typed` instead of its own; stage it if it passes.

    `typed` is by column key; a blank empties the cell. The row that is returned says why it is refused still; then
    nothing has changed. A row that names an unknown unit is staged, and goes on waiting for the unit. What is read of
    the file takes seconds for a row far down in a large one. Raises NotAllowed when the job is not CHECKED, the row is
    not refused, or the file is gone or damaged.
    """
    update_unmoved(job, FileState.CHECKED)
    job.refresh_from_db()
    job.by = by  # Whose rights and limits count; the job keeps its handler.
    staged = job.staged.filter(number=number).first()
    if staged is None or not job.faults.refusing().filter(row=number).exists():
        raise NotAllowed(_("This row is no longer refused."), code="row_not_refused")
    cells = _cells(job, number)
    row = read_row(
        number,
        {key: value for key, value in {**cells, **typed}.items() if value != ""},
        today=timezone.localdate(),
        required=required_columns(job.key),
    )
    checked = _check(job, row)
    if not checked.faults and not (checked.missing_unit and "unit" in typed):
        _replace(job, staged, checked)
        row.cells = cells
        row.notes.extend(Fault(COLUMNS[key], CORRECTED, {"by": str(by)}) for key in typed)
        store_faults(job, [checked])
        audit.record("member.import_correct", job, by=by, unit=job.unit, changes={"row": job.row_label(number)})
    return checked


def _cells(job: ImportJob, number: int) -> Cells:
    """Return what the file says in the row."""
    if not job.file or not job.layout:
        raise NotAllowed(job.missing_file_message, code="file_is_gone")
    with job.file.open("rb") as opened:
        try:
            found = next(read_rows(opened, Layout.from_json(job.layout), after=number - 1), None)
        except UnreadableWorkbook as why:
            raise NotAllowed(str(why), code="file_is_damaged") from why
    return found.cells if found and found.number == number else {}


def _check(job: ImportJob, row: RosterRow) -> CheckedRow:
    checker = RowChecker(job, today=timezone.localdate())
    same = Q()
    if row.id_number:
        id_hash = keyed_hash(row.id_number)
        same |= Q(new__id_hash=id_hash) | Q(member__id_hash=id_hash)
    if employee_number := row.values.get("employee_number"):
        same |= Q(new__employee_number=employee_number) | Q(member__employee_number=employee_number)
    if same:
        # Of several rows with one number the first counts: later ones that were refused for it do not.
        others = job.staged.filter(same).exclude(number=row.number)
        others = others.exclude(number__gt=row.number, outcome=RowOutcome.REJECTED).order_by("number")
        keys = ("new__id_hash", "member__id_hash", "new__employee_number", "member__employee_number")
        checker.add_earlier_rows(
            (other, own or known, own_number or known_number)
            for other, own, known, own_number, known_number in others.values_list("number", *keys)
        )
    checker.check_repeated(row)
    [checked] = checker.check([row])
    if checker.compared:
        audit.record("member.check_number", job, by=job.by, unit=job.unit, changes={"rows": checker.compared})
    return checked


def _replace(job: ImportJob, before: ImportRow, checked: CheckedRow) -> None:
    """Put the checked row in the place of the refused one, and count it as what it is now."""
    outcome = RowOutcome.REJECTED if checked.missing_unit else checked.outcome
    unknown_units, differing = Counter(job.unknown_units), Counter(job.differing)
    if before.missing_unit:
        unknown_units[before.missing_unit] -= 1
        if before.outcome == RowOutcome.UPDATED:
            differing -= Counter([*before.new])
    if checked.missing_unit:
        unknown_units[checked.missing_unit] += 1
    if checked.outcome == RowOutcome.UPDATED:
        differing += Counter([*checked.new])
    counts: dict[str, object] = {"unknown_units": +unknown_units, "differing": +differing}
    if outcome != RowOutcome.REJECTED:
        counts |= {"rejected": F("rejected") - 1, outcome: F(outcome) + 1}
    update_unmoved(job, FileState.CHECKED, **counts)
    job.faults.filter(row=checked.number).delete()
    before.delete()
    copy_rows(job, [checked])

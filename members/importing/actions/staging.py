"""Storing the checked rows of a chunk until an officer confirms the import: few statements, whatever their number."""

import io
import json
from collections import Counter
from datetime import date

from django.db import connection
from django.db.models import F

from members.importing.actions.checking import CheckedRow
from members.importing.models.imports import ImportFault, ImportJob
from members.importing.models.staging import ImportSlice
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import NO_SUCH_UNIT, Fault
from members.importing.rules import RowOutcome
from members.register.rules.names import NAME_LENGTH
from office.types import FieldValues

KEYS = {head: key for key, head in COLUMNS.items()}
# How much of a refused cell is kept.
VALUE_SHOWN = 64
COPIED_COLUMNS = ("job_id", "number", "outcome", "member_id", "id_number", "new", "old", "missing_unit", "left_out")
COPY = f"COPY members_importrow ({', '.join(COPIED_COLUMNS)}) FROM STDIN"
COPY_NULL = "\\N"
# One for all rows: `json.dumps` makes one for each.
_encoder = json.JSONEncoder(ensure_ascii=False, default=date.isoformat)


def stage_rows(job: ImportJob, rows: list[CheckedRow]) -> dict[str, object]:
    """Write a chunk's rows, their faults and its slice; return the fields of the job that change, its counts.

    A row whose unit does not exist counts as rejected until the unit is created.
    """
    copy_rows(job, rows)
    store_faults(job, rows)
    ImportSlice.objects.create(job=job, first_row=rows[0].number, last_row=rows[-1].number, rows=len(rows))
    outcomes = Counter(RowOutcome.REJECTED if row.missing_unit else row.outcome for row in rows)
    job.unknown_units = Counter(job.unknown_units) + Counter(row.missing_unit for row in rows if row.missing_unit)
    changed = (column for row in rows if row.outcome == RowOutcome.UPDATED for column in row.new)
    job.differing = Counter(job.differing) + Counter(changed)
    return {
        "rows": F("rows") + len(rows),
        "unknown_units": job.unknown_units,
        "differing": job.differing,
        **{outcome: F(outcome) + count for outcome, count in outcomes.items()},
    }


def store_faults(job: ImportJob, rows: list[CheckedRow]) -> None:
    """Write why rows are refused, and what was read of them otherwise than it is written."""
    ImportFault.objects.bulk_create(
        ImportFault(
            job=job,
            row=row.number,
            column=fault.column,
            reason=fault.reason.sentence,
            params=fault.params,
            name=row.read.written("name")[:NAME_LENGTH],
            value=row.read.written(KEYS[fault.column])[:VALUE_SHOWN],
            refuses=refuses,
        )
        for row in rows
        for refuses, faults in ((True, faults_of(row)), (False, row.read.notes))
        for fault in faults
    )


def faults_of(row: CheckedRow) -> list[Fault]:
    """Return why a row is refused; that its unit does not exist is one reason."""
    if not row.missing_unit:
        return row.read.faults
    return [*row.read.faults, Fault(COLUMNS["unit"], NO_SUCH_UNIT, {"word": row.missing_unit})]


def copy_rows(job: ImportJob, rows: list[CheckedRow]) -> None:
    """Write checked rows, whose outcome, values and unknown unit wait for the confirmation."""
    lines = io.StringIO()
    for row in rows:
        member = row.member or COPY_NULL
        lines.write(
            f"{job.pk}\t{row.number}\t{row.outcome}\t{member}\t{row.id_number}\t"
            f"{_json(row.new)}\t{_json(row.old)}\t{_text(row.missing_unit)}\tf\n"
        )
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(COPY, lines)


def _text(text: str) -> str:
    return text.replace("\\", "\\\\")


def _json(values: FieldValues) -> str:
    """Return `values` as JSON for COPY; only backslashes need escaping, since JSON has no bare tab or line break."""
    return _encoder.encode(values).replace("\\", "\\\\") if values else "{}"

"""Keeping the verdicts of a chunk until an officer says what becomes of them: few statements, whatever its size."""

import io
import json
from collections import Counter
from datetime import date

from django.db import connection
from django.db.models import F

from members.importing.actions.checking import Verdict
from members.importing.models.imports import ImportFault, ImportJob
from members.importing.models.staging import ImportSlice
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import NO_SUCH_UNIT, Fault
from members.importing.rules import RowOutcome
from office.types import FieldValues

COPIED = ("job_id", "number", "outcome", "member_id", "id_number", "new", "old", "missing_unit", "left_out")
COPY = f"COPY members_importrow ({', '.join(COPIED)}) FROM STDIN"
NOTHING = "\\N"


def stage(job: ImportJob, verdicts: list[Verdict]) -> dict[str, object]:
    """Write one chunk's rows and faults, inside the caller's transaction; returns the job's counts with them."""
    _copy_rows(job, verdicts)
    ImportFault.objects.bulk_create(
        ImportFault(
            job=job,
            row=verdict.reading.number,
            column=fault.column,
            reason=fault.reason.sentence,
            params=fault.params,
        )
        for verdict in verdicts
        for fault in _faults(verdict)
    )
    ImportSlice.objects.create(
        job=job, first_row=verdicts[0].reading.number, last_row=verdicts[-1].reading.number, rows=len(verdicts)
    )
    outcomes = Counter(RowOutcome.REJECTED if verdict.missing_unit else verdict.outcome for verdict in verdicts)
    job.unknown_units = Counter(job.unknown_units) + Counter(v.missing_unit for v in verdicts if v.missing_unit)
    job.differing = Counter(job.differing) + Counter(key for v in verdicts if v.outcome == "updated" for key in v.new)
    return {
        "rows": F("rows") + len(verdicts),
        "unknown_units": job.unknown_units,
        "differing": job.differing,
        **{outcome: F(outcome) + count for outcome, count in outcomes.items()},
    }


def _faults(verdict: Verdict) -> list[Fault]:
    if not verdict.missing_unit:
        return verdict.reading.faults
    return [*verdict.reading.faults, Fault(COLUMNS["unit"], NO_SUCH_UNIT, {"word": verdict.missing_unit})]


def _copy_rows(job: ImportJob, verdicts: list[Verdict]) -> None:
    lines = io.StringIO()
    for verdict in verdicts:
        member = verdict.member or NOTHING
        lines.write(
            f"{job.pk}\t{verdict.reading.number}\t{verdict.outcome}\t{member}\t{verdict.id_number}\t"
            f"{_json(verdict.new)}\t{_json(verdict.old)}\t{_text(verdict.missing_unit)}\tf\n"
        )
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(COPY, lines)


def _text(text: str) -> str:
    return text.replace("\\", "\\\\")


def _json(values: FieldValues) -> str:
    """The values for COPY: JSON has no bare tab or line break in it, so that only backslashes are left to escape."""
    return json.dumps(values, ensure_ascii=False, default=date.isoformat).replace("\\", "\\\\") if values else "{}"

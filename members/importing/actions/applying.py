"""Taking staged rows over into the register: set by set, whatever is in them; the database moves the rows."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Q
from django.utils import timezone
from psycopg2.extras import Json
from psycopg2.sql import SQL, Composable, Identifier

from members.importing.actions.known_members import COLUMNS
from members.importing.actions.rights import refuse_rows
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow, ImportSlice
from members.importing.rules import RowOutcome
from members.register.models.member import Member

# Choices of what not to take, where leaving one column out would leave a half-truth.
TOGETHER = {
    "name": ("name", "pinyin", "initials"),
    "id_hash": ("id_hash", "id_kind"),
    "unit_id": ("unit_id", "unit_since"),
    "state": ("state", "state_since", "state_reason", "joined_on"),
}
WRITING = (RowOutcome.CREATED, RowOutcome.UPDATED)
OF_NO_CHOICE = {column for columns in TOGETHER.values() for column in columns} - TOGETHER.keys()

_ROWS = """
    FROM members_importrow AS r WHERE r.job_id = %(job)s AND r.number BETWEEN %(first)s AND %(last)s
    AND NOT r.left_out AND r.outcome = %(outcome)s AND (r.missing_unit = '' OR %(units)s::jsonb ? r.missing_unit)
"""
# What a row writes: without the fields left out, with the unit that was set up for it, and the sealed number.
_WRITTEN = """
    CASE WHEN r.member_id IS NULL THEN r.new ELSE r.new - %(left_out)s::text[] END
    || CASE WHEN r.missing_unit = '' OR r.member_id IS NOT NULL AND 'unit_id' = ANY(%(left_out)s::text[]) THEN '{{}}'
       ELSE jsonb_build_object('unit_id', %(units)s::jsonb -> r.missing_unit) END
    || CASE WHEN r.id_number = '' OR r.member_id IS NOT NULL AND 'id_hash' = ANY(%(left_out)s::text[]) THEN '{{}}'
       ELSE jsonb_build_object('id_number', r.id_number) END
"""
_CREATE = f"""
    INSERT INTO members_member ({{columns}}) SELECT {{values}}
    FROM (SELECT %(defaults)s::jsonb || {_WRITTEN} AS written {_ROWS}) AS w,
    LATERAL jsonb_populate_record(NULL::members_member, w.written) AS v
"""
_ENTERED_MEANWHILE = f"""
    UPDATE members_importrow SET outcome = 'conflict' WHERE id IN (SELECT r.id {_ROWS}
    AND (EXISTS (SELECT FROM members_member AS m WHERE m.id_hash = r.new ->> 'id_hash')
    OR EXISTS (SELECT FROM members_member AS m WHERE m.employee_number = r.new ->> 'employee_number')))
"""
_LOCK = f"SELECT m.id FROM members_member AS m WHERE m.id IN (SELECT r.member_id {_ROWS}) ORDER BY m.id FOR UPDATE"
# The unit is always compared: who has left it is no longer this officer's to change.
_CHANGED_MEANWHILE = f"""
    UPDATE members_importrow SET outcome = 'conflict' WHERE id IN (SELECT r.id {_ROWS} AND NOT EXISTS (
    SELECT FROM members_member AS m WHERE m.id = r.member_id
    AND to_jsonb(m) @> (r.old - array_remove(%(left_out)s::text[], 'unit_id'))))
"""
_UPDATE = f"""
    UPDATE members_member AS m SET {{assignments}}, updated_at = now()
    FROM (SELECT r.member_id, {_WRITTEN} AS written {_ROWS}) AS w, members_member AS o,
    LATERAL jsonb_populate_record(o, w.written) AS v
    WHERE o.id = w.member_id AND m.id = o.id AND w.written <> '{{{{}}}}'
"""


def left_out_columns(job: ImportJob) -> list[str]:
    """The columns of the member's table that the job doesn't take over from changed rows."""
    return [column for choice in job.left_out for column in TOGETHER.get(choice, (choice,))]


def apply_slice(job: ImportJob, part: ImportSlice, units: dict[str, int]) -> dict[str, int]:
    """Take the rows of one slice over and count them; inside the caller's transaction.

    `units` are the pks of the units set up for names that were unknown. A row that the register no longer agrees with
    writes nothing and becomes a conflict; one that `job.by` has no right to is refused.
    """
    left_out = left_out_columns(job)
    range_ = {
        "job": job.pk, "first": part.first_row, "last": part.last_row, "units": Json(units), "left_out": left_out,
        "defaults": Json(_defaults()),
    }  # fmt: skip
    rejected = refuse_rows(job, part, units, left_out)
    created = _take(_create, {**range_, "outcome": RowOutcome.CREATED})
    updated = _take(_update, {**range_, "outcome": RowOutcome.UPDATED})
    rows = ImportRow.objects.filter(job=job, number__range=(part.first_row, part.last_row))
    writing = Q(outcome__in=WRITING) & (Q(missing_unit="") | Q(missing_unit__in=list(units)))
    left = rows.aggregate(conflicts=Count("pk", Q(outcome=RowOutcome.CONFLICT)), writing=Count("pk", writing))
    return {
        "rejected": rejected,
        "created": created,
        "updated": updated,
        "conflicts": left["conflicts"],
        "skipped": left["writing"] - created - updated,
    }


def _take(step: Any, rows: dict[str, Any]) -> int:
    """How many rows `step` wrote; those at which the register's own rules balk are found by halves, and stay out."""
    try:
        with transaction.atomic():
            return step(rows)
    except IntegrityError:
        if _run(_ENTERED_MEANWHILE if step is _create else _CHANGED_MEANWHILE, rows):
            return _take(step, rows)
    first, last = rows["first"], rows["last"]
    if first == last:
        ImportRow.objects.filter(job_id=rows["job"], number=first).update(outcome=RowOutcome.CONFLICT)
        return 0
    middle = (first + last) // 2
    return _take(step, {**rows, "last": middle}) + _take(step, {**rows, "first": middle + 1})


def _create(rows: dict[str, Any]) -> int:
    columns = [field.column for field in Member._meta.concrete_fields if not field.primary_key]
    names = SQL(", ").join(map(Identifier, columns))
    return _run(
        SQL(_CREATE).format(columns=names, values=SQL(", ").join(Identifier("v", name) for name in columns)), rows
    )


def _update(rows: dict[str, Any]) -> int:
    _run(_LOCK, rows)
    _run(_CHANGED_MEANWHILE, rows)
    columns = [*COLUMNS, "id_number", "pinyin", "initials"]
    sets = SQL(", ").join(SQL("{} = {}").format(Identifier(name), Identifier("v", name)) for name in columns)
    return _run(SQL(_UPDATE).format(assignments=sets), rows)


def _run(statement: str | Composable, rows: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        text = statement if isinstance(statement, str) else statement.as_string(cursor.cursor)
        cursor.execute(text, rows)
        return cursor.rowcount


def _defaults() -> dict[str, Any]:
    """What a new member's row holds where the sheet says nothing."""
    blank = Member()
    now = timezone.now().isoformat()
    fields = [field for field in Member._meta.concrete_fields if not field.primary_key]
    values: dict[Any, Any] = {field.column: field.get_prep_value(getattr(blank, field.attname)) for field in fields}
    return {**values, "created_at": now, "updated_at": now}

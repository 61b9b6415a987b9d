"""Taking staged rows over into the register, a slice in a few statements: the database moves the rows."""

from collections.abc import Callable
from typing import TypedDict

from django.db import IntegrityError, transaction
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
from office.sql import load_sql, run_sql

WRITING = (RowOutcome.CREATED, RowOutcome.UPDATED)


class RowParams(TypedDict):
    """Which rows of which job a statement is about, and what of them it leaves out or adds."""

    job: int
    first: int
    last: int
    units: Json
    left_out: list[str]
    defaults: Json
    outcome: RowOutcome


FRAGMENTS = {
    "rows_of_slice": SQL(load_sql("members.importing", "rows_of_slice")),
    "columns_to_write": SQL(load_sql("members.importing", "columns_to_write")),
}
CREATE = load_sql("members.importing", "create_members")
UPDATE = load_sql("members.importing", "update_members")
LOCK = load_sql("members.importing", "lock_members")
CONFLICTS_OF_NEW = load_sql("members.importing", "conflicts_of_new")
CONFLICTS_OF_CHANGED = load_sql("members.importing", "conflicts_of_changed")


def apply_slice(job: ImportJob, part: ImportSlice, units: dict[str, int]) -> dict[str, int]:
    """Take the rows of one slice over, within the caller's transaction; return how many had which outcome.

    `units` are the keys of the units set up for names that were unknown. A row whose member has changed since the check
    writes nothing and becomes a conflict; one that `job.by` has no right to is refused.
    """
    left_out = job.left_out_columns
    params: RowParams = {
        "job": job.pk,
        "first": part.first_row,
        "last": part.last_row,
        "units": Json(units),
        "left_out": left_out,
        "defaults": Json(_defaults()),
        "outcome": RowOutcome.CREATED,
    }
    rejected = refuse_rows(job, part, units, left_out)
    created = _write(_create, CONFLICTS_OF_NEW, params)
    updated = _write(_update, CONFLICTS_OF_CHANGED, {**params, "outcome": RowOutcome.UPDATED})
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


def _write(step: Callable[[RowParams], int], conflicts: str, params: RowParams) -> int:
    """Return how many rows `step` wrote.

    When the database refuses them, those that the statement `conflicts` marks are left out. If it marks none, the rows
    are tried by halves, until those that are refused alone are found: they become conflicts too.
    """
    try:
        with transaction.atomic():
            return step(params)
    except IntegrityError:
        if _run(conflicts, params):
            return _write(step, conflicts, params)
    first, last = params["first"], params["last"]
    if first == last:
        ImportRow.objects.filter(job_id=params["job"], number=first).update(outcome=RowOutcome.CONFLICT)
        return 0
    middle = (first + last) // 2
    lower = _write(step, conflicts, {**params, "last": middle})
    return lower + _write(step, conflicts, {**params, "first": middle + 1})


def _create(params: RowParams) -> int:
    columns = [field.column for field in Member._meta.concrete_fields if not field.primary_key]
    names = SQL(", ").join(map(Identifier, columns))
    values = SQL(", ").join(Identifier("v", name) for name in columns)
    return _run(CREATE, params, columns=names, values=values)


def _update(params: RowParams) -> int:
    _run(LOCK, params)
    _run(CONFLICTS_OF_CHANGED, params)
    columns = [*COLUMNS, "id_number", "pinyin", "initials"]
    sets = SQL(", ").join(SQL("{} = {}").format(Identifier(name), Identifier("v", name)) for name in columns)
    return _run(UPDATE, params, assignments=sets)


def _run(statement: str, params: RowParams, **parts: Composable) -> int:
    return run_sql(SQL(statement).format(**FRAGMENTS, **parts), params)


def _defaults() -> dict[str, object]:
    """Return what a new member's row holds where the sheet says nothing, by column."""
    blank = Member()
    now = timezone.now().isoformat()
    values = {
        column: field.get_prep_value(getattr(blank, field.attname))
        for field in Member._meta.concrete_fields
        if (column := field.column) and not field.primary_key
    }
    return {**values, "created_at": now, "updated_at": now}

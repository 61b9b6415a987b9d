"""Applying staged rows to the register: a few statements for a slice, which write the rows inside the database."""

from collections.abc import Callable
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone
from psycopg2.extras import Json
from psycopg2.sql import SQL, Composable, Identifier

from members.importing.actions.known_members import MEMBER_COLUMNS
from members.importing.actions.rights import refuse_people_out_of_reach, refuse_rows_without_right
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow, ImportSlice
from members.importing.rules import RowOutcome
from members.register.models.member import Member
from office.sql import load_sql, run_sql

WRITING_OUTCOMES = (RowOutcome.CREATED, RowOutcome.UPDATED)


class SliceParams(TypedDict):
    """The parameters of the statements in `sql/`: the job, the first and the last row, and their outcome.

    `units`: the keys of the created units by name; `left_out`: the columns of registered members that are not changed;
    `defaults`: the values of a new member, by column, which its row may replace.
    """

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


def apply_slice(job: ImportJob, part: ImportSlice, created_units: dict[str, int]) -> dict[str, int]:
    """Apply the rows of a slice, in the caller's transaction; return how much each count of the job increases.

    `created_units`: the keys of the units created for the import, by the name in its rows. A row whose member has
    changed since the check becomes a conflict and writes nothing; one that `job.by` has no right to is refused, and
    so is one of somebody registered out of reach, which the check must not tell.
    """
    left_out = job.left_out_columns
    params: SliceParams = {
        "job": job.pk,
        "first": part.first_row,
        "last": part.last_row,
        "units": Json(created_units),
        "left_out": left_out,
        "defaults": Json(_defaults()),
        "outcome": RowOutcome.CREATED,
    }
    rejected = refuse_rows_without_right(job, part, created_units, left_out)
    rejected += refuse_people_out_of_reach(job, part, created_units)
    created = _write(_create, CONFLICTS_OF_NEW, params)
    updated = _write(_update, CONFLICTS_OF_CHANGED, {**params, "outcome": RowOutcome.UPDATED})
    rows = ImportRow.objects.filter(job=job, number__range=(part.first_row, part.last_row))
    writing = Q(outcome__in=WRITING_OUTCOMES) & (Q(missing_unit="") | Q(missing_unit__in=list(created_units)))
    left = rows.aggregate(conflicts=Count("pk", Q(outcome=RowOutcome.CONFLICT)), writing=Count("pk", writing))
    return {
        "rejected": rejected,
        "created": created,
        "updated": updated,
        "conflicts": left["conflicts"],
        "skipped": left["writing"] - created - updated,
    }


def _write(step: Callable[[SliceParams], int], mark_conflicts: str, params: SliceParams) -> int:
    """Write rows by `step` and return how many it wrote.

    When a constraint refuses them, the statement `mark_conflicts` makes conflicts of some, and the others are written.
    If it finds none, each half of the rows is written by itself, and so on: a row that is refused alone becomes a
    conflict.
    """
    try:
        with transaction.atomic():
            return step(params)
    except IntegrityError:
        if _run(mark_conflicts, params):
            return _write(step, mark_conflicts, params)
    first, last = params["first"], params["last"]
    if first == last:
        ImportRow.objects.filter(job_id=params["job"], number=first).update(outcome=RowOutcome.CONFLICT)
        return 0
    middle = (first + last) // 2
    lower = _write(step, mark_conflicts, {**params, "last": middle})
    return lower + _write(step, mark_conflicts, {**params, "first": middle + 1})


def _create(params: SliceParams) -> int:
    columns = [field.column for field in Member._meta.concrete_fields if not field.primary_key]
    names = SQL(", ").join(map(Identifier, columns))
    values = SQL(", ").join(Identifier("v", name) for name in columns)
    return _run(CREATE, params, columns=names, values=values)


def _update(params: SliceParams) -> int:
    _run(LOCK, params)
    _run(CONFLICTS_OF_CHANGED, params)
    columns = [*MEMBER_COLUMNS, "id_number", "pinyin", "initials"]
    assignments = SQL(", ").join(SQL("{} = {}").format(Identifier(name), Identifier("v", name)) for name in columns)
    return _run(UPDATE, params, assignments=assignments)


def _run(statement: str, params: SliceParams, **parts: Composable) -> int:
    return run_sql(SQL(statement).format(**FRAGMENTS, **parts), params)


def _defaults() -> dict[str, object]:
    """Return the values, by column, that a new member has where the sheet states none."""
    blank = Member()
    now = timezone.now().isoformat()
    values = {
        column: field.get_prep_value(getattr(blank, field.attname))
        for field in Member._meta.concrete_fields
        if (column := field.column) and not field.primary_key
    }
    return {**values, "created_at": now, "updated_at": now}

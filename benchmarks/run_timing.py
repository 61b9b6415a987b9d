"""Times a run counted by the portal's own workers, and one INSERT … SELECT of the same rows."""

import json
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg2.sql import SQL, Identifier

from benchmarks.generated_register import generate_register
from benchmarks.processes import WorkerProcess
from benchmarks.scratch_database import checkpoint, temporary_database
from members.units.models.units import Unit
from office.database_roles import as_owner
from office.sql import rows_of_sql
from welfare.plans.models import Plan
from welfare.runs.actions import opening
from welfare.runs.eligibility import judged
from welfare.runs.models.runs import Run
from welfare.standards import actions as standards

# Twenty days before the Mid-Autumn Festival of 2026.
DAY = date(2026, 9, 5)

# The same rows by one statement: no caps, no places, no days of the register, no earlier grants, no totals.
BARE = """
    WITH people AS MATERIALIZED (
        SELECT id, unit_id, post_category, name, CASE
            WHEN state IN ('transferred', 'withdrawn', 'expelled', 'merged') THEN 'left'
            WHEN state = 'retained' THEN 'retained'
            WHEN employment IN ('retired', 'retired_cadre', 'resigned') THEN 'retired'
            WHEN joined_on > date '2026-09-25' THEN 'joined_later'
            WHEN post_category NOT IN ('front_line', 'technical', 'management') THEN 'other_post'
            WHEN sex <> '0' THEN 'other_sex'
            WHEN joined_on >= date '2026-09-01' THEN 'joined_too_late'
            ELSE 'full'
        END AS verdict
        FROM members_member
    ), kept_out AS (
        INSERT INTO bare_exclusion (member_id, run_id, unit_id, post_category, verdict, reduced_by)
        SELECT id, %(run)s, unit_id, post_category, verdict, '' FROM people WHERE verdict <> 'full'
        RETURNING 1
    ), given AS (
        INSERT INTO bare_grant (member_id, occasion_id, run_id, unit_id, name, amount, post_category, reduced_by)
        SELECT id, %(occasion)s, %(run)s, unit_id, name, 300, post_category, '' FROM people WHERE verdict = 'full'
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM given), (SELECT count(*) FROM kept_out)
"""
WRITTEN = ("grant", "exclusion")


@dataclass(frozen=True)
class Comparison:
    rows: int
    """Grants written."""
    reasons: int
    """Exclusions written."""
    seconds: float
    bare: tuple[float, float]
    """Seconds of the bare statement before and after the run."""
    count: float
    """Seconds of judging everybody slice by slice, without writing anything."""
    peak: float
    """The most memory that a worker used, in MiB."""
    growth: float
    """How much the memory of a worker grew after its first slice, in MiB."""


def compare(members: int, units: int, workers: int, name: str) -> Comparison:
    """Count one run of `members` members by `workers` processes, between two executions of the bare statement.

    Uses a new database. The seconds of the run are those of opening and counting it, with workers already running.
    """
    with temporary_database(name) as url:
        _create_plan(generate_register(members, units))
        checkpoint()
        started = time.perf_counter()
        (run,) = opening.open_due_runs(DAY)
        to_open = time.perf_counter() - started
        before, _rows = bare(run)
        seconds, reports = _count(workers, url)
        run.refresh_from_db()
        after, rows = bare(run)
        count = _count_alone(run)
        written = (run.grants.count(), run.exclusions.count())
        if run.state != "counted" or rows != written or run.heads != written[0]:
            raise RuntimeError(f"{run.state}: {run.heads} counted, {written} written, {rows} by the bare statement")
    return Comparison(
        rows=rows[0],
        reasons=rows[1],
        seconds=to_open + seconds,
        bare=(before, after),
        count=count,
        peak=max(report["peak"] for report in reports),
        growth=max(report["end"] - report["first"] for report in reports),
    )


def _count_alone(run: Run) -> float:
    """Return the seconds in which all members of the run are judged and counted by verdict, slice by slice."""
    started = time.perf_counter()
    for part in run.slices.all():
        verdicts = judged(run, among=(part.lo, part.hi)).order_by()
        # Each member is a group of the query: its verdicts are counted outside of it.
        select, params = verdicts.values("verdict").query.sql_with_params()
        counting = SQL("SELECT verdict, count(*) FROM ({}) AS judged GROUP BY verdict").format(SQL(select))
        rows_of_sql(counting, params)
    return time.perf_counter() - started


def _create_plan(root: Unit) -> None:
    standards.set_region(root, "安徽", by=None)
    Plan.objects.create(
        unit=root,
        name="Mid-Autumn",
        festival="mid_autumn",
        amount=Decimal(300),
        lead_days=20,
        # Three conditions: a fifth of the members has no post category.
        conditions={
            "post_categories": ["front_line", "technical", "management"],
            "sexes": ["0"],
            "joined_before": "2026-09-01",
        },
        goods="Rice, 5 kg",
        place="Hall",
    )


def bare(run: Run) -> tuple[float, tuple[int, int]]:
    """Return seconds and rows of the bare statement: grants and exclusions, into empty tables.

    They have the keys, indexes and constraints of those of the portal.
    """
    # The portal's role makes no tables.
    with as_owner(), connection.cursor() as cursor:
        for name in WRITTEN:
            _copy_table(cursor, name)
        checkpoint()
        started = time.perf_counter()
        with transaction.atomic():
            cursor.execute(BARE, {"run": run.pk, "occasion": run.occasion_id})
            ((given, kept_out),) = cursor.fetchall()
        seconds = time.perf_counter() - started
        for name in WRITTEN:
            cursor.execute(SQL("DROP TABLE {}").format(Identifier(f"bare_{name}")))
    checkpoint()
    return seconds, (given, kept_out)


def _copy_table(cursor: CursorWrapper, name: str) -> None:
    copied, table = Identifier(f"bare_{name}"), f"welfare_{name}"
    cursor.execute(SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(copied, Identifier(table)))
    cursor.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
    )
    for (key,) in cursor.fetchall():
        cursor.execute(SQL("ALTER TABLE {} ADD {}").format(copied, SQL(key)))


def _count(workers: int, url: str) -> tuple[float, list[dict[str, float]]]:
    """Return the seconds until `workers` processes find nothing left to count, and the figures that each prints."""
    processes = [WorkerProcess("run_worker", {"DATABASE_URL": url}) for _ in range(workers)]
    try:
        started = time.perf_counter()
        for process in processes:
            process.start_work()
        reports = [json.loads(process.read()) for process in processes]
        return time.perf_counter() - started, reports
    finally:
        for process in processes:
            process.stop()

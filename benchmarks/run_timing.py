"""Times a run counted by the portal's own workers, and one INSERT … SELECT of the same rows."""

import json
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction
from psycopg2.sql import SQL

from benchmarks.generated_register import generate_register
from benchmarks.processes import WorkerProcess
from benchmarks.scratch_database import checkpoint, temporary_database
from members.units.models.units import Unit
from office.database_roles import as_owner
from office.sql import rows_of_sql
from welfare.plans.models import Plan
from welfare.runs.actions import opening
from welfare.runs.eligibility import judged
from welfare.runs.models import Run
from welfare.standards import actions as standards

# Twenty days before the Mid-Autumn Festival of 2026.
DAY = date(2026, 9, 5)

# The same rows by one statement: no caps, no refusals with reasons, no totals.
BARE = """
    INSERT INTO bare (member_id, occasion_id, run_id, unit_id, amount, post_category, reduced_by)
    SELECT id, %s, %s, unit_id, 300, post_category, '' FROM members_member
    WHERE state = 'active' AND employment = 'on_duty' AND joined_on <= date '2026-09-25'
    AND post_category IN ('front_line', 'technical', 'management') AND joined_on < date '2026-09-01' AND sex = '0'
"""


@dataclass(frozen=True)
class Comparison:
    rows: int
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
        if run.state != "counted" or rows != run.heads or run.grants.count() != rows:
            raise RuntimeError(
                f"{run.state}: {run.heads} counted, {run.grants.count()} written, {rows} by the bare statement"
            )
    return Comparison(
        rows=rows,
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


def bare(run: Run) -> tuple[float, int]:
    """Return seconds and rows of the bare statement, into an empty table with the keys and indexes of grants."""
    # The portal's role makes no tables.
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (LIKE welfare_grant INCLUDING ALL)")
        cursor.execute(
            "SELECT format('ALTER TABLE bare ADD %s', pg_get_constraintdef(oid)) FROM pg_constraint"
            " WHERE conrelid = 'welfare_grant'::regclass AND contype = 'f'"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        checkpoint()
        started = time.perf_counter()
        with transaction.atomic():
            cursor.execute(BARE, [run.occasion_id, run.pk])
            rows = cursor.rowcount
        seconds = time.perf_counter() - started
        cursor.execute("DROP TABLE bare")
    checkpoint()
    return seconds, rows


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

"""The two things that are timed: a run through the portal's own workers, and one bare statement."""

import json
import os
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from benchmarks.filled_register import fill
from benchmarks.scratch_database import checkpoint, own_database
from members.units.models.units import Unit
from welfare.plans.models import Plan
from welfare.runs.actions import opening
from welfare.runs.models import Run
from welfare.standards import actions as standards

# Twenty days before the Mid-Autumn Festival of 2026.
DAY = date(2026, 9, 5)

# By hand: everybody who receives, nobody else, one amount; no caps, no reasons, no counts.
BARE = """
    INSERT INTO bare (member_id, occasion_id, run_id, unit_id, amount, post_category, reduced_by)
    SELECT id, %s, %s, unit_id, 300, post_category, '' FROM members_member
    WHERE state = 'active' AND employment = 'on_duty' AND joined_on <= date '2026-09-25'
"""


def compare(members: int, units: int, workers: int, name: str) -> dict[str, Any]:
    """One run of `members` members by `workers` processes, between two of the bare statement, on a fresh database.

    Seconds of the run are those of opening and counting it; workers are up before the clock starts, as in life.
    """
    with own_database(name) as address:
        _plan(fill(members, units))
        checkpoint()
        started = time.perf_counter()
        (run,) = opening.open_due_runs(DAY)
        to_open = time.perf_counter() - started
        before, _rows = bare(run)
        seconds, reports = _count(workers, address)
        run.refresh_from_db()
        after, rows = bare(run)
        if run.state != "counted" or rows != run.heads or run.grants.count() != rows:
            raise RuntimeError(f"{run.state}: {run.heads} counted, {run.grants.count()} written, {rows} by hand")
    return {
        "rows": rows,
        "seconds": to_open + seconds,
        "bare": [before, after],
        "peak": max(report["peak"] for report in reports),
        "growth": max(report["end"] - report["first"] for report in reports),
    }


def _plan(root: Unit) -> None:
    standards.adopt_caps(root, "anhui", by=None)
    Plan.objects.create(unit=root, name="Mid-Autumn", festival="mid_autumn", amount=Decimal(300), lead_days=20)


def bare(run: Run) -> tuple[float, int]:
    """Seconds and rows of the bare statement, into an empty table with the grants' own columns, keys and indexes."""
    with connection.cursor() as cursor:
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


def _count(workers: int, address: str) -> tuple[float, list[dict[str, float]]]:
    """Seconds until `workers` processes find nothing left to count, and what each says of its memory."""
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "bench", "run_worker", "--json"]
    environment = {**os.environ, "DATABASE_URL": address, "REDIS_URL": settings.CELERY_BROKER_URL}
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes: list[Any] = [subprocess.Popen(command, env=environment, **pipes) for _ in range(workers)]
    try:
        for process in processes:
            if process.stdout.readline() != "ready\n":
                raise RuntimeError("a worker did not start")
        started = time.perf_counter()
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        reports = [json.loads(process.stdout.readline()) for process in processes]
        return time.perf_counter() - started, reports
    finally:
        for process in processes:
            process.communicate()

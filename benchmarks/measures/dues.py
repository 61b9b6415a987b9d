"""the dues of a year for every member, in one statement"""

import os
import time
from datetime import date

from django.core.management.base import CommandParser
from django.db import connection, transaction

from benchmarks.generated_register import generate_register
from benchmarks.scratch_database import checkpoint, temporary_database
from benchmarks.types import Figures, Options
from members.dues.actions.charges import compute_charges
from members.dues.models.charges import DuesCharge
from members.dues.rules import months_between
from members.units.models.units import Unit
from office.database_roles import as_owner

YEAR = months_between(date(2026, 1, 1), date(2026, 12, 1))
# Wages from 2,000 to 12,000 yuan; of one member in a hundred none is known.
WAGES = """
    INSERT INTO members_duesbasis (member_id, starts_on, wage)
    SELECT id, date '2025-01-01', 2000 + id * 7919 % 1000000 / 100.0 FROM members_member WHERE id % 100 <> 5
"""


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--units", type=int, default=2_000)


def measure(options: Options) -> Figures:
    """Return the seconds of computing twelve months on empty tables, and again when nothing has changed."""
    with temporary_database(f"bench_{os.getpid()}_dues"):
        unit = generate_register(options["members"], options["units"])
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(WAGES)
            cursor.execute("VACUUM (ANALYZE) members_duesbasis")
            cursor.execute("VACUUM (ANALYZE) members_membershipperiod")
        first, rows = _timed(unit)
        again, changed = _timed(unit)
        return {
            "members": options["members"],
            "units": options["units"],
            "months": len(YEAR),
            "statements": 1,
            "charges": rows,
            "seconds": round(first, 3),
            "charges_per_second": round(rows / first),
            "seconds_again": round(again, 3),
            "changed_again": changed,
            "due": DuesCharge.objects.owed().count(),
        }


def _timed(unit: Unit) -> tuple[float, int]:
    checkpoint()
    started = time.perf_counter()
    with transaction.atomic():
        rows = compute_charges(YEAR, unit=unit)
    return time.perf_counter() - started, rows

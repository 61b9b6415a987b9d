"""a festival run with a row for everybody, compared with one statement that inserts the same rows"""

import os

from django.core.management.base import CommandParser

from benchmarks.run_timing import compare
from benchmarks.types import Figures, Options

SMALL = 100_000


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=1)


def measure(options: Options) -> Figures:
    """Return times in seconds and memory in MiB; `ratio` is the run's time divided by that of the bare statement."""
    members, units, workers = options["members"], options["units"], options["workers"]
    few = SMALL if members > SMALL else max(1, members // 10)
    small = compare(few, units, workers, f"bench_{os.getpid()}_small")
    large = compare(members, units, workers, f"bench_{os.getpid()}")
    bare = sum(large.bare) / len(large.bare)
    growth = (large.seconds / large.rows) / (small.seconds / small.rows)
    return {
        "members": members,
        "units": units,
        "workers": workers,
        "rows": large.rows,
        "reasons": large.reasons,
        "seconds": round(large.seconds, 3),
        "rows_per_second": round(large.rows / large.seconds),
        "peak_memory_mb": round(large.peak, 1),
        "memory_growth_mb": round(large.growth, 1),
        "bare_seconds": round(bare, 3),
        "bare_seconds_before_and_after": [round(seconds, 3) for seconds in large.bare],
        "ratio": round(large.seconds / bare, 3),
        "count_seconds": round(large.count, 3),
        "count_ratio": round(large.count / bare, 3),
        "members_small": few,
        "seconds_small": round(small.seconds, 3),
        "per_row_growth": round(growth, 3),
    }

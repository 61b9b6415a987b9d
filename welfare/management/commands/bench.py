import json
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from welfare.management.bench import measure

SMALL = 100_000


class Command(BaseCommand):
    help = "Measure a festival run against one bare INSERT … SELECT of the same rows, on a database of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        run = verbs.add_parser("run", help="make the members, run, measure, drop everything again")
        run.add_argument("--members", type=int, default=1_000_000)
        run.add_argument("--units", type=int, default=2_000)
        run.add_argument("--workers", type=int, default=1)
        run.add_argument("--json", action="store_true", help="one line of JSON and nothing else")
        verbs.add_parser("work", help="one worker of a measurement; bench run starts it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "work":
            measure.work()
            return
        figures = self._figures(options["members"], options["units"], options["workers"])
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name:>18}  {figure}")

    def _figures(self, members: int, units: int, workers: int) -> dict[str, Any]:
        """All times in seconds, memory in MB of 1024² bytes; `ratio` is the run's time over the bare statement's."""
        few = SMALL if members > SMALL else max(1, members // 10)
        small = measure.compare(few, units, workers, f"bench_{os.getpid()}_small")
        large = measure.compare(members, units, workers, f"bench_{os.getpid()}")
        bare = sum(large["bare"]) / len(large["bare"])
        growth = (large["seconds"] / large["rows"]) / (small["seconds"] / small["rows"])
        return {
            "members": members,
            "units": units,
            "workers": workers,
            "rows": large["rows"],
            "seconds": round(large["seconds"], 3),
            "rows_per_second": round(large["rows"] / large["seconds"]),
            "peak_memory_mb": round(large["peak"], 1),
            "memory_growth_mb": round(large["growth"], 1),
            "bare_seconds": round(bare, 3),
            "bare_seconds_before_and_after": [round(seconds, 3) for seconds in large["bare"]],
            "ratio": round(large["seconds"] / bare, 3),
            "members_small": few,
            "seconds_small": round(small["seconds"], 3),
            "per_row_growth": round(growth, 3),
        }

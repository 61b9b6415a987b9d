"""the pages of the register beside the bare SQL of their own queries, for an officer of the union and of a branch"""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from benchmarks import filled_register as stage
from benchmarks import page_visits as visits
from benchmarks.scratch_database import checkpoint, own_database
from members.units.models.units import Unit


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--requests", type=int, default=200, help="how often each page of the aim is asked for")


def measure(options: dict[str, Any]) -> dict[str, Any]:
    """Figures by officer and page, those that the aim names first; the others get a quarter of their requests."""
    figures: dict[str, Any] = {name: options[name] for name in ("members", "units")}
    with own_database(f"bench_{os.getpid()}"):
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        union = stage.fill(options["members"], options["units"], alike=False)
        branch = Unit.objects.get_first_child(union)
        assert branch, "stage.fill makes units below the union"
        officers = {"union": visits.appoint(union), "branch": visits.appoint(branch)}
        checkpoint()
        for pages, requests in ((visits.aimed, options["requests"]), (visits.others, max(2, options["requests"] // 4))):
            for place, officer in officers.items():
                measured = visits.measure(officer, pages(officer), requests)
                figures |= {f"{place}, {page}": figure for page, figure in measured.items()}
    return figures

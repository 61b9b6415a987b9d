"""the pages of the register, compared with their SQL alone, for an officer of the union and one of a branch"""

import os

from django.core.management import call_command
from django.core.management.base import CommandParser

from benchmarks import page_timing
from benchmarks.generated_register import generate_register
from benchmarks.scratch_database import checkpoint, temporary_database
from benchmarks.types import Figures, Options
from members.units.models.units import Unit


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--requests", type=int, default=200, help="requests for each page that has a target")


def measure(options: Options) -> Figures:
    """Return figures by officer and page, those with a target first; the others get a quarter of the requests."""
    figures: Figures = {name: options[name] for name in ("members", "units")}
    with temporary_database(f"bench_{os.getpid()}"):
        call_command("collectstatic", interactive=False, verbosity=0)
        union = generate_register(options["members"], options["units"], varied=True)
        branch = Unit.objects.get_first_child(union)
        assert branch, "generate_register makes units below the union"
        officers = {"union": page_timing.appoint(union), "branch": page_timing.appoint(branch)}
        checkpoint()
        for pages, requests in (
            (page_timing.target_pages, options["requests"]),
            (page_timing.other_pages, max(2, options["requests"] // 4)),
        ):
            for place, officer in officers.items():
                measured = page_timing.measure(officer, pages(officer), requests)
                figures |= {f"{place}, {page}": figure for page, figure in measured.items()}
    return figures

"""the reports of welfare over many grants, for an officer of the union and one of a branch"""

import os
import statistics
import time
from collections.abc import Callable

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from benchmarks.generated_grants import generate_grants
from benchmarks.generated_register import generate_register
from benchmarks.page_timing import appoint
from benchmarks.scratch_database import checkpoint, temporary_database
from benchmarks.types import Figures, Options
from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from welfare.reports.actions import counting, folding
from welfare.reports.checking import disagreements

REPORTS = ("coverage", "spending", "fairness", "uncollected", "visits")
WARM_UP = 3
# As many people are pasted as an officer would.
PASTED = 1_000


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--grants", type=int, default=10_000_000)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--requests", type=int, default=50, help="requests for each report")


def measure(options: Options) -> Figures:
    """Return by officer and report median and p95 in milliseconds, and p95 as a multiple of an empty view.

    The empty view is asked for before each request, through the same middleware. Also the seconds that folding the sums
    and counting the coverage took, and how many units of runs disagree with their grants: 0.
    """
    figures: Figures = {name: options[name] for name in ("grants", "members", "units")}
    with temporary_database(f"bench_{os.getpid()}"):
        call_command("collectstatic", interactive=False, verbosity=0)
        union = generate_register(options["members"], options["units"], varied=True)
        figures["runs"] = generate_grants(union, options["grants"])
        figures["folding, s"] = _seconds(folding.fold_all)
        figures["counting coverage, s"] = _seconds(counting.count_all)
        figures["disagreements"] = len(disagreements())
        branch = Unit.objects.get_first_child(union)
        assert branch, "generate_register makes units below the union"
        officers = {"union": appoint(union), "branch": appoint(branch)}
        checkpoint()
        for place, officer in officers.items():
            figures |= {f"{place}, {name}": found for name, found in _pages(officer, options["requests"]).items()}
    return figures


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 2)


def _pages(officer: User, requests: int) -> dict[str, Figures]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(officer)
    year = timezone.localdate().year
    with override_settings(ROOT_URLCONF="benchmarks.urls"):
        found = {name: _timed(client, requests, f"{reverse(f'welfare:report_{name}')}?year={year}") for name in REPORTS}
        numbers = Member.objects.order_by("pk").values_list("employee_number", flat=True)
        pasted = {
            "lines": "\n".join(map(str, numbers[:PASTED])),
            "since": f"{year}-01-01",
            "until": f"{year}-12-31",
            "reason": "bench",
        }
        found["lookup"] = _timed(client, max(2, requests // 10), reverse("welfare:report_lookup"), pasted)
    return found


def _timed(client: Client, requests: int, url: str, posted: dict[str, str] | None = None) -> Figures:
    """Return the figures of one address."""
    empty, whole = [], []
    for at in range(WARM_UP + requests):
        started = time.perf_counter()
        client.get(reverse("bench_empty"), secure=True)
        between = time.perf_counter()
        answer = client.get(url, secure=True) if posted is None else client.post(url, posted, secure=True)
        ended = time.perf_counter()
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")
        if at >= WARM_UP:
            empty.append(between - started)
            whole.append(ended - between)
    p95 = statistics.quantiles(whole, n=20, method="inclusive")[-1]
    return {
        "median_ms": round(statistics.median(whole) * 1000, 2),
        "p95_ms": round(p95 * 1000, 2),
        "to_empty": round(p95 / statistics.median(empty), 1),
        "requests": len(whole),
    }

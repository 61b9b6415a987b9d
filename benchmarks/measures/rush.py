"""workers who open the portal, confirm a benefit and ask, and counters that hand out, over HTTP; and single pages"""

import os
import statistics

from django.core.management.base import CommandParser
from django.db.models import Count
from django.urls import reverse

from benchmarks.rush.counter import Counters
from benchmarks.rush.server import CpuTime, running_server
from benchmarks.rush.single_pages import measure_pages
from benchmarks.rush.union import generate_union
from benchmarks.rush.visits import Rush
from benchmarks.scratch_database import checkpoint, temporary_database
from benchmarks.types import Figures, Options
from office.models import AuditEvent
from welfare.grants.models.grants import Grant

# What issue and operators ask: so many workers within an hour.
HOUR_WORKERS, HOUR_SECONDS = 100_000, 3600
EMPTY = "empty"
PAGES = {EMPTY: "bench_empty", "shell": "bench_shell", "home": "home", "benefits": "welfare:my_benefits"}


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--workers", type=int, default=2_000, help="people who work here and open the portal")
    parser.add_argument("--at-once", type=int, default=8, help="how many of them have a request under way")
    parser.add_argument("--phones", type=int, default=8, help="counters that hand out meanwhile")
    parser.add_argument("--hand-outs", type=int, default=400, help="benefits that they hand out together")
    parser.add_argument("--requests", type=int, default=200, help="requests for each single page, one after the other")


def measure(options: Options) -> Figures:
    """Return single pages first, each beside the empty one, then the rush; times in milliseconds.

    `lost` are receipts that a worker was told are noted and that are not in the database, `doubled` those that were
    recorded twice. CPU is that of gunicorn and, where it runs on this machine, of PostgreSQL for this database.
    """
    with temporary_database(f"bench_{os.getpid()}_rush") as url:
        workers, at_counters = generate_union(options["workers"], options["phones"], options["hand_outs"])
        checkpoint()
        with running_server(url) as (port, server):
            addresses = {name: reverse(path, urlconf="benchmarks.urls") for name, path in PAGES.items()}
            single = measure_pages(port, server, workers, addresses, options["requests"])
            checkpoint()
            rush = Rush(port, workers)
            counters = Counters(port, at_counters.officers, at_counters.run, at_counters.grants)
            cpu = CpuTime(server)
            handing_out = counters.start()
            seconds = rush.run(options["at_once"], cpu.read)
            handing_out.join()
            used = cpu.read()
        return {
            "workers": len(workers),
            "at_once": options["at_once"],
            **single,
            **_figures(rush, seconds, used),
            **_told_and_recorded(rush),
            **counters.figures(),
        }


def _figures(rush: Rush, seconds: float, used: dict[str, float]) -> Figures:
    """Return requests per second, their times, the CPU of each, and what 100,000 workers within an hour come to."""
    taken = [second for one in rush.seconds.values() for second in one]
    per_second = len(taken) / seconds
    a_worker = len(taken) / len(rush.workers)
    needed = HOUR_WORKERS * a_worker / HOUR_SECONDS
    cpu = {kind: all_seconds / len(taken) for kind, all_seconds in used.items()}
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    return {
        "requests": len(taken),
        "seconds": round(seconds, 2),
        "requests_per_second": round(per_second, 1),
        **{f"p{cut}_ms": round(cuts[cut - 1] * 1000, 1) for cut in (50, 95, 99)},
        "median_ms_by_kind": {kind: round(statistics.median(one) * 1000, 1) for kind, one in rush.seconds.items()},
        **{f"{kind}_cpu_ms": round(one * 1000, 2) for kind, one in cpu.items()},
        "hour_requests_per_second": round(needed, 1),
        "hour_cores": round(needed * sum(cpu.values()), 2),
        "hour_minutes_here": round(HOUR_WORKERS * a_worker / per_second / 60, 1),
    }


def _told_and_recorded(rush: Rush) -> Figures:
    """Return how many receipts are lost and doubled, how many questions were asked, and which requests failed."""
    confirmed = rush.confirmed
    recorded = set(Grant.objects.filter(pk__in=confirmed, received_at__isnull=False).values_list("pk", flat=True))
    events = dict(
        AuditEvent.objects.filter(verb="grant.receive").values_list("object_id").annotate(Count("pk")).order_by()
    )
    return {
        "confirmed": len(confirmed),
        "lost": len([grant for grant in confirmed if grant not in recorded or not events.get(grant)]),
        "doubled": len([grant for grant, times in events.items() if times > 1]),
        "asked": rush.asked,
        "failed": len(rush.failed),
        "failures": sorted(set(rush.failed))[:5],
    }

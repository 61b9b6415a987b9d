"""Times single pages over HTTP, a few requests of each in turn, so that what disturbs meets all of them alike."""

import statistics
import time
from collections.abc import Mapping, Sequence

from benchmarks.rush.server import CpuTime
from benchmarks.rush.union import Worker
from benchmarks.rush.visits import Phone
from benchmarks.types import Figures

WARM_UP = 10
ROUNDS = 10


def measure_pages(
    port: int, server: int, workers: Sequence[Worker], addresses: Mapping[str, str], requests: int
) -> Figures:
    """Return for each page its median and its CPU in milliseconds, and both as multiples of the first page's."""
    seconds: dict[str, list[float]] = {name: [] for name in addresses}
    cpu: dict[str, float] = dict.fromkeys(addresses, 0.0)
    a_round = max(1, requests // ROUNDS)
    for turn in range(ROUNDS + 1):
        for name, path in addresses.items():
            phone = Phone(port, workers[turn % len(workers)])
            used = CpuTime(server)
            taken = [_time(phone, path) for _ in range(a_round if turn else WARM_UP)]
            if turn:
                seconds[name] += taken
                cpu[name] += sum(used.read().values())
            phone.server.close()
    median = {name: statistics.median(taken) * 1000 for name, taken in seconds.items()}
    spent = {name: used / (ROUNDS * a_round) * 1000 for name, used in cpu.items()}
    first, *others = addresses
    return {
        **{f"{name}_ms": round(median[name], 2) for name in addresses},
        **{f"{name}_ratio": round(median[name] / median[first], 2) for name in others},
        **{f"{name}_cpu_ms": round(spent[name], 2) for name in addresses},
        **{f"{name}_cpu_ratio": round(spent[name] / spent[first], 2) for name in others if spent[first]},
    }


def _time(phone: Phone, path: str) -> float:
    started = time.perf_counter()
    answer = phone.get(path)
    seconds = time.perf_counter() - started
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status} {answer.location}".rstrip())
    return seconds

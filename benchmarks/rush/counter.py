"""Officers at counters, each with a phone, who hand out one benefit after the other over HTTP while workers confirm."""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from benchmarks.rush.union import Worker
from benchmarks.rush.visits import Phone
from benchmarks.types import Figures
from welfare.handing_out.models import HandOut

JSON_TYPE = "application/json"


@dataclass
class Counters:
    """What the phones of all counters were told, and the seconds of every hand-out."""

    port: int
    officers: Sequence[Worker]
    run: int
    grants: Sequence[int]
    seconds: list[float] = field(default_factory=list)
    given: list[int] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    took: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> threading.Thread:
        """Let all counters hand out at once until nothing is left; return the thread that waits for them."""
        thread = threading.Thread(target=self._run)
        thread.start()
        return thread

    def _run(self) -> None:
        left = iter(list(self.grants))
        threads = [threading.Thread(target=self._hand_out, args=[officer, left]) for officer in self.officers]
        started = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.took = time.perf_counter() - started

    def _hand_out(self, officer: Worker, left: Iterator[int]) -> None:
        phone = Phone(self.port, officer)
        # The page of the counter sets the cookie that every later request has to repeat.
        phone.get(reverse("welfare:run_counter", args=[self.run]))
        while True:
            with self.lock:
                grant = next(left, None)
            if grant is None:
                phone.server.close()
                return
            try:
                self._note(phone, grant)
            except (OSError, http.client.HTTPException) as why:
                with self.lock:
                    self.failed.append(f"no answer: {why}")
                phone.server.close()

    def _note(self, phone: Phone, grant: int) -> None:
        scan = {"nonce": str(uuid4()), "grant": grant, "at": timezone.now().isoformat()}
        started = time.perf_counter()
        answer = phone.send_json(reverse("api_hand_out-scans"), {"scans": [scan]})
        seconds = time.perf_counter() - started
        outcome = json.loads(answer.text)["outcomes"][0]["outcome"] if answer.status == 200 else f"{answer.status}"
        with self.lock:
            self.seconds.append(seconds)
            if outcome == "given":
                self.given.append(grant)
            else:
                self.failed.append(f"hand-out: {outcome}")

    def figures(self) -> Figures:
        """Return hand-outs per second and their times; `counter_lost` were told as given and are not noted."""
        noted = HandOut.objects.standing().values_list("grant", flat=True)
        cuts = statistics.quantiles(self.seconds, n=100, method="inclusive") if len(self.seconds) > 1 else [0.0] * 99
        return {
            "counter_phones": len(self.officers),
            "hand_outs": len(self.given),
            "hand_outs_per_second": round(len(self.given) / self.took, 1) if self.took else 0.0,
            "hand_out_p50_ms": round(cuts[49] * 1000, 1),
            "hand_out_p95_ms": round(cuts[94] * 1000, 1),
            "counter_lost": len(set(self.given) - set(noted)),
            "counter_doubled": len(noted) - len(set(noted)),
            "counter_failed": len(self.failed),
            "counter_failures": sorted(set(self.failed))[:5],
        }

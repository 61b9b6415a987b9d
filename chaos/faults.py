"""What is killed, stopped, filled and set ahead, in an order drawn from the seed."""

import contextlib
import random
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable

from chaos.people.person import World
from chaos.portal import START_SECONDS, CannotServe, Portal, children_of, command_of, is_alive, kill

DAY = 24 * 3600
EVERY_SECONDS = (0.5, 2.5)
FULL_SECONDS = 8.0
# After so long a service manager kills what does not stop.
STOP_SECONDS = 20.0


class Faults:
    """Breaks the portal until it is told to stop; afterwards everything is up again."""

    def __init__(self, portal: Portal, world: World, away: float) -> None:
        self.portal = portal
        self.world = world
        self.away = away
        self.dice = random.Random(f"{world.seed} faults")
        self.counted: Counter[str] = Counter()
        self.disk = "a tmpfs of its own" if portal.files_are_mounted else "RLIMIT_FSIZE of the portal's processes"

    def kills(self) -> dict[Callable[[], None], int]:
        return {
            self.kill_web_child: 6,
            self.kill_worker_child: 6,
            self.kill_web: 2,
            self.kill_worker: 2,
            self.kill_beat: 2,
            self.kill_supervisor: 2,
            self.kill_backend: 3,
            self.kill_postgres: 2,
            self.restart_postgres_at_once: 2,
            self.restart_postgres_fast: 2,
            self.kill_redis: 3,
        }

    def run(self, seconds: float) -> None:
        """Break something every few seconds, for so long; the four long faults come once each, spread over the time."""
        started = time.monotonic()
        long_ones = [self.fill_disk, self.jump_a_day, self.take_postgres_away, self.jump_back]
        due = [(number + 0.5) / (len(long_ones) + 0.5) * seconds for number in range(len(long_ones))]
        kills = self.kills()
        while (at := time.monotonic() - started) < seconds:
            if due and at >= due[0]:
                due.pop(0)
                long_ones.pop(0)()
            else:
                self.dice.choices(list(kills), list(kills.values()))[0]()
            self.restore()
            time.sleep(self.dice.uniform(*EVERY_SECONDS))
        for left in long_ones:
            left()
            self.restore()

    def restore(self) -> None:
        """Start what is down, as a service manager would."""
        self.portal.start_servers()
        deadline = time.monotonic() + START_SECONDS
        while self.portal.is_served() and not self.portal.answers() and time.monotonic() < deadline:
            time.sleep(0.1)
        if not self.portal.is_served():
            self.portal.stop()
            self.portal.serve()
        elif not self.portal.answers():
            raise CannotServe(f"The supervisor runs, and the portal does not answer: see {self.portal.log}.")

    def _go_on(self, seconds: float) -> None:
        """Kill children of web and worker for so long, while something else is broken."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(min(self.dice.uniform(*EVERY_SECONDS), max(0.0, until - time.monotonic())))
            self.dice.choice([self.kill_web_child, self.kill_worker_child])()

    def _kill(self, name: str, number: int = signal.SIGKILL) -> None:
        pids = self.portal.processes().get(name, [])
        if pids and kill(self.dice.choice(pids), number):
            self.counted[f"{name} killed"] += 1
            # Until the supervisor has noticed it, or has given up after too many.
            time.sleep(0.5)

    def kill_web_child(self) -> None:
        self._kill("web child")

    def kill_worker_child(self) -> None:
        self._kill("worker child")

    def kill_web(self) -> None:
        self._kill("web")

    def kill_worker(self) -> None:
        self._kill("worker")

    def kill_beat(self) -> None:
        self._kill("beat")

    def kill_supervisor(self) -> None:
        self.portal.stop(signal.SIGKILL)
        self.counted["supervisor killed"] += 1

    def kill_backend(self) -> None:
        """Kill one of PostgreSQL's own processes: the postmaster throws all connections out and recovers."""
        backends = [pid for pid in children_of(self.portal.postgres_pid()) if "portal" in command_of(pid)]
        if backends and kill(self.dice.choice(backends)):
            self.counted["PostgreSQL backend killed"] += 1

    def _end_postgres(self, number: int, name: str) -> None:
        pid = self.portal.postgres_pid()
        if kill(pid, number):
            self.counted[name] += 1
            deadline = time.monotonic() + STOP_SECONDS
            while is_alive(pid) and time.monotonic() < deadline:
                time.sleep(0.05)
            # PostgreSQL 18 may wait for ever when it is told to stop while it recovers.
            if is_alive(pid) and kill(pid):
                self.counted["PostgreSQL killed, since it did not stop"] += 1
                while is_alive(pid):
                    time.sleep(0.05)

    def kill_postgres(self) -> None:
        self._end_postgres(signal.SIGKILL, "PostgreSQL killed")

    def restart_postgres_at_once(self) -> None:
        self._end_postgres(signal.SIGQUIT, "PostgreSQL restarted (immediate)")

    def restart_postgres_fast(self) -> None:
        self._end_postgres(signal.SIGINT, "PostgreSQL restarted (fast)")

    def take_postgres_away(self) -> None:
        self._end_postgres(signal.SIGINT, f"PostgreSQL away for {self.away:.0f} s")
        self._go_on(self.away)

    def kill_redis(self) -> None:
        pid = self.portal.redis_pid()
        if pid and kill(pid):
            self.counted["Redis killed"] += 1

    def fill_disk(self) -> None:
        """Leave no room for files, for FULL_SECONDS: by filling the mount, else by the processes' own limit."""
        self.counted[f"disk of files full ({self.disk})"] += 1
        if self.portal.files_are_mounted:
            ballast = self.portal.files / "ballast"
            with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
                while file.write(b"\0" * 65536):
                    pass
            self._go_on(FULL_SECONDS)
            ballast.unlink()
            return
        found = self.portal.processes()
        pids = [pid for name in ("web child", "worker child") for pid in found.get(name, [])]
        unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
        for soft in (0, unlimited[0]):
            for pid in pids:
                # One that was killed meanwhile has a successor without the limit.
                with contextlib.suppress(ProcessLookupError):
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, unlimited[1]))
            if not soft:
                self._go_on(FULL_SECONDS)

    def jump_a_day(self) -> None:
        self._set_clock(DAY, "clock set a day ahead")

    def jump_back(self) -> None:
        self._set_clock(0, "clock set back a day")

    def _set_clock(self, ahead: int, name: str) -> None:
        """Serve with another clock. Nobody is in the middle of an act: what is open longer than a day may act again."""
        if not self.world.at_work.close():
            self.world.faults.append(f"{name}: somebody waited too long for an answer while nothing was broken")
        try:
            self.portal.stop()
            self.portal.clock_ahead = ahead
            self.portal.serve()
            self.counted[name] += 1
        finally:
            self.world.at_work.open()

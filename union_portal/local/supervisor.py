"""Run the portal's processes side by side: start again what ends by itself; when one will not run, end all."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

# How long a worker may finish its task; a task that is killed later is still a row, which another worker claims.
STOP_TIMEOUT_SECONDS = 15
# Seconds to wait before each restart of a process that ends again and again; after the last one all are ended. One
# failure is no reason to end the portal: Celery gives up when a child of its worker is killed while it starts.
RESTART_AFTER = (0.5, 2, 4)
# A process that has run for so long is no longer one that doesn't start: its restarts count anew.
RUNS_WELL_SECONDS = 60
_PR_SET_PDEATHSIG = 1

logger = logging.getLogger(__name__)


@dataclass
class _Running:
    process: subprocess.Popen[bytes]
    started_at: float
    restarts: int = 0
    restart_at: float | None = None


class Supervisor:
    """Starts processes, waits and stops them all; each has its own session, so that Ctrl-C reaches only this one.

    A process that ends by itself is started again, a few times and each time later.
    """

    def __init__(self, commands: dict[str, list[str]], environment: dict[str, str]) -> None:
        self.commands = commands
        self.environment = environment
        self.running: dict[str, _Running] = {}
        self.failure: str | None = None
        self.stop_requested = False
        self.is_stopping = False
        self.kill_requested = False

    def run(self, when_started: Callable[[], None]) -> str | None:
        """Run until a signal arrives or a process will not run; return a sentence about the latter, else None.

        `when_started` is called once all processes have been started.
        """
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self._handle_signal) for number in numbers}
        make = _ParentMake()
        try:
            for name in self.commands:
                self.running[name] = _Running(self._start(name), time.monotonic())
            when_started()
            while self.keep_running() and not make.was_interrupted():
                time.sleep(0.1)
            return self.failure
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def keep_running(self) -> bool:
        """Start again what has ended; return False once a signal has asked to stop, or a process will not run."""
        for name, one in self.running.items():
            if self.stop_requested or self.failure:
                break
            if one.restart_at is None:
                self._notice_end(name, one)
            elif time.monotonic() >= one.restart_at:
                one.process, one.started_at, one.restart_at = self._start(name), time.monotonic(), None
        return not self.stop_requested and self.failure is None

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.commands[name], env=self.environment, start_new_session=True, preexec_fn=_end_with_parent
        )

    def _notice_end(self, name: str, one: _Running) -> None:
        """Plan the restart of a process that has ended, or note the failure after the last restart."""
        code = one.process.poll()
        if code is None:
            return
        if time.monotonic() - one.started_at > RUNS_WELL_SECONDS:
            one.restarts = 0
        ended = f"The {name} process ended by itself (exit code {code})."
        if one.restarts == len(RESTART_AFTER):
            self.failure = ended
            return
        # Children that it has left behind would work beside those of its successor.
        _kill_group(one.process)
        wait = RESTART_AFTER[one.restarts]
        one.restarts += 1
        one.restart_at = time.monotonic() + wait
        logger.warning("%s It is started again in %s s.", ended, wait)

    def _handle_signal(self, number: int, frame: FrameType | None) -> None:
        # make passes SIGTERM on, so that one may arrive twice; a second Ctrl-C means: don't wait.
        self.kill_requested = self.kill_requested or (self.is_stopping and number == signal.SIGINT)
        self.stop_requested = True

    def _stop_all(self) -> None:
        self.is_stopping = True
        processes = [one.process for one in self.running.values()]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        for process in processes:
            while process.poll() is None and time.monotonic() < deadline and not self.kill_requested:
                time.sleep(0.05)
        for process in processes:
            _kill_group(process)


class _ParentMake:
    """Tells whether the `make` that runs this process was interrupted.

    make passes SIGTERM on to its recipe; when SIGINT reaches make alone it waits for the recipe without telling it, but
    no longer catches SIGINT, which /proc shows.
    """

    def __init__(self) -> None:
        self.parent = os.getppid() if "MAKELEVEL" in os.environ else 0
        self.caught_at_start = self._catches_interrupt()

    def was_interrupted(self) -> bool:
        if not self.parent:
            return False
        return os.getppid() != self.parent or (self.caught_at_start and not self._catches_interrupt())

    def _catches_interrupt(self) -> bool:
        status = Path(f"/proc/{self.parent}/status")
        if not self.parent or not status.exists():
            return False
        caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt:"))
        return bool(int(caught.split()[1], 16) >> (signal.SIGINT - 1) & 1)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    # macOS answers EPERM where only zombies are left of the group.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _end_with_parent() -> None:
    """Have Linux send SIGTERM to this process when its parent ends, however that happens."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

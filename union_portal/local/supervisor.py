"""Run the portal's processes side by side; when one of them ends, end all."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

# How long a worker may finish its task; a task that is killed later is still a row, which another worker claims.
STOP_TIMEOUT_SECONDS = 15
_PR_SET_PDEATHSIG = 1


class Supervisor:
    """Starts processes, waits and stops them all; each has its own session, so that Ctrl-C reaches only this one."""

    def __init__(self, commands: dict[str, list[str]], environment: dict[str, str]) -> None:
        self.commands = commands
        self.environment = environment
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.stop_requested = False
        self.is_stopping = False
        self.kill_requested = False

    def run(self, when_started: Callable[[], None]) -> str | None:
        """Run until a signal arrives or a process ends by itself; return a sentence about the latter, else None.

        `when_started` is called once all processes have been started.
        """
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self._handle_signal) for number in numbers}
        make = _ParentMake()
        try:
            for name, command in self.commands.items():
                self.processes[name] = subprocess.Popen(
                    command, env=self.environment, start_new_session=True, preexec_fn=_end_with_parent
                )
            when_started()
            while not self.stop_requested and not make.was_interrupted():
                for name, process in self.processes.items():
                    if process.poll() is not None:
                        return f"The {name} process ended by itself (exit code {process.returncode})."
                time.sleep(0.1)
            return None
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def is_running(self) -> bool:
        """Return whether all processes run and no signal has asked to stop them."""
        return not self.stop_requested and all(process.poll() is None for process in self.processes.values())

    def _handle_signal(self, number: int, frame: FrameType | None) -> None:
        # make passes SIGTERM on, so that one may arrive twice; a second Ctrl-C means: don't wait.
        self.kill_requested = self.kill_requested or (self.is_stopping and number == signal.SIGINT)
        self.stop_requested = True

    def _stop_all(self) -> None:
        self.is_stopping = True
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        for process in self.processes.values():
            while process.poll() is None and time.monotonic() < deadline and not self.kill_requested:
                time.sleep(0.05)
        for process in self.processes.values():
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

"""Run the portal's processes side by side: when one ends, all of them end."""

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

# A worker may finish what it has in hand; what is cut off after that, the database knows and another one takes up.
PATIENCE_SECONDS = 15
_PR_SET_PDEATHSIG = 1


class Supervisor:
    """Processes that live and die together, each in a session of its own, so that Ctrl-C reaches only this one."""

    def __init__(self, commands: dict[str, list[str]], environment: dict[str, str]) -> None:
        self.commands = commands
        self.environment = environment
        self.running: dict[str, subprocess.Popen] = {}
        self.stop_requested = False
        self.is_stopping = False
        self.kill_requested = False

    def run(self, when_started: Callable[[], None]) -> str | None:
        """Run until a signal comes or a process ends by itself; returns a sentence about the latter.

        `when_started` is called once after the start.
        """
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self._note) for number in numbers}
        watched = _ParentMake()
        try:
            for name, command in self.commands.items():
                self.running[name] = subprocess.Popen(
                    command, env=self.environment, start_new_session=True, preexec_fn=_end_with_parent
                )
            when_started()
            while not self.stop_requested and not watched.was_interrupted():
                for name, process in self.running.items():
                    if process.poll() is not None:
                        return f"The {name} process ended by itself (exit code {process.returncode})."
                time.sleep(0.1)
            return None
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def is_running(self) -> bool:
        """Whether all of them still run and nobody has asked for the end."""
        return not self.stop_requested and all(process.poll() is None for process in self.running.values())

    def _note(self, number: int, frame: FrameType | None) -> None:
        # make hands SIGTERM on, so that may well come twice; a second Ctrl-C is somebody's wish.
        self.kill_requested = self.kill_requested or (self.is_stopping and number == signal.SIGINT)
        self.stop_requested = True

    def _stop_all(self) -> None:
        self.is_stopping = True
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in self.running.values():
            while process.poll() is None and time.monotonic() < deadline and not self.kill_requested:
                time.sleep(0.05)
        for process in self.running.values():
            _kill_group(process)


class _ParentMake:
    """`make` hands a SIGTERM down to its recipe, but waits in silence when it alone gets SIGINT; that we notice."""

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


def _kill_group(process: subprocess.Popen) -> None:
    # macOS says EPERM where only remnants are left of the group.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _end_with_parent() -> None:
    """Linux ends this process when its parent dies, however that happens."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

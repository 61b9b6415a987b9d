"""A copy of the project in a folder of its own, served as `make run` serves it, whose processes can be killed."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from union_portal.local.checkout import Checkout
from union_portal.local.services import services_of

PROJECT = Path(__file__).resolve().parent.parent
# Everything but what is made anew: data, packages, history.
LEFT_OUT = shutil.ignore_patterns("var", ".venv", "node_modules", ".git", "__pycache__", ".mypy_cache", ".ruff_cache")
CLOCK = PROJECT / "chaos" / "clock"
FILES_MB = 192
# Not how long it takes, but when it is taken for hung: beside other tests, packing the static files takes minutes.
START_SECONDS = 600
# Servers of others, and what would have the copy's processes measured or configured like those of a test.
FOREIGN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "CACHE_URL", "MEDIA_ROOT", "DJANGO_SETTINGS_MODULE")
FOREIGN_PREFIXES = ("COVERAGE", "COV_", "PYTEST", "PG")


class CannotServe(RuntimeError):
    """The portal of the copy did not start, or did not come back after a fault."""


def own_environment() -> dict[str, str]:
    """Return this process's environment without what leads to other servers, settings or measurements."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in FOREIGN and not name.startswith(FOREIGN_PREFIXES)
    }


class Portal:
    """The copy below `folder`, its servers, and the supervisor that runs web, worker and beat.

    This process holds a lease on PostgreSQL and Redis of the copy, and starts again what was killed, as an operator's
    service manager would.
    """

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder = folder
        self.checkout = Checkout(folder)
        self.log = log
        self.files = folder / "var" / "files"
        self.files_are_mounted = False
        self.clock_ahead = 0
        self.port = _free_port()
        self.supervisor: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Copy the project."""
        shutil.copytree(PROJECT, self.folder, ignore=LEFT_OUT)
        (self.folder / "node_modules").symlink_to(PROJECT / "node_modules")
        self.checkout.make_var()
        (self.folder / "var" / "log").mkdir(exist_ok=True)
        self.files.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            words = ["mount", "-t", "tmpfs", "-o", f"size={FILES_MB}m,mode=0700", "tmpfs", str(self.files)]
            self.files_are_mounted = subprocess.run(words, capture_output=True).returncode == 0

    def remove(self) -> None:
        """Delete the copy with its data."""
        if self.files_are_mounted:
            subprocess.run(["umount", "--lazy", str(self.files)], capture_output=True, check=True)
        shutil.rmtree(self.folder)
        if self.checkout.run.exists():
            shutil.rmtree(self.checkout.run)

    @contextlib.contextmanager
    def servers(self) -> Iterator[None]:
        """Keep PostgreSQL and Redis of the copy running during the block."""
        with services_of(self.checkout):
            yield

    def start_servers(self) -> None:
        """Start PostgreSQL and Redis again where they are down; the lease of `servers` keeps them up."""
        with services_of(self.checkout):
            pass

    def manage(self, *words: str) -> str:
        """Run a module or a script of the copy, and return what it prints."""
        done = subprocess.run(
            [sys.executable, *words], cwd=self.folder, env=self._environment(), stdout=subprocess.PIPE, text=True
        )
        if done.returncode != 0:
            raise CannotServe(f"{' '.join(words)} ended with status {done.returncode}.")
        return done.stdout

    def serve(self) -> None:
        """Start the recipe of `make run`, and wait until it answers."""
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.supervisor = subprocess.Popen(
                command, cwd=self.folder, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        self.wait_until(self.answers, "The portal does not answer")

    def is_served(self) -> bool:
        """Return whether the supervisor runs."""
        return self.supervisor is not None and self.supervisor.poll() is None

    def answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5):
            return True
        return False

    def wait_until(self, true: Callable[[], bool], complaint: str) -> None:
        """Wait for START_SECONDS at most. Raises CannotServe with the complaint."""
        deadline = time.monotonic() + START_SECONDS
        while not true():
            if time.monotonic() > deadline or not self.is_served():
                raise CannotServe(f"{complaint}: see {self.log}.")
            time.sleep(0.1)

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Send the supervisor a signal, and wait until it and all that it has started are gone."""
        if self.supervisor is None:
            return
        children = descendants(self.supervisor.pid)
        with contextlib.suppress(ProcessLookupError):
            self.supervisor.send_signal(number)
        self.supervisor.wait()
        self.supervisor = None
        deadline = time.monotonic() + START_SECONDS
        while any(is_alive(pid) for pid in children):
            if time.monotonic() > deadline:
                left = ", ".join(command_of(pid) for pid in children if is_alive(pid))
                raise CannotServe(f"The supervisor is gone, and left behind: {left}.")
            time.sleep(0.05)

    def processes(self) -> dict[str, list[int]]:
        """Return the process ids of the portal by what they do; mother processes are apart from their children."""
        found: dict[str, list[int]] = {}
        if self.supervisor is None:
            return found
        for pid in children_of(self.supervisor.pid):
            command = command_of(pid)
            for word, name in (("gunicorn", "web"), ("worker", "worker"), ("beat", "beat")):
                if word in command:
                    found.setdefault(name, []).append(pid)
                    found.setdefault(f"{name} child", []).extend(children_of(pid))
                    break
        return found

    def postgres_pid(self) -> int:
        """Return the process id of PostgreSQL's postmaster."""
        return int((self.checkout.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def redis_pid(self) -> int | None:
        """Return the process id of Redis."""
        return next((pid for pid in all_pids() if str(self.checkout.redis_socket) in command_of(pid)), None)

    def _environment(self) -> dict[str, str]:
        ahead = {"CHAOS_CLOCK_AHEAD": str(self.clock_ahead), "PYTHONPATH": str(CLOCK)} if self.clock_ahead else {}
        # People of many places: each names an address of its own, as a proxy would.
        return own_environment() | {"HTTPS": "0", "DEMO": "0", "BEHIND_PROXY": "1", **ahead}


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def all_pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def command_of(pid: int) -> str:
    """Return the command line of a process; "" for one that is gone or dead."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def is_alive(pid: int) -> bool:
    return bool(command_of(pid))


def parent_of(pid: int) -> int:
    """Return the process id of the parent, 0 for a process that is gone."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def children_of(pid: int) -> list[int]:
    return sorted(one for one in all_pids() if parent_of(one) == pid)


def descendants(pid: int) -> list[int]:
    """Return the children of a process, theirs, and so on."""
    below = children_of(pid)
    return below + [one for child in below for one in descendants(child)]


def kill(pid: int, number: int = signal.SIGKILL) -> bool:
    """Send a signal, and return whether the process was there."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
        return True
    return False

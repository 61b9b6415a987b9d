"""The web server of `bench rush`, started as `serve` starts it, and the CPU time that it and the database use."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import get_commands, load_command_class
from django.db import connection

HOST = "127.0.0.1"
MARK = "_bench"
SESSION_COOKIE = f"sessionid{MARK}"
START_SECONDS = 60
NANOSECONDS = 1_000_000_000


@dataclass
class CpuTime:
    """Seconds of CPU that processes have used since this was made; those that end keep what was last read of them."""

    server: int
    """The process id of the web server's master."""
    _used: dict[str, dict[int, float]] = field(default_factory=lambda: {"web": {}, "database": {}})
    _before: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._before = self.read()

    def read(self) -> dict[str, float]:
        """Return seconds of the web server's processes, and of the database's for this database if on this machine."""
        for kind, pids in (("web", _descendants(self.server)), ("database", _backends())):
            self._used[kind].update({pid: seconds for pid in pids if (seconds := _seconds(pid)) is not None})
        return {
            kind: sum(seconds.values()) - self._before.get(kind, 0.0) for kind, seconds in self._used.items() if seconds
        }


@contextlib.contextmanager
def running_server(database: str) -> Iterator[tuple[int, int]]:
    """Run gunicorn as `serve` does, on the database of that URL; yield its port and the process id of its master."""
    # Any: a management command of another app, which benchmarks may not import.
    serve: Any = load_command_class(get_commands()["serve"], "serve")
    port = _free_port()
    environment = serve.environment(HOST, port) | {
        "DATABASE_URL": database,
        "REDIS_URL": settings.CELERY_BROKER_URL,
        "CACHE_URL": settings.CACHES["default"]["LOCATION"],
        "MEDIA_ROOT": default_storage.path(""),
        "COOKIE_MARK": MARK,
        "DEBUG": "0",
        "DEMO": "0",
        "HTTPS": "0",
    }
    _collect_static(environment)
    command = [word.replace("union_portal.wsgi", "benchmarks.rush.wsgi") for word in serve.commands(HOST, port)["web"]]
    process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _collect_static(environment: dict[str, str]) -> None:
    words = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(words, env=environment, cwd=settings.BASE_DIR, check=True)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        port: int = trial.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            server = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)
            server.request("GET", "/accounts/login/")
            server.getresponse().read()
            server.close()
            return
        time.sleep(0.1)
    raise RuntimeError("the web server did not start")


def _descendants(pid: int) -> list[int]:
    """Return the process and its children, which a master of gunicorn does not change once they run."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *map(int, children)]
    return []


def _backends() -> Iterable[int]:
    """Return the database's processes for this database but the one that is asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def _seconds(pid: int) -> float | None:
    """Return the seconds of CPU that a process of this machine has used; None where it has ended (Linux)."""
    try:
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / NANOSECONDS
    except (OSError, ValueError):
        return None

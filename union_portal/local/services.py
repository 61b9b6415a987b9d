"""Start the servers that are not running; the last process that uses them stops them.

Users hold a shared lock on var/in-use.lock. Who stops using the servers tries to lock it exclusively, and stops them
if that succeeds. For users that are killed a guardian waits to do so; it is started with the servers.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, ModuleType
from typing import IO

from union_portal.local import guardian, postgres, redis
from union_portal.local.checkout import Checkout
from union_portal.local.server_user import CannotStart, ServerProcess, server_user_for

__all__ = ["CannotStart", "services_of"]

# Servers that this process started, to be waited for once they have stopped.
_started: dict[Checkout, list[subprocess.Popen[bytes]]] = {}


@contextlib.contextmanager
def services_of(checkout: Checkout) -> Iterator[None]:
    """Keep the servers of `checkout` running during the block; afterwards stop them unless another process uses them.

    Raises CannotStart (one sentence) where they can't run. A server named by DATABASE_URL or REDIS_URL is not touched.
    """
    wanted = _wanted()
    if not wanted:
        yield
        return
    holder = os.getpid()
    checkout.make_var()
    lease = _take_lease(checkout, wanted)
    try:
        with _exit_on_termination():
            yield
    finally:
        # A forked child shares the lease with its parent, which releases it.
        if os.getpid() == holder:
            _release_lease(checkout, lease)


def _wanted() -> list[ModuleType]:
    named = {postgres: "DATABASE_URL", redis: "REDIS_URL"}
    return [server for server, variable in named.items() if not os.environ.get(variable)]


def _take_lease(checkout: Checkout, wanted: list[ModuleType]) -> IO[str]:
    with _start_stop_lock(checkout):
        lease = _open_lock(checkout, "in-use.lock")
        fcntl.flock(lease, fcntl.LOCK_SH)
        down = [server for server in wanted if not server.answers(checkout)]
        if down:
            programs = [postgres.binaries() / "postgres" if server is postgres else redis.binary() for server in down]
            server_user = server_user_for(checkout, *programs)
            processes = [*filter(None, [server.start(checkout, server_user) for server in down])]
            if processes and guardian.is_possible():
                processes.append(_start_guardian(checkout, [process.pid for process in processes]))
            _started.setdefault(checkout, []).extend(processes)
    return lease


def _start_guardian(checkout: Checkout, pids: list[int]) -> ServerProcess:
    """Start the guardian of these servers, in a session of its own, so that Ctrl-C does not reach it."""
    locks = [str(checkout.var / name) for name in ("in-use.lock", "start-stop.lock")]
    return ServerProcess(
        [sys.executable, "-I", guardian.__file__, *locks, *map(str, pids)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _release_lease(checkout: Checkout, lease: IO[str]) -> None:
    with _start_stop_lock(checkout):
        # Closed, not unlocked: child processes that outlive this one keep their share of the lock.
        lease.close()
        with _open_lock(checkout, "in-use.lock") as trial:
            try:
                fcntl.flock(trial, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            redis.stop(checkout)
            postgres.stop(checkout)
    for process in _started.pop(checkout, []):
        process.wait()


@contextlib.contextmanager
def _start_stop_lock(checkout: Checkout) -> Iterator[None]:
    """Hold the lock under which servers are started and stopped; the kernel releases it when the process ends."""
    with _open_lock(checkout, "start-stop.lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _open_lock(checkout: Checkout, name: str) -> IO[str]:
    path: Path = checkout.var / name
    fresh = not path.exists()
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    if fresh:
        checkout.chown(path)
    return file


@contextlib.contextmanager
def _exit_on_termination() -> Iterator[None]:
    """Make SIGTERM and SIGHUP raise SystemExit during the block, unless the program handles them itself."""
    numbers = []
    if threading.current_thread() is threading.main_thread():
        numbers = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, _exit)
    try:
        yield
    finally:
        for number in numbers:
            if signal.getsignal(number) is _exit:
                signal.signal(number, signal.SIG_DFL)


def _exit(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)

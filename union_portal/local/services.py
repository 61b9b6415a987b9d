"""Start what is not up, and let the last one out switch off the light."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from union_portal.local import postgres, redis
from union_portal.local.checkout import Checkout
from union_portal.local.server_user import CannotStart, server_user_for

__all__ = ["CannotStart", "services_of"]

# Servers that this process started: reaped here when they have stopped.
_started: dict[Checkout, list[subprocess.Popen]] = {}


@contextlib.contextmanager
def services_of(checkout: Checkout) -> Iterator[None]:
    """Keep the servers of `checkout` up while the block runs; afterwards stop them unless another process uses them.

    Raises CannotStart (one sentence) where they can't run. A server named by DATABASE_URL or REDIS_URL is left alone.
    """
    wanted = _wanted()
    if not wanted:
        yield
        return
    holder = os.getpid()
    checkout.make_var()
    lease = _take_lease(checkout, wanted)
    try:
        with _terminated_like_interrupted():
            yield
    finally:
        # A forked child that comes by here still shares the lease with its parent.
        if os.getpid() == holder:
            _give_back(checkout, lease)


def _wanted() -> list:
    named = {postgres: "DATABASE_URL", redis: "REDIS_URL"}
    return [server for server, variable in named.items() if not os.environ.get(variable)]


def _take_lease(checkout: Checkout, wanted: list) -> IO:
    with _mutex(checkout):
        lease = _open_lock(checkout, "in-use.lock")
        fcntl.flock(lease, fcntl.LOCK_SH)
        down = [server for server in wanted if not server.answers(checkout)]
        if down:
            programs = [postgres.binaries() / "postgres" if server is postgres else redis.binary() for server in down]
            server_user = server_user_for(checkout, *programs)
            processes = [server.start(checkout, server_user) for server in down]
            _started.setdefault(checkout, []).extend(filter(None, processes))
    return lease


def _give_back(checkout: Checkout, lease: IO) -> None:
    with _mutex(checkout):
        # Closed, not unlocked: children that outlive us keep the servers up.
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
def _mutex(checkout: Checkout) -> Iterator[None]:
    """Held while servers are started or stopped; the kernel frees it with its process, however that dies."""
    with _open_lock(checkout, "start-stop.lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _open_lock(checkout: Checkout, name: str) -> IO:
    path: Path = checkout.var / name
    fresh = not path.exists()
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    if fresh:
        checkout.give(path)
    return file


@contextlib.contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind the block, as Ctrl-C does, unless the program handles them itself."""
    ours = []
    if threading.current_thread() is threading.main_thread():
        ours = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in ours:
            if signal.getsignal(number) is _leave:
                signal.signal(number, signal.SIG_DFL)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)

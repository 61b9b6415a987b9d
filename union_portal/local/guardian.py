"""Stop servers once nobody uses them any more, also when those who used them were killed.

A script that imports nothing of the project: `python guardian.py IN_USE_LOCK START_STOP_LOCK PID…`. Every second it
looks whether a process still holds its share of the first lock; the kernel releases that of a killed one.
"""

import contextlib
import fcntl
import os
import select
import signal
import sys
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 1
SECONDS_TO_STOP = 60


def is_possible() -> bool:
    """Return whether the system has descriptors of processes, by which a signal never reaches another process."""
    return hasattr(os, "pidfd_open")


def stop_when_unused(in_use: Path, start_stop: Path, pids: list[int]) -> None:
    """Wait until nobody holds the lock `in_use`, or all the servers `pids` have ended; stop those that still run."""
    servers = []
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            servers.append(os.pidfd_open(pid))
    while servers:
        ended, _, _ = select.select(servers, [], [], SECONDS_BETWEEN_LOOKS)
        servers = [server for server in servers if server not in ended]
        # Who starts or stops using the servers does so under the same lock, and never meets the look halfway.
        with start_stop.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if servers and _is_unused(in_use):
                for server in servers:
                    _stop(server)
                return


def _is_unused(in_use: Path) -> bool:
    with in_use.open() as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _stop(server: int) -> None:
    """Have a server close its connections and end, and wait for it: PostgreSQL and Redis do so at SIGINT."""
    try:
        signal.pidfd_send_signal(server, signal.SIGINT)
    except ProcessLookupError:
        return
    select.select([server], [], [], SECONDS_TO_STOP)


if __name__ == "__main__":
    stop_when_unused(Path(sys.argv[1]), Path(sys.argv[2]), [int(pid) for pid in sys.argv[3:]])

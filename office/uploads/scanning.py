"""Asks a ClamAV daemon about files before they are stored, where CLAMAV_SOCKET names one. A doubtful file is refused.

The command INSTREAM of clamd(8): pieces of the file, each behind its length in four bytes, and an empty one at the end.
"""

import logging
import socket
import time
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from office.errors import FileNotTaken

# For one file, connecting and waiting for the answer included.
SECONDS = 20
PIECE = 64 * 1024
MOST_ANSWER = 4096
# With AlertExceedsMax a daemon calls a file that is too large for it infected.
TOO_LARGE = ("size limit exceeded", "Heuristics.Limits.Exceeded", "(null) FOUND")
logger = logging.getLogger(__name__)


class Infected(FileNotTaken):
    """The daemon has found a virus; nothing of the file is kept."""


class NotScanned(FileNotTaken):
    """The daemon could not say whether the file is clean: it is away, too slow, or the file too large for it."""


def scan(name: str, pieces: Iterable[bytes]) -> bool:
    """Return True for a file that the daemon finds clean, False where no daemon is to be asked.

    Raises Infected, and NotScanned for every other answer and for none.
    """
    if not settings.CLAMAV_SOCKET:
        return False
    try:
        answer = _ask(settings.CLAMAV_SOCKET, pieces, time.monotonic() + SECONDS)
    except OSError as why:
        logger.error("The virus scanner at %s does not answer: %s", settings.CLAMAV_SOCKET, why)
        answer = ""
    if answer == "stream: OK":
        return True
    too_large = any(sign in answer for sign in TOO_LARGE)
    if answer.startswith("stream: ") and answer.endswith(" FOUND") and not too_large:
        logger.warning("A file that was sent is infected and was not kept: %s", answer)
        told = _("%(name)s contains a virus (%(virus)s). Nothing was sent. Have your device checked.")
        virus = answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise Infected(told % {"name": name, "virus": virus}, code="file_infected")
    if answer:
        logger.error("The virus scanner could not check a file: %s", answer)
    told = _("%(name)s can't be checked for viruses just now, so it was not taken. Try again later, or leave it out.")
    if too_large:
        told = _("%(name)s is too large to be checked for viruses, so it was not taken. Send a smaller one.")
    raise NotScanned(told % {"name": name}, code="file_not_scanned")


def _ask(address: str, pieces: Iterable[bytes], until: float) -> str:
    """Return the daemon's answer to the file; raise OSError where there is none before `until`, or only a part."""
    with _connected(address, until) as daemon:
        try:
            daemon.sendall(b"zINSTREAM\0")
            for piece in pieces:
                for at in range(0, len(piece), PIECE):
                    part = piece[at : at + PIECE]
                    daemon.settimeout(_left(until))
                    daemon.sendall(len(part).to_bytes(4, "big") + part)
            daemon.sendall(bytes(4))
        except (BrokenPipeError, ConnectionResetError):
            # It stops reading a file that is too large for it, and has said so.
            logger.info("The virus scanner has ended the transfer")
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < MOST_ANSWER:
            daemon.settimeout(_left(until))
            received = daemon.recv(MOST_ANSWER)
            if not received:
                raise ConnectionAbortedError("it ended the connection without an answer")
            answer += received
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connected(address: str, until: float) -> socket.socket:
    """Return a connection to the path of a socket, or to "host:port"."""
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(_left(until))
        try:
            daemon.connect(address)
        except OSError:
            daemon.close()
            raise
        return daemon
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), _left(until))


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    return left

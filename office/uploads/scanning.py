"""Asks a ClamAV daemon about attachments, where CLAMAV_SOCKET names one. A doubtful file is refused.

It is asked before the transaction of an act is opened, so that no row is locked meanwhile; `attach` takes no file that
it was not asked about. Workbooks to import and layouts of documents, which the portal reads itself, are not scanned.

The command INSTREAM of clamd(8): pieces of the file, each behind its length in four bytes, and an empty one at the end.
"""

import logging
import socket
import time
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.files.base import File
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.errors import FileNotTaken
from office.types import Upload

# For all files of one form together, connecting and waiting for the answers included.
SECONDS = 20
# The names of a FilesField in the forms of the portal and in the calls of the API.
FIELDS = ("attachments", "files", "papers", "photos", "receipts", "scans", "sheet", "sheets")
PIECE = 64 * 1024
MOST_ANSWER = 4096
# With AlertExceedsMax a daemon calls a file that is too large for it infected.
TOO_LARGE = ("size limit exceeded", "Heuristics.Limits.Exceeded", "(null) FOUND")
NOT_NOW = gettext_lazy(
    "%(name)s can't be checked for viruses just now, so it was not taken. Try again later, or leave it out."
)
logger = logging.getLogger(__name__)


class Infected(FileNotTaken):
    """The daemon has found a virus; nothing of the file is kept."""


class NotScanned(FileNotTaken):
    """The daemon could not say whether the file is clean: it is away, too slow, or the file too large for it."""


class _Refusal(NamedTuple):
    """Why a file is not taken, without the exception, whose traceback would hold the file."""

    kind: type[FileNotTaken]
    code: str
    sentence: str


# What became of the files of requests under way; None for a clean one.
_answers: WeakKeyDictionary[File[bytes], _Refusal | None] = WeakKeyDictionary()


def scan_files(files: Iterable[File[bytes]], names: Sequence[str] = ()) -> None:
    """Ask the daemon about each file, where one is set; `require_clean` then says what it found.

    `names` are those by which their sender knows the files. It may take SECONDS: call it before a transaction is
    opened. A file that the daemon was asked about already is left out.
    """
    if not settings.CLAMAV_SOCKET:
        return
    until = time.monotonic() + SECONDS
    for number, file in enumerate(files):
        if file not in _answers:
            name = names[number] if names else PurePath(file.name or "").name
            _answers[file] = _refusal(name, file, until)
            file.seek(0)


def scan_sent(files: MultiValueDict[str, Upload]) -> None:
    """Scan the attachments among the files of a request, as `scan_files` does."""
    scan_files([file for field in FIELDS for file in files.getlist(field)])


def require_clean(file: File[bytes]) -> bool:
    """Return True for a file that the daemon found clean, False where no daemon is to be asked.

    Raises Infected, and NotScanned for every other answer, for none, and for a file that it was never asked about.
    """
    if not settings.CLAMAV_SOCKET:
        return False
    if file not in _answers:
        logger.error("A file came to be stored that the virus scanner was not asked about")
        raise NotScanned(NOT_NOW % {"name": PurePath(file.name or "").name}, code="file_not_scanned")
    if refusal := _answers[file]:
        raise refusal.kind(refusal.sentence, code=refusal.code)
    return True


def _refusal(name: str, file: File[bytes], until: float) -> _Refusal | None:
    """Return why a file is not taken, None for one that the daemon finds clean; it is asked until `until` at most."""
    try:
        answer = _ask(settings.CLAMAV_SOCKET, file.chunks(), until)
    except OSError as why:
        logger.error("The virus scanner at %s does not answer: %s", settings.CLAMAV_SOCKET, why)
        answer = ""
    if answer == "stream: OK":
        return None
    too_large = any(sign in answer for sign in TOO_LARGE)
    if answer.startswith("stream: ") and answer.endswith(" FOUND") and not too_large:
        logger.warning("A file that was sent is infected and was not kept: %s", answer)
        told = _("%(name)s contains a virus (%(virus)s). Nothing was sent. Have your device checked.")
        virus = answer.removeprefix("stream: ").removesuffix(" FOUND")
        return _Refusal(Infected, "file_infected", told % {"name": name, "virus": virus})
    if answer:
        logger.error("The virus scanner could not check a file: %s", answer)
    told = str(NOT_NOW)
    if too_large:
        told = _("%(name)s is too large to be checked for viruses, so it was not taken. Send a smaller one.")
    return _Refusal(NotScanned, "file_not_scanned", told % {"name": name})


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
        try:
            daemon.settimeout(_left(until))
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

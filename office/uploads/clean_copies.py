"""Copies of files from which nothing can be read but what they show or say, made in a process of its own. ADR 12."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from office.errors import NotAllowed
from office.semaphores import Semaphore, held
from office.types import Upload
from office.uploads.rules import COPIED
from office.uploads.scanning import require_clean, scan_files

# The kinds of files of anonymous reports.
CLEANED = (".jpg", ".jpeg", ".png", ".webp", ".pdf", ".txt", ".mp3", ".amr")
# For all files of one report together: meanwhile it keeps one of few threads of the web server.
SECONDS = 30
# Of the eight threads that `manage.py serve` starts, two clean and two wait at most. A cleaner takes up to 1 GB of
# memory (MEMORY_BYTES of office.uploads.cleaning), so that all together take 2 GB beside what the web server needs.
CLEANERS = Semaphore("cleaners", most=2, seconds=SECONDS + 10, waiting=2, wait_seconds=5)
# Pages of a document become pictures, which may need more room; so many of one small picture need far more.
LARGEST_COPY = 20 * 1024 * 1024
TOO_LARGE = 4


class CleanersBusy(NotAllowed):
    """As many files as CLEANERS allows are being cleaned; nothing was done, the same may be sent again in a minute."""

    CODE = "cleaners_busy"

    def __init__(self) -> None:
        told = _("Many files are being checked just now, and nothing was sent. Choose yours again in a minute.")
        super().__init__(told, code=self.CODE, field="attachments")


class NamelessFile(ContentFile[bytes]):
    """A clean copy of a file that somebody sent."""


def nameless_copies(files: Iterable[Upload | NamelessFile]) -> list[NamelessFile]:
    """Return a clean copy of each file, scanned; one that is such a copy already is returned as it is.

    It may take SECONDS, and those of the virus scanner, and is called before a transaction is opened. Raises NotAllowed
    for a kind of file of which none can be made, for a damaged file, and for a picture or a document that is too large,
    or takes too long to read; CleanersBusy when as many files as CLEANERS allows are being read for others; Infected
    and NotScanned for a copy.
    """
    sent = list(files)
    if all(isinstance(file, NamelessFile) for file in sent):
        return [file for file in sent if isinstance(file, NamelessFile)]
    with held(CLEANERS) as free:
        if not free:
            raise CleanersBusy
        until = time.monotonic() + SECONDS
        copies = [file if isinstance(file, NamelessFile) else _copy(file, until) for file in sent]
    scan_files(copies, names=[PurePath(file.name or "").name for file in sent])
    for copy in copies:
        require_clean(copy)
    return copies


def require_cleanable(name: str) -> None:
    """Raise NotAllowed for the name of a kind of file of which no clean copy can be made."""
    if PurePath(name).suffix.lower() not in CLEANED:
        raise _refused(
            _(
                "%(name)s can't be taken here: such files say who made them, or where. Photos (JPEG, PNG, WebP), PDF,"
                " text and sound (MP3, AMR) can. Photograph a document or take a screenshot of it; write down what a"
                " recording says."
            ),
            name,
        )


def working_copy(name: str, content: bytes) -> ContentFile[bytes]:
    """Return the clean copy of a picture, named by its new suffix alone; `name` is the file's.

    Raises NotAllowed for a damaged picture and for one that is too large or takes too long to read, and CleanersBusy.
    """
    suffix = PurePath(name).suffix.lower()
    with held(CLEANERS) as free:
        if not free:
            raise CleanersBusy
        return ContentFile(_cleaned(name, content, time.monotonic() + SECONDS), name=f"file{COPIED[suffix]}")


def _copy(file: Upload, until: float) -> NamelessFile:
    name = PurePath(file.name or "").name
    require_cleanable(name)
    return NamelessFile(_cleaned(name, file.read(), until), name=f"file{PurePath(name).suffix.lower()}")


def _cleaned(name: str, content: bytes, until: float) -> bytes:
    """Return the clean content of a file of this name, read until `until` of `time.monotonic` at most."""
    command = [sys.executable, "-m", "office.uploads.cleaning", PurePath(name).suffix.lower()]
    # The keys of the portal may be in the environment; a file that takes over that process must not find them there.
    environment = {"PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=max(until - time.monotonic(), 0),
            cwd=settings.BASE_DIR,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused(_("%(name)s takes too long to read. Send fewer pages, or a photo."), name) from None
    # Ended by the kernel: out of memory, or out of the time of the processor.
    if -done.returncode in (signal.SIGKILL, signal.SIGXCPU):
        raise _refused(_("%(name)s takes too long to read. Send fewer pages, or a photo."), name)
    if done.returncode == TOO_LARGE or len(done.stdout) > LARGEST_COPY:
        raise _refused(_("%(name)s has too many pixels or pages. Send fewer pages, or a smaller photo."), name)
    if done.returncode:
        raise _refused(_("%(name)s can't be read. Open it, save it anew and try again, or send a photo."), name)
    return done.stdout


def _refused(sentence: str, name: str) -> NotAllowed:
    return NotAllowed(sentence % {"name": name}, code="file_refused", field="attachments")

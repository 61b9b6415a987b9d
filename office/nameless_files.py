"""Copies of files from which nothing can be read but what they show or say, for anonymous reports. ADR 12."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from office.errors import NotAllowed
from office.types import Upload

# The kinds that office.file_cleaning makes copies of.
CLEANED = (".jpg", ".jpeg", ".png", ".pdf", ".txt", ".mp3", ".amr")
# For all files of one report together: meanwhile it keeps one of few threads of the web server.
SECONDS = 90
# Pages of a document become pictures, which may need more room; so many of one small picture need far more.
LARGEST_COPY = 20 * 1024 * 1024
TOO_LARGE = 4


class NamelessFile(ContentFile[bytes]):
    """A clean copy of a file that somebody sent."""


def nameless_copies(files: Iterable[Upload | NamelessFile]) -> list[NamelessFile]:
    """Return a clean copy of each file; one that is such a copy already is returned as it is.

    Raises NotAllowed for a kind of file of which none can be made, for a damaged file, and for a picture or a document
    that is too large, or takes too long to read.
    """
    until = time.monotonic() + SECONDS
    return [file if isinstance(file, NamelessFile) else _copy(file, until) for file in files]


def require_cleanable(name: str) -> None:
    """Raise NotAllowed for the name of a kind of file of which no clean copy can be made."""
    if PurePath(name).suffix.lower() not in CLEANED:
        raise _refused(
            _(
                "%(name)s can't be taken here: such files say who made them, or where. Photos (JPEG, PNG), PDF, text"
                " and sound (MP3, AMR) can. Photograph a document, or write down what a recording says."
            ),
            name,
        )


def _copy(file: Upload, until: float) -> NamelessFile:
    name = PurePath(file.name or "").name
    suffix = PurePath(name).suffix.lower()
    require_cleanable(name)
    command = [sys.executable, "-m", "office.file_cleaning", suffix]
    # The keys of the portal may be in the environment; a file that takes over that process must not find them there.
    environment = {"PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(
            command,
            input=file.read(),
            capture_output=True,
            timeout=max(until - time.monotonic(), 0),
            cwd=settings.BASE_DIR,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused(_("%(name)s takes too long to read. Send fewer pages, or a photo."), name) from None
    if done.returncode == TOO_LARGE or len(done.stdout) > LARGEST_COPY:
        raise _refused(_("%(name)s has too many pixels or pages. Send fewer pages, or a smaller photo."), name)
    if done.returncode:
        raise _refused(_("%(name)s can't be read. Open it, save it anew and try again, or send a photo."), name)
    return NamelessFile(done.stdout, name=f"file{suffix}")


def _refused(sentence: str, name: str) -> NotAllowed:
    return NotAllowed(sentence % {"name": name}, code="file_refused", field="attachments")

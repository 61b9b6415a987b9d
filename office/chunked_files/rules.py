"""States of a file that workers read in chunks and that is then applied, and the steps between them.

Pure: no database, no clock, no request.
"""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileState(TextChoices):
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("ready to import")
    IMPORTING = "importing", _("being imported")
    DONE = "done", _("imported")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


TONES: dict[FileState, str] = {
    FileState.CHECKING: "info",
    FileState.CHECKED: "warning",
    FileState.IMPORTING: "info",
    FileState.DONE: "success",
    FileState.FAILED: "danger",
    FileState.CANCELLED: "muted",
}
# The states in which a worker has something to do.
WORKING = (FileState.CHECKING, FileState.IMPORTING)
# The states from which an officer may resume a file.
STOPPED = (FileState.FAILED, FileState.CANCELLED)
# The states in which an officer may cancel a file.
CANCELLABLE = (FileState.CHECKING, FileState.CHECKED, FileState.IMPORTING)
# A stopped file goes back to the state that `state_to_resume` returns. Only a worker lets a file fail, so a file that
# waits for an officer, in CHECKED, never fails.
NEXT: dict[FileState, set[FileState]] = {
    FileState.CHECKING: {FileState.CHECKED, FileState.FAILED, FileState.CANCELLED},
    FileState.CHECKED: {FileState.IMPORTING, FileState.CANCELLED},
    FileState.IMPORTING: {FileState.DONE, FileState.FAILED, FileState.CANCELLED},
    FileState.FAILED: {FileState.CHECKING, FileState.IMPORTING},
    FileState.CANCELLED: {FileState.CHECKING, FileState.CHECKED, FileState.IMPORTING},
}
# How often workers begin without finishing a chunk before the file fails.
MAX_ATTEMPTS = 10


def state_to_resume(*, checked: bool, confirmed: bool) -> FileState:
    """Return the state in which a stopped file goes on: the last one that it had reached before it stopped."""
    if confirmed:
        return FileState.IMPORTING
    return FileState.CHECKED if checked else FileState.CHECKING


def time_left(elapsed: timedelta, *, done: int, left: int) -> timedelta | None:
    """Return how long `left` rows take at the pace at which `done` rows took `elapsed`.

    None if no row is done, or none is left.
    """
    return elapsed * left / done if done > 0 and left > 0 else None

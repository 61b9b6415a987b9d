"""States of a file that workers read and take over in chunks, and the steps between them.

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
# A worker has something to do.
WORKING = (FileState.CHECKING, FileState.IMPORTING)
STOPPED = (FileState.FAILED, FileState.CANCELLED)
# An officer may still stop it.
CANCELLABLE = (FileState.CHECKING, FileState.CHECKED, FileState.IMPORTING)
# The steps back are those of `state_to_resume`; a file fails only in a worker's hands, so never while it is CHECKED.
NEXT: dict[FileState, set[FileState]] = {
    FileState.CHECKING: {FileState.CHECKED, FileState.FAILED, FileState.CANCELLED},
    FileState.CHECKED: {FileState.IMPORTING, FileState.CANCELLED},
    FileState.IMPORTING: {FileState.DONE, FileState.FAILED, FileState.CANCELLED},
    FileState.FAILED: {FileState.CHECKING, FileState.IMPORTING},
    FileState.CANCELLED: {FileState.CHECKING, FileState.CHECKED, FileState.IMPORTING},
}
MAX_ATTEMPTS = 10


def state_to_resume(*, checked: bool, confirmed: bool) -> FileState:
    """Return the state in which a stopped file goes on: the last one that it had reached before it stopped."""
    if confirmed:
        return FileState.IMPORTING
    return FileState.CHECKED if checked else FileState.CHECKING


def time_left(taken: timedelta, *, done: int, left: int) -> timedelta | None:
    """Return how long `left` rows take if `done` rows took `taken`; None as long as that can't be told."""
    return taken * left / done if done > 0 and left > 0 else None

"""What officers and workers do with a file in chunks: each step is compare-and-set, and the room records it.

The audit event is the room's, in the same transaction: only the room knows the unit and what was counted.
"""

from contextlib import suppress

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from office.chunked_files.models import ChunkedFile, File, ResumableFile
from office.chunked_files.rules import CANCELLABLE, MAX_ATTEMPTS, NEXT, FileState, state_to_resume
from office.claims import claim
from office.errors import NotAllowed
from office.transitions import move, require_state

# What an officer does.


def confirm_file(file: ChunkedFile, **changes: object) -> None:
    """Have a checked file taken over, and set `changes` with it. Raises NotAllowed when it has moved on."""
    require_state(file, FileState.CHECKED)
    if isinstance(file, ResumableFile):
        now = timezone.now()
        changes = {"confirmed_at": now, "went_on_at": now, "went_on_from": 0, "last_row": 0, "attempts": 0, **changes}
    move(file, FileState.IMPORTING, NEXT, **changes)


def cancel_file(file: ChunkedFile, *states: FileState) -> None:
    """Stop a file that stands in one of `states`; what was taken over stays. In the caller's transaction.

    Without `states` it may also be in the midst of being taken over. Raises NotAllowed when it has moved on.
    """
    _hold(file)
    require_state(file, *(states or CANCELLABLE))
    move(file, FileState.CANCELLED, NEXT, finished_at=timezone.now())


def resume_file(file: ResumableFile, **changes: object) -> None:
    """Take a stopped file up where it stopped, and set `changes` with it. In the caller's transaction.

    Raises NotAllowed when it goes on already, or can't any more.
    """
    _hold(file)
    if not file.may_go_on:
        raise NotAllowed(_("This file can't be resumed."), code="not_resumable")
    state = state_to_resume(checked=file.checked_at is not None, confirmed=file.confirmed_at is not None)
    afresh = {"attempts": 0, "went_on_at": timezone.now(), "went_on_from": file.last_row}
    move(file, state, NEXT, finished_at=None, failure="", **afresh, **changes)


def _hold(file: ChunkedFile) -> None:
    """Lock the file, and read it as it is now: a worker may have moved it since the page was shown."""
    file.refresh_from_db(from_queryset=type(file)._default_manager.select_for_update(no_key=True))


# What a worker does.


def _row(file: File) -> QuerySet[File]:
    return type(file)._default_manager.filter(pk=file.pk)


def claim_file(file: File) -> File | None:
    """Lock the file until the transaction ends, if it still stands where this worker left it; None if it doesn't.

    Also None while another worker holds it.
    """
    return claim(_row(file).filter(state=file.state, last_row=file.last_row)).first()


def advance_to(file: ChunkedFile, last_row: int, **changes: object) -> None:
    """Note that the claimed file is read as far as `last_row`, and set `changes` with it."""
    total = Greatest(F("total_rows"), Value(last_row))
    _advance(file, last_row=last_row, total_rows=total, **changes)
    file.last_row = last_row


def advance_by(file: ChunkedFile, rows: int, **changes: object) -> None:
    """Note that `rows` more are taken over, by whichever of several workers, and set `changes` with it."""
    _advance(file, last_row=F("last_row") + rows, **changes)


def _advance(file: ChunkedFile, **changes: object) -> None:
    if isinstance(file, ResumableFile):
        changes["attempts"] = 0
    _row(file).update(**changes)


def finish_check(file: ChunkedFile, **changes: object) -> None:
    """Let a claimed file whose rows are all checked wait for an officer, and set `changes` with it."""
    if isinstance(file, ResumableFile):
        changes = {"checked_at": timezone.now(), "attempts": 0, **changes}
    move(file, FileState.CHECKED, NEXT, total_rows=file.last_row, **changes)


def finish_file(file: ChunkedFile, **changes: object) -> None:
    """Close a claimed file that is taken over, and set `changes` with it."""
    move(file, FileState.DONE, NEXT, finished_at=timezone.now(), **changes)


def fail_file(file: ChunkedFile, why: str) -> None:
    """Give the file up for a reason that its page tells, unless somebody has stopped it meanwhile."""
    with suppress(NotAllowed):
        move(file, FileState.FAILED, NEXT, failure=why, finished_at=timezone.now())


def begin_attempt(file: ResumableFile) -> bool:
    """Count one more attempt at the file; False when it was given up, after MAX_ATTEMPTS without any progress."""
    _row(file).update(attempts=F("attempts") + 1)
    if file.attempts < MAX_ATTEMPTS:
        return True
    fail_file(file, _("The work broke off several times at the same row. Resume it, or tell the administrator."))
    return False

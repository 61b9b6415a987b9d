"""The steps of a file worked in chunks, each compare-and-set: those of officers first, then those of workers.

With a step after which the upload is no longer needed it is deleted, and the row no longer names it.

The room writes the audit event, in the same transaction: only the room knows the unit and the counts.
"""

from contextlib import suppress

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from office.chunked_files.models import AnyChunkedFile, ChunkedFile, ResumableFile
from office.chunked_files.rules import CANCELLABLE, MAX_ATTEMPTS, NEXT, FileState, state_to_resume
from office.claims import claim
from office.encrypted_files.storage import delete_on_commit
from office.errors import NotAllowed
from office.transitions import move, require_state


def confirm_file(file: ChunkedFile, **changes: object) -> None:
    """Have workers apply a checked file, and set the fields `changes`. Raises NotAllowed when it is not checked."""
    require_state(file, FileState.CHECKED)
    if isinstance(file, ResumableFile):
        now = timezone.now()
        changes = {"confirmed_at": now, "went_on_at": now, "went_on_from": 0, "last_row": 0, "attempts": 0, **changes}
    _step(file, FileState.IMPORTING, **changes)


def cancel_file(file: ChunkedFile, *states: FileState) -> None:
    """Cancel a file that is in one of `states`, by default CANCELLABLE; what is applied stays. Needs a transaction.

    Raises NotAllowed when it is in another state.
    """
    _lock(file)
    require_state(file, *(states or CANCELLABLE))
    _step(file, FileState.CANCELLED, finished_at=timezone.now())


def resume_file(file: ResumableFile, **changes: object) -> None:
    """Have workers go on with a stopped file where it stopped, and set the fields `changes`. Needs a transaction.

    Raises NotAllowed when it is not stopped, or can't be resumed.
    """
    _lock(file)
    if not file.can_resume:
        raise NotAllowed(_("This file can't be resumed."), code="not_resumable")
    state = state_to_resume(checked=file.checked_at is not None, confirmed=file.confirmed_at is not None)
    afresh = {"attempts": 0, "went_on_at": timezone.now(), "went_on_from": file.last_row}
    _step(file, state, finished_at=None, failure="", **afresh, **changes)


def _step(file: ChunkedFile, state: FileState, **changes: object) -> None:
    """Move the file to another state; with the last one in which its upload is needed the upload goes."""
    if state in file.upload_needed_in or not file.file:
        move(file, state, NEXT, **changes)
    else:
        name = str(file.file.name)
        move(file, state, NEXT, **changes, file="")
        delete_on_commit(name)


def _lock(file: ChunkedFile) -> None:
    """Lock the row, and refresh the instance: a worker may have changed it since the page was shown."""
    file.refresh_from_db(from_queryset=type(file)._default_manager.select_for_update(no_key=True))


def _rows(file: AnyChunkedFile) -> QuerySet[AnyChunkedFile]:
    """Return the queryset of this file alone."""
    return type(file)._default_manager.filter(pk=file.pk)


def claim_file(file: AnyChunkedFile) -> AnyChunkedFile | None:
    """Lock the file until the transaction ends and return it as the database has it.

    None if its state or `last_row` is no longer that of `file`, or another worker has locked it.
    """
    return claim(_rows(file).filter(state=file.state, last_row=file.last_row)).first()


def advance_to(file: ChunkedFile, last_row: int, **changes: object) -> None:
    """Set how far the claimed file is read, and the fields `changes`."""
    total = Greatest(F("total_rows"), Value(last_row))
    _advance(file, last_row=last_row, total_rows=total, **changes)
    file.last_row = last_row


def advance_by(file: ChunkedFile, rows: int, **changes: object) -> None:
    """Count `rows` more as applied, by this one of several workers, and set the fields `changes`."""
    _advance(file, last_row=F("last_row") + rows, **changes)


def _advance(file: ChunkedFile, **changes: object) -> None:
    if isinstance(file, ResumableFile):
        changes["attempts"] = 0
    _rows(file).update(**changes)


def finish_check(file: ChunkedFile, **changes: object) -> None:
    """Let a claimed file whose rows are all checked wait for an officer, and set the fields `changes`."""
    if isinstance(file, ResumableFile):
        changes = {"checked_at": timezone.now(), "attempts": 0, **changes}
    _step(file, FileState.CHECKED, total_rows=file.last_row, **changes)


def finish_file(file: ChunkedFile, **changes: object) -> None:
    """Move a claimed file that is applied to DONE, and set the fields `changes`."""
    _step(file, FileState.DONE, finished_at=timezone.now(), **changes)


def fail_file(file: ChunkedFile, why: str) -> None:
    """Move the file to FAILED for the reason `why`, which its page shows; do nothing if its state has changed."""
    with suppress(NotAllowed):
        _step(file, FileState.FAILED, failure=why, finished_at=timezone.now())


def begin_attempt(file: ResumableFile) -> bool:
    """Count one more attempt and return True; after MAX_ATTEMPTS without a finished chunk fail the file: False."""
    _rows(file).update(attempts=F("attempts") + 1)
    if file.attempts < MAX_ATTEMPTS:
        return True
    fail_file(file, _("The work broke off several times at the same row. Resume it, or tell the administrator."))
    return False

"""Attaching files, making their clean copies, opening and deleting them."""

import hashlib
import logging
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from office import audit
from office.days import full_hour
from office.encrypted_files.format import DamagedFile
from office.encrypted_files.storage import FileNotStored, delete_on_commit, file_storage
from office.errors import NotAllowed
from office.types import JsonValue, Upload
from office.uploads.clean_copies import CleanersBusy, NamelessFile, nameless_copies, working_copy
from office.uploads.models import Attachment
from office.uploads.rules import COPIED, CopyState
from office.uploads.scanning import require_clean

# A sweep ends after so long; the next one goes on.
SWEEP_SECONDS = 240
# Files of which one sweep makes copies at most, and as many that it seals.
MOST_IN_A_SWEEP = 500
logger = logging.getLogger(__name__)


def attach(
    about: models.Model,
    files: Sequence[Upload | NamelessFile],
    *,
    by: AbstractBaseUser | None,
    nameless: bool = False,
) -> list[Attachment]:
    """Store `files` as attachments of `about`, all or none; call it last in an action: files are not rolled back.

    Where a virus scanner is set, `scan_files` was called for them before the transaction. With `nameless` nothing is
    stored that could tell who sent them but what they show or say: no file name, no metadata, and of the time only the
    hour. Raises NotAllowed as `nameless_copies` does, and FileNotTaken for a file that is infected, or can't be scanned
    or stored.
    """
    taken = nameless_copies(files) if nameless else list(files)
    scanned = [require_clean(content) for content in taken]
    attachments: list[Attachment] = []
    for number, content in enumerate(taken, start=1):
        attachment = _sealed(about, content, by=by, number=number if nameless else None)
        attachment.scanned = scanned[number - 1]
        try:
            attachment.file.save(f"file{PurePath(attachment.name).suffix}", content, save=False)
        except FileNotStored:
            for stored in attachments:
                stored.file.delete(save=False)
            raise
        if nameless:
            hour = attachment.added_at.timestamp()
            os.utime(attachment.file.path, (hour, hour))
        attachment.save()
        attachments.append(attachment)
    return attachments


def _sealed(
    about: models.Model, content: Upload | NamelessFile, *, by: AbstractBaseUser | None, number: int | None
) -> Attachment:
    """Return the unsaved row of a file, with the sum of its content, which is at its start afterwards.

    `number` names a file that must not tell who sent it, and of whose time only the hour is kept; None for all others.
    """
    sent = PurePath(content.name or "")
    suffix = sent.suffix.lower()
    at = timezone.now() if number is None else full_hour()
    attachment = Attachment(
        about=about,
        name=sent.name[-200:] if number is None else f"{number}{suffix}",
        size=content.size or 0,
        added_by_id=by.pk if by else None,
        added_at=at,
        sha256=sum_of(content.chunks()),
        sealed_at=at,
        copy_state=CopyState.DUE if suffix in COPIED and number is None else CopyState.NONE,
    )
    content.seek(0)
    return attachment


def sum_of(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal digits."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def ensure_copy(attachment: Attachment) -> None:
    """Make the clean copy of a file if it is still due; the instance follows.

    A picture of which none can be made is marked so. Raises CleanersBusy, FileNotStored and DamagedFile: then the copy
    is due as before. Call it outside of transactions.
    """
    if attachment.copy_state != CopyState.DUE:
        return
    with attachment.file.open("rb") as original:
        content = original.read()
    try:
        made = working_copy(attachment.name, content)
    except CleanersBusy:
        raise
    except NotAllowed as why:
        logger.warning("No clean copy of attachment %s can be made: %s", attachment.pk, why.code)
        _settle(attachment, copy_state=CopyState.FAILED)
        return
    field = Attachment._meta.get_field("copy")
    name = file_storage().save(field.generate_filename(attachment, str(made.name)), made)
    if not _settle(attachment, copy=name, copy_size=made.size, copy_state=CopyState.MADE):
        # Another process was faster.
        file_storage().delete(name)


def _settle(attachment: Attachment, **values: object) -> bool:
    """Write what became of the copy if it is still due; the instance shows what holds now."""
    done = Attachment.objects.filter(pk=attachment.pk, copy_state=CopyState.DUE).update(**values)
    attachment.refresh_from_db(fields=["copy", "copy_size", "copy_state"])
    return bool(done)


def make_due_copies() -> int:
    """Make the clean copies that are due, the newest first, as long as SWEEP_SECONDS last; return how many are settled.

    One that can't be read, or whose file is not there, is named in the log and left for the next time.
    """
    until, settled = time.monotonic() + SWEEP_SECONDS, 0
    for attachment in Attachment.objects.copy_due()[:MOST_IN_A_SWEEP]:
        if time.monotonic() > until:
            break
        try:
            ensure_copy(attachment)
        except (CleanersBusy, FileNotStored):
            # Readers come first, and the disk may have room later.
            break
        except (DamagedFile, FileNotFoundError) as why:
            logger.error("Attachment %s can't be read: %s", attachment.pk, why)
            continue
        settled += 1
    return settled


def seal_old_files() -> int:
    """Compute the sums of files from before there were sums; return of how many."""
    sealed = 0
    for attachment in Attachment.objects.unsealed()[:MOST_IN_A_SWEEP]:
        try:
            with attachment.file.open("rb") as original:
                found = sum_of(original.chunks())
        except (DamagedFile, FileNotFoundError) as why:
            logger.error("Attachment %s can't be read: %s", attachment.pk, why)
            continue
        unsealed = Attachment.objects.filter(pk=attachment.pk, sha256="")
        sealed += unsealed.update(sha256=found, sealed_at=timezone.now())
    return sealed


def open_original(
    attachment: Attachment, subject: models.Model, *, by: AbstractBaseUser, reason: str, unit: models.Model | None
) -> None:
    """Record that `by` opens the original of a file of `subject`, and why. Raises DamagedFile for another sum.

    A file whose sum was never computed is sealed first.
    """
    with attachment.file.open("rb") as original:
        found = sum_of(original.chunks())
    if not attachment.sha256:
        Attachment.objects.filter(pk=attachment.pk, sha256="").update(sha256=found, sealed_at=timezone.now())
        attachment.refresh_from_db(fields=["sha256", "sealed_at"])
    if found != attachment.sha256:
        logger.error("The original of attachment %s has another sum than when it was received", attachment.pk)
        raise DamagedFile("the sum is another one")
    facts: dict[str, JsonValue] = {"file": attachment.pk, "sha256": attachment.sha256}
    audit.record("attachment.open_original", subject, by=by, unit=unit, reason=reason, changes=facts)


def delete_files_on_commit(attachments: Iterable[Attachment]) -> None:
    """Delete the files of these rows, original and copy, once the transaction is committed; not the rows."""
    for attachment in attachments:
        for file in (attachment.file, attachment.copy):
            if file:
                delete_on_commit(str(file.name))

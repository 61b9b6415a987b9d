"""The columns of all files that are worked in chunks; each kind adds its own table with `file` and its counts."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.chunked_files import rules
from office.chunked_files.rules import FileState
from office.types import Message


class ChunkedFile(models.Model):
    """An uploaded file: workers read and check it chunk by chunk, and apply it after an officer has confirmed it."""

    file: models.FileField
    """The upload; each kind of file stores it under a path of its own."""
    file_name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=FileState, default=FileState.CHECKING)
    last_row = models.PositiveIntegerField(_("row reached"), default=0)
    total_rows = models.PositiveIntegerField(_("rows in all, about"), default=0)
    unknown_heads = models.JSONField(_("unknown columns"), default=list, blank=True)
    """The headings of the columns that are not read."""
    failure = models.TextField(_("why it failed"), blank=True)
    started_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    missing_file_message: ClassVar[Message] = _("The uploaded file is gone. Upload it again.")
    """The `failure` of a file whose upload is no longer in the storage."""

    upload_needed_in: ClassVar[Collection[FileState]] = tuple(FileState)
    """The states in which the upload is kept: on the step into another one it is deleted."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def tone(self) -> str:
        """The CSS tone of the state's badge."""
        return rules.TONES[FileState(self.state)]

    @property
    def at_work(self) -> bool:
        """Whether a worker has something to do."""
        return self.state in rules.WORKING

    @property
    def progress_known(self) -> bool:
        """Whether `last_row` of `total_rows` is how far the work is; while it is applied, a file may not count rows."""
        return self.state == FileState.CHECKING

    @property
    def estimated_end(self) -> datetime | None:
        """When the checking or the applying ends at the pace so far; None if unknown."""
        return None


class ResumableFile(ChunkedFile):
    """A file that can be resumed where it stopped, and that counts rows also while it is applied."""

    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    went_on_at = models.DateTimeField(default=timezone.now)
    """When the file was uploaded, confirmed or resumed last: its pace is measured from then."""
    went_on_from = models.PositiveIntegerField(default=0)
    """The `last_row` at `went_on_at`."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a worker has begun since the last finished chunk."""

    class Meta:
        abstract = True

    @property
    def can_resume(self) -> bool:
        # What is checked goes on with its rows, without the upload.
        return self.state in rules.STOPPED and (self.checked_at is not None or bool(self.file))

    @property
    def progress_known(self) -> bool:
        return self.at_work

    @property
    def estimated_end(self) -> datetime | None:
        if not self.at_work:
            return None
        now = timezone.now()
        done, left = self.last_row - self.went_on_from, self.total_rows - self.last_row
        rest = rules.time_left(now - self.went_on_at, done=done, left=left)
        return now + rest if rest is not None else None


AnyChunkedFile = TypeVar("AnyChunkedFile", bound=ChunkedFile)

"""Tables of files that workers read and take over in chunks, as far as all kinds of such files have them.

A kind of file adds its own `file` and whatever its rows come to.
"""

from datetime import datetime
from typing import ClassVar, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.chunked_files import rules
from office.chunked_files.rules import FileState


class ChunkedFile(models.Model):
    """A file on its way: read and checked chunk by chunk, taken over when an officer says so."""

    file: models.FileField
    """The upload itself; each kind of file keeps it in a place of its own."""
    file_name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=FileState, default=FileState.CHECKING)
    last_row = models.PositiveIntegerField(_("row reached"), default=0)
    total_rows = models.PositiveIntegerField(_("rows in all, about"), default=0)
    unknown_heads = models.JSONField(_("unknown columns"), default=list, blank=True)
    failure = models.TextField(_("why it failed"), blank=True)
    started_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    gone: ClassVar[str | Promise] = _("The uploaded file is gone. Upload it again.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def tone(self) -> str:
        return rules.TONES[FileState(self.state)]

    @property
    def at_work(self) -> bool:
        return self.state in rules.WORKING

    @property
    def counts_rows(self) -> bool:
        """Whether `last_row` of `total_rows` says how far the present work is; taking over may be one single step."""
        return self.state == FileState.CHECKING

    @property
    def ends_at(self) -> datetime | None:
        """When the present work ends; None as long as that can't be told."""
        return None


class ResumableFile(ChunkedFile):
    """A file that goes on where it stopped, also while it is being taken over."""

    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    went_on_at = models.DateTimeField(default=timezone.now)
    """When the present stretch of work began, at the row `went_on_from`."""
    went_on_from = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a worker has begun without finishing a chunk since."""

    class Meta:
        abstract = True

    @property
    def may_go_on(self) -> bool:
        return self.state in rules.STOPPED

    @property
    def counts_rows(self) -> bool:
        return self.at_work

    @property
    def ends_at(self) -> datetime | None:
        if not self.at_work:
            return None
        now = timezone.now()
        done, left = self.last_row - self.went_on_from, self.total_rows - self.last_row
        rest = rules.time_left(now - self.went_on_at, done=done, left=left)
        return now + rest if rest is not None else None


File = TypeVar("File", bound=ChunkedFile)

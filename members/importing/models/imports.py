import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.choices import in_words
from members.importing.querysets import ImportJobs
from members.importing.rules import MODE_WORDS, ImportKey, ImportMode, columns_of
from members.units.models.units import Unit
from office.chunked_files.models import ResumableFile
from office.chunked_files.rules import WORKING, FileState


def private_path(job: "ImportJob", filename: str) -> str:
    """A path that says nothing of whose roster it is."""
    return f"imports/{secrets.token_hex(16)}"


class ImportJob(ResumableFile):
    """One roster on its way into the register: checked first, imported when an officer says so, both in chunks."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("handler"), related_name="+"
    )
    file = models.FileField(_("workbook"), upload_to=private_path)
    mode = models.CharField(_("mode"), max_length=10, choices=ImportMode, default=ImportMode.UPDATE)
    key = models.CharField(_("rows are told by"), max_length=16, choices=ImportKey, default=ImportKey.CERTIFICATE)
    layout = models.JSONField(default=dict)
    """Where the roster lies in its file: `reading.Layout` as a dict."""
    create_units = models.BooleanField(_("create unknown units"), default=False)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    known = models.PositiveIntegerField(_("left alone"), default=0)
    skipped = models.PositiveIntegerField(_("left out"), default=0)
    conflicts = models.PositiveIntegerField(_("in conflict"), default=0)
    differing = models.JSONField(_("changed fields"), default=dict, blank=True)
    """How many rows change a field, by its name."""
    left_out = models.JSONField(_("fields left out"), default=list, blank=True)
    unknown_units = models.JSONField(_("unknown units"), default=dict, blank=True)
    cleared_at = models.DateTimeField(_("file and rows deleted"), null=True, blank=True)

    objects = ImportJobs.as_manager()

    gone = _("The uploaded workbook is gone. Upload it again.")

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["id"], name="importjob_at_work", condition=models.Q(state__in=[*WORKING])),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=FileState.values), name="importjob_state_is_known"),
            models.CheckConstraint(condition=models.Q(mode__in=ImportMode.values), name="importjob_mode_is_known"),
            models.CheckConstraint(condition=models.Q(key__in=ImportKey.values), name="importjob_key_is_known"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("members:import_detail", args=[self.pk])

    @property
    def accepted(self) -> int:
        return self.rows - self.rejected - self.conflicts - self.skipped

    @property
    def left_out_columns(self) -> list[str]:
        """The columns of the member's table that are not taken over from changed rows."""
        return [column for field in self.left_out for column in columns_of(field)]

    @property
    def may_go_on(self) -> bool:
        # What was uploaded before rows were staged has no layout.
        return super().may_go_on and self.cleared_at is None and bool(self.layout)

    @property
    def mode_word(self) -> Any:
        """The mode in a word; the form explains it."""
        return MODE_WORDS[ImportMode(self.mode)]


class ImportFault(models.Model):
    """Why one row of a roster is refused."""

    job = models.ForeignKey(ImportJob, models.CASCADE, verbose_name=_("import"), related_name="faults")
    row = models.PositiveIntegerField(_("sheet row"))
    column = models.CharField(_("column"), max_length=32)
    reason = models.CharField(_("reason"), max_length=200)
    params = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("faulty row")
        verbose_name_plural = _("faulty rows")
        ordering = ["row", "id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["job", "row", "id"], name="importfault_job_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}"

    @property
    def text(self) -> str:
        """The reason in the reader's language."""
        return gettext(self.reason) % in_words(self.params)

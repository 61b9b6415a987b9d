import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.choices import in_words
from members.importing.querysets import ImportJobs
from members.units.models.units import Unit


class ImportState(models.TextChoices):
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("ready to import")
    IMPORTING = "importing", _("being imported")
    DONE = "done", _("imported")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


TONES = {
    ImportState.CHECKING: "info",
    ImportState.CHECKED: "warning",
    ImportState.IMPORTING: "info",
    ImportState.DONE: "success",
    ImportState.FAILED: "danger",
    ImportState.CANCELLED: "muted",
}
WORKING = (ImportState.CHECKING, ImportState.IMPORTING)
STOPPED = (ImportState.FAILED, ImportState.CANCELLED)


class ImportMode(models.TextChoices):
    ADD = "add", _("add: people who are registered already are left alone")
    UPDATE = "update", _("add and update: what the file says of registered people is taken over too")
    RECONCILE = "reconcile", _("reconcile: add and update, then propose as leavers who is missing from the file")


MODE_WORDS = {
    ImportMode.ADD: pgettext_lazy("import mode", "add"),
    ImportMode.UPDATE: pgettext_lazy("import mode", "add and update"),
    ImportMode.RECONCILE: pgettext_lazy("import mode", "reconcile"),
}


class ImportKey(models.TextChoices):
    CERTIFICATE = "id_number", _("certificate number (证件号码)")
    EMPLOYEE = "employee_number", _("employee number (工号), for people who are registered already")


def private_path(job: "ImportJob", filename: str) -> str:
    """A path that says nothing of whose roster it is."""
    return f"imports/{secrets.token_hex(16)}"


class ImportJob(models.Model):
    """One roster on its way into the register: checked first, imported when an officer says so, both in chunks."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("handler"), related_name="+"
    )
    file = models.FileField(_("workbook"), upload_to=private_path)
    file_name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=ImportState, default=ImportState.CHECKING)
    mode = models.CharField(_("mode"), max_length=10, choices=ImportMode, default=ImportMode.UPDATE)
    key = models.CharField(_("rows are told by"), max_length=16, choices=ImportKey, default=ImportKey.CERTIFICATE)
    layout = models.JSONField(default=dict)
    """Where the roster lies in its file: `reading.Layout` as a dict."""
    create_units = models.BooleanField(_("create unknown units"), default=False)
    last_row = models.PositiveIntegerField(_("row reached"), default=0)
    total_rows = models.PositiveIntegerField(_("rows in all, about"), default=0)
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
    unknown_heads = models.JSONField(_("unknown columns"), default=list, blank=True)
    failure = models.TextField(_("why it failed"), blank=True)
    started_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    went_on_at = models.DateTimeField(default=timezone.now)
    """When the present stretch of work began, at the row `went_on_from`: what is left is reckoned from there."""
    went_on_from = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a worker has begun without finishing a chunk since."""
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    cleared_at = models.DateTimeField(_("file and rows deleted"), null=True, blank=True)

    objects = ImportJobs.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["id"], name="importjob_at_work", condition=models.Q(state__in=[*WORKING])),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ImportState.values), name="importjob_state_is_known"),
            models.CheckConstraint(condition=models.Q(mode__in=ImportMode.values), name="importjob_mode_is_known"),
            models.CheckConstraint(condition=models.Q(key__in=ImportKey.values), name="importjob_key_is_known"),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("members:import_detail", args=[self.pk])

    @property
    def accepted(self) -> int:
        return self.rows - self.rejected - self.conflicts - self.skipped

    @property
    def may_go_on(self) -> bool:
        # What was uploaded before rows were staged has no layout.
        return self.state in STOPPED and self.cleared_at is None and bool(self.layout)

    @property
    def ends_at(self) -> datetime | None:
        """When the present step ends if it goes on as it went so far; None before that can be told."""
        done, left = self.last_row - self.went_on_from, self.total_rows - self.last_row
        if not self.at_work or done <= 0 or left <= 0:
            return None
        now = timezone.now()
        return now + (now - self.went_on_at) * left / done

    @property
    def mode_word(self) -> Any:
        """The mode in a word; the form explains it."""
        return MODE_WORDS[ImportMode(self.mode)]

    @property
    def tone(self) -> str:
        return TONES[ImportState(self.state)]

    @property
    def at_work(self) -> bool:
        return self.state in WORKING


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

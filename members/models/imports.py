import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models.organisation import Unit
from members.querysets.imports import ImportJobs


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


def private_path(job: "ImportJob", filename: str) -> str:
    """A path that says nothing of whose roster it is."""
    return f"imports/{secrets.token_hex(16)}.xlsx"


class ImportJob(models.Model):
    """One roster on its way into the register: checked first, imported when an officer says so, both in chunks."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("handler"), related_name="+"
    )
    file = models.FileField(_("workbook"), upload_to=private_path)
    file_name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=ImportState, default=ImportState.CHECKING)
    create_units = models.BooleanField(_("create unknown units"), default=False)
    last_row = models.PositiveIntegerField(_("sheet row reached"), default=0)
    total_rows = models.PositiveIntegerField(_("sheet rows, about"), default=0)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    unknown_units = models.JSONField(_("unknown units"), default=dict, blank=True)
    unknown_heads = models.JSONField(_("unknown columns"), default=list, blank=True)
    failure = models.TextField(_("why it failed"), blank=True)
    started_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

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
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("members:import_detail", args=[self.pk])

    @property
    def accepted(self) -> int:
        return self.rows - self.rejected

    @property
    def tone(self) -> str:
        return TONES[ImportState(self.state)]

    @property
    def at_work(self) -> bool:
        return self.state in WORKING


class ImportFault(models.Model):
    """Why one row of a roster is refused."""

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField(_("sheet row"))
    column = models.CharField(_("column"), max_length=32)
    reason = models.CharField(_("reason"), max_length=200)
    params = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("faulty row")
        verbose_name_plural = _("faulty rows")
        ordering = ["row", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["job", "row", "id"], name="importfault_job_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}"

    @property
    def text(self) -> str:
        """The reason in the reader's language."""
        return gettext(self.reason) % self.params

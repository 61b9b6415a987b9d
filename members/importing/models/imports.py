import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.choices import with_state_labels
from members.importing.querysets import ImportFaults, ImportJobs
from members.importing.rules import MODE_LABELS, ImportKey, ImportMode, columns_of_field
from members.units.models.units import Unit
from office.chunked_files.models import ResumableFile
from office.chunked_files.rules import WORKING, FileState
from office.secrets import SealedField
from office.sheets.layouts import Layout, layout_of
from office.sheets.notes import Notes, notes_about
from office.types import Message


def private_path(job: "ImportJob", filename: str) -> str:
    """Return a random path, which tells nothing about whose roster the file is."""
    return f"imports/{secrets.token_hex(16)}"


class ImportJob(ResumableFile):
    """The import of one roster: first every row is checked, then an officer confirms and the rows are applied."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("handler"), related_name="+"
    )
    file = models.FileField(_("workbook"), upload_to=private_path)
    mode = models.CharField(_("mode"), max_length=10, choices=ImportMode, default=ImportMode.UPDATE)
    key = models.CharField(_("rows are told by"), max_length=16, choices=ImportKey, default=ImportKey.CERTIFICATE)
    layout = models.JSONField(default=dict)
    """`office.sheets.layouts.Layout` as JSON: where in the file the roster is."""
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
    """How many rows change a column of the member's table, by column."""
    left_out = models.JSONField(_("fields left out"), default=list, blank=True)
    """The fields, as of `rules.field_of_column`, of registered members that no row changes."""
    unknown_units = models.JSONField(_("unknown units"), default=dict, blank=True)
    """How many rows name a unit that does not exist, by its name."""
    cleared_at = models.DateTimeField(_("file and rows deleted"), null=True, blank=True)

    objects = ImportJobs.as_manager()

    missing_file_message = _("The uploaded workbook is gone. Upload it again.")

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
        """The number of rows that are, or can be, applied; unchanged ones and people left alone count too."""
        return self.rows - self.rejected - self.conflicts - self.skipped

    @property
    def sheets(self) -> Layout:
        """Where in the file the roster is."""
        return layout_of(self)

    def row_label(self, number: int) -> str:
        """Return how people call a row: by its number, and by its sheet too where several are read."""
        return self.sheets.row_label(number) if self.layout else str(number)

    @property
    def notes(self) -> Notes | None:
        """What people are told about the file: what was read of it, and what not; None for imports without layout."""
        return notes_about(self.sheets) if self.layout else None

    @property
    def left_out_columns(self) -> list[str]:
        """The columns of registered members that no row changes."""
        return [column for field in self.left_out for column in columns_of_field(field)]

    @property
    def can_resume(self) -> bool:
        # Imports from before there were staged rows have no layout.
        return super().can_resume and self.cleared_at is None and bool(self.layout)

    @property
    def mode_label(self) -> Message:
        """The short label of the mode."""
        return MODE_LABELS[ImportMode(self.mode)]


class ImportFault(models.Model):
    """One reason why a row of a roster is refused, or, without `refuses`, what was read otherwise than it is written.

    `name` and `value` are what the file says: the row's name, and the cell that the reason is about.
    """

    job = models.ForeignKey(ImportJob, models.CASCADE, verbose_name=_("import"), related_name="faults")
    row = models.PositiveIntegerField(_("sheet row"))
    column = models.CharField(_("column"), max_length=32)
    """The column's heading in the sheet."""
    reason = models.CharField(_("reason"), max_length=200)
    """The English msgid of the sentence, and in `params` its parameters."""
    params = models.JSONField(default=dict)
    name = models.CharField(_("name"), max_length=64, blank=True)
    value = SealedField(_("what the file says"), blank=True)
    refuses = models.BooleanField(_("refused"), default=True)

    objects = ImportFaults.as_manager()

    class Meta:
        verbose_name = _("faulty row")
        verbose_name_plural = _("faulty rows")
        ordering = ["row", "id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["job", "row", "id"], name="importfault_job_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}"

    @property
    def row_label(self) -> str:
        """How people call the row: by its number, and by its sheet too where several are read."""
        return self.job.row_label(self.row)

    @property
    def text(self) -> str:
        """The reason in the reader's language."""
        return gettext(self.reason) % with_state_labels(self.params)

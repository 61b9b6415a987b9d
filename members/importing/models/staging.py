"""The checked rows of an import, the slices in which they are applied, and the members missing from its file."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.importing.models.imports import ImportJob
from members.importing.querysets import ImportLeavers, ImportRows, ImportSlices
from members.importing.rules import RowOutcome
from members.membership.rules.changes import ChangeKind
from members.register.models.member import Member
from office.secrets import SealedField


class ImportRow(models.Model):
    """One checked row of a roster: what it writes into the register, and what the register said at that time.

    `new` and `old` are values by column of the member's table, as JSON; the certificate number is stored encrypted in
    `id_number`. A row that writes nothing has at most `id_hash` and `employee_number` in `new`: by them later rows of
    the sheet and members missing from it are recognised.
    """

    job = models.ForeignKey(ImportJob, models.CASCADE, verbose_name=_("import"), related_name="staged", db_index=False)
    number = models.PositiveIntegerField(_("sheet row"))
    outcome = models.CharField(_("outcome"), max_length=9, choices=RowOutcome)
    member = models.ForeignKey(
        Member, models.CASCADE, null=True, blank=True, verbose_name=_("member"), related_name="+", db_index=False
    )
    new = models.JSONField(_("new"), default=dict)
    old = models.JSONField(_("old"), default=dict)
    id_number = SealedField(_("certificate number"), blank=True)
    missing_unit = models.CharField(_("unknown unit"), max_length=100, blank=True)
    """The name of the row's unit if it did not exist: then the row is applied only if the unit is created."""
    left_out = models.BooleanField(_("left out"), default=False)

    objects = ImportRows.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["job", "number"]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["job", "outcome", "number"],
                name="importrow_to_look_at",
                condition=Q(outcome__in=[RowOutcome.UPDATED, RowOutcome.CONFLICT]),
            ),
            models.Index(fields=["member"], name="importrow_member", condition=Q(member__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="one_row_a_number"),
            models.CheckConstraint(condition=Q(outcome__in=RowOutcome.values), name="importrow_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.number}"

    @property
    def row_label(self) -> str:
        """How people call the row: by its number, and by its sheet too where several are read."""
        return self.job.row_label(self.number)


class ImportSlice(models.Model):
    """The rows of one chunk, stored in one transaction, and applied in one transaction by any worker."""

    job = models.ForeignKey(ImportJob, models.CASCADE, verbose_name=_("import"), related_name="slices", db_index=False)
    first_row = models.PositiveIntegerField(_("first row"))
    last_row = models.PositiveIntegerField(_("last row"))
    rows = models.PositiveIntegerField(_("rows"))
    applied_at = models.DateTimeField(_("taken over"), null=True, blank=True)

    objects = ImportSlices.as_manager()

    class Meta:
        verbose_name = _("share of an import")
        verbose_name_plural = _("shares of imports")
        ordering = ["job", "first_row"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["job", "first_row"], name="one_slice_a_first_row"),
            models.CheckConstraint(condition=Q(last_row__gte=F("first_row")), name="slice_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.first_row}–{self.last_row}"


class ImportLeaver(models.Model):
    """A member whom a reconciling import did not find in its file; `kind` is blank until an officer decides."""

    job = models.ForeignKey(ImportJob, models.CASCADE, verbose_name=_("import"), related_name="leavers", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="+")
    kind = models.CharField(_("change of membership"), max_length=12, choices=ChangeKind, blank=True)
    effective_on = models.DateField(_("takes effect on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("handler"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ImportLeavers.as_manager()

    class Meta:
        verbose_name = _("proposed leaver")
        verbose_name_plural = _("proposed leavers")
        ordering = ["job", "id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["job", "member"], name="proposed_once"),
            models.CheckConstraint(
                condition=Q(kind="", effective_on=None, decided_at=None)
                | (~Q(kind="") & Q(effective_on__isnull=False, decided_at__isnull=False)),
                name="a_decision_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)

"""Payroll files: what an employer says it deducted for dues, row by row, before any of it counts as paid."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.access import ScopedQuerySet
from members.units.models.units import Unit
from office.chunked_files.models import ChunkedFile
from office.chunked_files.rules import WORKING, FileState
from office.sheets.layouts import Layout, layout_of
from office.sheets.notes import Notes, notes_about


class Outcome(models.TextChoices):
    """The comparison of one row of a payroll file with what is due."""

    WAITING = "waiting", _("not looked at yet")
    FAULTY = "faulty", _("cannot be taken")
    KNOWN = "known", _("taken from this file before")
    WAGE = "wage", _("wage only")
    EXACT = "exact", _("as due")
    UNDER = "under", _("less than due")
    OVER = "over", _("more than due")


OUTCOME_TONES = {
    Outcome.WAITING: "muted",
    Outcome.FAULTY: "danger",
    Outcome.KNOWN: "muted",
    Outcome.WAGE: "info",
    Outcome.EXACT: "success",
    Outcome.UNDER: "warning",
    Outcome.OVER: "warning",
}
DIFFERING = (Outcome.UNDER, Outcome.OVER)


def private_path(file: "PayrollFile", filename: str) -> str:
    """Return a random path, which tells nothing about whose wages the file holds."""
    return f"payroll/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()[:5]}"


class PayrollFile(ChunkedFile):
    """A file of what an employer deducted: compared with what is due, taken as payments once an officer confirms."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("handler"), related_name="+")
    file = models.FileField(_("payroll file"), upload_to=private_path)
    digest = models.CharField(_("SHA-256"), max_length=64, editable=False)
    month = models.DateField(_("month"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"))
    take_differing = models.BooleanField(_("take what differs as stated"), default=False)
    last_row = models.PositiveIntegerField(_("sheet row reached"), default=0)
    total_rows = models.PositiveIntegerField(_("sheet rows, about"), default=0)
    layout = models.JSONField(default=dict, editable=False)
    """`office.sheets.layouts.Layout` as JSON: where in the file its rows are; {} in files from before."""
    counts = models.JSONField(_("rows by outcome"), default=dict, blank=True)
    payments = models.PositiveIntegerField(_("payments"), default=0)
    amount = models.DecimalField(_("amount taken"), max_digits=14, decimal_places=2, default=0)

    objects = ScopedQuerySet["PayrollFile"].as_manager()

    upload_needed_in = (FileState.CHECKING,)
    """Once it is read, its rows and its digest are kept; the file itself is a voucher of whoever sent it."""

    class Meta:
        verbose_name = _("payroll file")
        verbose_name_plural = _("payroll files")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["id"], name="payrollfile_at_work", condition=Q(state__in=[*WORKING]))]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="payrollfile_state_is_known"),
            models.CheckConstraint(condition=Q(month=None) | Q(month__day=1), name="payroll_is_for_a_month"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("members:dues_file", args=[self.pk])

    @property
    def sheets(self) -> Layout:
        """Where in the file its rows are."""
        return layout_of(self)

    def row_label(self, number: int) -> str:
        """Return how people call a row: by its number, and by its sheet too where several are read."""
        return self.sheets.row_label(number) if self.layout else str(number)

    @property
    def notes(self) -> Notes | None:
        """What people are told about the file: what was read of it, and what not; None for files without layout."""
        return notes_about(self.sheets) if self.layout else None


class PayrollRow(models.Model):
    """One row of a payroll file as it was read, and how it compares with what is due."""

    file = models.ForeignKey(
        PayrollFile, models.CASCADE, verbose_name=_("payroll file"), related_name="rows", db_index=False
    )
    row = models.PositiveIntegerField(_("sheet row"))
    employee_number = models.CharField(_("employee number"), max_length=32, blank=True)
    name = models.CharField(_("name"), max_length=64, blank=True)
    month = models.DateField(_("month"), null=True, blank=True)
    amount = models.DecimalField(_("deducted"), max_digits=10, decimal_places=2, null=True, blank=True)
    wage = models.DecimalField(_("monthly basic wage"), max_digits=10, decimal_places=2, null=True, blank=True)
    member = models.ForeignKey(
        "members.Member", models.CASCADE, null=True, blank=True, verbose_name=_("member"), related_name="+"
    )
    charge = models.ForeignKey(
        "members.DuesCharge",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("dues of a month"),
        related_name="+",
        db_index=False,
    )
    expected = models.DecimalField(_("still open"), max_digits=10, decimal_places=2, null=True, blank=True)
    outcome = models.CharField(_("comparison"), max_length=8, choices=Outcome, default=Outcome.WAITING)
    fault = models.CharField(_("reason"), max_length=200, blank=True)
    params = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("payroll row")
        verbose_name_plural = _("payroll rows")
        ordering = ["row"]
        default_permissions = ()
        indexes = [models.Index(fields=["file", "outcome", "row"], name="payrollrow_outcome")]
        constraints = [models.UniqueConstraint(fields=["file", "row"], name="one_payroll_row_a_sheet_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.employee_number}"

    @property
    def row_label(self) -> str:
        """How people call the row: by its number, and by its sheet too where several are read."""
        return self.file.row_label(self.row)

    @property
    def tone(self) -> str:
        return OUTCOME_TONES[Outcome(self.outcome)]

    @property
    def refused_value(self) -> str:
        """What the file says in the cell for which the row is refused; "" if nothing is there."""
        said = (self.params.get(name) for name in ("word", "shown", "said")) if self.fault else ()
        return str(next(filter(None, said), ""))

    @property
    def fault_text(self) -> str:
        """The reason why the row is refused, in the reader's language; "" if it isn't."""
        if not self.fault:
            return ""
        params = dict(self.params)
        if "row" in params:
            params["row"] = self.file.row_label(int(params["row"]))
        if "reason" in params:
            # A sentence of its own, with parameters among the others.
            params["reason"] = gettext(params["reason"]) % params
        return gettext(self.fault) % params

"""Lists of employee numbers and amounts from which a run may start, each row with why it is refused."""

import secrets
from decimal import Decimal
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.access import ScopedQuerySet
from members.register.models.member import Member
from members.units.models.units import Unit
from office.chunked_files.models import ChunkedFile
from office.chunked_files.rules import WORKING, FileState
from office.desk import DeskBadge
from office.money import yuan
from office.sheets.layouts import Layout, layout_of
from office.sheets.notes import Notes, notes_about
from welfare.plans.models import Plan

STATES = {
    FileState.CHECKING: pgettext_lazy("benefit list", "being checked"),
    FileState.CHECKED: pgettext_lazy("benefit list", "checked, its run not opened"),
    FileState.IMPORTING: pgettext_lazy("benefit list", "its run being opened"),
    FileState.DONE: pgettext_lazy("benefit list", "its run opened"),
    FileState.FAILED: pgettext_lazy("benefit list", "failed"),
    FileState.CANCELLED: pgettext_lazy("benefit list", "set aside"),
}


def private_path(file: "BenefitList", filename: str) -> str:
    """Return a random path, which tells nothing about who is on the list."""
    return f"benefit_lists/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()[:5]}"


class BenefitList(ChunkedFile):
    """Who is to receive how much for one event of a plan, as typed: checked first, then its run is opened."""

    plan = models.ForeignKey(Plan, models.PROTECT, verbose_name=_("plan"), related_name="lists")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("handler"), related_name="+")
    on = models.DateField(_("day of the event"))
    file = models.FileField(_("file"), upload_to=private_path)
    layout = models.JSONField(default=dict, editable=False)
    heads = models.PositiveIntegerField(_("accepted"), default=0)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)

    objects = ScopedQuerySet["BenefitList"].as_manager()

    upload_needed_in = (FileState.CHECKING,)

    class Meta:
        verbose_name = _("uploaded benefit list")
        verbose_name_plural = _("uploaded benefit lists")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["id"], name="benefitlist_at_work", condition=Q(state__in=[*WORKING]))]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="benefitlist_state_is_known")
        ]

    def get_absolute_url(self) -> str:
        return reverse("welfare:benefit_list_detail", args=[self.pk])

    @property
    def badge(self) -> DeskBadge:
        """Its state in the words of lists, from which runs are opened."""
        if self.state == FileState.CHECKED and not self.heads:
            return DeskBadge(state=gettext("nothing to take"), tone="muted")
        return DeskBadge(state=str(STATES[FileState(self.state)]), tone=self.tone)

    @property
    def notes(self) -> Notes:
        """What people are told about the file: what was read of it, and what not."""
        return notes_about(self.sheets)

    @property
    def sheets(self) -> Layout:
        """Where in the file its rows are."""
        return layout_of(self)


class ListRow(models.Model):
    """One row of a list; `fault` says why it is refused, "" where it is accepted. `member` is only of accepted rows."""

    list = models.ForeignKey(BenefitList, models.CASCADE, related_name="rows", db_index=False)
    row = models.PositiveIntegerField(_("sheet row"))
    employee_number = models.CharField(_("employee number"), max_length=32, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, verbose_name=_("member"), related_name="+"
    )
    fault = models.CharField(_("reason"), max_length=200, blank=True)
    params = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("row of a benefit list")
        verbose_name_plural = _("rows of benefit lists")
        ordering = ["row"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["list", "row"], name="one_list_row_a_sheet_row"),
            models.UniqueConstraint(
                fields=["list", "member"],
                condition=Q(member__isnull=False),
                include=["amount"],
                name="one_accepted_row_a_member",
            ),
            models.CheckConstraint(
                condition=~Q(fault="") | Q(member=None) | Q(amount__gt=0), name="accepted_row_gives_something"
            ),
            models.CheckConstraint(condition=Q(fault="") | Q(member=None), name="refused_row_has_no_member"),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.employee_number}"

    @property
    def fault_text(self) -> str:
        """The reason why the row is refused, in the reader's language; "" if it isn't."""
        params = dict(self.params)
        if "reason" in params:
            params["reason"] = gettext(params["reason"]) % params
        if "cap" in params:
            params["cap"] = yuan(Decimal(params["cap"]))
        return gettext(self.fault) % params if self.fault else ""

    @property
    def row_label(self) -> str:
        """How people call the row: by its number, and by its sheet too where several are read."""
        return self.list.sheets.row_label(self.row)

"""A bank's answers: what it says about the lines of a batch, row by row, before any of it is taken."""

import secrets
from pathlib import PurePath

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.chunked_files.models import ChunkedFile
from office.chunked_files.rules import WORKING, FileState
from office.desk import DeskBadge
from office.sheets.layouts import Layout, layout_of
from office.sheets.notes import Notes, notes_about
from welfare.payment import querysets, rules
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.models.profiles import place
from welfare.payment.rules import Outcome


def private_path(file: "AnswerFile", filename: str) -> str:
    """Return a random path, which tells nothing about who was paid."""
    return f"payments/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()[:5]}"


class AnswerFile(ChunkedFile):
    """A bank's answer to a batch: compared with what was sent, taken once an officer confirms, and taken back whole.

    `undo_at` is when an officer asked to take it back, `undone_at` when a worker had done it.
    """

    batch = models.ForeignKey(PaymentBatch, models.PROTECT, verbose_name=_("payment batch"), related_name="answers")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("handler"), related_name="+", db_index=False
    )
    file = models.FileField(_("the bank's answer"), upload_to=private_path)
    digest = models.CharField(_("SHA-256"), max_length=64, editable=False)
    layout = models.JSONField(default=dict, editable=False)
    """`office.sheets.layouts.Layout` as JSON: where in the file its rows are."""
    counts = models.JSONField(_("rows by outcome"), default=dict, blank=True)
    stated_sum = models.DecimalField(_("sum as it states"), max_digits=16, decimal_places=2, null=True, blank=True)
    read_sum = models.DecimalField(_("sum of its rows"), max_digits=16, decimal_places=2, default=0)
    paid = models.DecimalField(_("paid"), max_digits=14, decimal_places=2, default=0)
    returned = models.DecimalField(_("returned"), max_digits=14, decimal_places=2, default=0)
    undo_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("taken back by"),
        related_name="+",
        db_index=False,
    )
    undo_at = models.DateTimeField(_("to be taken back"), null=True, blank=True)
    undo_reason = models.CharField(_("reason"), max_length=200, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = querysets.Answers.as_manager()

    upload_needed_in = (FileState.CHECKING,)
    """Once it is read, its rows and its digest are kept; the file itself has all account numbers in full."""

    class Meta:
        verbose_name = _("answer of a bank")
        verbose_name_plural = _("answers of banks")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["id"], name="answerfile_at_work", condition=Q(state__in=[*WORKING])),
            models.Index(fields=["digest"], name="welfare_answer_digest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="answerfile_state_is_known"),
            models.CheckConstraint(
                condition=Q(undo_at=None, undo_by=None, undone_at=None, undo_reason="")
                | (Q(state=FileState.DONE, undo_at__isnull=False, undo_by__isnull=False) & ~Q(undo_reason="")),
                name="only_a_taken_answer_is_taken_back",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="answer_stays", fields=["batch", "digest", "file_name", "started_at"]),
            pgtrigger.Protect(name="answer_is_kept", operation=pgtrigger.Delete),
        ]

    def get_absolute_url(self) -> str:
        return reverse("welfare:answer_detail", args=[self.pk])

    @property
    def sheets(self) -> Layout:
        """Where in the file its rows are."""
        return layout_of(self)

    @property
    def notes(self) -> Notes:
        """What people are told about the file: what was read of it, and what not."""
        return notes_about(self.sheets)

    @property
    def wrong_sum(self) -> bool:
        """Whether the sum that the file states is not that of its rows."""
        return self.stated_sum is not None and self.stated_sum != self.read_sum

    @property
    def says_new(self) -> bool:
        """Whether a row of it can be taken."""
        return any(self.counts.get(outcome) for outcome in rules.TAKEN)

    @property
    def badge(self) -> DeskBadge:
        """Its state in the words of answers, with its being taken back."""
        if self.undo_at is not None:
            return DeskBadge(
                state=gettext("taken back") if self.undone_at else gettext("being taken back"), tone="muted"
            )
        if self.state == FileState.CHECKED and not self.says_new:
            return DeskBadge(state=gettext("nothing to take"), tone="muted")
        return DeskBadge(state=str(rules.ANSWER_STATES[FileState(self.state)]), tone=self.tone)

    @property
    def in_force(self) -> bool:
        """Whether it was taken and not taken back."""
        return self.state == FileState.DONE and self.undo_at is None


class AnswerRow(models.Model):
    """One row of an answer as it was read, and how it compares with the line that it names.

    `answer_before`: of a payment that was returned later, the key of the answer that said it was paid.
    """

    file = models.ForeignKey(
        AnswerFile, models.PROTECT, verbose_name=_("the bank's answer"), related_name="rows", db_index=False
    )
    row = models.PositiveIntegerField(_("sheet row"))
    number = models.CharField(_("our number"), max_length=40, blank=True)
    line = models.ForeignKey(
        PaymentLine,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("payment line"),
        related_name="+",
        db_index=False,
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    said = models.CharField(_("result as it states"), max_length=40, blank=True)
    day = models.DateField(_("date"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    outcome = models.CharField(_("comparison"), max_length=8, choices=Outcome)
    fault = models.CharField(_("fault"), max_length=200, blank=True)
    column = models.CharField(_("column"), max_length=40, blank=True)
    params = models.JSONField(default=dict, blank=True)
    answer_before = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = querysets.AnswerRows.as_manager()

    class Meta:
        verbose_name = _("row of an answer")
        verbose_name_plural = _("rows of answers")
        ordering = ["row"]
        default_permissions = ()
        indexes = [models.Index(fields=["file", "outcome", "row"], name="answerrow_outcome")]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "line"],
                condition=Q(outcome__in=rules.TAKEN),
                name="one_taken_row_a_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.number}"

    @property
    def row_label(self) -> str:
        """How people call the row: by its number, and by its sheet too where several are read."""
        return self.file.sheets.row_label(self.row)

    @property
    def place(self) -> str:
        """Where in the row the fault is, in the reader's language; "" where no column is at fault."""
        by_position = self.file.batch.version.answer_columns.by_position
        return place(self.column, by_position=by_position) if self.column else ""

    @property
    def tone(self) -> str:
        return rules.OUTCOME_TONES[Outcome(self.outcome)]

    @property
    def fault_text(self) -> str:
        """Why the row can't be taken, in the reader's language; "" if it can."""
        if not self.fault:
            return ""
        params = dict(self.params)
        if "row" in params:
            params["row"] = self.file.sheets.row_label(int(params["row"]))
        return gettext(self.fault) % params

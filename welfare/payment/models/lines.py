"""The lines of a payment: one for each person who is paid."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.transitions import pairs
from welfare.grants.models.grants import Grant
from welfare.payment import querysets, rules
from welfare.payment.models import triggers
from welfare.payment.models.files import PaymentFile
from welfare.payment.rules import LIVE, LineState
from welfare.visits.models.visits import Visit


class PaymentLine(models.Model):
    """One payment of one grant or visit: what the bank is asked to pay to whom, and what became of it.

    The account itself is in the sealed file alone; the line keeps its keyed hash and its last four digits.
    """

    grant = models.ForeignKey(
        Grant,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("grant"),
        related_name="payment_lines",
        db_index=False,
    )
    visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("visit"),
        related_name="payment_lines",
        db_index=False,
    )
    file = models.ForeignKey(
        PaymentFile, models.PROTECT, verbose_name=_("payment file"), related_name="lines", db_index=False
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("made anew for"),
        related_name="replacements",
        db_index=False,
    )
    name = models.CharField(_("name of the account"), max_length=64)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    account_hash = models.CharField(max_length=64, editable=False)
    account_tail = models.CharField(_("account"), max_length=4)
    account_changed = models.BooleanField(_("account changed"), default=False)
    """Whether it was another account, or none, when the run was counted."""
    state = models.CharField(_("state"), max_length=9, choices=LineState, default=LineState.MADE)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    wrong_account = models.BooleanField(_("because of the account"), default=False)
    answer = models.ForeignKey(
        "welfare.AnswerFile",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("the bank's answer"),
        related_name="lines",
        db_index=False,
    )
    decided_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = querysets.Lines.as_manager()

    class Meta:
        verbose_name = _("payment line")
        verbose_name_plural = _("payment lines")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["grant", "id"], name="welfare_line_grant"),
            models.Index(fields=["visit", "id"], condition=Q(visit__isnull=False), name="welfare_line_visit"),
            models.Index(fields=["file", "id"], name="welfare_line_file"),
            models.Index(fields=["account_hash"], condition=Q(wrong_account=True), name="welfare_line_wrong_account"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["grant"], condition=Q(state__in=LIVE), name="one_live_payment_a_grant"),
            models.UniqueConstraint(fields=["visit"], condition=Q(state__in=LIVE), name="one_live_payment_a_visit"),
            models.CheckConstraint(
                condition=Q(grant=None, visit__isnull=False) | Q(grant__isnull=False, visit=None),
                name="line_pays_a_grant_or_a_visit",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False) & ~Q(state=LineState.CANCELLED),
                name="made_anew_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_pays_something"),
            models.CheckConstraint(
                condition=~Q(state=LineState.PAID) | Q(paid_on__isnull=False, answer__isnull=False),
                name="paid_line_has_day_and_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.RETURNED) | Q(answer__isnull=False), name="returned_line_has_answer"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(rules.LINE_NEXT)),
            pgtrigger.ReadOnly(
                name="line_stays",
                fields=[
                    "grant",
                    "visit",
                    "file",
                    "replaces",
                    "name",
                    "amount",
                    "account_hash",
                    "account_tail",
                    "account_changed",
                ],
            ),
            pgtrigger.Protect(name="line_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="lines_as_due",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_lines"),
                declare=[("files", "bigint[]"), ("runs", "bigint[]")],
                func=triggers.LINES_AS_DUE,
            ),
            pgtrigger.Trigger(
                name="fetched_line_stays",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state=LineState.MADE.value, new__state=LineState.CANCELLED.value),
                func=triggers.FETCHED_STAYS.format(condition="id = NEW.file_id"),
            ),
            pgtrigger.Trigger(
                name="replaced_stays",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state=LineState.RETURNED.value)
                & pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=triggers.REPLACED_STAYS,
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def due(self) -> Grant | Visit:
        """What it pays."""
        due = self.grant or self.visit
        assert due is not None
        return due

    @property
    def number(self) -> str:
        """The number by which the bank's answer names it."""
        return rules.line_number(self.pk)

    @property
    def replaced_number(self) -> str:
        """The number of the returned line that it was made anew for; "" for none."""
        return rules.line_number(self.replaces_id) if self.replaces_id else ""

    @property
    def has_other_account(self) -> bool:
        """Whether it goes to another account than the returned line that it replaces."""
        return self.replaces is not None and self.replaces.account_hash != self.account_hash

    @property
    def tone(self) -> str:
        return rules.LINE_TONES[LineState(self.state)]

    @property
    def is_live(self) -> bool:
        """Whether it may still bring its money to the member, or has brought it."""
        return self.state in LIVE

    @property
    def masked_account(self) -> str:
        """The last four digits of its account."""
        return f"**** {self.account_tail}"

    @property
    def sent_on(self) -> date | None:
        """The day on which its file was fetched for the bank; None before."""
        return timezone.localdate(self.file.fetched_at) if self.file.fetched_at else None

    @property
    def told(self) -> str:
        """What its member is told: sent to the bank on …, paid on …, or returned because … ."""
        day = {"day": self.sent_on, "account": self.masked_account}
        match LineState(self.state):
            case LineState.SENT:
                return gettext("Sent to the bank on %(day)s, to your account %(account)s.") % day
            case LineState.PAID:
                return gettext("Paid on %(day)s to your account %(account)s.") % {**day, "day": self.paid_on}
            case LineState.RETURNED if self.wrong_account:
                because = self.reason or gettext("the account is wrong")
                return gettext(
                    "The bank returned it (account %(account)s): %(reason)s. Please correct your account; it is then"
                    " paid again."
                ) % {**day, "reason": because.rstrip("。.")}
            case LineState.RETURNED:
                because = self.reason or gettext("no reason was given")
                return gettext("The bank returned it: %(reason)s. Your union pays it again.") % {
                    "reason": because.rstrip("。.")
                }
            case _:
                return gettext("Your union is paying it to your account %(account)s.") % day

"""Payments: a batch for a bank, and who is left out of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.units.models.units import Unit
from office.append_only import append_only
from office.transitions import pairs
from welfare.grants.models.grants import Grant
from welfare.payment import querysets, rules
from welfare.payment.models import triggers
from welfare.payment.models.profiles import ProfileVersion
from welfare.payment.rules import BatchState, LeftOutReason
from welfare.runs.models.runs import Run
from welfare.visits.models.visits import Visit


class PaymentBatch(models.Model):
    """Money of issued runs and of visits that a unit pays through one bank: made by one person, released by another.

    Workers make its files in the order of `runs` and grants, and of `visits` after them; `reached_run` and `reached`
    are the keys of the last grant that they have looked at, `reached_visit` that of the last visit. `looked_at` of
    `total` says how far they are.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="payment_batches")
    version = models.ForeignKey(ProfileVersion, models.PROTECT, verbose_name=_("bank profile"), related_name="batches")
    runs = models.ManyToManyField(Run, verbose_name=_("runs"), related_name="payment_batches")
    visits = models.ManyToManyField(Visit, verbose_name=_("visits"), related_name="payment_batches")
    purpose = models.CharField(_("purpose"), max_length=40)
    state = models.CharField(_("state"), max_length=9, choices=BatchState, default=BatchState.MAKING)
    total = models.PositiveIntegerField(_("to look at"), default=0)
    looked_at = models.PositiveIntegerField(_("looked at"), default=0)
    reached_run = models.BigIntegerField(default=0, editable=False)
    reached = models.BigIntegerField(default=0, editable=False)
    reached_visit = models.BigIntegerField(default=0, db_default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    heads = models.PositiveIntegerField(_("payments"), default=0)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("made by"), related_name="+", db_index=False
    )
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("released by"),
        related_name="+",
        db_index=False,
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    cleared_at = models.DateTimeField(_("lines cancelled"), null=True, blank=True, editable=False)
    """When a worker had cancelled the lines of a cancelled batch."""

    objects = querysets.Batches.as_manager()

    class Meta:
        verbose_name = _("payment batch")
        verbose_name_plural = _("payment batches")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("make_paymentbatch", _("Can make payments, fetch their files and take the bank's answers")),
            ("release_paymentbatch", _("Can release payments that somebody else has made")),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state=BatchState.MAKING), name="welfare_batch_waiting"),
            models.Index(
                fields=["id"], condition=Q(state=BatchState.CANCELLED, cleared_at=None), name="welfare_batch_to_clear"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("made_by")), name="payment_has_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.RELEASED) | Q(released_by__isnull=False, released_at__isnull=False),
                name="released_payment_has_time_and_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BatchState.MADE, BatchState.RELEASED]) | Q(heads__gt=0, amount__gt=0),
                name="made_payment_pays_somebody",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="moves_as_ruled", field="state", transitions=pairs(rules.BATCH_NEXT)),
            pgtrigger.ReadOnly(name="batch_stays", fields=["unit", "version", "purpose", "made_by", "started_at"]),
            pgtrigger.Protect(name="batch_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="made_sums_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[BatchState.MADE.value, BatchState.RELEASED.value])
                & (
                    pgtrigger.Q(old__heads__df=pgtrigger.F("new__heads"))
                    | pgtrigger.Q(old__amount__df=pgtrigger.F("new__amount"))
                ),
            ),
            pgtrigger.Trigger(
                name="made_as_ruled", operation=pgtrigger.Insert, when=pgtrigger.Before, func=triggers.MADE_AS_RULED
            ),
            pgtrigger.Trigger(
                name="released_as_ruled",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state=BatchState.MADE.value, new__state=BatchState.RELEASED.value),
                func=triggers.RELEASED_AS_RULED,
            ),
            pgtrigger.Trigger(
                name="fetched_batch_stays",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=BatchState.CANCELLED.value)
                & pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=triggers.FETCHED_STAYS.format(condition="batch_id = NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:payment_detail", args=[self.pk])

    @property
    def number(self) -> str:
        """Its number, as it stands on its cover sheet and in the names of its files."""
        return f"{self.unit.code}-{self.pk:05d}"

    @property
    def tone(self) -> str:
        return rules.BATCH_TONES[BatchState(self.state)]

    @property
    def at_work(self) -> bool:
        """Whether a worker is making files, or waits for an officer after several failures."""
        return self.state == BatchState.MAKING

    @property
    def failed(self) -> bool:
        return self.at_work and self.attempts >= querysets.MAX_ATTEMPTS


class LeftOut(models.Model):
    """Somebody to whom money is due, and who is in no file of a batch, and why."""

    batch = models.ForeignKey(
        PaymentBatch, models.PROTECT, verbose_name=_("payment batch"), related_name="left_outs", db_index=False
    )
    grant = models.ForeignKey(
        Grant, models.PROTECT, null=True, blank=True, verbose_name=_("grant"), related_name="+", db_index=False
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, verbose_name=_("visit"), related_name="+", db_index=False
    )
    reason = models.CharField(pgettext_lazy("left out", "reason"), max_length=12, choices=LeftOutReason)

    objects = querysets.LeftOuts.as_manager()

    class Meta:
        verbose_name = _("left out of a payment")
        verbose_name_plural = _("left out of payments")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["batch", "grant"], name="left_out_once_a_batch"),
            models.UniqueConstraint(fields=["batch", "visit"], name="visit_left_out_once_a_batch"),
            models.CheckConstraint(
                condition=Q(grant=None, visit__isnull=False) | Q(grant__isnull=False, visit=None),
                name="left_out_of_a_grant_or_a_visit",
            ),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.due} · {self.get_reason_display()}"

    @property
    def due(self) -> Grant | Visit:
        """What is not paid."""
        due = self.grant or self.visit
        assert due is not None
        return due

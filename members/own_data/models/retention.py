"""Retention rules, erasures and legal holds of members' entries."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import LEFT_STATES
from members.own_data.querysets.retention import Erasures, LegalHolds
from members.own_data.rules import ERASURE_TONES, ErasureCause, ErasureState
from members.register.models.member import Member
from office.days import years_after

LEFT_CHOICES = [(state.value, state.label) for state in LEFT_STATES]


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RetentionRule(models.Model):
    """How many years an entry is kept after its member has left in `state`, and which document says so."""

    state = models.CharField(_("membership"), max_length=12, choices=LEFT_CHOICES, unique=True)
    years = models.PositiveSmallIntegerField(_("years"))
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice"), default=30, help_text=_("between the announcement and the day when it may be erased")
    )
    source = models.CharField(_("source"), max_length=200, help_text=_("the document that says so"))

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state for state, _label in LEFT_CHOICES]), name="retention_of_who_left"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="retention_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.years}"

    def until(self, left_on: date) -> date:
        """Return the first day on which the rule no longer keeps the entry of somebody who left on `left_on`."""
        return years_after(left_on, self.years)


class Erasure(models.Model):
    """A proposal to erase a member's entry, announced by the rule or asked by the worker; an officer decides it."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="erasures")
    cause = models.CharField(_("cause"), max_length=8, choices=ErasureCause)
    state = models.CharField(_("state"), max_length=10, choices=ErasureState, default=ErasureState.WAITING)
    asked_at = models.DateTimeField(pgettext_lazy("erasure", "since"), default=timezone.now)
    not_before = models.DateField(_("not before"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    kept_until = models.DateField(_("kept until"), null=True, blank=True)

    objects = Erasures.as_manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [("decide_erasure", _("Can erase members who have left, and keep them back"))]
        indexes = [models.Index(fields=["not_before", "id"], name="erasure_waiting", condition=Q(state="waiting"))]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(state="waiting"), name="one_open_erasure_a_member"),
            models.CheckConstraint(
                condition=Q(state__in=ErasureState.values, cause__in=ErasureCause.values), name="erasure_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"], decided_by=None)
                | Q(state__in=["erased", "refused"], decided_by__isnull=False),
                name="erasure_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="erasure_refused_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} · {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("members:erasure_detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == ErasureState.WAITING

    @property
    def tone(self) -> str:
        return ERASURE_TONES[ErasureState(self.state)]


class LegalHold(models.Model):
    """A reason outside the portal, such as a lawsuit, for which a member's entry is kept until the hold is lifted."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="holds")
    reason = models.CharField(_("reason"), max_length=300)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("placed by"), related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("lifted by"), related_name="+"
    )

    objects = LegalHolds.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["-id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(lifted_at=None), name="one_hold_in_force"),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.placed_at:%Y-%m-%d}"

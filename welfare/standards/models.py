"""What is given for what, up to which sum, out of which money: standing data that officers keep."""

from datetime import date, timedelta
from decimal import Decimal

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from welfare import querysets, rules
from welfare.codes import Basis, Festival, Form, Kind
from welfare.standards import querysets as standards_querysets

CENT = MinValueValidator(Decimal("0.01"))


@pghistory.track()
class Cap(models.Model):
    """The most one member may be given for a kind of benefit in a unit and below it; the nearest unit's counts."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="caps")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    basis = models.CharField(_("counted"), max_length=16, choices=Basis)
    amount = models.DecimalField(
        _("amount"),
        max_digits=12,
        decimal_places=2,
        validators=[CENT],
        help_text=_("Yuan; per cent where the cap is a share of the year's budget."),
    )
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The document that says so, so that an auditor sees why it holds.")
    )

    objects = standards_querysets.Caps.as_manager()

    class Meta:
        verbose_name = _("cap")
        verbose_name_plural = _("caps")
        ordering = ["unit__path", "kind", "basis", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "basis", "effective_from"], name="one_cap_a_start"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cap_is_positive"),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="cap_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="cap_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_kind_display()} · {self.amount}"


class ApprovalRule(models.Model):
    """From which sum on a run takes how many people's approval; without a row it takes two."""

    min_amount = models.DecimalField(
        _("from the sum of"),
        max_digits=14,
        decimal_places=2,
        unique=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("Yuan"),
    )
    approvals = models.PositiveSmallIntegerField(
        _("people who approve"), validators=[MinValueValidator(1), MaxValueValidator(9)]
    )

    class Meta:
        verbose_name = _("approval rule")
        verbose_name_plural = _("approval rules")
        ordering = ["min_amount"]
        constraints = [models.CheckConstraint(condition=Q(approvals__gte=1), name="somebody_approves")]

    def __str__(self) -> str:
        return f"≥ {self.min_amount}: {self.approvals}"


@pghistory.track()
class Plan(models.Model):
    """A standing decision: so much in goods for every member at a festival, prepared so many days ahead."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="plans")
    name = models.CharField(_("plan name"), max_length=64)
    festival = models.CharField(_("festival"), max_length=16, choices=Festival)
    amount = models.DecimalField(
        _("standard"), max_digits=12, decimal_places=2, validators=[CENT], help_text=_("Yuan for each member")
    )
    form = models.CharField(_("form"), max_length=16, choices=Form, default=Form.GOODS)
    lead_days = models.PositiveSmallIntegerField(
        _("days ahead"),
        validators=[MaxValueValidator(300)],
        help_text=_("The run opens so many days before the festival."),
    )
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.Plans.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["unit__path", "id"]
        constraints = [
            # 总工办发〔2017〕32号: festival benefits are goods, neither cash nor shopping cards.
            models.CheckConstraint(
                condition=Q(form=Form.GOODS),
                name="festival_plan_is_goods",
                violation_error_message=_("A festival benefit is goods, never money: 总工办发〔2017〕32号."),
            ),
            models.CheckConstraint(condition=Q(festival__in=Festival.values), name="festival_is_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="plan_gives_something"),
            models.CheckConstraint(condition=Q(lead_days__lte=300), name="plan_opens_within_the_year"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("welfare:plan_detail", args=[self.pk])

    def next_day(self, on: date) -> date:
        """The festival that comes next, from `on` on."""
        return rules.next_festival(self.festival, on)

    @property
    def festival_on(self) -> date:
        """The festival's next day, seen from today."""
        return self.next_day(timezone.localdate())

    @property
    def opens_on(self) -> date:
        """The day on which the run of the next festival opens by itself."""
        return self.festival_on - timedelta(days=self.lead_days)

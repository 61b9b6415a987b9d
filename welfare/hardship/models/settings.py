from decimal import Decimal
from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from office.sql import AdvisoryLock
from welfare.choices import Certainty
from welfare.hardship import querysets, rules
from welfare.hardship.choices import AidKind, Figure, HardshipLevel, SchoolStage
from welfare.standards.regions import REGION_CHOICES

SOME = MinValueValidator(Decimal("0.01"))
OVERLAPS = _("Another row of this place holds on the same days: end that one first (%(other)s).")
_NO_OVERLAP = """
    -- Of two that are written at once neither would see the other.
    PERFORM pg_advisory_xact_lock({lock});
    IF EXISTS (
        SELECT FROM {table} AS other
        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND {equal}
        AND daterange(other.effective_from, other.effective_to, '[]')
            && daterange(NEW.effective_from, NEW.effective_to, '[]')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: two settings hold at once'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = '{table}_no_two_at_once';
    END IF;
    RETURN NEW;
"""


def no_overlap(table: str, *same: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses a second row of a place with the `same` columns and a day in common."""
    equal = " AND ".join(f"other.{column} = NEW.{column}" for column in ("region", *same))
    func = _NO_OVERLAP.replace("{table}", table).replace("{equal}", equal)
    return pgtrigger.Trigger(
        name="no_two_at_once",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=func.replace("{lock}", str(AdvisoryLock.STANDARDS.value)),
    )


class Setting(models.Model):
    """What a document sets for a unit and below it, for a region, or everywhere, from a day to a day, both included."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="+")
    region = models.CharField(
        _("region"),
        max_length=20,
        blank=True,
        choices=REGION_CHOICES,
        help_text=_("Instead of a unit: it holds for all units that lie in this region. Neither means everywhere."),
    )
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The document that says so, so that an auditor sees why it holds.")
    )
    certainty = models.CharField(_("how well known"), max_length=1, choices=Certainty, default=Certainty.UNVERIFIED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    told_apart_by: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(unit=None) | Q(region=""), name="%(class)s_of_a_unit_or_a_region"),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="%(class)s_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="%(class)s_has_a_source"),
        ]

    @property
    def place(self) -> str:
        """The unit or the region for which it holds."""
        return str(self.unit) if self.unit_id else self.region or gettext("everywhere")

    def clean(self) -> None:
        """Raise ValidationError where another row, not told apart by `told_apart_by`, has a day in common."""
        super().clean()
        if self.effective_from and (other := self._overlapping().first()):
            raise ValidationError(OVERLAPS, params={"other": other})

    def _overlapping(self) -> models.QuerySet[Self]:
        fields = ("unit_id", "region", *self.told_apart_by)
        others = type(self)._default_manager.filter(**{name: getattr(self, name) for name in fields})
        others = others.exclude(pk=self.pk).filter(Q(effective_to=None) | Q(effective_to__gte=self.effective_from))
        return others if self.effective_to is None else others.filter(effective_from__lte=self.effective_to)


@pghistory.track()
class HardshipRule(Setting):
    """How hardship is measured and reviewed in a place. The nearest place's rule counts."""

    deep_times = models.DecimalField(
        _("deep hardship: times the minimum allowance"), max_digits=4, decimal_places=2, validators=[SOME]
    )
    relative_times = models.DecimalField(
        _("relative hardship: times the minimum allowance"), max_digits=4, decimal_places=2, validators=[SOME]
    )
    accident_times = models.DecimalField(
        _("after an accident: below so many times the minimum allowance"),
        max_digits=4,
        decimal_places=2,
        validators=[SOME],
    )
    at_the_line = models.BooleanField(
        _("who is exactly at the line is in hardship"),
        default=True,
        help_text=_("Documents write both “not more than” and “below”: this decides."),
    )
    asks_province_income = models.BooleanField(_("income per head must lie below that of the province"), default=False)
    review_months = models.PositiveSmallIntegerField(
        _("months until the review"), validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    leave_months = models.PositiveSmallIntegerField(
        _("months above the line after which a family leaves"),
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    objects = querysets.HardshipRules.as_manager()

    class Meta(Setting.Meta):
        verbose_name = _("rule of hardship")
        verbose_name_plural = _("rules of hardship")
        ordering = ["unit__path", "region", "-effective_from"]
        constraints = [
            *Setting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(deep_times__gt=0, relative_times__gte=F("deep_times"), accident_times__gt=0),
                name="relative_line_is_not_below_the_deep_one",
                violation_error_message=_("The line of relative hardship can't lie below that of deep hardship."),
            ),
        ]
        triggers = [no_overlap("welfare_hardshiprule")]

    def __str__(self) -> str:
        return f"{self.place} · {self.source}"

    @property
    def measure(self) -> rules.Measure:
        """What the rules need to assess a family."""
        return rules.Measure(
            deep_times=self.deep_times,
            relative_times=self.relative_times,
            accident_times=self.accident_times,
            at_the_line=self.at_the_line,
            asks_province_income=self.asks_province_income,
            document=self.source,
        )


@pghistory.track()
class LocalFigure(Setting):
    """The minimum living allowance (低保标准) of a place, or the income per head of a province, in yuan."""

    figure = models.CharField(_("figure"), max_length=16, choices=Figure)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, validators=[SOME])

    objects = querysets.LocalFigures.as_manager()

    told_apart_by = ("figure",)

    class Meta(Setting.Meta):
        verbose_name = _("local figure")
        verbose_name_plural = _("local figures")
        ordering = ["figure", "unit__path", "region", "-effective_from"]
        constraints = [
            *Setting.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0), name="local_figure_is_positive"),
        ]
        triggers = [no_overlap("welfare_localfigure", "figure")]

    def __str__(self) -> str:
        return f"{self.place} · {self.get_figure_display()} · {self.amount}"


@pghistory.track()
class AidRule(Setting):
    """The most that an aid may be: so many months of the minimum, a share of the cost, a sum; the least of them."""

    kind = models.CharField(_("aid"), max_length=12, choices=AidKind)
    stage = models.CharField(_("stage of schooling"), max_length=12, choices=SchoolStage, blank=True)
    level = models.CharField(_("level of hardship"), max_length=12, choices=HardshipLevel, blank=True)
    months = models.DecimalField(
        _("months of the minimum allowance"), max_digits=5, decimal_places=2, null=True, blank=True, validators=[SOME]
    )
    share = models.DecimalField(
        _("per cent of the cost"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[SOME, MaxValueValidator(Decimal(100))],
    )
    amount = models.DecimalField(
        _("most in yuan"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[SOME]
    )

    objects = querysets.AidRules.as_manager()

    told_apart_by = ("kind", "stage", "level")

    class Meta(Setting.Meta):
        verbose_name = _("limit of aid in hardship")
        verbose_name_plural = _("limits of aid in hardship")
        ordering = ["kind", "stage", "level", "unit__path", "region", "-effective_from"]
        constraints = [
            *Setting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(months__gt=0) | Q(share__gt=0) | Q(amount__gt=0), name="aid_rule_limits_something"
            ),
            models.CheckConstraint(condition=Q(kind=AidKind.SCHOOL) | Q(stage=""), name="only_school_aid_has_a_stage"),
        ]
        triggers = [no_overlap("welfare_aidrule", "kind", "stage", "level")]

    def __str__(self) -> str:
        return f"{self.place} · {self.get_kind_display()} · {self.source}"

    @property
    def limit(self) -> rules.AidLimit:
        """What the rules need to know the most that may be given."""
        return rules.AidLimit(self.months, self.share, self.amount)

from decimal import Decimal
from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.choices import EmploymentForm
from members.register.models.member import Member
from members.units.models.units import Unit
from office.sql import AdvisoryLock
from welfare.choices import Basis, Certainty, Condition, Festival, Form, Frequency
from welfare.kinds.fields import KindField
from welfare.kinds.names import kind_name
from welfare.standards import querysets, rules
from welfare.standards.regions import REGION_CHOICES

CENT = MinValueValidator(Decimal("0.01"))
CAPS_TOLD_APART_BY = ("basis", "festival", "condition")
OVERLAPS = _(
    "There is a rule of this place for the same kind and days already: end that one first, or let this one begin later."
)
_NO_OVERLAP = """
    -- Of two that are written at once neither would see the other.
    PERFORM pg_advisory_xact_lock({lock});
    IF NEW.effective_from IS NOT NULL AND EXISTS (
        SELECT FROM {table} AS other
        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND {equal}
        AND other.effective_from IS NOT NULL
        AND daterange(other.effective_from, other.effective_to, '[]')
            && daterange(NEW.effective_from, NEW.effective_to, '[]')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: two rules hold at once'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = '{table}_no_two_at_once';
    END IF;
    RETURN NEW;
"""


def _no_overlap(table: str, *same: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses a second row of a place with the `same` columns and a day in common."""
    equal = " AND ".join(f"other.{column} = NEW.{column}" for column in ("region", "kind", *same))
    func = _NO_OVERLAP.replace("{table}", table).replace("{equal}", equal)
    return pgtrigger.Trigger(
        name="no_two_at_once",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=func.replace("{lock}", str(AdvisoryLock.STANDARDS.value)),
    )


class Standard(models.Model):
    """What a document sets for a kind of benefit: for a unit and below it, for a region, or everywhere.

    It holds from `effective_from` to `effective_to`, both included, and never where the first day is not known. The
    base of caps and of rules.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="%(class)ss"
    )
    region = models.CharField(
        _("region"),
        max_length=20,
        blank=True,
        choices=REGION_CHOICES,
        help_text=_("Instead of a unit: it holds for all units that lie in this region. Neither means everywhere."),
    )
    kind = KindField(_("kind"))
    effective_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("Empty where the day is not known: it is not in force.")
    )
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The document that says so, so that an auditor sees why it holds.")
    )
    dated_on = models.DateField(_("date of the document"), null=True, blank=True)
    day_unclear = models.BooleanField(
        _("first day not known for certain"),
        default=False,
        help_text=_("It then holds from the day on which the document was there for certain."),
    )
    certainty = models.CharField(_("how well known"), max_length=1, choices=Certainty, default=Certainty.UNVERIFIED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    told_apart_by: ClassVar[tuple[str, ...]] = ()
    """The fields besides place and kind in which two rows that hold on the same day differ."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(unit=None) | Q(region=""), name="%(class)s_of_a_unit_or_a_region"),
            models.CheckConstraint(
                condition=Q(dated_on=None) | Q(effective_from=None) | Q(effective_from__gte=F("dated_on")),
                name="%(class)s_not_before_its_document",
                violation_error_message=_("It can't be in force before the date of its document."),
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="%(class)s_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="%(class)s_has_a_source"),
        ]

    def get_kind_display(self) -> str:
        """Return the name of the kind."""
        return kind_name(self.kind)

    @property
    def place(self) -> str:
        """The unit or the region for which it holds."""
        return str(self.unit) if self.unit_id else self.region or gettext("everywhere")

    def clean(self) -> None:
        """Raise ValidationError where another row, not told apart by `told_apart_by`, has a day in common."""
        super().clean()
        if other := self.overlapping().first():
            raise ValidationError(_("%(why)s (%(other)s)"), params={"why": OVERLAPS, "other": other})

    def overlapping(self) -> models.QuerySet[Self]:
        """Return the other rows of its place and kind, not told apart by `told_apart_by`, with a day in common."""
        rows = type(self)._default_manager
        if self.effective_from is None:
            return rows.none()
        fields = ("unit_id", "region", "kind", *self.told_apart_by)
        others = rows.filter(**{name: getattr(self, name) for name in fields}).exclude(pk=self.pk)
        others = others.filter(Q(effective_to=None) | Q(effective_to__gte=self.effective_from))
        if self.effective_to is not None:
            others = others.filter(effective_from__lte=self.effective_to)
        return others.exclude(effective_from=None)


@pghistory.track()
class Cap(Standard):
    """The most that may be given for a kind of benefit; the nearest unit's counts, on the day of the event."""

    festival = models.CharField(
        _("festival"),
        max_length=16,
        blank=True,
        choices=Festival,
        help_text=_("Empty for all. What is set for one festival goes before what is set for all."),
    )
    condition = models.CharField(
        _("condition"),
        max_length=16,
        blank=True,
        choices=Condition,
        help_text=_("Where it is met, this cap goes before the one without a condition."),
    )
    basis = models.CharField(_("counted"), max_length=16, choices=Basis)
    amount = models.DecimalField(
        _("amount"),
        max_digits=12,
        decimal_places=2,
        validators=[CENT],
        help_text=_("Yuan; per cent where the cap is a share of the unit's budget income."),
    )

    objects = querysets.Caps.as_manager()

    told_apart_by = CAPS_TOLD_APART_BY

    class Meta(Standard.Meta):
        verbose_name = _("cap")
        verbose_name_plural = _("caps")
        ordering = ["unit__path", "region", "kind", "basis", "-effective_from"]
        constraints = [
            *Standard.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0), name="cap_is_positive"),
            models.CheckConstraint(
                condition=~Q(basis=Basis.BUDGET_SHARE) | Q(amount__lte=100), name="cap_share_is_per_cent"
            ),
        ]
        triggers = [_no_overlap("welfare_cap", *CAPS_TOLD_APART_BY)]

    def __str__(self) -> str:
        return f"{self.place} · {self.get_kind_display()} · {self.amount}"

    def row(self, level: int) -> rules.CapRow:
        """Return it for the rules, as set at a level."""
        return rules.CapRow(
            key=self.pk,
            level=level,
            kind=self.kind,
            basis=Basis(self.basis),
            amount=self.amount,
            festival=self.festival,
            condition=self.condition,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            day_unclear=self.day_unclear,
            dated_on=self.dated_on,
            document=self.source,
        )


@pghistory.track()
class BenefitRule(Standard):
    """How a kind of benefit is given. What is left empty here is ruled by the next place above."""

    forms = ArrayField(
        models.CharField(max_length=16, choices=Form), null=True, blank=True, verbose_name=_("allowed forms")
    )
    relations = ArrayField(
        models.CharField(max_length=16, choices=[(one, one) for one in sorted(rules.KIN)]),
        null=True,
        blank=True,
        verbose_name=_("relatives who count"),
    )
    attachments = models.TextField(_("required attachments"), blank=True, help_text=_("One a line."))
    claim_months = models.PositiveSmallIntegerField(
        _("months to claim"), null=True, blank=True, help_text=_("From the day of the event; empty for no limit.")
    )
    frequency = models.CharField(_("how often"), max_length=16, blank=True, choices=Frequency)
    period_months = models.PositiveSmallIntegerField(
        _("period in months"), null=True, blank=True, help_text=_("0 is the calendar year.")
    )
    needs_file = models.BooleanField(_("only with a file"), null=True, blank=True)
    dues_months = models.PositiveSmallIntegerField(
        _("months without dues"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Nothing for who owes the dues of all so many months before the event; empty: not ruled here."),
    )
    wage_in_base = models.BooleanField(_("only with the wage in the base of the union fund"), null=True, blank=True)
    outside_base = ArrayField(
        models.CharField(max_length=20, choices=EmploymentForm),
        null=True,
        blank=True,
        verbose_name=_("forms of employment outside that base"),
    )
    one_place = models.BooleanField(_("benefits in one place only"), null=True, blank=True)
    visit_days = models.PositiveSmallIntegerField(
        _("days until the visit"),
        null=True,
        blank=True,
        help_text=_("From asking to the visit; empty: not ruled here."),
    )
    closing_days = models.PositiveSmallIntegerField(
        _("days until it is closed"),
        null=True,
        blank=True,
        help_text=_("From the visit until it is paid and closed; empty: not ruled here."),
    )

    objects = querysets.BenefitRules.as_manager()

    class Meta(Standard.Meta):
        verbose_name = _("rule of a benefit")
        verbose_name_plural = _("rules of benefits")
        ordering = ["unit__path", "region", "kind", "-effective_from"]
        triggers = [_no_overlap("welfare_benefitrule")]

    def __str__(self) -> str:
        return f"{self.place} · {self.get_kind_display()} · {self.source}"

    def row(self, level: int) -> rules.RuleRow:
        """Return it for the rules, as set at a level."""
        return rules.RuleRow(
            level=level,
            kind=self.kind,
            document=self.source,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            forms=None if self.forms is None else frozenset(self.forms),
            relations=None if self.relations is None else frozenset(self.relations),
            attachments=tuple(self.attachments.splitlines()) if self.attachments else None,
            claim_months=self.claim_months,
            frequency=self.frequency or None,
            period_months=self.period_months,
            needs_file=self.needs_file,
            dues_months=self.dues_months,
            wage_in_base=self.wage_in_base,
            outside_base=None if self.outside_base is None else frozenset(self.outside_base),
            one_place=self.one_place,
            visit_days=self.visit_days,
            closing_days=self.closing_days,
        )


@pghistory.track()
class MemberFact(models.Model):
    """What is known of a member that the register doesn't hold and that benefits depend on, from a day to a day."""

    class Fact(models.TextChoices):
        WAGE_NOT_IN_BASE = "wage_not_in_base", _("wage not in the base of the union fund")
        ELSEWHERE = "elsewhere", _("receives benefits in another unit")

    member = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("member"), related_name="benefit_facts", db_index=False
    )
    fact = models.CharField(_("fact"), max_length=16, choices=Fact)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Who says so: the letter of the agency, the list of the employer.")
    )

    objects = querysets.MemberFacts.as_manager()

    class Meta:
        verbose_name = _("fact about a member")
        verbose_name_plural = _("facts about members")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "fact", "since"], name="one_fact_a_member_and_day"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="fact_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="fact_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.get_fact_display()}"


@pghistory.track()
class UnitRegion(models.Model):
    """In which region a unit lies, and whether its funds are ample; units below inherit both."""

    unit = models.OneToOneField(Unit, models.PROTECT, verbose_name=_("unit"), related_name="region_said")
    region = models.CharField(_("region"), max_length=20, blank=True, choices=REGION_CHOICES)
    ample_funds = models.BooleanField(
        _("enterprise with ample union funds"), null=True, blank=True, help_text=_("Some regions allow it more.")
    )

    objects = querysets.UnitRegions.as_manager()

    class Meta:
        verbose_name = _("region of a unit")
        verbose_name_plural = _("regions of units")
        ordering = ["unit__path"]

    def __str__(self) -> str:
        return f"{self.unit} · {self.region}"


@pghistory.track()
class BudgetIncome(models.Model):
    """A unit's budget income of a year in yuan, of which some regions let it give a share at most."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="budget_incomes")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    amount = models.DecimalField(_("budget income"), max_digits=14, decimal_places=2, validators=[CENT])
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The document that says so, so that an auditor sees why it holds.")
    )

    objects = querysets.BudgetIncomes.as_manager()

    class Meta:
        verbose_name = _("budget income")
        verbose_name_plural = _("budget incomes")
        ordering = ["-year", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_income_a_unit_and_year"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_income_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.year}"

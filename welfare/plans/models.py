from datetime import date, timedelta

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from welfare.choices import Festival, Form
from welfare.plans import querysets, rules
from welfare.standards.models import CENT

COLLECT_DAYS = 15


class Collection(models.Model):
    """Where members collect goods, when, and whom they ask; the base of plans, of runs and of exceptions from them."""

    place = models.CharField(_("place of collection"), max_length=120, blank=True)
    hours = models.CharField(_("opening time"), max_length=80, blank=True)
    contact = models.CharField(
        _("contact"), max_length=80, blank=True, help_text=_("Name and telephone of whom members may ask.")
    )

    class Meta:
        abstract = True


@pghistory.track()
class Plan(Collection):
    """A decision to give every member of a unit and the units below goods worth `amount` yuan at a festival each year.

    Its run opens `lead_days` before the festival. What it says about the goods and their collection is copied to each
    run, whose goods are to be collected until `collect_days` after the festival.
    """

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
    goods = models.CharField(
        _("goods per member"),
        max_length=120,
        blank=True,
        help_text=_("What each member receives, such as “rice 5 kg, cooking oil 5 l”."),
    )
    collect_days = models.PositiveSmallIntegerField(
        _("days to collect"),
        default=COLLECT_DAYS,
        blank=True,
        validators=[MaxValueValidator(300)],
        help_text=_("The goods are to be collected until so many days after the festival."),
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
            models.CheckConstraint(condition=Q(collect_days__lte=300), name="plan_is_collected_within_the_year"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("welfare:plan_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        if self.collect_days is None:
            self.collect_days = COLLECT_DAYS

    def next_day(self, on: date) -> date:
        """Return the first day of the festival that is not before `on`."""
        return rules.next_festival(self.festival, on)

    @property
    def festival_on(self) -> date:
        """The first day of the festival that is not before today."""
        return self.next_day(timezone.localdate())

    @property
    def opens_on(self) -> date:
        """The day on which beat opens the run of the next festival."""
        return self.festival_on - timedelta(days=self.lead_days)


class PlanCollection(Collection):
    """Where members of one unit and the units below collect, where that differs from the plan; empty fields don't."""

    plan = models.ForeignKey(Plan, models.CASCADE, verbose_name=_("plan"), related_name="collections", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")

    class Meta:
        verbose_name = _("other place of collection")
        verbose_name_plural = _("other places of collection")
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="one_collection_a_plan_and_unit")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.place}"

from datetime import date, timedelta

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import ETHNIC_GROUPS
from members.units.models.units import Unit
from welfare.choices import BIRTHDAYS, FESTIVALS, Festival, Form, LeapDay, Schedule
from welfare.kinds.fields import KindField
from welfare.plans import querysets, rules
from welfare.plans.amounts import Amounts
from welfare.plans.groups import Group
from welfare.standards.models import CENT

COLLECT_DAYS = 15
# Working days for which a list is made public before anything is given; source: common practice, domain.md part 1.
NOTICE_DAYS = 5
# With more days ahead a daily plan would open a month of runs on its first day.
DAILY_LEAD_DAYS = 30


class Collection(models.Model):
    """Where members collect goods, when, and whom they ask; the base of plans, of runs and of exceptions from them."""

    place = models.CharField(_("place of collection"), max_length=120, blank=True)
    hours = models.CharField(_("opening time"), max_length=80, blank=True)
    contact = models.CharField(
        _("contact"), max_length=80, blank=True, help_text=_("Name and telephone of whom members may ask.")
    )
    store = models.ForeignKey(
        "welfare.Store", models.PROTECT, null=True, blank=True, verbose_name=_("pickup point"), related_name="+"
    )
    """The store whose stock is handed out there; NULL where no stock is kept."""

    class Meta:
        abstract = True


class Giving(models.Model):
    """To whom, in which form and how much is given: the base of plans and of runs, to which a plan's is copied."""

    decision = models.CharField(
        _("decision"),
        max_length=200,
        blank=True,
        help_text=_("The minutes or the document by which it was decided; each benefit of it names them."),
    )
    form = models.CharField(_("form"), max_length=16, choices=Form, default=Form.GOODS)
    conditions = models.JSONField(_("for whom"), default=dict, blank=True)
    """`groups.Group` as JSON; {} for everybody."""
    amounts = models.JSONField(_("amount by"), default=dict, blank=True)
    """`amounts.Amounts` as JSON; {} where all get the same."""
    article = models.ForeignKey(
        "welfare.Article",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("goods", "article"),
        related_name="+",
    )
    """What each member receives of the stock; NULL where no stock is kept of it."""
    leap_day = models.CharField(
        _("born on 29 February"),
        max_length=8,
        choices=LeapDay,
        default=LeapDay.FEBRUARY,
        blank=True,
        help_text=_("The day of their birthday in a year without 29 February; they are told."),
    )

    notice_days = models.PositiveSmallIntegerField(
        _("days of public notice"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(60)],
        help_text=_(
            "Working days for which the approved list is made public before it is issued; 0 for none. Source: common "
            "practice, five."
        ),
    )

    class Meta:
        abstract = True

    @property
    def group(self) -> Group:
        """The conditions."""
        return Group.from_json(self.conditions)

    @property
    def table(self) -> Amounts:
        """The amounts besides the standard."""
        return Amounts.from_json(self.amounts)


class Approver(models.TextChoices):
    """Whose approval makes a minority festival one for which a union may give: 总工办发〔2017〕32号."""

    STATE = "state", _("the State Council")
    REGION = "region", _("the government of an autonomous region")


@pghistory.track()
class MinorityFestival(models.Model):
    """A festival of ethnic groups in one region, with its days as announced; no calendar computes them.

    `code` is the same in all regions with the festival, so that nobody receives for it in two of them. Without ethnic
    groups it is everybody's there.
    """

    code = models.SlugField(
        _("code"), max_length=32, help_text=_("The same for one festival in all regions, such as eid_al_fitr.")
    )
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=64)
    region = models.CharField(_("region"), max_length=64)
    ethnic_groups = ArrayField(
        models.CharField(max_length=2, choices=ETHNIC_GROUPS),
        verbose_name=_("ethnic groups"),
        default=list,
        blank=True,
        help_text=_("Only members of these groups receive; none means everybody in the region."),
    )
    approved_by = models.CharField(
        _("approved by"),
        max_length=8,
        choices=Approver,
        help_text=_("Approval of a city or county is not enough: 总工办发〔2017〕32号."),
    )
    document = models.CharField(_("document"), max_length=200)

    objects = models.Manager["MinorityFestival"]()

    class Meta:
        verbose_name = _("minority festival")
        verbose_name_plural = _("minority festivals")
        ordering = ["code", "region"]
        constraints = [
            models.UniqueConstraint(fields=["code", "region"], name="one_minority_festival_a_region"),
            models.CheckConstraint(condition=~Q(code__in=Festival.values), name="minority_festival_has_its_own_code"),
            models.CheckConstraint(
                condition=Q(approved_by__in=Approver.values) & ~Q(document=""), name="minority_festival_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.region}"


@pghistory.track()
class MinorityFestivalDay(models.Model):
    """The day of a minority festival in one year, as announced; some years have two days of one festival."""

    festival = models.ForeignKey(
        MinorityFestival, models.CASCADE, verbose_name=_("minority festival"), related_name="days", db_index=False
    )
    on = models.DateField(_("date"))
    number = models.PositiveSmallIntegerField(
        _("which of the year"), default=1, help_text=_("2 for the second time in one year, as for Eid in 2033.")
    )
    source = models.CharField(_("announcement"), max_length=200)

    class Meta:
        verbose_name = _("day of a minority festival")
        verbose_name_plural = _("days of minority festivals")
        ordering = ["festival", "on"]
        constraints = [
            models.UniqueConstraint(
                F("festival"), ExtractYear("on"), F("number"), name="one_day_of_a_minority_festival_a_year"
            ),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="minority_festival_is_at_most_twice_a_year"),
            models.CheckConstraint(condition=~Q(source=""), name="minority_festival_day_is_announced"),
        ]

    def __str__(self) -> str:
        return f"{self.festival} · {self.on}"


@pghistory.track()
class Plan(Collection, Giving):
    """A decision what members of a unit and the units below are given, for which occasions, and to whom of them.

    Its runs open `lead_days` before each event. What it says about the group, the amounts, the goods and their
    collection is copied to each run, whose goods are to be collected until `collect_days` after the event.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="plans")
    name = models.CharField(_("plan name"), max_length=64)
    schedule = models.CharField(_("occasion"), max_length=16, choices=Schedule, default=Schedule.FESTIVAL, blank=True)
    kind = KindField(_("kind"), default="festival", blank=True)
    """The kind of benefit, by which caps and budgets are found."""
    festival = models.CharField(_("festival"), max_length=16, choices=Festival, blank=True)
    minority_festival = models.ForeignKey(
        MinorityFestival,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("minority festival"),
        related_name="plans",
    )
    days = ArrayField(models.CharField(max_length=10), verbose_name=_("dates"), default=list, blank=True)
    """Dates, or MM-DD for a day of each year; only of a plan with dates of its own."""
    amount = models.DecimalField(
        _("standard"), max_digits=12, decimal_places=2, validators=[CENT], help_text=_("Yuan for each member")
    )
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
    since = models.DateField(_("in use since"), default=timezone.localdate, editable=False)
    """Events before this day are not made up for."""

    objects = querysets.Plans.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["unit__path", "id"]
        constraints = [
            # 总工办发〔2017〕32号: festival benefits are goods, neither cash nor shopping cards; provinces allow a
            # voucher for named goods of a named shop.
            models.CheckConstraint(
                condition=~Q(kind="festival") | Q(form__in=[Form.GOODS, Form.VOUCHER]),
                name="festival_plan_is_goods",
                violation_error_message=_("A festival benefit is goods, never money: 总工办发〔2017〕32号."),
            ),
            models.CheckConstraint(
                condition=Q(schedule=Schedule.FESTIVAL, festival__in=Festival.values)
                | ~Q(schedule=Schedule.FESTIVAL) & Q(festival=""),
                name="festival_is_known",
            ),
            models.CheckConstraint(
                condition=Q(schedule__in=FESTIVALS, kind="festival")
                | Q(schedule__in=BIRTHDAYS, kind="birthday")
                | Q(schedule=Schedule.DATES) & ~Q(kind__in=["festival", "birthday", ""]),
                name="plan_has_the_kind_of_its_occasion",
            ),
            models.CheckConstraint(
                condition=Q(schedule=Schedule.MINORITY, minority_festival__isnull=False)
                | ~Q(schedule=Schedule.MINORITY) & Q(minority_festival=None),
                name="minority_festival_is_known",
            ),
            models.CheckConstraint(
                condition=Q(schedule=Schedule.DATES, days__len__gt=0) | ~Q(schedule=Schedule.DATES) & Q(days__len=0),
                name="plan_has_its_dates",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="plan_gives_something"),
            models.CheckConstraint(condition=Q(lead_days__lte=300), name="plan_opens_within_the_year"),
            models.CheckConstraint(
                condition=~Q(schedule=Schedule.BIRTHDAY_DAY) | Q(lead_days__lte=DAILY_LEAD_DAYS),
                name="daily_plan_opens_within_the_month",
                violation_error_message=_("A plan for each day opens its runs at most 30 days ahead."),
            ),
            models.CheckConstraint(condition=Q(collect_days__lte=300), name="plan_is_collected_within_the_year"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("welfare:plan_detail", args=[self.pk])

    def clean(self) -> None:
        """Set what follows from the occasion. Raises ValidationError for an occasion without its day."""
        super().clean()
        if self.collect_days is None:
            self.collect_days = COLLECT_DAYS
        if self.notice_days is None:
            self.notice_days = 0
        self.schedule = self.schedule or Schedule.FESTIVAL
        self.form, self.leap_day = self.form or Form.GOODS, self.leap_day or LeapDay.FEBRUARY
        if self.schedule != Schedule.FESTIVAL:
            self.festival = ""
        if self.schedule != Schedule.MINORITY:
            self.minority_festival = None
        if self.schedule != Schedule.DATES:
            self.days = []
            self.kind = "festival" if self.schedule in FESTIVALS else "birthday"
        missing = {
            "festival": self.schedule == Schedule.FESTIVAL and not self.festival,
            "minority_festival": self.schedule == Schedule.MINORITY and self.minority_festival is None,
            "days": self.schedule == Schedule.DATES and not self.days,
            "kind": self.schedule == Schedule.DATES and self.kind in ("", "festival", "birthday"),
        }
        if errors := {name: _("This occasion needs it.") for name, lacks in missing.items() if lacks}:
            raise ValidationError(errors)

    @property
    def occasion_name(self) -> str:
        """What it gives for: the name of the festival, or the kind of occasion."""
        if self.schedule == Schedule.FESTIVAL:
            return str(self.get_festival_display())
        return str(self.minority_festival) if self.minority_festival else str(self.get_schedule_display())

    @property
    def group(self) -> Group:
        """The conditions; a minority festival is for the ethnic groups that keep it, unless others are chosen."""
        group = super().group
        if self.minority_festival is not None and not group.ethnic_groups:
            return group.limited_to(self.minority_festival.ethnic_groups)
        return group

    @property
    def calendar(self) -> rules.Calendar:
        """What decides about its days; a query for a minority festival."""
        schedule = Schedule(self.schedule)
        announced: list[rules.Announced] = []
        code = self.festival or self.kind
        if self.minority_festival is not None:
            code = self.minority_festival.code
            announced = [rules.Announced(day.on, day.number) for day in self.minority_festival.days.all()]
        return rules.Calendar(schedule, code, self.lead_days, tuple(self.days), announced)

    def next_events(self, on: date, count: int = rules.DATES_SHOWN) -> list[rules.Event]:
        """Return the next events that are not before `on`, as far as their days are known."""
        return rules.next_events(self.calendar, on, count)

    def next_day(self, on: date) -> date | None:
        """Return the first day of an event that is not before `on`; None where none is known yet."""
        found = self.next_events(on, 1)
        return found[0].on if found else None

    @property
    def festival_on(self) -> date | None:
        """The day of the next event, today included; None where none is known yet."""
        return self.next_day(timezone.localdate())

    @property
    def opens_on(self) -> date | None:
        """The day on which beat opens the run of the next event; None where none is known yet."""
        day = self.festival_on
        return None if day is None else day - timedelta(days=self.lead_days)

    @property
    def next_dates(self) -> list[tuple[date, date, str]]:
        """The next five events: their day, the day on which the run opens, and what of the occasion it covers."""
        events = self.next_events(timezone.localdate())
        return [(one.on, one.on - timedelta(days=self.lead_days), one.part) for one in events]


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

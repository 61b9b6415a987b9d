from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultation.choices import Certainty, Tier
from consultation.deadlines import querysets, rules
from office.append_only import append_only
from office.clocks.rules import Event, EventKind, LimitUnit, Rule

RULE_NAMES = {
    rules.ACCEPT_QUESTION: _("Accept a question"),
    rules.answer_deadline(Tier.CONSULTATION): _("Answer a plain consultation"),
    rules.answer_deadline(Tier.GENERAL): _("Answer a general question"),
    rules.answer_deadline(Tier.DIFFICULT): _("Answer a difficult question"),
    rules.answer_deadline(Tier.COMPLEX): _("Answer a complex question"),
    rules.ANSWER_AGAIN: _("Answer again after a dissatisfied rating"),
    rules.REPLY_REFERRAL: _("Reply to a referral"),
    rules.ACCEPT_GRIEVANCE: _("Decide whether to accept a grievance"),
    rules.HANDLE_GRIEVANCE: _("Bring a grievance to its end"),
    rules.REPLY_TO_REPORTER: _("Answer a reporter's message"),
}


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class DeadlineRule(models.Model):
    """How many working days a step may take, and the document that says so; an administrator edits it."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    working_days = models.PositiveSmallIntegerField(_("working days"))
    certainty = models.CharField(_("how well known"), max_length=1, choices=Certainty, default=Certainty.UNVERIFIED)
    source = models.CharField(_("source"), max_length=200, help_text=_("the document that says so"))

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(working_days__gte=1), name="deadline_takes_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="deadline_has_a_source"),
        ]

    def __str__(self) -> str:
        return str(RULE_NAMES.get(self.code, self.code))


class Clock(models.Model):
    """A deadline that runs on one question, referral or grievance until it is met or dropped.

    `due_on`, `estimated`, `paused_on` and `days_left` are what its events make of it, kept for lists; while paused,
    `due_on` is the day that was promised last.
    """

    rule = models.ForeignKey(DeadlineRule, models.PROTECT, verbose_name=_("deadline"), related_name="clocks")
    question = models.ForeignKey(
        "Question", models.CASCADE, null=True, blank=True, verbose_name=_("question"), related_name="clocks"
    )
    referral = models.ForeignKey(
        "Referral", models.CASCADE, null=True, blank=True, verbose_name=_("referral"), related_name="clocks"
    )
    grievance = models.ForeignKey(
        "Grievance", models.CASCADE, null=True, blank=True, verbose_name=_("grievance"), related_name="clocks"
    )
    working_days = models.PositiveSmallIntegerField(_("working days"))
    starts_on = models.DateField(_("from"))
    due_on = models.DateField(_("due"))
    estimated = models.BooleanField(_("estimated"), default=False)
    paused_on = models.DateField(_("paused since"), null=True, blank=True)
    days_left = models.PositiveSmallIntegerField(_("working days left"), null=True, blank=True)
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("no longer runs since"), null=True, blank=True)

    objects = querysets.Clocks.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="clock_running_due", condition=Q(met_at=None, dropped_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, referral=None, grievance=None)
                | Q(question=None, referral__isnull=False, grievance=None)
                | Q(question=None, referral=None, grievance__isnull=False),
                name="clock_runs_on_one_thing",
            ),
            models.CheckConstraint(condition=Q(due_on__gt=F("starts_on")), name="clock_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(met_at=None) | Q(dropped_at=None), name="clock_is_met_or_dropped_not_both"
            ),
            models.CheckConstraint(
                condition=Q(paused_on=None, days_left=None) | Q(paused_on__isnull=False, days_left__gte=1),
                name="clock_paused_has_days_left",
            ),
            *(
                models.UniqueConstraint(
                    fields=[subject, "rule"],
                    condition=Q(met_at=None, dropped_at=None),
                    name=f"one_running_clock_a_rule_{subject}",
                )
                for subject in ("question", "referral", "grievance")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} · {self.due_on}"

    @property
    def limit(self) -> Rule:
        """The rule by which it is counted, before its events change it."""
        return Rule(LimitUnit.WORKING_DAYS, self.working_days)

    @property
    def has_stopped(self) -> bool:
        return self.met_at is not None or self.dropped_at is not None


class ClockEvent(models.Model):
    """What happened to a clock: it is counted from these alone. Never updated or deleted."""

    clock = models.ForeignKey(Clock, models.CASCADE, verbose_name=_("clock"), related_name="events")
    kind = models.CharField(_("kind"), max_length=16, choices=EventKind)
    on = models.DateField(_("day"))
    amount = models.PositiveSmallIntegerField(_("working days"), default=0)
    due_before = models.DateField(_("due before"), null=True, blank=True)
    due_after = models.DateField(_("due after"), null=True, blank=True)
    note = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("entered"), null=True, blank=True)
    """Kept only where somebody entered it: the time of a start would tell when a reporter without a name wrote."""

    class Meta:
        verbose_name = _("event of a clock")
        verbose_name_plural = _("events of clocks")
        ordering = ["id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["clock", "id"], name="clock_event_clock")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="clock_event_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=(EventKind.EXTENDED, EventKind.CLASS_CHANGED), amount__gte=1)
                | (~Q(kind__in=(EventKind.EXTENDED, EventKind.CLASS_CHANGED)) & Q(amount=0)),
                name="clock_event_amount_fits",
            ),
            models.UniqueConstraint(fields=["clock"], condition=Q(kind=EventKind.START), name="clock_starts_once"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def event(self) -> Event:
        return Event(EventKind(self.kind), self.on, self.amount)


class WithDue(models.Model):
    """A row with deadlines; it has `due_on`, `due_estimated` and `due_left` only if it was read `with_due()`."""

    due_on: date | None
    due_estimated: bool | None
    due_left: int | None
    """How many working days are left of the most pressing deadline while it is paused."""

    class Meta:
        abstract = True

    @property
    def due_text(self) -> str:
        """The last day of the most pressing deadline, marked where it is estimated; "" where none is running."""
        if self.due_on is None:
            return ""
        if self.due_left is not None:
            return str(_("paused, %(days)s days left") % {"days": self.due_left})
        return f"{self.due_on} {_('(estimated)')}" if self.due_estimated else str(self.due_on)


class Series(models.Model):
    """The last case number used for a prefix in a year."""

    prefix = models.CharField(_("prefix"), max_length=4)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"))

    objects = querysets.SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return rules.case_number(self.prefix, self.year, self.last)

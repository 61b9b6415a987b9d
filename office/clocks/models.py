"""The calendar of working days as data: notices of the State Council, and a row for each day that they make."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.append_only import append_only
from office.clocks.querysets import CalendarNotices, StoredDays
from office.clocks.rules import DayKind


class CalendarNotice(models.Model):
    """The State Council's notice of the days off of a year; a later one of the same year replaces it."""

    year = models.PositiveSmallIntegerField(_("year"))
    document = models.CharField(_("source"), max_length=200, help_text=_("the document that says so"))
    dated = models.DateField(_("date of the document"))
    text = models.TextField(_("text of the notice"))
    days: models.JSONField[dict[str, tuple[bool, str]]] = models.JSONField(_("days"))
    """By ISO date whether it is a working day, and the holiday that it belongs to."""
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("entered by"), related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)

    objects = CalendarNotices.as_manager()

    class Meta:
        verbose_name = _("calendar notice")
        verbose_name_plural = _("calendar notices")
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(document="") & ~Q(text=""), name="calendar_notice_has_a_source"),
            models.CheckConstraint(condition=Q(year__range=(2004, 2100)), name="calendar_notice_year_is_possible"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.year} · {self.document}"


class StoredDay(models.Model):
    """A day of the calendar; `office_number_days` counts the working days up to each, so that SQL can reckon limits.

    `announced` is what notices or the estimate say, `working` what holds after the exceptions of DayOverride.
    """

    day = models.DateField(_("day"), primary_key=True)
    announced = models.BooleanField(_("working day by the notice"))
    kind = models.CharField(_("kind"), max_length=12, choices=DayKind)
    name = models.CharField(_("holiday"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    estimated = models.BooleanField(_("estimated"))
    working = models.BooleanField(_("working day"))
    uncertain = models.BooleanField(_("estimated, and no exception"))
    workdays = models.IntegerField(_("working days up to it"), default=0)
    uncertain_days = models.IntegerField(_("estimated days up to it"), default=0)

    objects = StoredDays.as_manager()

    class Meta:
        db_table = "office_calendarday"
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["day"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["workdays", "day"], name="calendar_nth_workday", condition=Q(working=True))]

    def __str__(self) -> str:
        return f"{self.day} {'+' if self.working else '−'}"

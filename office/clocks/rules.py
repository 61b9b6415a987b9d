"""When a limit ends: one function of a rule, the events of a clock and a calendar. No database, no time, no request.

`office_reckon` in the database computes the same in another way; tests hold both against each other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from office.days import months_later

ONE_DAY = timedelta(days=1)


class LimitUnit(TextChoices):
    DAYS = "days", _("calendar days")
    WORKING_DAYS = "working_days", _("working days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


class EventKind(TextChoices):
    START = "start", _("begins to run")
    PAUSE = "pause", _("paused")
    RESUME = "resume", _("resumed")
    CLASS_CHANGED = "class_changed", _("class changed")
    EXTENDED = "extended", _("extended")
    INTERRUPTED = "interrupted", _("started afresh")
    RECOUNTED = "recounted", _("recounted by a new calendar")
    STOPPED = "stopped", _("stopped")


class DayKind(TextChoices):
    """Why a day is a working day or a day off."""

    WORKDAY = "workday", _("working day")
    WEEKEND = "weekend", _("weekend")
    HOLIDAY = "holiday", _("holiday")
    MAKE_UP = "make_up", _("make-up working day")
    EXCEPTION = "exception", _("exception")
    PAUSED = "paused", _("paused")


class CalendarDay(NamedTuple):
    """What a calendar knows of a day."""

    day: date
    working: bool
    kind: DayKind
    name: str = ""
    source: str = ""
    estimated: bool = False
    """Whether nobody has announced it yet: it is known by weekday and statutory holidays alone."""


Calendar = Callable[[date], CalendarDay]


class Rule(NamedTuple):
    unit: LimitUnit
    amount: int
    """At least 1."""
    moves: bool = True
    """Whether a last day on a day off moves to the next working day: 民法典 203. Working days end on one anyway."""


class Event(NamedTuple):
    kind: EventKind
    on: date
    amount: int = 0
    """EXTENDED: by how many days, working days where the rule counts these; CLASS_CHANGED: the rule's new amount."""


class CountedDay(NamedTuple):
    day: date
    counted: bool
    why: DayKind
    name: str
    source: str
    estimated: bool
    number: int
    """The how manieth counted day it is, or after which it lies."""


@dataclass(frozen=True)
class Reckoning:
    starts_on: date
    due: date | None
    """The last day; None while paused."""
    unmoved: date | None
    """The last day before it moved past days off: the safe one for who must act."""
    estimated: bool
    paused_on: date | None = None
    left: int | None = None
    """While paused, how many days are left."""
    stopped_on: date | None = None
    days: list[CountedDay] = field(default_factory=list)
    """Each day after the start up to the last one, or up to the pause."""
    ignored: list[Event] = field(default_factory=list)
    """Interruptions after the limit had ended: they change nothing."""


class NoStart(ValueError):
    """The events of a clock don't begin with its start."""


class Pause(NamedTuple):
    """Days that don't count: from `first`, and before `until`, which is None as long as the pause goes on."""

    first: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


def reckon(rule: Rule, events: Iterable[Event], calendar: Calendar, today: date | None = None) -> Reckoning:
    """Return when the limit ends by its events in the order of their days, of one day in the order given.

    The day of the start isn't counted (民法典 201); months and years end on the corresponding day, or on the month's
    last day (202). A pause begins with its day, and the day of resuming counts again. An interruption starts the limit
    afresh, if it lies in the running limit; an extension counts from the unmoved last day. Events after `today`, where
    one is given, have not happened. Raises NoStart.
    """
    known = sorted((event for event in events if today is None or event.on <= today), key=lambda event: event.on)
    start: date | None = None
    amount, extra = rule.amount, 0
    pauses: list[Pause] = []
    ignored, stopped_on = [], None
    for event in known:
        if stopped_on is not None:
            break
        if start is None:
            if event.kind is EventKind.START:
                start = event.on
            continue
        if event.kind is EventKind.PAUSE and not (pauses and pauses[-1].until is None):
            pauses.append(Pause(event.on, None))
        elif event.kind is EventKind.RESUME and pauses and pauses[-1].until is None:
            pauses[-1] = Pause(pauses[-1].first, event.on)
        elif event.kind is EventKind.CLASS_CHANGED:
            amount = event.amount
        elif event.kind is EventKind.EXTENDED:
            extra += event.amount
        elif event.kind is EventKind.INTERRUPTED:
            last = _walk(rule, start, amount, extra, pauses, calendar).due
            if event.on <= start or (last is not None and event.on > last):
                ignored.append(event)
            else:
                start, extra = event.on, 0
        elif event.kind is EventKind.STOPPED:
            stopped_on = event.on
    if start is None:
        raise NoStart
    found = _walk(rule, start, amount, extra, pauses, calendar)
    return Reckoning(
        start, found.due, found.unmoved, found.estimated, found.paused_on, found.left, stopped_on, found.days, ignored
    )


def _walk(rule: Rule, start: date, amount: int, extra: int, pauses: list[Pause], calendar: Calendar) -> Reckoning:
    """Count day by day from the one after `start`."""
    working_days = rule.unit is LimitUnit.WORKING_DAYS
    wanted = _days_wanted(rule.unit, start, amount) + extra
    days: list[CountedDay] = []
    counted = 0
    for day in _days_after(start):
        if counted >= wanted:
            break
        known = calendar(day)
        pause = next((pause for pause in pauses if pause.covers(day)), None)
        if pause and pause.until is None:
            paused_on = max(pause.first, start + ONE_DAY)
            return Reckoning(start, None, None, _estimated(days), paused_on, wanted - counted, None, days)
        if pause:
            days.append(CountedDay(day, False, DayKind.PAUSED, "", "", False, counted))
            continue
        counts = known.working or not working_days
        counted += counts
        estimated = known.estimated and working_days
        days.append(CountedDay(day, counts, known.kind, known.name, known.source, estimated, counted))
    unmoved = days[-1].day if days else start
    due = unmoved
    if rule.moves and not working_days:
        due = _moved(unmoved, days, calendar)
    return Reckoning(start, due, unmoved, _estimated(days), None, None, None, days)


def _moved(unmoved: date, days: list[CountedDay], calendar: Calendar) -> date:
    """Return the first working day from `unmoved` on, and add the days it moves past to `days`."""
    number = days[-1].number if days else 0
    known = calendar(unmoved)
    if days:
        days[-1] = days[-1]._replace(estimated=known.estimated)
    while not known.working:
        known = calendar(known.day + ONE_DAY)
        days.append(CountedDay(known.day, False, known.kind, known.name, known.source, known.estimated, number))
    return known.day


def _estimated(days: list[CountedDay]) -> bool:
    return any(day.estimated for day in days)


def _days_wanted(unit: LimitUnit, start: date, amount: int) -> int:
    """Return how many days are counted: of months and years, the days up to the corresponding one."""
    if unit in (LimitUnit.MONTHS, LimitUnit.YEARS):
        months = amount * (12 if unit is LimitUnit.YEARS else 1)
        return (months_later(start, months) - start).days
    return amount


def _days_after(day: date) -> Iterable[date]:
    return (day + timedelta(days=shift) for shift in count(1))

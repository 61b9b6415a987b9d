"""When a plan gives: days of festivals, birthdays and dates of its own. Pure: no database, no clock, no request."""

from calendar import isleap, monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from borax.calendars.lunardate import LunarDate, TermUtils

from office.days import months_later
from welfare.choices import Festival, LeapDay, Schedule
from welfare.plans.groups import day_in_year

# How many days after an event its run is still opened, where the portal didn't run on the days before.
LATE_DAYS = 30
# The last year of the lunar calendar at hand.
LAST_YEAR = 2100
DATES_SHOWN = 5


def festival_date(festival: str, year: int) -> date:
    """Return the day of a festival in a year from 1900 to 2100: domain.md part 6."""
    day: date
    match Festival(festival):
        case Festival.NEW_YEAR:
            day = date(year, 1, 1)
        case Festival.SPRING:
            day = LunarDate(year, 1, 1).to_solar_date()
        case Festival.QINGMING:
            day = TermUtils.day_start_from_term(year, "清明")
        case Festival.LABOUR:
            day = date(year, 5, 1)
        case Festival.DRAGON_BOAT:
            day = LunarDate(year, 5, 5).to_solar_date()
        case Festival.MID_AUTUMN:
            day = LunarDate(year, 8, 15).to_solar_date()
        case Festival.NATIONAL:
            day = date(year, 10, 1)
    return day


def due_year(festival: str, lead_days: int, on: date) -> int | None:
    """Return the year of the festival whose run may open on `on`, `lead_days` before it up to its day; else None."""
    for year in (on.year, on.year + 1):
        day = festival_date(festival, year)
        if day - timedelta(days=lead_days) <= on <= day:
            return year
    return None


def next_festival(festival: str, on: date) -> date:
    """Return the first day of the festival that is not before `on`."""
    this_year = festival_date(festival, on.year)
    return this_year if this_year >= on else festival_date(festival, on.year + 1)


def occasion_key(festival: str, year: int) -> str:
    """Return the key of a festival's occasion, such as mid_autumn:2026."""
    return f"{festival}:{year}"


@dataclass(frozen=True)
class Announced:
    """The day of a minority festival as its government announced it; `number` is 2 for the second one of a year."""

    on: date
    number: int = 1


@dataclass(frozen=True)
class Calendar:
    """What decides about the days of a plan.

    `code` is that of the festival or, for DATES, the kind of benefit; `days` are dates or, for each year, MM-DD.
    """

    schedule: Schedule
    code: str = ""
    lead_days: int = 0
    days: tuple[str, ...] = ()
    announced: Sequence[Announced] = ()


@dataclass(frozen=True)
class Event:
    """One event of a plan: its day, the key of its occasion, and which part of that occasion a run of it covers.

    All birthdays of a year are one occasion, so that nobody has two in a year, whatever becomes of their birth date or
    of the plan; a run covers those of a day or a month, whose last day is `until`.
    """

    on: date
    key: str
    part: str = ""
    until: date | None = None


def events_from(calendar: Calendar, first: date) -> Iterator[Event]:
    """Yield the events whose day is not before `first`, in their order, as far as their days are known."""
    match calendar.schedule:
        case Schedule.FESTIVAL:
            for year in range(first.year, LAST_YEAR + 1):
                day = festival_date(calendar.code, year)
                if day >= first:
                    yield Event(day, occasion_key(calendar.code, year))
        case Schedule.MINORITY:
            for one in sorted(calendar.announced, key=lambda one: one.on):
                if one.on >= first:
                    key = occasion_key(calendar.code, one.on.year)
                    yield Event(one.on, key if one.number == 1 else f"{key}-{one.number}")
        case Schedule.BIRTHDAY_DAY:
            day = first
            while day.year <= LAST_YEAR:
                yield Event(day, occasion_key("birthday", day.year), day.isoformat(), day)
                day += timedelta(days=1)
        case Schedule.BIRTHDAY_MONTH:
            month = first if first.day == 1 else months_later(first.replace(day=1), 1)
            while month.year <= LAST_YEAR:
                last = month.replace(day=monthrange(month.year, month.month)[1])
                yield Event(month, occasion_key("birthday", month.year), f"{month:%Y-%m}", last)
                month = months_later(month, 1)
        case Schedule.DATES:
            for year in range(first.year, LAST_YEAR + 1):
                for day in dates_in(calendar.days, year):
                    if day >= first:
                        yield Event(day, f"{calendar.code}:{day.isoformat()}")


def dates_in(days: Sequence[str], year: int) -> list[date]:
    """Return the dates of a plan in a year, each once, the first first."""
    return sorted({found for day in days if (found := date.fromisoformat(day_in_year(day, year))).year == year})


def next_events(calendar: Calendar, on: date, count: int = DATES_SHOWN) -> list[Event]:
    """Return the next events of a plan whose day is not before `on`, `count` of them as far as they are known."""
    return list(islice(events_from(calendar, on), count))


def due_events(calendar: Calendar, on: date, since: date) -> list[Event]:
    """Return the events whose runs are to be open on the day `on`: from `lead_days` before their day up to it.

    After that they are due for LATE_DAYS more, as the portal may not have run on the days before, unless the plan is
    in use only `since` a later day: what was over then is not made up for.
    """
    near = events_from(calendar, on - timedelta(days=LATE_DAYS))
    lead = timedelta(days=calendar.lead_days)
    opened = takewhile(lambda event: event.on - lead <= on, near)
    return [event for event in opened if event.on >= min(on, since)]


def birthdays_in(first: date, last: date, leap_day: str) -> list[int]:
    """Return which birthdays are celebrated from `first` to `last`, both included, as 100 * month + day.

    In a year without 29 February those born on it are among those of 28 February or of 1 March, as `leap_day` says.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = [100 * day.month + day.day for day in days]
    takes = 228 if leap_day == LeapDay.FEBRUARY else 301
    if takes in found and not isleap(first.year):
        found.append(229)
    return found

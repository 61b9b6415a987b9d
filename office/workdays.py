"""Working days in China: by DayOverride, else by the announced calendar, else estimated."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import chinese_calendar
from borax.calendars.lunardate import LunarDate, TermUtils

from office.models import DayOverride

ANNOUNCED_YEARS = frozenset(day.year for day in chinese_calendar.holidays)


class DueDate(NamedTuple):
    date: date
    estimated: bool
    """Whether one of the days counted is in a year whose holidays have not been announced."""


@cache
def statutory_holidays(year: int) -> frozenset[date]:
    """Return the statutory holidays of any year, without swapped weekends. Source: 全国年节及纪念日放假办法, 2025."""
    spring = LunarDate(year, 1, 1).to_solar_date()
    return frozenset(
        [
            date(year, 1, 1),
            *(spring + timedelta(days=shift) for shift in range(-1, 3)),
            TermUtils.day_start_from_term(year, "清明"),
            date(year, 5, 1),
            date(year, 5, 2),
            LunarDate(year, 5, 5).to_solar_date(),
            LunarDate(year, 8, 15).to_solar_date(),
            *(date(year, 10, day) for day in (1, 2, 3)),
        ]
    )


def _is_working(day: date) -> bool:
    if day.year in ANNOUNCED_YEARS:
        working: bool = chinese_calendar.is_workday(day)
        return working
    return day.weekday() < 5 and day not in statutory_holidays(day.year)


def is_day_off(day: date) -> bool:
    """Return whether nobody works on this day: by DayOverride, else by the announced calendar, else estimated."""
    known = DayOverride.objects.filter(day=day).values_list("working", flat=True).first()
    return not (_is_working(day) if known is None else known)


def add_working_days(start: date, days: int) -> DueDate:
    """Return the last day of a limit of `days` (at least 1) working days that begins after `start`.

    Checked against domain.md part 6: 15 working days from 2026-09-18 end on 2026-10-15.
    """
    overrides = dict(DayOverride.objects.filter(day__gt=start).values_list("day", "working"))
    day, left, estimated = start, days, False
    while left:
        day += timedelta(days=1)
        known = overrides.get(day)
        estimated = estimated or (known is None and day.year not in ANNOUNCED_YEARS)
        left -= _is_working(day) if known is None else known
    return DueDate(day, estimated)

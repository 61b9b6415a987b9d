"""Working days in China: by DayOverride, else by the announced calendar, else estimated."""

from datetime import date
from typing import NamedTuple

from office.clocks.calendar import named_holidays
from office.clocks.days import StoredCalendar
from office.clocks.days import is_day_off as is_day_off
from office.clocks.rules import Event, EventKind, LimitUnit, Rule, reckon


class DueDate(NamedTuple):
    date: date
    estimated: bool
    """Whether one of the days counted is in a year whose holidays have not been announced."""


def add_working_days(start: date, days: int) -> DueDate:
    """Return the last day of a limit of `days` (at least 1) working days that begins after `start`.

    Checked against domain.md part 6: 15 working days from 2026-09-18 end on 2026-10-15.
    """
    found = reckon(Rule(LimitUnit.WORKING_DAYS, days), [Event(EventKind.START, start)], StoredCalendar())
    assert found.due is not None
    return DueDate(found.due, found.estimated)


def statutory_holidays(year: int) -> frozenset[date]:
    """Return the statutory holidays of any year, without swapped weekends. Source: 全国年节及纪念日放假办法, 2025."""
    return frozenset(named_holidays(year))

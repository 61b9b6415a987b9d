"""Days off and make-up working days that differ from the week: announced ones, and statutory holidays otherwise.

No database, no time, no request: `office.clocks.days` keeps what is found here, with what notices add, in a table.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import chinese_calendar
from borax.calendars.lunardate import LunarDate, TermUtils

from office.clocks.rules import CalendarDay, DayKind

SHIPPED_YEARS = frozenset(day.year for day in chinese_calendar.holidays)
"""The years whose notices the installed calendar knows."""
HOLIDAY_LAW = "《全国年节及纪念日放假办法》（国务院令第795号）"
WEEK = "每周休息日（双休制）"
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


class NotByTheWeek(NamedTuple):
    """A day whose week alone doesn't tell whether it is a working day."""

    working: bool
    name: str


def notice_title(year: int) -> str:
    """Return the title that the State Council's notice of a year has had since 2007."""
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


@cache
def named_holidays(year: int) -> Mapping[date, str]:
    """Return the statutory holidays of any year and their names, without swapped weekends. 放假办法, 国令795."""
    spring = LunarDate(year, 1, 1).to_solar_date()
    return {
        date(year, 1, 1): "元旦",
        **{spring + timedelta(days=shift): "春节" for shift in range(-1, 3)},
        TermUtils.day_start_from_term(year, "清明"): "清明节",
        date(year, 5, 1): "劳动节",
        date(year, 5, 2): "劳动节",
        LunarDate(year, 5, 5).to_solar_date(): "端午节",
        LunarDate(year, 8, 15).to_solar_date(): "中秋节",
        **{date(year, 10, day): "国庆节" for day in (1, 2, 3)},
    }


@cache
def shipped_exceptions(year: int) -> Mapping[date, NotByTheWeek]:
    """Return the days off and make-up working days of one of SHIPPED_YEARS, as its notice has them."""
    off = {day: NotByTheWeek(False, NAMES[name]) for day, name in chinese_calendar.holidays.items() if day.year == year}
    made_up = {
        day: NotByTheWeek(True, NAMES[name]) for day, name in chinese_calendar.workdays.items() if day.year == year
    }
    return {**off, **made_up}


def exceptions_of(year: int) -> tuple[Mapping[date, NotByTheWeek], str, bool]:
    """Return the exceptions of a year without a notice of its own, their source, and whether it is estimated."""
    if year in SHIPPED_YEARS:
        return shipped_exceptions(year), notice_title(year), False
    return {day: NotByTheWeek(False, name) for day, name in named_holidays(year).items()}, HOLIDAY_LAW, True


def plain_day(day: date, *, estimated: bool = False) -> CalendarDay:
    """Return a day as the week alone has it."""
    if day.weekday() < 5:
        return CalendarDay(day, True, DayKind.WORKDAY, "", "", estimated)
    return CalendarDay(day, False, DayKind.WEEKEND, "", WEEK, estimated)


def unwritten_day(day: date) -> CalendarDay:
    """Return a day as the shipped calendar has it, and past its years by week and statutory holidays, as estimated."""
    exceptions, source, estimated = exceptions_of(day.year)
    if found := exceptions.get(day):
        kind = DayKind.MAKE_UP if found.working else DayKind.HOLIDAY
        return CalendarDay(day, found.working, kind, found.name, source, estimated)
    return plain_day(day, estimated=estimated)

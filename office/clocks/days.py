"""Keeps the calendar's table, and reads it: for one limit a window of it, for SQL the whole."""

from datetime import date, timedelta

from psycopg2.extras import Json

from office.clocks.calendar import WEEK, exceptions_of, unwritten_day
from office.clocks.models import CalendarNotice, StoredDay
from office.clocks.rules import CalendarDay, DayKind
from office.models import DayOverride
from office.sql import load_sql, rows_of_sql, run_sql

FIRST_YEAR, LAST_YEAR = 2004, 2045
"""The years that the table has; days outside are computed."""
WINDOW = timedelta(days=150)


class StoredCalendar:
    """The calendar as it is stored, read in windows as days are asked for; call it with a day.

    One query for the exceptions, and one for each window: mostly one for a limit in days, three for a year.
    """

    def __init__(self) -> None:
        self._days: dict[date, CalendarDay] = {}
        self._overrides: dict[date, tuple[bool, str]] | None = None

    def __call__(self, day: date) -> CalendarDay:
        if day not in self._days:
            self._read(day)
        return self._days[day]

    def _read(self, first: date) -> None:
        last = min(first, date.max - WINDOW) + WINDOW
        for row in StoredDay.objects.between(first, last):
            kind = DayKind(row.kind)
            self._days[row.day] = CalendarDay(row.day, row.announced, kind, row.name, row.source, row.estimated)
        for shift in range((last - first).days + 1):
            day = first + timedelta(days=shift)
            self._days.setdefault(day, unwritten_day(day))
        if self._overrides is None:
            rows = DayOverride.objects.values_list("day", "working", "source")
            self._overrides = {day: (working, source) for day, working, source in rows}
        for day, (working, source) in self._overrides.items():
            if first <= day <= last:
                self._days[day] = CalendarDay(day, working, DayKind.EXCEPTION, "", source)


def is_day_off(day: date) -> bool:
    """Return whether nobody works on this day: weekends, holidays, and what exceptions make of them. One query."""
    known = StoredDay.objects.filter(day=day).values_list("working", flat=True).first()
    return not (unwritten_day(day).working if known is None else known)


def write_days() -> list[date]:
    """Write the days of the table as notices, the shipped calendar and the estimate have them, in one statement.

    Return the days of which another thing holds now than before, in order; the first writing changes none.
    """
    exceptions, estimated_years = _exceptions()
    parameters = {
        "first": date(FIRST_YEAR, 1, 1),
        "last": date(LAST_YEAR, 12, 31),
        "week": WEEK,
        "exceptions": Json(exceptions),
        "estimated_years": estimated_years,
    }
    rows = rows_of_sql(load_sql("office.clocks", "write_days"), parameters)
    if rows:
        run_sql("SELECT office_number_days()", [])
    return sorted(day for day, was_there in rows if was_there)


def _exceptions() -> tuple[list[tuple[str, bool, str, str, bool]], list[int]]:
    """Return the exceptions as rows of day, working, name, source, estimated; and the years not announced."""
    found: dict[date, tuple[bool, str, str, bool]] = {}
    estimated_years = []
    notices = CalendarNotice.objects.in_force()
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year in notices:
            continue
        exceptions, source, estimated = exceptions_of(year)
        if estimated:
            estimated_years.append(year)
        for day, known in exceptions.items():
            found[day] = (known.working, known.name, source, estimated)
    # A notice may also free the last days of the year before.
    for notice in notices.values():
        for day, (working, name) in notice.days.items():
            found[date.fromisoformat(day)] = (working, name, notice.document, False)
    return [(day.isoformat(), *known) for day, known in found.items()], estimated_years

"""Days of festivals. Pure: no database, no clock, no request."""

from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate, TermUtils

from welfare.choices import Festival


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

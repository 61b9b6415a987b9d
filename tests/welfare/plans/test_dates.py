"""The days of plans: the next five, what is due after downtime, birthdays of 29 February, announced festivals."""

from datetime import date
from itertools import pairwise

import pytest

from welfare.choices import Festival, Schedule
from welfare.plans.rules import Announced, Calendar, birthdays_in, due_events, festival_date, next_events

EID = (
    Announced(date(2026, 3, 20)),
    Announced(date(2033, 1, 2)),
    Announced(date(2033, 12, 23), number=2),
)


@pytest.mark.parametrize(
    ("calendar", "on", "days"),
    [
        (
            Calendar(Schedule.FESTIVAL, "mid_autumn"),
            date(2026, 9, 26),
            ["2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12", "2031-10-01"],
        ),
        # 2025 has a leap sixth month, which moves no festival of the eighth.
        (Calendar(Schedule.FESTIVAL, "mid_autumn"), date(2025, 1, 1), ["2025-10-06", "2026-09-25"]),
        (Calendar(Schedule.FESTIVAL, "new_year"), date(2026, 11, 28), ["2027-01-01", "2028-01-01"]),
        (Calendar(Schedule.FESTIVAL, "spring"), date(2099, 12, 1), ["2100-02-09"]),
        # Announced days only: nothing is guessed for the years between.
        (Calendar(Schedule.MINORITY, "eid_al_fitr", announced=EID), date(2026, 3, 21), ["2033-01-02", "2033-12-23"]),
        (Calendar(Schedule.MINORITY, "eid_al_fitr"), date(2026, 3, 21), []),
        (Calendar(Schedule.BIRTHDAY_DAY), date(2026, 12, 30), ["2026-12-30", "2026-12-31", "2027-01-01"]),
        (Calendar(Schedule.BIRTHDAY_MONTH), date(2026, 11, 2), ["2026-12-01", "2027-01-01", "2027-02-01"]),
        (Calendar(Schedule.BIRTHDAY_MONTH), date(2026, 12, 1), ["2026-12-01", "2027-01-01"]),
        (Calendar(Schedule.DATES, "summer", days=("08-01", "07-01")), date(2026, 7, 2), ["2026-08-01", "2027-07-01"]),
        (Calendar(Schedule.DATES, "school", days=("2027-09-01",)), date(2026, 7, 2), ["2027-09-01"]),
        (Calendar(Schedule.DATES, "school", days=("2026-09-01",)), date(2026, 9, 2), []),
        (
            Calendar(Schedule.DATES, "winter", days=("02-29",)),
            date(2026, 1, 1),
            ["2026-02-28", "2027-02-28", "2028-02-29"],
        ),
        # Each year and once: one event.
        (
            Calendar(Schedule.DATES, "summer", days=("07-01", "2026-07-01")),
            date(2026, 7, 1),
            ["2026-07-01", "2027-07-01"],
        ),
    ],
)
def test_the_next_dates_of_a_plan(calendar, on, days):
    found = [event.on.isoformat() for event in next_events(calendar, on)]
    assert found[: len(days)] == days and len(found) <= 5
    assert days or not found


@pytest.mark.parametrize("festival", Festival)
def test_the_next_five_dates_of_a_festival_are_in_order_and_a_year_apart(festival):
    days = [event.on for event in next_events(Calendar(Schedule.FESTIVAL, festival), date(2026, 1, 1))]
    assert days == [festival_date(festival, year) for year in range(2026, 2031)]
    assert all(340 < (later - earlier).days < 390 for earlier, later in pairwise(days))


def test_birthdays_of_a_year_are_one_occasion_of_many_parts():
    months = next_events(Calendar(Schedule.BIRTHDAY_MONTH), date(2026, 11, 1))
    assert [(one.key, one.part, one.until) for one in months[1:3]] == [
        ("birthday:2026", "2026-12", date(2026, 12, 31)),
        ("birthday:2027", "2027-01", date(2027, 1, 31)),
    ]
    days = next_events(Calendar(Schedule.BIRTHDAY_DAY), date(2026, 12, 31))
    assert [(one.key, one.part) for one in days[:2]] == [
        ("birthday:2026", "2026-12-31"),
        ("birthday:2027", "2027-01-01"),
    ]


def test_two_days_of_one_festival_in_a_year_are_two_occasions():
    found = next_events(Calendar(Schedule.MINORITY, "eid_al_fitr", announced=EID), date(2033, 1, 1))
    assert [one.key for one in found] == ["eid_al_fitr:2033", "eid_al_fitr:2033-2"]


@pytest.mark.parametrize(
    ("on", "since", "due"),
    [
        (date(2026, 9, 4), date(2026, 1, 1), []),
        (date(2026, 9, 5), date(2026, 1, 1), [date(2026, 9, 25)]),
        (date(2026, 9, 25), date(2026, 9, 25), [date(2026, 9, 25)]),
        # The portal didn't run for three weeks.
        (date(2026, 10, 16), date(2026, 1, 1), [date(2026, 9, 25)]),
        (date(2026, 10, 25), date(2026, 1, 1), [date(2026, 9, 25)]),
        (date(2026, 10, 26), date(2026, 1, 1), []),
        # The plan came into use after the festival: nothing is made up for.
        (date(2026, 9, 26), date(2026, 9, 26), []),
        # Written down later than the day for which somebody acts.
        (date(2026, 9, 5), date(2026, 11, 28), [date(2026, 9, 25)]),
    ],
)
def test_what_is_due_on_a_day_also_after_downtime(on, since, due):
    calendar = Calendar(Schedule.FESTIVAL, "mid_autumn", lead_days=20)
    assert [event.on for event in due_events(calendar, on, since)] == due


def test_after_downtime_every_day_of_birthdays_is_made_up_for():
    calendar = Calendar(Schedule.BIRTHDAY_DAY, lead_days=1)
    found = [event.part for event in due_events(calendar, date(2026, 3, 4), date(2026, 3, 1))]
    assert found == ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]


@pytest.mark.parametrize(
    ("first", "last", "leap_day", "has_229"),
    [
        (date(2027, 2, 28), date(2027, 2, 28), "february", True),
        (date(2027, 2, 28), date(2027, 2, 28), "march", False),
        (date(2027, 3, 1), date(2027, 3, 1), "march", True),
        (date(2027, 3, 1), date(2027, 3, 1), "february", False),
        (date(2028, 2, 28), date(2028, 2, 28), "february", False),
        (date(2028, 2, 29), date(2028, 2, 29), "february", True),
        (date(2028, 3, 1), date(2028, 3, 1), "march", False),
        (date(2027, 2, 1), date(2027, 2, 28), "february", True),
        (date(2027, 2, 1), date(2027, 2, 28), "march", False),
        (date(2027, 3, 1), date(2027, 3, 31), "march", True),
        (date(2100, 2, 28), date(2100, 2, 28), "february", True),
    ],
)
def test_who_was_born_on_29_february_has_one_birthday_each_year(first, last, leap_day, has_229):
    assert (229 in birthdays_in(first, last, leap_day)) is has_229


@pytest.mark.parametrize("leap_day", ["february", "march"])
@pytest.mark.parametrize("year", [2026, 2027, 2028, 2100])
def test_each_birthday_is_in_exactly_one_month_and_one_day_of_a_year(leap_day, year):
    for schedule in (Schedule.BIRTHDAY_MONTH, Schedule.BIRTHDAY_DAY):
        events = _all_of(schedule, year)
        found = [day for one in events for day in birthdays_in(one.on, one.until, leap_day)]
        assert len(found) == len(set(found)) == 366


def _all_of(schedule, year):
    return [one for one in next_events(Calendar(schedule), date(year, 1, 1), 366) if one.on.year == year]

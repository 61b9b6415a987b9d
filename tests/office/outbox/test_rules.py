from datetime import date, datetime, timedelta

import pytest

from office.outbox import rules

# 2026: National Day and Mid-Autumn, 1–7 October; 10 October is worked.
DAYS_OFF = {date(2026, 10, day) for day in (1, 2, 3, 4, 5, 6, 7, 11)} | {date(2026, 9, 26), date(2026, 9, 27)}


def off(day):
    return day in DAYS_OFF


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        ("2026-09-30 07:59", True),
        ("2026-09-30 08:00", False),
        ("2026-09-30 19:59", False),
        ("2026-09-30 20:00", True),
        ("2026-10-01 10:00", True),
        ("2026-10-10 10:00", False),
    ],
)
def test_the_hours_of_rest(at, quiet):
    assert rules.is_quiet(datetime.fromisoformat(at), off) is quiet


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-09-30 12:00", "2026-09-30 12:00"),
        ("2026-09-30 05:00", "2026-09-30 08:00"),
        ("2026-09-30 21:00", "2026-10-08 08:00"),
        ("2026-10-03 12:00", "2026-10-08 08:00"),
    ],
)
def test_an_ordinary_notice_goes_out_at_the_next_hour_of_work(at, goes):
    assert rules.goes_out_at(datetime.fromisoformat(at), off) == datetime.fromisoformat(goes)


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 9, 29), date(2026, 9, 29)),
        (date(2026, 9, 30), date(2026, 10, 7)),
        (date(2026, 10, 8), date(2026, 10, 8)),
        (date(2026, 10, 10), date(2026, 10, 11)),
    ],
)
def test_a_warning_that_would_fall_on_days_off_goes_out_before_them(today, until):
    assert rules.rests_until(today, off) == until


def test_a_rate_lets_go_as_many_as_the_time_allows_and_never_more_than_a_minutes():
    assert rules.released(600, timedelta(seconds=1)) == 10
    assert rules.released(1, timedelta(seconds=59)) == 0
    assert rules.released(600, timedelta(hours=12)) == 600


def test_a_delivery_is_given_up_behind_the_last_gap():
    now = datetime.fromisoformat("2026-11-27 10:00+08:00")
    assert rules.next_try(1, now) == now + rules.RETRY_GAPS[0]
    assert rules.next_try(len(rules.RETRY_GAPS) + 1, now) is None

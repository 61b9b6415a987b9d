from datetime import date

import pytest

from office.models import DayOverride
from office.workdays import add_working_days, statutory_holidays

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 9, 18), 15, date(2026, 10, 15)),  # domain.md part 6
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # a Sunday made working
        (date(2026, 9, 24), 1, date(2026, 9, 28)),  # Mid-Autumn
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Saturday made working
        (date(2025, 9, 30), 1, date(2025, 10, 9)),  # National Day and Mid-Autumn together
        (date(2025, 9, 30), 3, date(2025, 10, 11)),  # a Saturday made working
    ],
)
def test_limits_follow_the_announced_calendar(start, days, due):
    assert add_working_days(start, days) == (due, False)


def test_a_limit_that_crosses_into_an_unannounced_year_is_estimated():
    assert add_working_days(date(2026, 12, 30), 1) == (date(2026, 12, 31), False)
    assert add_working_days(date(2026, 12, 30), 2).estimated
    assert add_working_days(date(2027, 9, 14), 1) == (date(2027, 9, 16), True)  # Mid-Autumn 2027-09-15


def test_an_unannounced_year_has_the_statutory_holidays():
    days = statutory_holidays(2027)
    assert {date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 6), date(2027, 4, 5), date(2027, 6, 9)} <= days
    assert {date(2027, 9, 15), date(2027, 10, 3)} <= days
    assert len(days) == 13  # 全国年节及纪念日放假办法, 2025


def test_the_administrators_exceptions_outrank_every_calendar():
    DayOverride.objects.create(day=date(2026, 9, 20), working=False, source="本市通知")
    DayOverride.objects.create(day=date(2026, 9, 26), working=True, source="本市通知")
    assert add_working_days(date(2026, 9, 18), 1) == (date(2026, 9, 21), False)
    assert add_working_days(date(2026, 9, 24), 1) == (date(2026, 9, 26), False)


def test_an_exception_in_an_unannounced_year_is_not_estimated():
    DayOverride.objects.create(day=date(2027, 3, 1), working=True, source="本市通知")
    assert add_working_days(date(2027, 2, 28), 1) == (date(2027, 3, 1), False)

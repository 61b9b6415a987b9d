"""A roster can't be used to try out the numbers that somebody of a known birth date may have."""

from datetime import date

import pytest
from django.utils import timezone

from members.importing.actions.checking import RowChecker, born_on_one_day
from members.importing.models.imports import ImportJob
from members.importing.reading.rows import RosterRow
from members.register.rules.identity import check_digit
from tests import factories as make

pytestmark = pytest.mark.django_db


def rows_of(days, area="370502"):
    seventeen = [f"{area}{day:%Y%m%d}{number % 1000:03d}" for number, day in enumerate(days)]
    numbers = [digits + check_digit(digits) for digits in seventeen]
    return [RosterRow(place, {"id_number": number}) for place, number in enumerate(numbers, 1)]


def refused(rows, by):
    checker = RowChecker(ImportJob(unit=make.unit(), by=by), today=timezone.localdate())
    for row in rows:
        checker.check_repeated(row)
    return [row.number for row in rows if row.faults]


def test_of_the_candidates_of_one_birth_date_a_file_answers_twenty():
    candidates = rows_of([date(1966, 1, 26)] * 600)
    told = refused(candidates, make.user())
    assert len(told) == 600 - 20
    assert candidates[-1].faults[0].reason.code == "too_many_born_on_one_day"
    assert "1966-01-26" in candidates[-1].faults[0].text


def test_the_server_may_read_any_roster():
    assert refused(rows_of([date(1966, 1, 26)] * 100), None) == []


def test_a_roster_of_a_year_of_birth_sorted_by_day_is_taken():
    days = [date(1980, 1, 1 + place // 2 % 28) for place in range(400)]
    assert refused(rows_of(sorted(days)), make.user()) == []


@pytest.mark.parametrize("rows", [100, 10_000, 1_000_000])
def test_any_real_roster_stays_far_below_the_limit(rows):
    # Of working age and retired: some 60 years of birth, with a day on which ten times as many were registered.
    assert born_on_one_day(rows) > 10 * rows / (60 * 365)

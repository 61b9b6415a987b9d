"""What a plan gives: by a table, by years of membership, or a base and so much for each year up to a maximum."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from welfare.plans.amounts import Amounts, By, latest_joining, standard_for
from welfare.plans.giving_forms import read_amounts, read_day
from welfare.plans.groups import Group, Person

DAY = date(2026, 9, 25)
TABLE = Amounts(By.POST_CATEGORY, (("front_line", Decimal(400)),))
YEARS = Amounts(By.YEARS, (("1", Decimal(320)), ("10", Decimal(500))))
GROWING = Amounts(By.PER_YEAR, per_year=Decimal(20), most=Decimal(450))


@pytest.mark.parametrize(
    ("amounts", "person", "yuan"),
    [
        (Amounts(), Person(), 300),
        (TABLE, Person(post_category="front_line"), 400),
        (TABLE, Person(post_category="technical"), 300),
        (TABLE, Person(), 300),
        (YEARS, Person(joined_on=date(2025, 9, 26)), 300),
        (YEARS, Person(joined_on=date(2025, 9, 25)), 320),
        (YEARS, Person(joined_on=date(2016, 9, 26)), 320),
        (YEARS, Person(joined_on=date(2016, 9, 25)), 500),
        (YEARS, Person(state_since=date(2016, 9, 25)), 500),
        (YEARS, Person(), 300),
        (GROWING, Person(joined_on=date(2026, 9, 1)), 300),
        (GROWING, Person(joined_on=date(2023, 9, 25)), 360),
        (GROWING, Person(joined_on=date(2019, 9, 25)), 440),
        (GROWING, Person(joined_on=date(2018, 9, 25)), 450),
        (GROWING, Person(joined_on=date(1980, 1, 1)), 450),
    ],
)
def test_what_a_member_is_given(amounts, person, yuan):
    assert standard_for(amounts, Decimal(300), person, DAY) == yuan
    assert Amounts.from_json(amounts.as_json()) == amounts


@pytest.mark.parametrize(
    ("day", "years", "joined"),
    [
        (date(2028, 2, 29), 1, date(2027, 2, 28)),
        (date(2027, 2, 28), 3, date(2024, 2, 29)),
        (date(2027, 3, 1), 3, date(2024, 3, 1)),
        (date(2028, 2, 28), 4, date(2024, 2, 28)),
        (date(2028, 2, 29), 4, date(2024, 2, 29)),
    ],
)
def test_a_year_ends_on_the_corresponding_day_or_the_last_of_the_month(day, years, joined):
    assert latest_joining(day, years) == joined


def test_a_table_is_read_as_people_write_it():
    text = "front line 400\ntechnical：¥350.50元\n"
    assert read_amounts(By.POST_CATEGORY, text) == [("front_line", Decimal(400)), ("technical", Decimal("350.50"))]
    assert read_amounts(By.YEARS, "10年 500\n1 320") == [("1", Decimal(320)), ("10", Decimal(500))]


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (By.POST_CATEGORY, "front line"),
        (By.POST_CATEGORY, "astronauts 400"),
        (By.POST_CATEGORY, "front line 400\nfront line 500"),
        (By.POST_CATEGORY, "front line 0"),
        (By.POST_CATEGORY, "front line -5"),
        (By.POST_CATEGORY, "front line 10.005"),
        (By.POST_CATEGORY, ""),
        (By.YEARS, "99 100"),
        (By.YEARS, "0 100"),
        # Nothing is evaluated.
        (By.YEARS, "__import__('os') 100"),
        (By.POST_CATEGORY, "front line 2**9"),
    ],
)
def test_a_faulty_table_is_refused(by, text):
    with pytest.raises(forms.ValidationError):
        read_amounts(by, text)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-09-01", "2026-09-01"),
        ("2026/9/1", "2026-09-01"),
        ("9月1日", "09-01"),
        ("09-01", "09-01"),
        ("2-29", "02-29"),
    ],
)
def test_days_are_read_as_people_write_them(said, day):
    assert read_day(said) == day


@pytest.mark.parametrize("said", ["", "2026-13-01", "2027-02-29", "tomorrow", "31-12"])
def test_what_is_no_day_is_refused(said):
    with pytest.raises(forms.ValidationError):
        read_day(said)


def test_days_of_each_year_become_those_of_the_event():
    group = Group(joined_before="09-01", member_on="02-29").in_year(2027)
    assert (group.joined_before, group.member_on) == ("2027-09-01", "2027-02-28")
    assert Group.from_json(group.as_json()) == group
    assert Group().as_json() == {}

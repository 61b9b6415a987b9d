"""Odd values – dates at either end of the calendar, a NUL within a text – are no error on any page."""

import re

import pytest
from django import forms

from office.days import DayField
from tests.permissions import walk
from tests.permissions.table_of_pages import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAY, MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")
ODD_DAYS, ODD_MONTHS = ("0001-01-01", "9999-12-31"), ("0001-01", "9999-12")


def somebody(access, people):
    """Return the first actor who may use the address: nobody, the owner of the rows, an officer of the branch …"""
    return next(
        one for one in walk.actors(people) if one.is_allowed(access, people) and (one.reaches_north() or not one.post)
    )


def odd(value: str) -> tuple[str, ...]:
    days = ODD_DAYS if DAY.fullmatch(value) else ODD_MONTHS if MONTH.fullmatch(value) else ()
    return *days, f"{value}\0"


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.post])
def test_a_post_with_one_odd_value_is_answered(name, people, clients):
    access = PAGES[name]
    actor, here = somebody(access, people), walk.address_of(name, access, people.north)
    for key, value in walk.post_data(access, people.north).items():
        for other in odd(value) if isinstance(value, str) else ():
            answer = clients.request(actor, "post", here, walk.post_data(access, people.north) | {key: other})
            assert answer.status in (200, 302, 404, 422), (key, other)
            assert "\0" in other or answer.status in (200, 422) or not answer.wrote, (key, other)


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.get_status != 405])
def test_a_page_asked_for_with_odd_values_is_answered_and_its_days_have_bounds(name, people, clients):
    access = PAGES[name]
    actor, here = somebody(access, people), walk.address_of(name, access, people.north)
    for form in clients.request(actor, "get", here).forms:
        days = [name for name, field in form.fields.items() if isinstance(field, forms.DateField)]
        for name in days:
            assert isinstance(form.fields[name], DayField), name
            assert " min=" in str(form[name]) and " max=" in str(form[name]), name
        asked = [dict.fromkeys(days, day) for day in ODD_DAYS] if days else []
        for odds in (*asked, dict.fromkeys(form.fields, "\0")):
            assert clients.request(actor, "get", here, odds).status in (200, 302, 422), odds

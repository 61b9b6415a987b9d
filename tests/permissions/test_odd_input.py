"""What nobody means to send – days without sense, a NUL within a word – every page answers without an error."""

import re

import pytest
from django import forms

from office.days import DayField
from tests.permissions import walk
from tests.permissions.table_of_pages import PAGES

pytestmark = pytest.mark.django_db

DAY, MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")
ODD_DAYS, ODD_MONTHS = ("0001-01-01", "9999-12-31"), ("0001-01", "9999-12")


def somebody(door, cast):
    """Whom the door lets in, of those who are near: the owner of the rows, an officer, else whoever comes."""
    return next(one for one in walk.actors(cast) if one.let_in(door, cast) and (one.reaches() or not one.post))


def odd(value: str) -> tuple[str, ...]:
    days = ODD_DAYS if DAY.fullmatch(value) else ODD_MONTHS if MONTH.fullmatch(value) else ()
    return *days, f"{value}\0"


@pytest.mark.parametrize("name", [name for name, door in PAGES.items() if door.post])
def test_a_post_with_one_odd_value_is_answered(name, cast, walker):
    door = PAGES[name]
    actor, here = somebody(door, cast), walk.address_of(name, door, cast.north)
    for key, value in walk.sent(door, cast.north).items():
        for other in odd(value) if isinstance(value, str) else ():
            answer = walker.ask(actor, "post", here, walk.sent(door, cast.north) | {key: other})
            assert answer.status in (200, 302, 404, 422), (key, other)
            assert "\0" in other or answer.status in (200, 422) or not answer.wrote, (key, other)


@pytest.mark.parametrize("name", [name for name, door in PAGES.items() if door.page != 405])
def test_a_page_asked_for_with_odd_values_is_answered_and_its_days_have_bounds(name, cast, walker):
    door = PAGES[name]
    actor, here = somebody(door, cast), walk.address_of(name, door, cast.north)
    for form in walker.ask(actor, "get", here).forms:
        days = [name for name, field in form.fields.items() if isinstance(field, forms.DateField)]
        for name in days:
            assert isinstance(form.fields[name], DayField), name
            assert " min=" in str(form[name]) and " max=" in str(form[name]), name
        asked = [dict.fromkeys(days, day) for day in ODD_DAYS] if days else []
        for odds in (*asked, dict.fromkeys(form.fields, "\0")):
            assert walker.ask(actor, "get", here, odds).status in (200, 302, 422), odds

"""Date fields of forms refuse days before 1900 or long after today, and their inputs state the bounds."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.contrib import admin
from django.utils import timezone

from office.days import DayField, PastDayField, since_in_words, until_in_words, years_ahead
from tests import factories as make
from tests import rooms

pytestmark = pytest.mark.usefixtures("today")
ODD = ("0001-01-01", "1899-12-31", "9999-12-31")


def all_forms():
    """Return every form class of the rooms."""
    kinds = {value for module in rooms.modules("forms") for value in vars(module).values() if isinstance(value, type)}
    return sorted((kind for kind in kinds if issubclass(kind, forms.BaseForm)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("form", all_forms())
def test_a_form_takes_days_in_the_portals_own_field_only(form):
    plain = {name for name, field in form.base_fields.items() if isinstance(field, forms.DateField)}
    assert plain == {name for name, field in form.base_fields.items() if isinstance(field, DayField)}


@pytest.mark.django_db
def test_the_admin_takes_days_in_the_portals_own_field_only(rf):
    request = rf.get("/")
    request.user = make.superuser()
    for model, model_admin in admin.site._registry.items():
        for name, field in model_admin.get_form(request).base_fields.items():
            assert not isinstance(field, forms.DateField) or isinstance(field, DayField), (model, name)


@pytest.mark.parametrize("day", ODD)
@pytest.mark.parametrize("field", [DayField(), PastDayField()])
def test_a_day_far_out_of_range_is_refused_with_a_reason(field, day):
    with pytest.raises(forms.ValidationError, match=r"Choose a day from 1900-01-01 to 20|lies in the future"):
        field.clean(day)


@pytest.mark.parametrize(
    ("field", "day"),
    [
        (DayField(), "1900-01-01"),
        (DayField(), "2036-02-29"),
        (PastDayField(), "2026-03-01"),
        (DayField(last=years_ahead(1)), "2027-03-01"),
        (DayField(first=date(2020, 5, 1)), "2020-05-01"),
    ],
)
def test_the_bounds_themselves_are_valid(field, day):
    assert field.clean(day) == date.fromisoformat(day)


def test_an_empty_optional_day_is_none():
    assert PastDayField(required=False).clean("") is None


def test_a_past_day_field_refuses_tomorrow():
    with pytest.raises(forms.ValidationError, match="lies in the future"):
        PastDayField().clean("2026-03-02")


class Both(forms.Form):
    on = DayField()
    born = PastDayField()


def test_the_input_has_the_bounds_of_the_day_on_which_it_is_shown():
    page = str(Both()["born"])
    assert 'min="1900-01-01"' in page and 'max="2026-03-01"' in page and 'type="date"' in page
    with time_machine.travel("2026-03-02 09:00+08:00"):
        assert 'max="2026-03-02"' in str(Both()["born"])


def test_a_form_may_move_a_bound_of_its_own_field_and_of_no_other():
    one, other = Both(), Both()
    on = one.fields["on"]
    assert isinstance(on, DayField)
    on.first = date(2026, 1, 1)
    assert 'min="2026-01-01"' in str(one["on"]) and 'min="1900-01-01"' in str(other["on"])


@pytest.mark.parametrize(
    ("moment", "since", "until"),
    [
        ("2026-12-05 00:00", "2026-12-05", "2026-12-04 inclusive"),
        ("2026-12-05 09:30", "2026-12-05 09:30", "2026-12-05 09:30"),
        ("2026-01-01 00:00", "2026-01-01", "2025-12-31 inclusive"),
        ("2026-12-04 23:59", "2026-12-04 23:59", "2026-12-04 23:59"),
    ],
)
def test_a_period_whose_end_is_outside_is_told_by_its_last_day(moment, since, until):
    local = timezone.make_aware(datetime.fromisoformat(moment))
    assert (since_in_words(local), until_in_words(local.astimezone(UTC))) == (since, until)

"""The register as it was on an earlier day: units, states and data of that day."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from members.organisation.actions import move_unit
from members.register.models.member import Member
from tests import factories as make
from tests.permissions.walk import Answer

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2025, 12, 31)


def changed_member(north, south) -> Member:
    """Create a member in 2025 who changed name, post category and unit on 1 March 2026."""
    with time_machine.travel("2025-03-01 10:00+08:00"):
        member = make.member(north, name="旧名", phone="13900001111", state_since=date(2020, 1, 1))
    with time_machine.travel("2026-03-01 10:00+08:00"):
        member.name, member.post_category = "新名", "management"
        member.unit, member.unit_since = south, date(2026, 3, 1)
        member.save()
    return member


def listed(client, **asked) -> str:
    return client.get(reverse("members:member_list"), asked).content.decode()


def exported(client, **asked) -> str:
    response = client.get(reverse("members:member_export"), asked)
    return Answer(response.status_code, response.getvalue(), set(), "").text


@pytest.mark.parametrize("shown", [listed, exported])
def test_the_register_at_the_end_of_last_year_can_be_listed_and_exported(client, union, north, south, shown):
    changed_member(north, south)
    client.force_login(make.officer(union))
    text = shown(client, on=LAST_YEAR.isoformat())
    assert "旧名" in text and "北岸" in text and "front line" in text
    assert "新名" not in text and "南岸" not in text
    now = shown(client)
    assert "新名" in now and "旧名" not in now


def move(group, to, by) -> None:
    move_unit(group, to, by=by, reason="划转")
    group.refresh_from_db()


@pytest.mark.parametrize("shown", [listed, exported])
def test_a_unit_moved_since_is_listed_at_its_former_place(client, union, north, south, shown):
    group, officer = make.unit("一班", kind="group", parent=north), make.officer(union, "chair")
    make.member(group, name="原班", state_since=date(2020, 1, 1))
    move(group, south, officer)
    newcomer = make.unit("新班", kind="group", parent=north)
    client.force_login(make.officer(union))
    for unit, then, now in ((north, True, False), (south, False, True), (group, True, True), (newcomer, False, False)):
        assert ("原班" in shown(client, unit=unit.code, on=LAST_YEAR.isoformat())) is then
        assert ("原班" in shown(client, unit=unit.code)) is now
        assert ("原班" in shown(client, unit=unit.code, on=timezone.localdate().isoformat())) is now


def test_of_two_moves_on_one_day_the_last_one_counts(union, north, south):
    group, officer = make.unit("一班", kind="group", parent=north), make.officer(union, "chair")
    below, today = make.unit("小组", kind="group", parent=group), timezone.localdate()
    move(group, south, officer)
    move(group, union, officer)
    places = [(set(place.under), place.starts_on, place.ends_on) for place in below.places.order_by("pk")]
    chain = {union.pk, group.pk, below.pk}
    assert places == [(chain | {north.pk}, None, today), (chain, today, None)]


def test_members_who_joined_later_are_missing_and_who_left_later_are_listed(client, union, north):
    make.member(north, name="后来", joined_on=date(2026, 2, 1), state_since=date(2026, 2, 1))
    gone = make.member(north, name="已退", state_since=date(2020, 1, 1))
    Member.objects.filter(pk=gone.pk).update(state="withdrawn", state_since=date(2026, 2, 1))
    client.force_login(make.officer(union))
    text = listed(client, on=LAST_YEAR.isoformat())
    assert "后来" not in text and "已退" in text
    assert "已退" in listed(client, on=LAST_YEAR.isoformat(), state="active")
    assert "已退" not in listed(client, on=LAST_YEAR.isoformat(), state="withdrawn")


def test_unit_and_reach_are_those_of_the_day(client, union, north, south):
    member = changed_member(north, south)
    client.force_login(make.officer(north))
    text = listed(client, on=LAST_YEAR.isoformat())
    assert "旧名" in text and member.get_absolute_url() not in text
    assert "新名" not in listed(client)
    client.force_login(make.officer(south))
    assert "旧名" not in listed(client, on=LAST_YEAR.isoformat())
    client.force_login(make.officer(union))
    assert "旧名" in listed(client, on=LAST_YEAR.isoformat(), unit="北岸")
    assert "旧名" not in listed(client, on=LAST_YEAR.isoformat(), unit="南岸")


@pytest.mark.parametrize("column", ["name", "-unit", "state", "joined_on"])
def test_the_register_of_a_day_is_sorted_and_paged_like_todays(client, union, north, column):
    members = [make.member(north, name=f"{letter}员") for letter in "甲乙丙"]
    client.force_login(make.officer(union))
    response = client.get(reverse("members:member_list"), {"on": "2025-12-31", "sort": column})
    assert {row.pk for row in response.context["page"]} == {member.pk for member in members}


def test_a_day_in_the_future_is_refused_at_the_field(client, union, north):
    make.member(north, name="某人")
    client.force_login(make.officer(union))
    text = listed(client, on="2099-01-01")
    assert "lies in the future" in text and "某人" not in text


def test_the_number_of_queries_does_not_grow_with_the_rows(client, union, north, south, django_assert_max_num_queries):
    client.force_login(make.officer(union))
    for _ in range(30):
        changed_member(north, south)
    with django_assert_max_num_queries(12):
        listed(client, on=LAST_YEAR.isoformat())

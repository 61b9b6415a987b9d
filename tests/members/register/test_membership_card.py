"""What the QR code of a membership card shows, and to whom."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.utils import timezone

from members.register.rules.cards import card_key, holder_at_counter, member_of_card
from tests import factories as make

pytestmark = pytest.mark.django_db


def open_card(client, member):
    return client.get(f"/members/card/{card_key(member.pk, timezone.localdate())}/")


@pytest.fixture
def member():
    return make.worker(make.unit("公司工会", kind="union"), name="孟小静", employee_number="E4711")


@pytest.mark.parametrize(("state", "says"), [("active", "valid today"), ("leaving", "valid today")])
def test_a_visitor_sees_that_a_card_is_valid_and_not_whose_it_is(client, member, state, says):
    type(member).objects.filter(pk=member.pk).update(state=state)
    answer = open_card(client, member)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert says in shown and "公司工会" in shown
    assert "孟小静" not in shown and "E4711" not in shown


@pytest.mark.parametrize("state", ["pending", "transferred", "retained", "withdrawn", "expelled"])
def test_a_card_is_invalid_unless_the_membership_is_in_force(client, state):
    answer = open_card(client, make.member(state=state))
    assert answer.status_code == 200
    assert "not valid" in answer.content.decode()


@pytest.mark.parametrize("key", ["1", "1.made-up", "x" * 22, "."])
def test_a_code_that_the_portal_never_made_is_no_card(client, member, key):
    answer = client.get(f"/members/card/{key}/")
    assert answer.status_code == 404
    assert "This is no membership card" in answer.content.decode()
    assert client.get(f"/members/card/{key}/code.svg").status_code == 404
    assert member_of_card(key) is None


def test_an_officer_in_reach_goes_on_to_the_member_and_one_elsewhere_learns_nothing_more(client, member):
    client.force_login(make.officer(member.unit))
    assert member.get_absolute_url() in open_card(client, member).content.decode()
    client.force_login(make.officer(make.unit("别处")))
    assert "孟小静" not in open_card(client, member).content.decode()
    client.force_login(make.account(make.worker(member.unit)))
    assert "孟小静" not in open_card(client, member).content.decode()


def test_the_card_of_worker_and_officer_shows_the_same_code(client, member):
    address = f"/members/card/{card_key(member.pk, timezone.localdate())}/code.svg"
    client.force_login(make.account(member))
    assert address in client.get("/my/membership/").content.decode()
    client.force_login(make.officer(member.unit))
    assert address in client.get(member.get_absolute_url()).content.decode()
    drawing = client.get(address)
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert drawing.content.startswith(b"<?xml")


def test_a_counter_takes_a_card_shown_within_a_week_and_none_that_was_printed_or_changed(member):
    today = timezone.localdate()
    key = card_key(member.pk, today)
    printed = Signer(salt="members.card", sep=".").sign(str(member.pk))
    other = f"{member.pk + 1}{key[len(str(member.pk)) :]}"
    cases = [
        (key, 0, member.pk),
        (key, 7, member.pk),
        (key, 8, None),
        (key, -1, None),
        (printed, 0, None),
        (other, 0, None),
        (f"{key}A", 0, None),
        ("1.99999999999.x", 0, None),
    ]
    for card, days, holder in cases:
        assert holder_at_counter(card, today + timedelta(days=days)) == holder, (card, days)
    assert member_of_card(key) == member_of_card(printed) == member.pk and member_of_card(other) is None

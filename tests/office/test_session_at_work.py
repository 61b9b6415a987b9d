"""A session ends two hours after the last request, and is written at most every five minutes."""

import pytest
import time_machine
from django.contrib.sessions.models import Session

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(client):
    """A client whose officer logged in at ten."""
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        client.force_login(make.officer(make.unit()))
        client.get("/desk/")
    return client


def test_who_goes_on_working_stays_logged_in(at_work):
    for hour in ("11:30", "13:00", "14:30"):
        with time_machine.travel(f"2026-11-02 {hour}+08:00", tick=False):
            assert at_work.get("/desk/").status_code == 200


def test_who_was_away_for_two_hours_logs_in_again(at_work):
    with time_machine.travel("2026-11-02 12:01+08:00", tick=False):
        assert at_work.get("/desk/").status_code == 302


def test_a_session_is_written_again_after_five_minutes_and_not_before(at_work):
    written = Session.objects.get().expire_date
    with time_machine.travel("2026-11-02 10:04+08:00", tick=False):
        at_work.get("/desk/")
    assert Session.objects.get().expire_date == written
    with time_machine.travel("2026-11-02 10:06+08:00", tick=False):
        at_work.get("/desk/")
    assert Session.objects.get().expire_date > written


def test_a_visitor_without_an_account_gets_no_session(client):
    client.get("/accounts/login/")
    client.get("/join/")
    assert not Session.objects.exists()

"""Sessions in the database: what is in them, and whose they are, is told to nobody who reads the table."""

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.contrib.sessions.backends.db import SessionStore as PlainStore
from django.contrib.sessions.models import Session

from office.sessions import SessionStore
from office.tasks import clear_sessions
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_row_of_the_table_opens_no_session(client):
    officer = make.officer(make.unit())
    client.force_login(officer)
    row = Session.objects.get()
    assert client.get("/desk/").status_code == 200
    client.cookies["sessionid"] = row.session_key
    assert client.get("/desk/").status_code == 302


def test_a_log_in_changes_the_key_and_a_log_out_deletes_the_row(client):
    officer = make.officer(make.unit())
    client.force_login(officer)
    client.get("/desk/")
    assert Session.objects.count() == 1
    client.post("/accounts/logout/")
    assert client.get("/desk/").status_code == 302
    assert not Session.objects.exists()


def test_what_is_stored_is_read_again_and_its_key_is_taken_by_nobody_else():
    store = SessionStore()
    store["name"] = "孟静"
    store.save()
    assert SessionStore(store.session_key)["name"] == "孟静"
    old = store.session_key
    assert old is not None and store.exists(old)
    assert "孟静" not in str(Session.objects.values())
    store.cycle_key()
    assert SessionStore(store.session_key)["name"] == "孟静"
    assert not store.exists(old)


def test_a_session_is_read_with_an_older_key_and_is_empty_without_it(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    store = SessionStore()
    store["name"] = "one"
    store.save()
    settings.ENCRYPTION_KEYS = [new, old]
    assert SessionStore(store.session_key)["name"] == "one"
    settings.ENCRYPTION_KEYS = [new]
    assert "name" not in SessionStore(store.session_key)


def test_a_session_of_an_earlier_version_is_empty(client):
    plain = PlainStore()
    plain["name"] = "one"
    plain.save()
    assert "name" not in SessionStore(plain.session_key)


def test_the_sweep_deletes_expired_sessions_alone(client):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        client.force_login(make.user())
    with time_machine.travel("2026-11-02 11:30+08:00", tick=False):
        SessionStore().create()
        clear_sessions()
        assert Session.objects.count() == 2
    with time_machine.travel("2026-11-02 12:01+08:00", tick=False):
        clear_sessions()
        assert Session.objects.count() == 1

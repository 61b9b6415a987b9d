"""Tokens of programs: shown once, stored as a hash, made and revoked in the admin, each with an audit event."""

import re
from datetime import date, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from members.accounts.models import ApiToken
from members.accounts.rules.tokens import token_hash
from members.migrations import __name__ as migrations
from office.database_roles import as_owner
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db
ADD = "/admin/members/apitoken/add/"


def calls(client, token):
    """Return the status of a call of the API with this token."""
    return client.get("/api/v1/members/", headers={"Authorization": f"Token {token}"}).status_code


@pytest.fixture
def administrator(client):
    user = make.superuser()
    client.force_login(user)
    return user


def asked(user, **fields):
    until = timezone.localdate() + timedelta(days=30)
    return {"user": user.pk, "purpose": "HR system", "areas": ["members"], "expires_on": until.isoformat(), **fields}


def make_token(client, user, **fields):
    """Make a token in the admin and return the answer and the token that it shows."""
    answer = client.post(ADD, asked(user, **fields))
    assert answer.status_code == 200
    return answer, re.findall(r"<code>([\w-]{43})</code>", answer.content.decode())[0]


def test_a_token_is_shown_once_and_opens_what_its_account_may_see(client, administrator):
    officer = make.officer(make.unit())
    answer, token = make_token(client, officer)
    assert "no-store" in answer.headers["Cache-Control"]
    row = ApiToken.objects.get()
    assert (row.prefix, row.token_hash) == (token[:8], token_hash(token))
    for page in (reverse("admin:members_apitoken_changelist"), reverse("admin:members_apitoken_change", args=[row.pk])):
        shown = client.get(page).content.decode()
        assert token[:8] in shown
        assert token not in shown and row.token_hash not in shown
    client.logout()
    assert calls(client, token) == 200
    assert calls(client, row.token_hash) == calls(client, token[:8]) == 401


def test_making_using_and_revoking_a_token_is_recorded_without_the_token(client, administrator):
    officer = make.officer(make.unit())
    token = make_token(client, officer)[1]
    row = ApiToken.objects.get()
    assert [calls(client, token) for _ in range(3)] == [200] * 3
    client.post(f"/admin/members/apitoken/{row.pk}/delete/", {"post": "yes"})
    assert calls(client, token) == 401
    events = AuditEvent.objects.about(officer)
    assert [(event.verb, event.actor) for event in events] == [
        ("api_token.make", administrator),
        ("api_token.use", officer),
        ("api_token.revoke", administrator),
    ]
    assert events[1].changes == {"token": token[:8], "address": "127.0.0.1"}
    assert token[9:] not in str([event.changes for event in events])


def test_several_tokens_are_revoked_together_each_with_its_event(client, administrator):
    officer = make.officer(make.unit())
    for _ in range(2):
        make.api_token(officer)
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in ApiToken.objects.all()]}
    client.post(reverse("admin:members_apitoken_changelist"), {**chosen, "post": "yes"})
    assert not ApiToken.objects.exists()
    assert AuditEvent.objects.filter(verb="api_token.revoke").count() == 2


def test_a_token_ends_with_its_last_day(client):
    token = make.api_token(make.officer(make.unit()), expires_on=date(2026, 11, 2))
    with time_machine.travel("2026-11-02 23:00+08:00", tick=False):
        assert calls(client, token) == 200
    with time_machine.travel("2026-11-03 00:01+08:00", tick=False):
        assert calls(client, token) == 401


def test_use_is_recorded_again_only_after_thirty_days(client):
    token = make.api_token(make.officer(make.unit()), last_used_on=date(2026, 10, 1))
    for day, events in (("2026-10-02", 0), ("2026-10-30", 0), ("2026-11-29", 1), ("2026-11-30", 1)):
        with time_machine.travel(f"{day} 10:00+08:00", tick=False):
            assert calls(client, token) == 200
        assert ApiToken.objects.get().last_used_on == date.fromisoformat(day)
        assert AuditEvent.objects.filter(verb="api_token.use").count() == events


def test_an_officer_without_a_superusers_rights_makes_no_token(client):
    officer = make.officer(make.unit(), "chair", is_staff=True)
    client.force_login(officer)
    assert client.post(ADD, {"user": officer.pk, "purpose": "mine"}).status_code == 403
    assert not ApiToken.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_tokens_of_before_go_on_working_and_their_plain_table_is_gone(client):
    hashing = import_module(f"{migrations}.0031_secrets_of_accounts").HASH_TOKENS
    officer, key = make.officer(make.unit()), "9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE authtoken_token (key varchar(40), created timestamptz, user_id bigint)")
        cursor.execute("INSERT INTO authtoken_token VALUES (%s, now(), %s)", [key, officer.pk])
        cursor.execute(hashing)
        cursor.execute(hashing)
        cursor.execute("SELECT to_regclass('authtoken_token')")
        assert cursor.fetchone() == (None,)
    assert ApiToken.objects.get().prefix == "9944b091"
    assert calls(client, key) == 200
    assert not apps.is_installed("rest_framework.authtoken")

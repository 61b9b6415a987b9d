"""Every method of the API is requested by every actor with a session, and by some with a token."""

import json

import pytest
from django.urls import reverse

from tests import factories as make
from tests.permissions import walk
from tests.permissions.people import NOBODY
from tests.permissions.table_of_api import API
from tests.permissions.table_of_pages import PAGES

pytestmark = pytest.mark.django_db


def test_every_method_of_the_api_has_a_line_in_the_table_and_every_line_a_method():
    methods = {
        (name, method)
        for name, pattern, view in walk.routes()
        if pattern.startswith("api/") and name not in PAGES
        for method in getattr(view, "actions", {"get": ""})
        if method != "head"
    }
    assert methods == API.keys()


@pytest.mark.parametrize(("name", "method"), API)
def test_the_api_allows_whom_the_table_says_and_tells_others_nothing(name, method, people, clients):
    access, wrong = API[name, method], []
    here = walk.address_of(name, access, people.north)
    missing = walk.missing_address(name, access, people.north) if access.row else ""
    for actor in walk.actors(people, access):
        data = json.dumps(walk.post_data(access, people.north)) if method == "post" else None
        kind = {"content_type": "application/json"} if method == "post" else {}
        answer = clients.request(actor, method, here, data, **kind)
        if actor.user is None:
            wrong += [] if answer.status == 401 and not answer.wrote else [f"{actor}: {answer.status}"]
        elif not actor.is_allowed(access, people):
            lost = clients.request(actor, method, missing, data, **kind) if walk.is_compared(actor, access) else None
            wrong += walk.faults_when_refused(actor, access, answer, lost, here, missing, people)
        elif method == "get":
            wrong += walk.faults_when_allowed(actor, access, answer, people)
        elif access.superuser_status and actor.user.is_superuser:
            if (answer.status, bool(answer.wrote)) != (access.superuser_status, False):
                wrong.append(f"{actor}: {answer.status}, wrote {answer.wrote}")
        # Whoever is no member may ask and report nothing.
        elif (access.row or actor.name == "the worker") and (answer.status, bool(answer.wrote)) != (
            access.post_status,
            True,
        ):
            wrong.append(f"{actor} allowed: {answer.status}, wrote {answer.wrote}")
    assert not wrong


@pytest.mark.parametrize("name", sorted({name for name, _method in API}))
def test_a_token_allows_what_a_session_allows_and_a_wrong_one_nothing(name, people, client):
    access = next(access for (known, _method), access in API.items() if known == name)
    here = walk.address_of(name, access, people.north)
    key = make.api_token(people.superuser)
    assert client.options(here, headers={"Authorization": f"Token {key}"}).status_code == 200
    assert client.options(here, headers={"Authorization": "Token nonsense"}).status_code == 401
    assert client.options(here).status_code == 401


def test_the_token_of_a_closed_account_opens_nothing(people, client):
    officer = people.north.officers["chair"]
    key = make.api_token(officer)
    assert client.get("/api/v1/members/", headers={"Authorization": f"Token {key}"}).status_code == 200
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/api/v1/members/", headers={"Authorization": f"Token {key}"}).status_code == 401


@pytest.mark.parametrize(
    ("route", "filter_name", "row"), [("api_grant-list", "member", "member"), ("api_grant-list", "run", "run")]
)
def test_a_filter_by_a_row_out_of_reach_answers_like_one_by_no_row(route, filter_name, row, people, client):
    client.force_login(people.north.officers["chair"])
    there = client.get(reverse(route), {filter_name: people.south.rows[row].pk})
    nowhere = client.get(reverse(route), {filter_name: NOBODY})
    assert (there.status_code, there.json()) == (nowhere.status_code, nowhere.json())
    assert not there.json().get("results")


@pytest.mark.parametrize("route", ["api_member-list", "api_run-list"])
def test_a_filter_by_a_unit_above_ones_own_finds_nothing(route, people, client):
    client.force_login(people.north.officers["chair"])
    assert client.get(reverse(route), {"unit": people.north.unit.code}).json()["results"]
    assert not client.get(reverse(route), {"unit": people.union.code}).json()["results"]

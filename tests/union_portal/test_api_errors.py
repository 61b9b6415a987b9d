"""Errors of the API are JSON with a sentence and a code, whatever was asked for."""

import pytest

from tests import factories as make
from tests.people import api_client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/v1/runs/1.5/submit/", "/api/v2/"])
def test_an_address_that_the_api_does_not_have_is_answered_as_json(client, address):
    client.force_login(make.officer(make.unit()))
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")
    assert answer.json().keys() == {"detail", "code"}
    assert answer.json()["code"] == "not_found"


def test_an_address_that_no_page_has_is_answered_as_a_page(client):
    assert client.get("/nothing/").headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [("/api/v1/members/0/", 404, "not_found"), ("/api/v1/runs/0/approve/", 405, "method_not_allowed")],
)
def test_a_refusal_has_a_code_beside_its_sentence(address, status, code):
    answer = api_client_of(make.officer(make.unit(), post="chair")).get(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_who_sends_no_token_is_told_so_with_a_code(client):
    answer = client.get("/api/v1/members/")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_who_lacks_the_right_is_told_so_with_a_code():
    answer = api_client_of(make.user("w1")).get("/api/v1/members/")
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


def test_a_browser_gets_no_page_from_the_api(client):
    client.force_login(make.officer(make.unit()))
    answer = client.get("/api/v1/units/", headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.headers["Content-Type"] == "application/json"

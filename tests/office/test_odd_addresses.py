"""Addresses that no page of the portal leads to – a NUL, a cursor of somebody's own making – are answered plainly."""

from base64 import b64encode

import pytest

from tests import factories as make
from tests.people import api_client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/my/questions/a%00b/", "/my/grievances/a%00b/", "/members/%00/", "/a%00"])
def test_a_path_with_nul_is_not_there(client, address):
    client.force_login(make.account(make.worker(make.unit())))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("position", ["", "abc", "\0", "1e5", "None", "-1", "9" * 20, "²"])
@pytest.mark.parametrize("listed", ["members", "questions", "grants"])
def test_a_cursor_of_the_api_that_is_no_key_is_not_there(listed, position):
    client = api_client_of(make.officer(make.unit()))
    answer = client.get(f"/api/v1/{listed}/", {"cursor": b64encode(f"p={position}".encode()).decode()})
    assert answer.status_code == 404, answer.content
    assert answer.json()["detail"]


def test_htmx_loads_the_log_in_page_as_a_whole_when_the_session_has_ended(client):
    make.unit()
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/members/units/?q=a"}
    answer = client.get("/members/dues/progress/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Fmembers%2Funits%2F%3Fq%3Da"
    assert not answer.content
    elsewhere = headers | {"HX-Current-URL": "https://elsewhere.example/"}
    assert client.get("/members/dues/progress/", headers=elsewhere).headers["HX-Redirect"].endswith("next=%2F")

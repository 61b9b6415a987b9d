"""Nothing that the portal answers is kept by a browser or a proxy, except static files."""

import pytest
from django.test import Client, override_settings

from tests import factories as make

pytestmark = pytest.mark.django_db
NO_STORE = "no-store, private"


@pytest.mark.parametrize(
    "address",
    ["/", "/accounts/login/", "/report/", "/join/", "/activate/", "/members/", "/nowhere/", "/api/v1/units/"],
)
def test_pages_without_an_account_are_not_kept(client, address):
    assert client.get(address).headers["Cache-Control"] == NO_STORE


def test_pages_and_files_of_an_account_are_not_kept(client, officer, branch):
    member = make.member(branch)
    for address in (member.get_absolute_url(), "/members/export/", "/my/holdings/", "/admin/", "/desk/"):
        assert client.get(address).headers["Cache-Control"] == NO_STORE, address


def test_answers_to_a_program_are_not_kept(client, branch):
    make.member(branch)
    key = make.api_token(make.officer(branch))
    answer = client.get("/api/v1/members/", headers={"Authorization": f"Token {key}"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, NO_STORE)


def test_a_refused_form_with_what_was_typed_is_not_kept(client):
    answer = client.post("/join/", {"name": "孟静", "phone": "1"})
    assert answer.headers["Cache-Control"] == NO_STORE


def test_static_files_are_kept():
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        answer = Client().get("/static/img/logo.svg")
        answer.close()
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (200, False)

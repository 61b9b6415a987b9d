"""Search, bell and menu in the head of every page of somebody who is logged in."""

import pytest
from allauth.mfa.models import Authenticator

from members.authority.models import Post
from tests import factories as make

pytestmark = pytest.mark.django_db
SEARCH, BELL, MENU = "data-finder", 'class="switch bell"', '<nav class="'
ACCOUNT_PAGES = [
    "/accounts/sessions/",
    "/accounts/tokens/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/my/sign-in/",
    "/my/notices/channels/",
]


def confirmed(client, user):
    client.post("/accounts/login/", {"login": user.username, "password": "correct horse"})


@pytest.mark.parametrize("address", [*ACCOUNT_PAGES, "/", "/search/"])
def test_a_worker_finds_search_bell_and_menu_on_every_page(client, address):
    confirmed(client, make.account(make.worker()))
    page = client.get(address, follow=True).content.decode()
    assert SEARCH in page and BELL in page and '<nav class="tabs"' in page


@pytest.mark.parametrize("address", [*ACCOUNT_PAGES, "/desk/"])
def test_an_officer_finds_search_bell_and_menu_on_every_page(client, branch, address):
    confirmed(client, make.officer(branch, "chair"))
    page = client.get(address, follow=True).content.decode()
    assert SEARCH in page and BELL in page and '<nav class="sidebar"' in page


@pytest.mark.parametrize("address", ["/api/", "/nothing/here/"])
def test_pages_without_a_menu_have_search_and_bell(client, branch, address):
    client.force_login(make.officer(branch, "chair"))
    page = client.get(address).content.decode()
    assert SEARCH in page and BELL in page


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/", "/nothing/here/"])
def test_visitors_have_neither(client, address):
    page = client.get(address).content.decode()
    assert SEARCH not in page and BELL not in page


def test_until_the_second_step_is_passed_no_menu_leads_anywhere(client, branch):
    officer = make.officer(branch, "chair")
    Post.objects.filter(code="chair").update(second_step=True)
    client.force_login(officer)
    for address in ("/accounts/second-step/", "/accounts/2fa/totp/activate/"):
        page = client.get(address, follow=True).content.decode()
        assert SEARCH not in page and BELL not in page and MENU not in page
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})
    page = client.get("/accounts/2fa/reauthenticate/").content.decode()
    assert "<form" in page and SEARCH not in page and BELL not in page

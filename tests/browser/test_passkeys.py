"""A passkey of Chromium's virtual authenticator is set up where a post asks for it, and logs in after the password."""

import re

from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from members.authority.models import Post
from tests import factories as make

PASSWORD = "correct horse"


def give_authenticator(page: Page) -> None:
    """Give the browser a device of its own that says yes to each question, as a finger on a sensor would."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def log_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    # A page asked for meanwhile would break off the log-in.
    page.wait_for_url(lambda address: "/accounts/login/" not in address)


def test_a_passkey_is_set_up_where_the_post_asks_and_opens_the_next_log_in(desktop: Page):
    chair = make.officer(make.unit(), "chair")
    Post.objects.filter(code="chair").update(second_step=True)
    give_authenticator(desktop)
    log_in(desktop, chair.username)
    desktop.wait_for_url("**/accounts/second-step/")
    desktop.get_by_role("link", name=re.compile("通行密钥")).click()
    desktop.locator("input[name=password]").fill(PASSWORD)
    desktop.locator("main form.account-form button").click()
    desktop.locator("[data-passkey=create]").click()
    desktop.wait_for_url("**/accounts/2fa/recovery-codes/")
    desktop.goto("/desk/")
    assert desktop.url.endswith("/desk/")
    assert Authenticator.objects.filter(user=chair, type="webauthn").count() == 1
    desktop.context.clear_cookies()
    log_in(desktop, chair.username)
    desktop.wait_for_url("**/accounts/2fa/authenticate/")
    desktop.locator("[data-passkey=get]").click()
    desktop.wait_for_url("**/desk/")


def test_a_browser_without_a_passkey_says_so_and_the_code_still_works(desktop: Page):
    chair = make.officer(make.unit(), "chair")
    give_authenticator(desktop)
    log_in(desktop, chair.username)
    desktop.goto("/accounts/reauthenticate/?next=/accounts/2fa/webauthn/add/")
    desktop.locator("input[name=password]").fill(PASSWORD)
    desktop.locator("main form.account-form button").click()
    desktop.locator("[data-passkey=create]").click()
    desktop.wait_for_url("**/accounts/2fa/recovery-codes/")
    desktop.context.clear_cookies()
    other = desktop.context.new_page()
    log_in(other, chair.username)
    other.wait_for_url("**/accounts/2fa/authenticate/")
    give_authenticator(other)
    other.locator("[data-passkey=get]").click()
    expect(other.locator("[data-passkey-failed]")).to_be_visible()
    expect(other.locator("input[name=code]")).to_be_visible()

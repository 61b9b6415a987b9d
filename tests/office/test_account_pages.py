import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail

from tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def worker():
    return make.user("A10023", email="wang@example.com")


def log_in(client):
    return client.post("/accounts/login/", {"login": "A10023", "password": PASSWORD})


def confirm_identity(client):
    assert "<h1>Confirm that it is you</h1>" in client.get("/accounts/reauthenticate/").content.decode()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def totp_code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up_second_step(client):
    """Set up the authenticator app as the page instructs."""
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.findall(r"<code>(\w+)</code>", page)[0]
    response = client.post("/accounts/2fa/totp/activate/", {"code": totp_code(secret)})
    assert response.headers["Location"] == "/accounts/2fa/recovery-codes/"


def test_the_log_in_page_names_all_three_ways_in(english):
    page = english.get("/accounts/login/").content.decode()
    assert "Employee number, phone or e-mail" in page
    assert "Demonstration accounts" not in page


def test_a_wrong_password_is_said_in_words_and_keeps_the_number(english, worker):
    response = english.post("/accounts/login/", {"login": "A10023", "password": "wrong"})
    page = response.content.decode()
    assert 'role="alert"' in page
    assert 'value="A10023"' in page


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/accounts/logout/", "Log out"),
        ("/accounts/password/change/", "Change password"),
        ("/accounts/2fa/", "Two-step log-in"),
        ("/accounts/reauthenticate/", "Confirm that it is you"),
    ],
)
def test_the_pages_of_ones_account_open(english, worker, path, heading):
    log_in(english)
    assert f"<h1>{heading}</h1>" in english.get(path).content.decode()


def test_the_second_step_is_set_up_asked_for_and_switched_off(english, worker):
    log_in(english)
    confirm_identity(english)
    set_up_second_step(english)
    codes = english.get("/accounts/2fa/recovery-codes/").content.decode()
    assert codes.count("<li>") >= 10
    assert "<h1>New recovery codes</h1>" in english.get("/accounts/2fa/recovery-codes/generate/").content.decode()
    assert "Unused codes: 10" in english.get("/accounts/2fa/").content.decode()
    english.logout()
    english.cookies["django_language"] = "en"
    assert log_in(english).headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert "recovery codes" in english.get("/accounts/2fa/authenticate/").content.decode()
    recovery = re.findall(r"<li>(\w{8})</li>", codes)[0]
    assert english.post("/accounts/2fa/authenticate/", {"code": recovery}).headers["Location"] == "/"
    confirm_identity(english)
    assert "Switch off the authenticator app" in english.get("/accounts/2fa/totp/deactivate/").content.decode()
    english.post("/accounts/2fa/totp/deactivate/")
    assert not worker.authenticator_set.exists()


def test_a_forgotten_password_is_set_anew_by_a_link(english, worker):
    assert "Forgot your password?" in english.get("/accounts/password/reset/").content.decode()
    english.post("/accounts/password/reset/", {"email": "wang@example.com"})
    assert "Check your e-mail" in english.get("/accounts/password/reset/done/").content.decode()
    link = re.findall(r"https?://[^/]+(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))[0]
    form = english.get(link, follow=True)
    assert "<h1>Set a new password</h1>" in form.content.decode()
    new = {"password1": "battery staple 7", "password2": "battery staple 7"}
    done = english.post(form.request["PATH_INFO"], new, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert "This link no longer works" in english.get(link, follow=True).content.decode()


def test_sign_up_is_closed(english):
    assert "Accounts are opened by your union" in english.get("/accounts/signup/").content.decode()

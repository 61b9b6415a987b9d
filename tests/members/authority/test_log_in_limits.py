"""How often a wrong password may be tried, behind a proxy too, and that nobody is locked out by a stranger."""

import pytest
import time_machine
from django.core.signing import dumps
from django.test import Client

from members.authority.known_devices import MOST_ACCOUNTS, SALT, device_of
from members.authority.log_in import WRONG_FOR_NAME, WRONG_FOR_NAME_FROM_NETWORK, WRONG_FOR_NAME_ON_DEVICE
from office.models import AuditEvent
from office.rate_limits import take
from tests import factories as make
from tests.concurrency import at_once

# The clock stands: a limit's window may not end while a test counts to it.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PASSWORD = "correct horse"
TRIES = WRONG_FOR_NAME_FROM_NETWORK.most


@pytest.fixture(autouse=True)
def proxy(settings):
    """One trusted proxy, as README.md describes it: every request comes from its address."""
    settings.TRUSTED_PROXIES = 1


def log_in_from(address, name="chair", password=PASSWORD, client=None):
    """Try to log in from behind the proxy; return the client if it is in, None if it is refused."""
    client = client or Client()
    form = {"login": name, "password": password}
    answer = client.post("/accounts/login/", form, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=address)
    assert answer.status_code in (200, 302)
    return client if answer.status_code == 302 else None


def test_wrong_tries_from_many_addresses_do_not_lock_out_the_chair():
    """The attack: a dozen wrong passwords by name, each from an address of its own."""
    make.user("chair")
    for number in range(12):
        assert log_in_from(f"203.0.113.{number}", password="wrong") is None
    assert log_in_from("203.0.113.99")


def test_wrong_tries_from_one_address_do_not_lock_out_the_chair_elsewhere():
    make.user("chair")
    for _ in range(TRIES):
        log_in_from("203.0.113.1", password="wrong")
    assert log_in_from("203.0.113.1") is None
    assert log_in_from("203.0.113.2")


def test_an_address_that_the_sender_writes_itself_does_not_count():
    """The attack: a forged X-Forwarded-For on every try; the proxy appends the true address."""
    make.user("chair")
    for number in range(TRIES):
        log_in_from(f"10.0.0.{number}, 203.0.113.1", password="wrong")
    assert log_in_from("10.9.9.9, 203.0.113.1") is None


def test_a_whole_shift_logs_in_at_once_behind_the_proxy():
    for number in range(35):
        make.user(f"E{number}")
    assert all(log_in_from(f"203.0.113.{number}", name=f"E{number}") for number in range(35))


def test_a_whole_shift_logs_in_from_one_address():
    for number in range(35):
        make.user(f"E{number}")
    assert all(log_in_from("203.0.113.1", name=f"E{number}") for number in range(35))


def test_many_guesses_from_everywhere_slow_down_strangers_and_refuse_no_known_browser():
    chair = make.user("chair")
    known = log_in_from("203.0.113.1")
    known.post("/accounts/logout/")
    for _ in range(WRONG_FOR_NAME.most):
        take(WRONG_FOR_NAME, f"account {chair.pk}")
    assert log_in_from("203.0.113.50", password="wrong") is None
    assert log_in_from("203.0.113.50") is None
    assert log_in_from("203.0.113.51"), "one try at a time stays for whoever comes from somewhere new"
    for _ in range(WRONG_FOR_NAME_ON_DEVICE.most - 1):
        assert log_in_from("203.0.113.50", password="wrong", client=known) is None
    assert log_in_from("203.0.113.50", client=known)


def test_a_known_browser_has_a_limit_too():
    make.user("chair")
    known = log_in_from("203.0.113.1")
    known.post("/accounts/logout/")
    for _ in range(WRONG_FOR_NAME_ON_DEVICE.most):
        log_in_from("203.0.113.1", password="wrong", client=known)
    assert log_in_from("203.0.113.1", client=known) is None


def test_a_browser_known_to_one_account_is_a_stranger_to_others_and_a_forged_cookie_is_worth_nothing(rf):
    make.user("chair")
    make.user("worker")
    client = log_in_from("203.0.113.1", name="worker")
    client.post("/accounts/logout/")
    for _ in range(TRIES):
        log_in_from("203.0.113.1", password="wrong", client=client)
    assert log_in_from("203.0.113.1", client=client) is None
    (name,) = (name for name in client.cookies if name.startswith("device"))
    for forged in ("x", dumps(["x", "y"], salt="another"), dumps(7, salt=SALT)):
        request = rf.get("/")
        request.COOKIES[name] = forged
        assert device_of(request).accounts == ()


def test_the_cookie_of_a_known_browser_goes_to_the_pages_of_accounts_only():
    make.user("chair")
    client = log_in_from("203.0.113.1")
    (cookie,) = (cookie for name, cookie in client.cookies.items() if name.startswith("device"))
    assert cookie["path"] == "/accounts/" and cookie["httponly"] and cookie["samesite"] == "Lax"
    for number in range(MOST_ACCOUNTS + 3):
        make.user(f"E{number}")
        log_in_from("203.0.113.1", name=f"E{number}", client=client)
    assert len(client.cookies[cookie.key].value) < 1500


@pytest.mark.parametrize(
    "spelling", ["admın", "ADMIN", "ａｄｍｉｎ", "Ａdmin", " admin ", "13812345678", "１３８12345678"]
)
def test_all_spellings_of_a_name_have_one_limit(spelling):
    make.user("admin", phone="13812345678")
    for typed in ("admin", "Admin", "ADMIN", "ａdmin", "13812345678"):
        log_in_from("203.0.113.1", name=typed, password="wrong")
    assert log_in_from("203.0.113.1", name=spelling) is None
    assert log_in_from("203.0.113.2", name=spelling)


@pytest.mark.parametrize("spelling", ["NOBODY", "ｎobody", "nobody "])
def test_an_unknown_name_has_one_limit_for_all_spellings_too(spelling):
    make.user("chair")
    for _ in range(TRIES):
        log_in_from("203.0.113.1", name="nobody", password="wrong")
    client = Client()
    client.cookies["django_language"] = "en"
    form = {"login": spelling, "password": "x"}
    page = client.post("/accounts/login/", form, HTTP_X_FORWARDED_FOR="203.0.113.1").content.decode()
    assert "Please try again in five minutes" in page


def test_the_right_password_uses_up_no_try():
    make.user("chair")
    for _ in range(TRIES - 1):
        log_in_from("203.0.113.1", password="wrong")
    assert all(log_in_from("203.0.113.1") for _ in range(3))


def test_refused_tries_are_in_the_audit_log_once_in_five_minutes():
    user = make.user("chair")
    for _ in range(TRIES + 3):
        log_in_from("203.0.113.1", password="wrong")
    event = AuditEvent.objects.get(verb="login.limited")
    assert (event.object_id, event.actor, event.changes) == (user.pk, None, {"address": "203.0.113.1"})


def test_tries_count_anew_after_five_minutes():
    make.user("chair")
    with time_machine.travel("2026-03-01 09:00+08:00", tick=False):
        for _ in range(TRIES + 1):
            log_in_from("203.0.113.1", password="wrong")
    with time_machine.travel("2026-03-01 09:05+08:00", tick=False):
        assert log_in_from("203.0.113.1")


def test_a_failed_log_in_is_audited_with_the_persons_address_and_account():
    user = make.user("chair", phone="13812345678")
    log_in_from("10.1.1.1, 203.0.113.7", name="13812345678", password="wrong")
    event = AuditEvent.objects.get(verb="login.failed")
    assert event.changes == {"address": "203.0.113.7"}
    assert event.object_id == user.pk


@pytest.mark.django_db(transaction=True)
def test_of_thirty_guesses_at_once_exactly_five_are_looked_at():
    make.user("chair")
    at_once(*[lambda: log_in_from("203.0.113.1", password="wrong")] * 30)
    assert AuditEvent.objects.filter(verb="login.failed").count() == TRIES

"""Acts that begin a new session: every tap of the same form gets the first answer, and the session with it."""

from functools import partial

import pytest
from django.core.cache import cache
from django.test import Client

from members.accounts.models import ActivationCode
from office.models import AuditEvent, KeptForm
from tests import factories as make
from tests.concurrency import at_once, results
from tests.refused import hidden_fields

OPEN, CHANGE = "/activate/password/", "/accounts/password/change/"
PASSWORD = "battery staple 7"
CHOSEN = {"password": PASSWORD, "again": PASSWORD}


def is_logged_in(browser):
    return browser.get("/my/questions/").status_code == 200


def same_browser(client, times=3):
    """Return browsers with the cookies that this one has now, as taps before an answer have them."""
    browsers = [Client() for _tap in range(times)]
    for browser in browsers:
        browser.cookies.load({name: one.value for name, one in client.cookies.items()})
    return browsers


def proven(client):
    """Prove who one is, and return the fields of the form that asks for a password."""
    cache.clear()
    member = make.member(name="严新一", employee_number="W90001", id_number="11010519491231002X", id_kind="1")
    proof = {"name": "严新一", "number": "W90001", "last_six": "31002X", "code": make.activation_code(member)}
    assert client.post("/activate/", proof).headers["Location"] == OPEN
    return {**hidden_fields(client.get(OPEN), OPEN), **CHOSEN}


@pytest.mark.django_db(transaction=True)
def test_three_taps_at_once_open_one_account_and_each_answer_is_logged_in(client):
    fields = proven(client)
    browsers = same_browser(client)
    answers = results(at_once(*[partial(browser.post, OPEN, fields) for browser in browsers]))
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, answers[0].headers["Location"])
    }
    assert answers[0].headers["Location"] != "/activate/" and all(is_logged_in(browser) for browser in browsers)
    assert AuditEvent.objects.filter(verb="activation.activate").count() == 1
    assert not ActivationCode.objects.live().exists()


@pytest.mark.django_db
def test_a_tap_after_the_answer_gets_it_too_whether_its_cookies_are_old_or_new(client):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client.cookies
    fields = proven(client)
    fields["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    old = same_browser(client, times=1)[0]
    first = browser.post(OPEN, fields)
    assert first.status_code == 302
    assert old.post(OPEN, fields).headers["Location"] == first.headers["Location"] and is_logged_in(old)
    assert browser.post(OPEN, fields).headers["Location"] == first.headers["Location"] and is_logged_in(browser)


@pytest.mark.django_db
def test_with_another_password_or_after_the_log_out_no_tap_brings_a_session(client):
    fields = proven(client)
    old, later = same_browser(client, times=2)
    client.post(OPEN, fields)
    old.post(OPEN, {**fields, "password": "guess", "again": "guess"})
    assert not is_logged_in(old)
    client.post("/accounts/logout/")
    later.post(OPEN, fields)
    assert not is_logged_in(later)


@pytest.mark.django_db(transaction=True)
def test_three_taps_change_the_password_once_and_leave_the_account_logged_in(client, branch):
    account = make.account(make.worker(branch))
    account.set_password("correct horse")
    account.save()
    client.force_login(account)
    fields = {"oldpassword": "correct horse", "password1": PASSWORD, "password2": PASSWORD}
    sent = {**hidden_fields(client.get(CHANGE), CHANGE), **fields}
    browsers = same_browser(client, times=4)
    last = browsers.pop()
    answers = results(at_once(*[partial(browser.post, CHANGE, sent) for browser in browsers]))
    answers.append(last.post(CHANGE, sent))
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, answers[0].headers["Location"])
    }
    assert all(is_logged_in(browser) for browser in [*browsers, last])
    assert AuditEvent.objects.filter(verb="password.change").count() <= 1 and not KeptForm.objects.exists()

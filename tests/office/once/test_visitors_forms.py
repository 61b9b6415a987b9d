"""A visitor's form that fails the CSRF check – after a log-in in another tab, without its cookie – is shown again."""

from html import unescape

import pytest
from django.test import Client

from members.joining.models import Application
from tests import factories as make
from tests.refused import form_sent_to, hidden_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make.applicant()


@pytest.fixture
def address(branch):
    return f"/join/?unit={branch.code}"


@pytest.fixture
def fields(made):
    return {
        "name": made.name,
        "id_kind": made.id_kind,
        "id_number": made.id_number,
        "phone": made.phone,
        "employment_form": made.employment_form,
        "statement": "我愿意加入",
        "website": "",
        "consent": "on",
        "consent_number": "on",
    }


def token_of(page):
    return form_sent_to(page, "/join/").partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def opened(browser, address):
    page = browser.get(address)
    return {**hidden_fields(page, "/join/"), "csrfmiddlewaretoken": token_of(page)}


@pytest.mark.parametrize("lost", ["log-in in another tab", "cookie"])
def test_it_comes_back_with_everything_typed_but_the_certificate_number_and_can_be_sent(lost, address, fields, made):
    browser = Client(enforce_csrf_checks=True)
    hidden = opened(browser, address)
    if lost == "cookie":
        browser.cookies.clear()
    else:
        browser.cookies["csrftoken"] = "a" * 32
        browser.force_login(make.officer(make.unit()))
    page = browser.post(address, {**hidden, **fields})
    text = unescape(page.content.decode())
    assert page.status_code == 409 and "This page was out of date, so nothing was sent." in text
    assert "我愿意加入</textarea>" in text and made.phone in text and made.id_number not in text
    assert not Application.objects.exists()
    sent = browser.post(address, {**hidden_fields(page, "/join/"), **fields, "csrfmiddlewaretoken": token_of(page)})
    assert sent.status_code == 200 and Application.objects.count() == 1


def test_passwords_of_the_log_in_are_not_shown_and_its_name_is(client):
    browser = Client(enforce_csrf_checks=True)
    page = "/accounts/login/"
    hidden = hidden_fields(browser.get(page), page)
    browser.cookies.clear()
    answer = browser.post(page, {**hidden, "login": "W90001", "password": "correct horse"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "W90001" in text and "correct horse" not in text


def test_without_the_mark_of_the_portal_it_is_refused(address, fields):
    assert Client(enforce_csrf_checks=True).post(address, fields).status_code == 403


def test_the_mark_of_a_visitor_shows_no_form_of_an_account(client, branch):
    """The attack: another site sends a form in the name of whoever is logged in, with a mark of its own visit."""
    stranger, victim = Client(), Client(enforce_csrf_checks=True)
    mark = hidden_fields(stranger.get("/accounts/login/"), "/accounts/login/")["opened"]
    victim.force_login(make.account(make.worker(branch)))
    answer = victim.post("/my/questions/new/", {"opened": mark, "text": "attack", "once": "k" * 24})
    assert "attack</textarea>" not in answer.content.decode()

"""What was typed into a form whose session has ended is back on its page after the log-in, for the same account."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultation.questions.models import Question
from office.models import KeptForm, OnceKey
from office.once.kept import unsent_cookie
from office.once.tasks import delete_expired_keys
from tests import factories as make
from tests.refused import form_sent_to, hidden_fields

pytestmark = pytest.mark.django_db
ASK = {"kind": "suggestion", "text": "能不能加开<夜班>车\n谢谢 & 再见", "topic": "hours", "title": "夜班车"}
NEW = "/my/questions/new/"


@pytest.fixture
def asker(branch):
    return make.account(make.worker(branch))


def end_session(client):
    Session.objects.all().delete()


def next_of(answer):
    """Return the page to which the log-in page leads."""
    assert answer.status_code == 302
    place = urlsplit(answer.url)
    assert place.path == "/accounts/login/"
    return parse_qs(place.query)["next"][0]


def sent_too_late(client, account, page, address, fields):
    """Open the page as this account, end the session, send the form; return where the log-in leads."""
    client.force_login(account)
    sent = {**hidden_fields(client.get(page), address), **fields}
    end_session(client)
    return next_of(client.post(address, sent))


def test_a_question_is_back_after_the_log_in_and_not_sent(client, asker):
    place = sent_too_late(client, asker, NEW, NEW, ASK)
    assert not Question.objects.exists() and not OnceKey.objects.exists()
    client.force_login(asker)
    page = client.get(place)
    form = page.context["form"]
    shown = page.content.decode()
    assert not form.is_bound and "data-kept" in shown
    assert "能不能加开&lt;夜班&gt;车\n谢谢 &amp; 再见</textarea>" in shown
    assert 'value="夜班车"' in shown and re.search(r'value="hours"[^>]* (selected|checked)', shown)
    assert re.search(r'value="suggestion"[^>]* checked', shown)
    assert "no-store" in page["Cache-Control"]
    client.post(NEW, {**hidden_fields(page, NEW), **ASK})
    assert Question.objects.get().messages.get().text == ASK["text"]


@pytest.mark.parametrize(("text", "status"), [(ASK["text"], 302), ("anders", 409)])
def test_a_question_whose_answer_got_lost_is_not_asked_twice_after_the_log_in(client, asker, text, status):
    """The connection broke, the session ended meanwhile, the form was sent again from the page in the browser."""
    client.force_login(asker)
    sent = {**hidden_fields(client.get(NEW), NEW), **ASK}
    first = client.post(NEW, sent)
    end_session(client)
    place = next_of(client.post(NEW, sent))
    client.force_login(asker)
    page = client.get(place)
    assert hidden_fields(page, NEW)["once"] == sent["once"]
    again = client.post(NEW, {**hidden_fields(page, NEW), **ASK, "text": text}, follow=status == 409)
    assert again.status_code == status if status == 302 else "data-kept" in again.text
    assert status == 409 or again.url == first.url
    assert Question.objects.get().messages.get().text == ASK["text"]


def test_it_is_given_back_after_a_reload_too_until_it_has_been_sent(client, asker):
    place = sent_too_late(client, asker, NEW, NEW, ASK)
    client.force_login(asker)
    for _time in range(2):
        page = client.get(place)
        assert "夜班车" in page.content.decode()
    assert client.post(NEW, {**hidden_fields(page, NEW), **ASK, "text": ""}).status_code == 422
    assert "夜班车" in client.get(place).content.decode()
    client.post(NEW, {**hidden_fields(page, NEW), **ASK})
    assert not KeptForm.objects.exists()
    assert "夜班车" not in client.get(place).content.decode()


def test_nobody_else_gets_it_and_it_waits_for_its_account(client, asker, branch):
    place = sent_too_late(client, asker, NEW, NEW, ASK)
    client.force_login(make.account(make.worker(branch)))
    assert "夜班车" not in client.get(place).content.decode()
    assert "夜班车" not in Client().get(place).content.decode()
    client.force_login(asker)
    assert "夜班车" in client.get(place).content.decode()


def test_it_is_encrypted_and_gone_after_an_hour(client, asker):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        place = sent_too_late(client, asker, NEW, NEW, ASK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM office_keptform t")
        (text,) = cursor.fetchone()
    assert "夜班" not in text and parse_qs(urlsplit(place).query)["kept"][0] not in text
    with time_machine.travel("2026-11-02 11:00:01+08:00", tick=False):
        client.force_login(asker)
        assert "夜班车" not in client.get(place).content.decode()
        delete_expired_keys()
    assert not KeptForm.objects.exists()


def test_files_are_named_at_their_field_and_have_to_be_chosen_again(client, asker):
    scan = SimpleUploadedFile("请假条.pdf", b"%PDF-1.4 x")
    place = sent_too_late(client, asker, NEW, NEW, {**ASK, "attachments": scan})
    client.force_login(asker)
    form = form_sent_to(client.get(place), NEW)
    assert re.search(r'name="attachments"[^>]*><div class="field-error"[^>]*>\s*<div>[^<]*请假条.pdf', form)


def test_an_act_address_that_takes_post_only_leads_back_to_the_page_of_its_form(client, asker, branch):
    desk = make.officer(branch, post="desk_counsellor")
    question = make.question(asker, tier="general", by=desk)
    page = question.get_absolute_url()
    place = sent_too_late(client, desk, page, f"{page}answer/", {"text": "可以跨年安排"})
    assert urlsplit(place).path == page
    client.force_login(desk)
    answer = client.get(place)
    assert answer.status_code == 200
    assert "可以跨年安排</textarea>" in form_sent_to(answer, f"{page}answer/")


def test_a_refused_form_at_an_act_address_leads_back_to_the_page_too(client, asker, branch):
    desk = make.officer(branch, post="desk_counsellor")
    question = make.question(asker, tier="general", by=desk)
    page = question.get_absolute_url()
    client.force_login(desk)
    refused = client.post(f"{page}answer/", {"text": ""})
    assert refused.status_code == 422
    sent = {**hidden_fields(refused, f"{page}answer/"), "text": "可以"}
    end_session(client)
    assert urlsplit(next_of(client.post(f"{page}answer/", sent))).path == page


def test_a_page_that_lost_its_form_meanwhile_shows_what_was_typed(client, asker, branch):
    desk = make.officer(branch, post="desk_counsellor")
    question = make.question(asker, tier="general", by=desk)
    page = question.get_absolute_url()
    place = sent_too_late(client, desk, page, f"{page}answer/", {"text": "可以跨年安排"})
    type(question).objects.filter(pk=question.pk).update(unit=make.unit("别处"))
    client.force_login(desk)
    answer = client.get(place)
    assert answer.status_code == 404 and "可以跨年安排" in answer.content.decode()


def test_passwords_are_never_kept(client, asker):
    address = "/accounts/password/change/"
    fields = {"oldpassword": "correct horse", "password1": "battery staple", "password2": "battery staple"}
    place = sent_too_late(client, asker, address, address, fields)
    assert "staple" not in KeptForm.objects.get().content.reveal()
    client.force_login(asker)
    assert "staple" not in client.get(place).content.decode()


def test_an_anonymous_form_is_never_kept_even_where_somebody_was_logged_in(client, asker, branch):
    client.force_login(asker)
    assert set(hidden_fields(client.get("/report/"), "/report/")) == {"once"}
    end_session(client)
    client.post("/report/", {"unit": "", "category": "wages", "facts": "拖欠工资"})
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize("opened", ["", "x", "eyJ:1:2"])
def test_a_form_that_the_portal_has_not_signed_keeps_nothing(client, opened):
    assert client.post(NEW, {**ASK, "opened": opened}).status_code == 302
    assert not KeptForm.objects.exists()


def test_only_the_ten_last_forms_of_an_account_are_kept(client, asker):
    for _form in range(12):
        place = sent_too_late(client, asker, NEW, NEW, ASK)
    assert KeptForm.objects.count() == 10
    client.force_login(asker)
    assert "夜班车" in client.get(place).content.decode()


def test_a_form_sent_after_a_log_in_in_another_tab_is_given_back(asker):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(asker)
    sent = {**hidden_fields(browser.get(NEW), NEW), **ASK, "csrfmiddlewaretoken": "a" * 64}
    answer = browser.post(NEW, sent)
    assert answer.status_code == 302 and urlsplit(answer.headers["Location"]).path == NEW
    assert "夜班车" in unescape(browser.get(answer.headers["Location"]).content.decode())
    assert not Question.objects.exists()


def test_a_form_of_another_account_that_fails_the_csrf_check_is_refused(asker, branch):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(asker)
    sent = {**hidden_fields(browser.get(NEW), NEW), **ASK, "csrfmiddlewaretoken": "a" * 64}
    browser.force_login(make.account(make.worker(branch)))
    assert browser.post(NEW, sent).status_code == 403
    assert not KeptForm.objects.exists()


def test_a_form_sent_with_no_session_and_no_cookie_at_all_leads_to_the_log_in(asker):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(asker)
    sent = {**hidden_fields(browser.get(NEW), NEW), **ASK}
    place = next_of(Client(enforce_csrf_checks=True).post(NEW, sent))
    assert "夜班车" in browser.get(place).content.decode()


def test_the_real_log_in_leads_to_the_filled_in_page(client, branch):
    account = make.account(make.worker(branch))
    account.set_password("correct horse")
    account.save()
    place = sent_too_late(client, account, NEW, NEW, ASK)
    data = {"login": account.username, "password": "correct horse", "next": place}
    page = client.post("/accounts/login/", data, follow=True)
    assert page.redirect_chain[-1][0] == place and "夜班车" in page.content.decode()


def test_a_page_of_two_slashes_leads_to_no_other_host(asker):
    """The attack: a link to a page that isn't there, whose form is sent with the mark of another log-in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(asker)
    lost = client.get("/", PATH_INFO="//evil.example/x")
    answer = client.post("/my/questions/new/", hidden_fields(lost, "/accounts/logout/") | {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/?kept=")


def test_what_an_old_page_says_keeps_no_form(client, asker):
    """The attack: to push out what somebody has typed, for years, by the hidden fields of one of their pages."""
    client.force_login(asker)
    sent = hidden_fields(client.get(NEW), NEW) | ASK
    stranger = Client()
    stranger.post(NEW, sent)
    assert KeptForm.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert stranger.post(NEW, sent).headers["Location"] == f"/accounts/login/?next={NEW}"
    assert KeptForm.objects.count() == 1


def test_other_pages_lead_to_it_until_it_has_been_sent(client, asker):
    """The user: sent too late, and logged in again from the first page instead of where the portal had led."""
    place = sent_too_late(client, asker, NEW, NEW, ASK)
    assert "夜班" not in str(client.cookies)
    assert place not in unescape(client.get("/").content.decode())
    client.force_login(asker)
    for page in ("/", "/my/questions/"):
        assert f'href="{place}"' in unescape(client.get(page).content.decode())
    client.post(NEW, {**hidden_fields(client.get(place), NEW), **ASK})
    assert place not in unescape(client.get("/").content.decode())
    assert client.cookies[unsent_cookie()].value == ""


def test_what_was_typed_can_be_discarded_after_a_page_that_shows_it_and_asks(client, asker):
    place = sent_too_late(client, asker, NEW, NEW, ASK)
    client.force_login(asker)
    key = parse_qs(urlsplit(place).query)["kept"][0]
    discard = f"/my/unsent/{key}/discard/"
    assert f'href="{discard}"' in client.get("/").text
    asked = client.get(discard)
    assert "能不能加开&lt;夜班&gt;车" in asked.text and unescape(asked.text).count(place) == 2
    assert KeptForm.objects.exists()
    answer = client.post(discard, hidden_fields(asked, discard))
    assert answer.url == "/" and not KeptForm.objects.exists()
    # static/js/draft.js deletes the draft of the form whose key begins like this.
    assert client.cookies["draft-sent"].value and client.get(discard).status_code == 404
    home = client.get("/").text
    assert "discard" not in home and "夜班车" not in client.get(place).text


def test_nobody_discards_what_another_account_typed(client, asker, branch):
    place = sent_too_late(client, asker, NEW, NEW, ASK)
    discard = f"/my/unsent/{parse_qs(urlsplit(place).query)['kept'][0]}/discard/"
    client.force_login(make.account(make.worker(branch)))
    assert client.get(discard).status_code == client.post(discard).status_code == 404
    assert KeptForm.objects.exists()


def test_other_pages_of_another_account_lead_nowhere_and_those_of_browsers_without_ask_nothing(client, asker, branch):
    place = sent_too_late(client, asker, NEW, NEW, ASK)
    client.force_login(make.account(make.worker(branch)))
    assert place not in unescape(client.get("/").content.decode())
    other = Client()
    other.force_login(asker)
    with CaptureQueriesContext(connection) as queries:
        assert place not in unescape(other.get("/").content.decode())
    assert not any("office_keptform" in query["sql"] for query in queries)

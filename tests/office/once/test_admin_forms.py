"""Forms of the admin act once, say what the database refuses, and outlast the session, as those of the portal do."""

import re
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.timezone import localdate

from members.accounts.models import ApiToken
from members.personal_file.models.papers import Honour
from office.models import DayOverride
from tests import factories as make
from tests.concurrency import at_once, results

HIDDEN = re.compile(r'<input[^>]*\bname="(once|opened|typed|kept)" value="([^"]*)"')
DAY, TOKEN, HONOUR = "/admin/office/dayoverride/add/", "/admin/members/apitoken/add/", "/admin/members/honour/add/"


def hidden(page):
    """Return the fields that the portal adds to the form of the row."""
    (form,) = [form for form in page.content.decode().split("<form")[1:] if 'name="_save"' in form]
    return dict(HIDDEN.findall(form))


@pytest.fixture
def administrator(client):
    user = make.superuser()
    client.force_login(user)
    return user


@pytest.mark.django_db
def test_three_taps_make_one_token_and_each_shows_it(client, administrator):
    asked = {
        "user": administrator.pk,
        "purpose": "人事系统",
        "areas": ["members"],
        "expires_on": localdate().isoformat(),
    }
    fields = {**hidden(client.get(TOKEN)), **asked}
    shown = {re.findall(r"<code>([\w-]{43})</code>", client.post(TOKEN, fields).text)[0] for _tap in range(3)}
    assert len(shown) == ApiToken.objects.count() == 1


@pytest.mark.django_db
def test_three_taps_add_one_row_and_its_message_keeps_its_link(client, administrator):
    fields = {**hidden(client.get(DAY)), "day": "2027-01-04", "source": "国办通知"}
    for _tap in range(3):
        client.cookies.pop("messages", None)
        page = client.post(DAY, fields, follow=True)
    assert DayOverride.objects.filter(day="2027-01-04").count() == 1
    assert "&lt;a href" not in page.text and "2027-01-04" in page.text


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_enter_one_honour_and_the_other_is_told(branch):
    client = Client()
    client.force_login(make.superuser())
    row = {"member": make.member(unit=branch).pk, "title": "劳动模范", "level": "national", "awarded_on": "2026-05-01"}
    forms = [{**hidden(client.get(HONOUR)), **row, "awarded_by": f"{window}"} for window in range(4)]
    browsers = [Client() for _window in forms]
    for browser in browsers:
        browser.cookies = client.cookies
    sent = zip(browsers, forms, strict=True)
    answers = results(at_once(*[partial(browser.post, HONOUR, fields) for browser, fields in sent]))
    assert Honour.objects.count() == 1
    assert sorted({answer.status_code for answer in answers} - {200}) in ([302], [302, 422])


@pytest.mark.django_db
def test_a_violated_unique_constraint_is_told_in_the_form(client, administrator, branch, monkeypatch):
    monkeypatch.setattr(Honour, "validate_constraints", lambda row, exclude=None: None)
    row = {"member": make.member(unit=branch).pk, "title": "劳动模范", "level": "national", "awarded_on": "2026-05-01"}
    answers = [client.post(HONOUR, {**row, "awarded_by": by}) for by in ("省总", "市总")]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "The same has been saved already." in answers[1].text and "市总" in answers[1].text


@pytest.mark.django_db
def test_what_was_typed_is_back_after_the_session_ended(client, administrator):
    fields = {**hidden(client.get(DAY)), "day": "2027-01-04", "source": "国办发明电〔2026〕7号"}
    Session.objects.all().delete()
    answer = client.post(DAY, fields)
    assert answer.status_code == 302 and not DayOverride.objects.exists()
    client.force_login(administrator)
    page = client.get(parse_qs(urlsplit(answer.url).query)["next"][0])
    assert 'value="国办发明电〔2026〕7号"' in page.text and "data-kept" in page.text
    client.post(DAY, {**fields, **hidden(page)})
    assert DayOverride.objects.count() == 1

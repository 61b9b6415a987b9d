"""The list of one's own sessions, logging out from afar, and the notice of a browser that the account didn't know."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from members.accounts.models import AccountSession
from members.accounts.rules.devices import device_in_words, device_of_agent, masked_address
from members.accounts.sessions import delete_ended_rows
from office.models import AuditEvent, Notice
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
WECHAT = (
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile"
    " Safari/537.36 XWEB/1160065 MMWEBSDK/20240301 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64"
)
HERE = "203.0.113.7"


@pytest.fixture(autouse=True)
def proxy(settings):
    settings.TRUSTED_PROXIES = 1


@pytest.fixture
def worker():
    user = make.user("A1")
    user.last_login = timezone.now() - timedelta(days=9)
    user.save()
    return user


def browser(agent=FIREFOX, address=HERE):
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=address)
    client.cookies["django_language"] = "en"
    return client


def logged_in(agent=FIREFOX, address=HERE, password=PASSWORD):
    client = browser(agent, address)
    assert client.post("/accounts/login/", {"login": "A1", "password": password}).status_code == 302
    return client


def is_in(client):
    return client.get("/accounts/sessions/").status_code == 200


def test_the_list_tells_device_and_place_in_words_and_no_whole_address(worker):
    logged_in(WECHAT, "2001:db8:7:9::1")
    page = logged_in().get("/accounts/sessions/").content.decode()
    assert "WeChat on Android" in page and "from 2001:db8:*" in page
    assert "Firefox on Windows" in page and "from 203.0.*.*" in page
    assert HERE not in page and "2001:db8:7" not in page
    assert page.count("Log out there:") == 1, "not for the session itself"


def test_log_out_there_ends_that_session_alone(worker):
    here, there, third = logged_in(), logged_in(WECHAT), logged_in()
    row = AccountSession.objects.get(browser="wechat")
    assert here.post(f"/accounts/sessions/{row.pk}/end/").status_code == 302
    assert [is_in(one) for one in (here, there, third)] == [True, False, True]
    assert AuditEvent.objects.filter(verb="session.end").count() == 1


def test_log_out_everywhere_else_ends_all_others_listed_or_not(worker):
    here, there, unlisted = logged_in(), logged_in(WECHAT), Client()
    unlisted.force_login(worker)
    assert here.post("/accounts/sessions/end-others/").status_code == 302
    assert [is_in(one) for one in (here, there, unlisted)] == [True, False, False]
    assert is_in(here) and AccountSession.objects.count() == 1
    assert is_in(logged_in())


def test_nobody_ends_the_session_of_another(worker):
    there, other = logged_in(), Client()
    other.force_login(make.user("B2"))
    assert other.post(f"/accounts/sessions/{AccountSession.objects.get().pk}/end/").status_code == 404
    assert is_in(there)


def test_a_new_password_ends_all_others(worker):
    here, there = logged_in(), logged_in(WECHAT)
    new = {"oldpassword": PASSWORD, "password1": "battery staple 7", "password2": "battery staple 7"}
    assert here.post("/accounts/password/change/", new).status_code == 302
    assert [is_in(one) for one in (here, there)] == [True, False]
    assert AccountSession.objects.count() == 1


def test_a_second_step_set_up_or_removed_ends_all_others(worker):
    here, there = logged_in(), logged_in(WECHAT)
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = re.findall(r"<code>(\w+)</code>", here.get("/accounts/2fa/totp/activate/").content.decode())[0]
    typed = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    here.post("/accounts/2fa/totp/activate/", {"code": typed})
    assert [is_in(one) for one in (here, there)] == [True, False]
    there = Client()
    worker.refresh_from_db()
    there.force_login(worker)
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    here.post("/accounts/2fa/totp/deactivate/")
    assert [is_in(one) for one in (here, there)] == [True, False]
    assert Notice.objects.filter(to=worker, url="/accounts/2fa/").count() == 2


def test_a_dump_tells_neither_keys_nor_addresses(worker):
    client = logged_in()
    row = AccountSession.objects.get()
    assert client.cookies["sessionid"].value not in str(vars(row))
    assert HERE not in str(vars(row)) and Session.objects.filter(session_key=row.session_hash).exists()


def test_the_row_goes_with_its_session(worker):
    client = logged_in()
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        delete_ended_rows()
    assert not AccountSession.objects.exists()
    client.post("/accounts/logout/")


def test_a_browser_that_the_account_did_not_know_is_told_of_at_once(worker):
    client = logged_in()
    notice = Notice.objects.get()
    assert (notice.to, notice.urgency, notice.url) == (worker, 0, "/accounts/sessions/")
    assert "203.0" not in notice.text and re.search(r"\d\d:\d\d", notice.text) is None
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": "A1", "password": PASSWORD})
    assert Notice.objects.count() == 1, "the browser is known by its cookie"


def test_the_first_log_in_of_all_is_not_told():
    make.user("A1")
    logged_in()
    assert not Notice.objects.exists()


def test_whoever_knows_the_password_can_not_flood_its_owner(worker):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        for _ in range(8):
            logged_in()
    assert Notice.objects.count() == 5


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (WECHAT, "WeChat on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit Safari/604.1 wxwork/4.1", "WeCom on iOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1 Mobile", "HarmonyOS"),
        ("<script>alert(1)</script>" * 999, "an unknown device"),
        ("", "an unknown device"),
    ],
)
def test_a_device_is_told_in_words_from_a_list_never_in_its_own(agent, words):
    assert device_in_words(*device_of_agent(agent)) == words


@pytest.mark.parametrize(
    ("address", "masked"),
    [("203.0.113.7", "203.0.*.*"), ("2001:db8:7:9::1", "2001:db8:*"), ("::1", ":*"), ("fe80::1", "fe80:*"), ("", "")],
)
def test_an_address_is_masked(address, masked):
    assert masked_address(address) == masked

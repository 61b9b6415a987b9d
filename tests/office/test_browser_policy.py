"""What every answer forbids browsers, and by which names cookies are kept in production."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from tests import factories as make
from union_portal import settings as written

pytestmark = pytest.mark.django_db
ADDRESSES = ["/", "/accounts/login/", "/report/", "/nowhere/", "/api/v1/units/", "/admin/", "/api/schema/"]
PASSWORD = "correct horse"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_says_what_a_browser_must_not_do_with_it(client, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    policy = headers["Content-Security-Policy"]
    for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert part in policy


def test_static_files_have_the_same_policy(client):
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        answer = client.get("/static/img/logo.svg")
    answer.close()
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_over_https_every_answer_asks_for_https_for_a_year(client):
    answer = client.get("/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_plain_http_leads_to_https(client):
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = client.get("/accounts/login/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://testserver/accounts/login/")


def test_a_call_of_the_api_by_plain_http_is_refused_not_redirected(client):
    key = make.api_token(make.officer(make.unit()))
    with override_settings(SECURE_SSL_REDIRECT=True):
        refused = client.get("/api/v1/units/", headers={"Authorization": f"Token {key}"})
        taken = client.get("/api/v1/units/", headers={"Authorization": f"Token {key}"}, secure=True)
    assert (refused.status_code, refused.json()["code"]) == (403, "https_required")
    assert taken.status_code == 200


def test_in_production_cookies_are_bound_to_the_host_and_to_https():
    assert written.HTTPS and written.SECURE_SSL_REDIRECT
    assert not written.DEBUG
    names = (written.SESSION_COOKIE_NAME, written.CSRF_COOKIE_NAME, written.LANGUAGE_COOKIE_NAME)
    assert all(name.startswith("__Host-") for name in names)
    assert written.SESSION_COOKIE_SECURE and written.CSRF_COOKIE_SECURE and written.LANGUAGE_COOKIE_SECURE
    assert written.CSRF_COOKIE_HTTPONLY and written.LANGUAGE_COOKIE_HTTPONLY


def test_the_cookies_of_a_log_in_are_closed_to_scripts_and_other_sites(client):
    make.user("A10023")
    with override_settings(SESSION_COOKIE_NAME="__Host-sessionid", SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        answer = client.post("/accounts/login/", {"login": "A10023", "password": PASSWORD}, secure=True)
    cookies = {name: cookie for name, cookie in answer.cookies.items() if name != "csrftoken"}
    assert set(cookies) == {"__Host-sessionid", "__Secure-device"}
    for cookie in cookies.values():
        assert cookie["secure"] and cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]
    assert cookies["__Host-sessionid"]["path"] == "/"


def test_a_log_out_empties_what_pages_stored_in_the_browser(client):
    client.force_login(make.user("A10023"))
    assert client.post("/accounts/logout/").headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.get("/").headers


def test_however_busy_a_session_ends_after_twelve_hours(client):
    begin = datetime(2026, 11, 2, 8, tzinfo=timezone.get_current_timezone())
    with time_machine.travel(begin, tick=False):
        client.force_login(make.officer(make.unit()))
        assert client.get("/desk/").status_code == 200
    for hours in range(1, 12):
        with time_machine.travel(begin + timedelta(hours=hours), tick=False):
            assert client.get("/desk/").status_code == 200, hours
    with time_machine.travel(begin + timedelta(hours=12, minutes=1), tick=False):
        answer = client.get("/desk/")
        assert answer.headers["Location"].startswith("/accounts/login/")


def test_security_txt_names_the_contact_that_is_set(client):
    assert client.get("/.well-known/security.txt").status_code == 404
    with (
        time_machine.travel("2026-11-02 08:00+08:00", tick=False),
        override_settings(SECURITY_CONTACT="mailto:security@example.cn"),
    ):
        answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@example.cn",
        "Expires: 2027-01-31T00:00:00+00:00",
        "Preferred-Languages: zh, en",
    ]

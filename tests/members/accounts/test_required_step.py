"""Posts and the admin that ask for the second step: nobody passes without it, nobody stays out without being told."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from members.authority.models import Post
from office.models import AuditEvent, Notice
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD, SECRET, FIRST = "correct horse", "JBSWY3DPEHPK3PXP", "/accounts/second-step/"


def code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def log_in(client, user):
    return client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})


@pytest.fixture
def chair():
    """A chair whose post asks for the second step."""
    officer = make.officer(make.unit(), "chair")
    Post.objects.filter(code="chair").update(second_step=True)
    return officer


def set_up(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = re.findall(r"<code>(\w+)</code>", client.get("/accounts/2fa/totp/activate/").content.decode())[0]
    assert client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    return secret


def test_a_post_that_asks_leads_to_the_set_up_and_says_which_post(client, chair):
    client.cookies["django_language"] = "en"
    log_in(client, chair)
    for page in ("/desk/", "/members/", "/", "/accounts/tokens/", "/accounts/password/change/"):
        assert client.get(page).headers.get("Location") == FIRST, page
    page = client.get(FIRST).content.decode()
    assert "Your post asks for a second step" in page and "Chair" in page


def test_whoever_has_set_it_up_goes_on_in_the_same_session(client, chair):
    log_in(client, chair)
    set_up(client)
    assert client.get("/desk/").status_code == 200
    assert client.get(FIRST).headers["Location"] == "/accounts/2fa/"


def test_after_that_each_log_in_asks_for_the_code(client, chair):
    TOTP.activate(chair, SECRET)
    assert log_in(client, chair).headers["Location"].startswith("/accounts/2fa/authenticate/")
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.get("/desk/").status_code == 200


def test_a_session_that_has_not_passed_can_not_add_a_step_of_its_own(client, chair):
    """The attack: an old session and the password, with which a passkey or an app of the thief's would be set up."""
    TOTP.activate(chair, SECRET)
    client.force_login(chair)
    assert client.get("/desk/").headers["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fdesk%2F"
    for page in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/", "/accounts/reauthenticate/"):
        assert client.get(page).headers["Location"].startswith("/accounts/2fa/reauthenticate/"), page
    assert client.post("/accounts/2fa/reauthenticate/?next=/desk/", {"code": code()}).status_code == 302
    assert client.get("/desk/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(client, chair):
    RecoveryCodes.activate(chair)
    log_in(client, chair)
    assert client.get("/desk/").headers["Location"] == FIRST


def test_whoever_removes_the_last_one_sets_up_another(client, chair):
    log_in(client, chair)
    set_up(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/desk/").headers["Location"] == FIRST


def test_the_api_with_a_session_is_refused_in_its_own_words(client, chair):
    log_in(client, chair)
    answer = client.get("/api/v1/members/")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_step_required")


def test_a_part_of_a_page_leads_the_whole_page_there(client, chair):
    log_in(client, chair)
    answer = client.get("/desk/figures/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == FIRST


def test_pages_without_an_account_stay_open(client, chair):
    log_in(client, chair)
    assert client.get("/report/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


def test_a_post_that_is_over_asks_nothing(client, chair):
    chair.appointments.update(starts_on="2020-01-01", ends_on="2020-12-31")
    log_in(client, chair)
    assert client.get("/").status_code == 200


def test_other_posts_and_workers_are_not_asked(client, chair):
    worker = make.user("A1")
    log_in(client, worker)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_staff": True, "is_superuser": True}])
def test_the_admin_asks_too(client, settings, fields):
    settings.ADMIN_SECOND_STEP = True
    user = make.user("chief", **fields)
    log_in(client, user)
    for page in ("/admin/", "/", "/admin/members/post/"):
        assert client.get(page).headers["Location"] == FIRST
    set_up(client)
    assert client.get("/admin/").status_code == 200


def test_asking_tells_those_at_once_who_have_none_and_is_recorded(client):
    unit, chief = make.unit(), make.superuser()
    without, having = make.officer(unit, "chair"), make.officer(unit, "chair")
    TOTP.activate(having, SECRET)
    client.force_login(chief)
    client.cookies["django_language"] = "en"
    post = Post.objects.get(code="chair")
    held = list(post.permissions.values_list("pk", flat=True))
    data = {"code": post.code, "name": post.name, "second_step": "on", "permissions": held}
    page = client.post(f"/admin/members/post/{post.pk}/change/", data, follow=True).content.decode()
    assert "1 person who holds this post has no second step yet" in page
    notice = Notice.objects.get()
    assert (notice.to, notice.url, notice.urgency) == (without, FIRST, 0)
    assert [event.changes for event in AuditEvent.objects.filter(verb="post.second_step")] == [{"asks": True}]


def test_a_second_step_removed_by_an_administrator_ends_the_sessions(client, chair):
    TOTP.activate(chair, SECRET)
    elsewhere = Client()
    log_in(elsewhere, chair)
    elsewhere.post("/accounts/2fa/authenticate/", {"code": code()})
    assert elsewhere.get("/desk/").status_code == 200
    client.force_login(make.superuser())
    client.post(f"/admin/mfa/authenticator/{Authenticator.objects.get().pk}/delete/", {"post": "yes"})
    assert elsewhere.get("/desk/").headers["Location"].startswith("/accounts/login/")

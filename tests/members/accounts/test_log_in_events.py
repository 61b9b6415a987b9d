"""The audit log knows who logged in and out, from where, and what was done to passwords and second steps: once each."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.utils import timezone

from consultation.grievances.actions import announce_anonymous
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD, SECRET = "correct horse", "JBSWY3DPEHPK3PXP"
HERE = "203.0.113.7"


@pytest.fixture(autouse=True)
def proxy(settings):
    settings.TRUSTED_PROXIES = 1


@pytest.fixture
def worker():
    return make.user("A10023", phone="13812345678", email="wang@example.com")


@pytest.fixture
def visitor():
    """A browser behind the proxy, at the address HERE."""
    return Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"10.0.0.1, {HERE}")


def log_in(client, name="A10023", password=PASSWORD):
    return client.post("/accounts/login/", {"login": name, "password": password})


def events(user=None):
    """Return verb, actor and changes of the events about an account, and make sure that there are no others."""
    found = AuditEvent.objects.about(user) if user else AuditEvent.objects.order_by("id")
    assert AuditEvent.objects.count() == len(found)
    return [(event.verb, event.actor, event.changes.get("address")) for event in found]


def code(steps=0):
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(SECRET, counters[0] + steps))


@pytest.fixture
def two_steps(worker):
    """The worker with a second step; returns the recovery codes."""
    TOTP.activate(worker, SECRET)
    return RecoveryCodes.activate(worker).generate_codes()


@pytest.mark.parametrize("name", ["A10023", "13812345678", "wang@example.com"])
def test_a_log_in_and_a_log_out_are_one_event_each_whatever_number_was_typed(visitor, worker, name):
    log_in(visitor, name)
    visitor.get("/")
    visitor.get("/accounts/2fa/")
    visitor.post("/accounts/logout/")
    assert events(worker) == [("login.log_in", worker, HERE), ("login.log_out", worker, HERE)]


def test_a_failed_log_in_names_the_account_and_an_unknown_name_nothing(visitor, worker):
    log_in(visitor, "13812345678", "wrong")
    log_in(visitor, "hunter2 my password", "wrong")
    known, unknown = AuditEvent.objects.order_by("id")
    assert (known.verb, known.object_id, known.actor) == ("login.failed", worker.pk, None)
    assert (unknown.verb, unknown.object_id, unknown.actor, unknown.object_label) == ("login.failed", None, None, "?")
    assert known.changes == unknown.changes == {"address": HERE}


def test_a_log_in_in_two_steps_is_one_event_that_names_the_step(visitor, worker, two_steps):
    log_in(visitor)
    assert events() == []
    visitor.post("/accounts/2fa/authenticate/", {"code": code()})
    assert events(worker) == [("login.second_step", worker, HERE)]


def test_a_wrong_code_is_recorded_as_nobodys_act(visitor, worker, two_steps):
    log_in(visitor)
    visitor.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert events(worker) == [("login.second_step_failed", None, HERE)]


def test_a_log_in_with_a_recovery_code_has_a_name_of_its_own(visitor, worker, two_steps):
    log_in(visitor)
    visitor.post("/accounts/2fa/authenticate/", {"code": two_steps[0]})
    assert events(worker) == [("login.recovery_code", worker, HERE)]


def test_confirming_ones_identity_is_recorded_when_it_fails_and_when_a_code_is_used(visitor, worker, two_steps):
    visitor.force_login(worker)
    visitor.post("/accounts/reauthenticate/", {"password": "wrong"})
    visitor.post("/accounts/2fa/reauthenticate/", {"code": "000000"})
    visitor.post("/accounts/2fa/reauthenticate/", {"code": two_steps[1]})
    visitor.post("/accounts/2fa/reauthenticate/", {"code": code()})
    assert [event[0] for event in events(worker)] == [
        "login.confirm_failed",
        "login.confirm_failed",
        "login.confirm_recovery_code",
        "login.confirm",
    ]
    assert {event[1:] for event in events(worker)} == {(worker, HERE)}


def test_a_second_step_is_set_up_its_codes_read_and_made_anew_and_removed(visitor, worker):
    log_in(visitor)
    visitor.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = re.findall(r"<code>(\w+)</code>", visitor.get("/accounts/2fa/totp/activate/").content.decode())[0]
    typed = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    visitor.post("/accounts/2fa/totp/activate/", {"code": typed})
    visitor.get("/accounts/2fa/recovery-codes/")
    visitor.get("/accounts/2fa/recovery-codes/download/")
    visitor.get("/accounts/2fa/")
    visitor.post("/accounts/2fa/recovery-codes/generate/")
    visitor.post("/accounts/2fa/totp/deactivate/")
    assert [event[0] for event in events(worker)] == [
        "login.log_in",
        "second_step.add",
        "second_step.codes_see",
        "second_step.codes_see",
        "second_step.codes_make",
        "second_step.remove",
    ]
    assert {event[1:] for event in events(worker)} == {(worker, HERE)}


def test_a_stranger_is_not_recorded_at_the_page_of_codes(visitor, worker, two_steps):
    visitor.get("/accounts/2fa/recovery-codes/")
    visitor.force_login(worker)
    assert visitor.get("/accounts/2fa/recovery-codes/").status_code == 302, "it asks for the password again"
    assert events() == []


def test_a_changed_and_a_reset_password_are_recorded(visitor, worker):
    visitor.force_login(worker)
    new = {"oldpassword": PASSWORD, "password1": "battery staple 7", "password2": "battery staple 7"}
    visitor.post("/accounts/password/change/", new)
    stranger = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=HERE)
    stranger.post("/accounts/password/reset/", {"email": "wang@example.com"})
    link = re.findall(r"https?://[^/]+(/accounts/password/reset/key/\S+)", str(mail.outbox[-1].body))[0]
    form = stranger.get(link, follow=True)
    stranger.post(form.request["PATH_INFO"], {"password1": "staple battery 8", "password2": "staple battery 8"})
    assert events(worker) == [("password.change", worker, HERE), ("password.reset", None, HERE)]


def test_what_an_administrator_does_to_an_account_is_recorded_about_it(visitor, worker, two_steps):
    chief = make.superuser()
    visitor.force_login(chief)
    here = f"/admin/members/user/{worker.pk}"
    word = {"password1": "battery staple 7", "password2": "battery staple 7", "usable_password": "true"}
    assert visitor.post(f"{here}/password/", word).status_code == 302
    data = {"username": "A10023", "name": "", "phone": "13812345678", "email": "wang@example.com"}
    assert visitor.post(f"{here}/change/", data).status_code == 302
    assert visitor.post(f"{here}/change/", {**data, "is_active": "on"}).status_code == 302
    app = Authenticator.objects.get(user=worker, type="totp")
    visitor.post(f"/admin/mfa/authenticator/{app.pk}/delete/", {"post": "yes"})
    address = {"user": worker.pk, "email": "thief@example.com"}
    assert visitor.post("/admin/account/emailaddress/add/", address).status_code == 302
    visitor.post(f"/admin/account/emailaddress/{EmailAddress.objects.get().pk}/delete/", {"post": "yes"})
    assert events(worker) == [
        ("password.set", chief, HERE),
        ("account.close", chief, HERE),
        ("account.reopen", chief, HERE),
        ("second_step.remove", chief, HERE),
        ("account.email", chief, HERE),
        ("account.email", chief, HERE),
    ]
    assert "thief" not in str(list(AuditEvent.objects.values()))


def test_a_closed_account_is_out_at_once(visitor, worker):
    visitor.force_login(worker)
    assert visitor.get("/accounts/2fa/").status_code == 200
    type(worker).objects.filter(pk=worker.pk).update(is_active=False)
    assert visitor.get("/accounts/2fa/").status_code == 302


def test_the_admins_own_page_for_a_password_leads_to_the_recorded_one(visitor):
    visitor.force_login(make.superuser())
    assert visitor.get("/admin/password_change/").headers["Location"] == "/accounts/password/change/"
    visitor.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": "x", "new_password2": "x"})
    assert events() == []


def test_an_anonymous_report_of_somebody_logged_in_leaves_no_event_with_account_or_address(visitor, worker):
    visitor.force_login(worker)
    report = {"unit": make.unit().pk, "category": "wages", "facts": "拖欠工资", "website": ""}
    visitor.get("/report/")
    assert 'id="receipt"' in visitor.post("/report/", report).content.decode()
    assert events() == []
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert announce_anonymous() == 1
    assert [event[0] for event in events()] == ["grievance.file"]
    assert not AuditEvent.objects.exclude(actor=None).exists()
    assert HERE not in str(list(AuditEvent.objects.values()))


@pytest.mark.usefixtures("today")
def test_wrong_codes_from_elsewhere_keep_nobody_out(visitor, worker, two_steps):
    """The attack: whoever has found out the password types wrong codes until the owner's are refused too."""
    log_in(visitor)
    visitor.post("/accounts/2fa/authenticate/", {"code": two_steps[0]})
    visitor.post("/accounts/logout/")
    thief = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.9")
    log_in(thief)
    for _ in range(5):
        thief.post("/accounts/2fa/authenticate/", {"code": "000000"})
    log_in(thief)
    assert thief.post("/accounts/2fa/authenticate/", {"code": two_steps[1]}).status_code == 200, "out of tries"
    log_in(visitor)
    assert visitor.post("/accounts/2fa/authenticate/", {"code": two_steps[1]}).status_code == 302
    elsewhere = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.99")
    log_in(elsewhere)
    assert elsewhere.post("/accounts/2fa/authenticate/", {"code": two_steps[2]}).status_code == 302

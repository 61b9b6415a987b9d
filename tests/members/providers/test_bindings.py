"""Binding an identity to an account, by password, by a code or by employee number, and unbinding it."""

import pytest
from django.test import Client

from members.authority.models import Post, User
from members.providers.actions import bind
from members.providers.exchange.asking import Identity
from members.providers.models import ProviderBinding, SignInProvider
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from office.outbox.models import ChannelChoice
from tests import factories as make
from tests.members.providers.conftest import PASSWORD, back, begun, make_provider, signed_in, who

pytestmark = pytest.mark.django_db


def log_in_with_password(client, name="A10023", next_page="/accounts/bind/confirm/"):
    return client.post("/accounts/login/", {"login": name, "password": PASSWORD, "next": next_page})


@pytest.fixture
def worker(branch):
    """A member with an employee number and an account."""
    member = make.member(branch, employee_number="A10023")
    member.user = make.user("A10023")
    member.save()
    return member.user


def test_the_first_time_a_password_and_a_yes_bind_and_the_next_time_the_identity_is_enough(
    client, provider, fake, account
):
    assert signed_in(client, provider, fake, "code-1", "/my/benefits/")["Location"] == "/accounts/bind/"
    page = client.get("/accounts/bind/").content.decode()
    assert "z***" in page
    assert "zhang.san" not in page
    assert log_in_with_password(client)["Location"] == "/accounts/bind/confirm/"
    assert not ProviderBinding.objects.exists()
    assert "z***" in client.get("/accounts/bind/confirm/").content.decode()
    assert client.post("/accounts/bind/confirm/")["Location"] == "/my/benefits/"
    binding = ProviderBinding.objects.get()
    assert (binding.account, binding.subject, binding.bound_by) == (account, "zhang.san", "person")
    visitor = Client()
    signed_in(visitor, provider, fake, "code-2")
    assert who(visitor) == str(account.pk)


def test_an_app_that_is_bound_carries_notices_until_it_is_unbound(client, provider, fake, account):
    signed_in(client, provider, fake)
    log_in_with_password(client)
    client.post("/accounts/bind/confirm/")
    bound_ids = ChannelChoice.objects.filter(account=account).values_list("kind", "bound_id")
    assert list(bound_ids) == ([(provider.kind, "zhang.san")] if provider.is_app else [])
    client.post(f"/my/sign-in/{ProviderBinding.objects.get().pk}/unbind/")
    assert not ProviderBinding.objects.exists()
    assert not ChannelChoice.objects.exclude(bound_id="").exists()
    verbs = AuditEvent.objects.filter(verb__startswith="identity.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["identity.bind", "identity.unbind"]
    visitor = Client()
    assert signed_in(visitor, provider, fake, "code-2")["Location"] == "/accounts/bind/"


def test_unbinding_ends_the_sessions_that_the_identity_may_have_opened(client, wecom, account):
    """The attack: somebody bound their own identity, is logged in with it, and the owner unbinds it."""
    make_bound(wecom.provider, account)
    thief = Client()
    signed_in(thief, wecom.provider, wecom)
    assert who(thief) == str(account.pk)
    client.post("/accounts/login/", {"login": account.username, "password": PASSWORD})
    client.post(f"/my/sign-in/{ProviderBinding.objects.get().pk}/unbind/")
    assert who(client) == str(account.pk)
    assert thief.get("/notices/").status_code == 302
    make_bound(wecom.provider, account)
    signed_in(thief, wecom.provider, wecom, "code-2")
    chief = Client()
    chief.force_login(make.superuser())
    chief.post(f"/admin/members/providerbinding/{ProviderBinding.objects.get().pk}/delete/", {"post": "yes"})
    assert thief.get("/notices/").status_code == client.get("/notices/").status_code == 302


def test_notices_of_binding_are_found_under_the_kind_sign_in(client, wecom, account):
    make_bound(wecom.provider, account)
    client.force_login(account)
    assert "/read/" in client.get("/notices/?kind=sign_in").content.decode()


def test_a_code_from_the_union_opens_the_account_and_leads_back_to_binding(client, wecom, branch):
    member = make.member(branch, employee_number="A10023", name="王芳", id_number="11010519900307234X")
    code = make.activation_code(member)
    signed_in(client, wecom.provider, wecom)
    assert client.get("/accounts/bind/code/")["Location"] == "/activate/"
    proof = {"name": "王芳", "number": "A10023", "last_six": "07234X", "code": code}
    assert client.post("/activate/", proof)["Location"] == "/activate/password/"
    new = {"password": "geheim-und-lang-7", "again": "geheim-und-lang-7"}
    assert client.post("/activate/password/", new)["Location"] == "/accounts/bind/confirm/"
    client.post("/accounts/bind/confirm/")
    member.refresh_from_db()
    assert ProviderBinding.objects.get().account == member.user


def test_nothing_is_bound_by_a_link_alone_nor_without_a_password_typed_of_late(client, wecom, account):
    """The attack: a victim who is logged in opens the attacker's answer."""
    client.force_login(account)
    assert signed_in(client, wecom.provider, wecom)["Location"] == "/accounts/bind/confirm/"
    assert client.get("/accounts/bind/confirm/")["Location"].startswith("/accounts/reauthenticate/")
    assert client.post("/accounts/bind/confirm/")["Location"].startswith("/accounts/reauthenticate/")
    assert not ProviderBinding.objects.exists()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/bind/confirm/"})
    client.post("/accounts/bind/confirm/")
    assert ProviderBinding.objects.exists()


def test_an_answer_to_a_visitor_is_not_taken_once_somebody_has_logged_in(client, wecom, account):
    state = begun(client, wecom.provider)["state"]
    client.force_login(account)
    assert back(client, wecom.provider, state=state).status_code == 422


def test_a_proof_ends_after_ten_minutes(client, wecom, account, time_machine):
    time_machine.move_to("2026-11-27 10:00+08:00")
    signed_in(client, wecom.provider, wecom)
    time_machine.shift(601)
    assert client.get("/accounts/bind/")["Location"] == "/accounts/login/"
    client.force_login(account)
    assert client.get("/accounts/bind/")["Location"] == "/my/sign-in/"
    assert client.post("/accounts/bind/confirm/")["Location"] == "/my/sign-in/"


def test_an_identity_of_another_account_is_refused_without_a_name(client, wecom, account):
    make_bound(wecom.provider, make.user("B20001", name="李四"))
    client.force_login(account)
    page = signed_in(client, wecom.provider, wecom)
    assert page.status_code == 422
    assert "bound to another account" in page.content.decode()
    assert "李四" not in page.content.decode()


def test_two_at_once_bind_one(wecom, account):
    other = make.user("B20001")
    make_bound(wecom.provider, other)
    with pytest.raises(NotAllowed, match="another account"):
        bind(wecom.provider, Identity("ww-corp", "zhang.san"), account, by=account, address="")
    with pytest.raises(NotAllowed, match="Unbind that one first"):
        bind(wecom.provider, Identity("ww-corp", "li.si"), other, by=other, address="")
    User.objects.filter(pk=account.pk).update(is_active=False)
    with pytest.raises(NotAllowed, match="closed"):
        bind(wecom.provider, Identity("ww-corp", "wang.wu"), account, by=account, address="")


def test_whoever_is_bound_is_told_at_once_and_nothing_of_it_outside(client, wecom, account):
    make_bound(wecom.provider, account)
    notice = Notice.objects.get(to=account)
    assert notice.sensitive
    assert "企业微信" in notice.text or "WeCom" in notice.text
    assert "zhang" not in notice.text


def test_a_post_that_asks_for_the_second_step_asks_before_binding_and_after_a_provider(client, wecom, branch):
    officer = make.officer(branch, "branch_chair")
    Post.objects.filter(code="branch_chair").update(second_step=True)
    signed_in(client, wecom.provider, wecom)
    log_in_with_password(client, officer.username)
    assert client.post("/accounts/bind/confirm/")["Location"] == "/accounts/second-step/"
    assert not ProviderBinding.objects.exists()
    make_bound(wecom.provider, officer)
    visitor = Client()
    signed_in(visitor, wecom.provider, wecom, "code-2")
    assert visitor.get("/desk/")["Location"] == "/accounts/second-step/"


# By employee number


def test_a_trusted_employee_number_binds_the_worker_at_once(client, wecom, worker):
    SignInProvider.objects.update(number_field="userid")
    wecom.provider.refresh_from_db()
    wecom.person = "A10023"
    signed_in(client, wecom.provider, wecom)
    assert who(client) == str(worker.pk)
    assert ProviderBinding.objects.get().bound_by == "number"


def test_an_employee_number_of_the_userinfo_counts_only_about_the_same_person(client, oidc, worker):
    SignInProvider.objects.update(number_field="employee_number")
    oidc.provider.refresh_from_db()
    oidc.says = {"me": {"sub": "somebody.else", "employee_number": "A10023"}}
    assert signed_in(client, oidc.provider, oidc, "code-1").status_code == 422
    oidc.says = {"me": {"employee_number": "A10023"}}
    signed_in(client, oidc.provider, oidc, "code-2")
    assert who(client) == str(worker.pk)


@pytest.mark.parametrize("field", ["", "name", "email"])
def test_without_a_trusted_field_no_number_binds(client, wecom, worker, field):
    SignInProvider.objects.update(number_field=field)
    wecom.provider.refresh_from_db()
    wecom.person = "A10023"
    wecom.says = {"name": "A10023", "email": "A10023"}
    assert signed_in(client, wecom.provider, wecom)["Location"] == "/accounts/bind/"


def test_no_number_binds_somebody_in_office_or_an_administrator(client, wecom, worker, branch):
    SignInProvider.objects.update(number_field="userid")
    wecom.provider.refresh_from_db()
    wecom.person = "A10023"
    User.objects.filter(pk=worker.pk).update(is_staff=True)
    assert signed_in(client, wecom.provider, wecom, "code-1")["Location"] == "/accounts/bind/"
    User.objects.filter(pk=worker.pk).update(is_staff=False)
    make.appoint(worker, "branch_chair", branch)
    assert signed_in(client, wecom.provider, wecom, "code-2")["Location"] == "/accounts/bind/"
    assert not ProviderBinding.objects.exists()


def test_no_number_replaces_an_identity_that_is_bound(client, wecom, worker):
    make_bound(wecom.provider, worker, "zhang.san")
    SignInProvider.objects.update(number_field="userid")
    wecom.provider.refresh_from_db()
    wecom.person = "A10023"
    assert signed_in(client, wecom.provider, wecom)["Location"] == "/accounts/bind/"
    assert ProviderBinding.objects.get().subject == "zhang.san"


# Pages of one's own, and the administrator's


def test_a_person_sees_what_is_bound_masked_and_can_bind_what_is_not(client, wecom, account):
    make_provider(wecom.server, "oidc")
    make_bound(wecom.provider, account)
    client.force_login(account)
    page = client.get("/my/sign-in/").content.decode()
    assert "z***" in page
    assert "zhang.san" not in page
    assert "/accounts/with/oidc/?next=%2Fmy%2Fsign-in%2F" in page
    assert "/my/sign-in/" in client.get("/my/notices/channels/").content.decode()


def test_nobody_unbinds_what_is_anothers(client, wecom, account):
    binding = make_bound(wecom.provider, make.user("B20001"))
    client.force_login(account)
    assert client.post(f"/my/sign-in/{binding.pk}/unbind/").status_code == 404
    assert ProviderBinding.objects.exists()


def test_an_administrator_unbinds_with_an_audit_event(client, wecom, account):
    binding = make_bound(wecom.provider, account)
    admin = make.superuser()
    client.force_login(admin)
    client.post(f"/admin/members/providerbinding/{binding.pk}/delete/", {"post": "yes"})
    assert not ProviderBinding.objects.exists()
    event = AuditEvent.objects.get(verb="identity.unbind")
    assert (event.actor, event.object_id) == (admin, account.pk)
    assert Notice.objects.filter(to=account).count() == 2


def test_a_secret_is_stored_encrypted_and_never_shown(client, wecom):
    client.force_login(make.superuser())
    page = client.get(f"/admin/members/signinprovider/{wecom.provider.pk}/change/").content.decode()
    assert "s3cret" not in page
    stored = SignInProvider.objects.get()
    assert "s3cret" not in stored.secret.token
    form = {"kind": "wecom", "slug": "wecom", "tenant": "ww-corp", "agent": "1000002", "active": "on", "secret": ""}
    answer = client.post(f"/admin/members/signinprovider/{stored.pk}/change/", form)
    assert answer.status_code == 302, answer.content.decode()
    assert SignInProvider.objects.get().secret.reveal() == "s3cret"


def test_two_providers_of_one_app_are_not_in_use_at_once(client, wecom):
    client.force_login(make.superuser())
    form = {"kind": "wecom", "slug": "second", "tenant": "ww-2", "agent": "1", "active": "on", "secret": "x"}
    assert client.post("/admin/members/signinprovider/add/", form).status_code in {200, 422}
    assert SignInProvider.objects.count() == 1


def make_bound(provider, account, subject="zhang.san"):
    return bind(provider, Identity(provider.tenant, subject), account, by=account, address="203.0.113.7")

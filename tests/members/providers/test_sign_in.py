"""Signing in with WeCom, DingTalk, Feishu and OpenID Connect, each against a server on loopback."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from members.authority.models import User
from members.providers.models import ProviderBinding
from office.models import AuditEvent
from tests import factories as make
from tests.members.providers.conftest import FakeProvider, back, begun, make_provider, signed_in, who

pytestmark = pytest.mark.django_db


def bound(account, provider, subject="zhang.san", tenant=""):
    tenant = tenant or provider.tenant
    return ProviderBinding.objects.create(account=account, provider=provider, tenant=tenant, subject=subject)


def said(answer):
    return answer.context["why"] if answer.context else ""


def test_a_bound_identity_is_signed_in(client, provider, fake, account):
    binding = bound(account, provider)
    answer = signed_in(client, provider, fake)
    assert (answer.status_code, who(client)) == (302, str(account.pk))
    verbs = list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["login.identity", "login.log_in"]
    binding.refresh_from_db()
    assert binding.used_at


def test_the_page_that_was_wanted_opens_and_none_of_another_site(client, provider, fake, account):
    bound(account, provider)
    assert signed_in(client, provider, fake, next_page="/my/benefits/")["Location"] == "/my/benefits/"
    for number, evil in enumerate(
        ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)")
    ):
        visitor = Client()
        answer = signed_in(visitor, provider, fake, f"code-evil{number}", evil)
        assert answer["Location"] == "/"


def test_the_second_step_is_asked_for_after_a_provider_too(client, provider, fake, account):
    bound(account, provider)
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    answer = signed_in(client, provider, fake, next_page="/my/benefits/")
    assert (answer["Location"], who(client)) == ("/accounts/2fa/authenticate/", None)
    for _try in range(6):
        answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert answer.status_code == 200
    assert who(client) is None


def test_an_answer_without_its_beginning_in_this_browser_is_refused(client, provider, fake, account):
    """Log-in CSRF: the attacker's own answer, opened by the victim."""
    bound(account, provider)
    state = begun(Client(), provider, fake)["state"]
    answer = back(client, provider, state=state)
    assert (answer.status_code, who(client)) == (422, None)
    assert back(client, provider).status_code == 422
    assert not fake.used


def test_the_same_answer_counts_once(client, provider, fake, account):
    bound(account, provider)
    state = begun(client, provider, fake)["state"]
    back(client, provider, state=state)
    client.post("/accounts/logout/")
    assert back(client, provider, state=state).status_code == 422
    assert who(client) is None


def test_a_code_that_was_used_is_not_asked_about_again(client, provider, fake, account):
    bound(account, provider)
    signed_in(client, provider, fake, "code-7")
    asked = len(fake.server.requests)
    visitor = Client()
    answer = signed_in(visitor, provider, fake, "code-7")
    assert (answer.status_code, who(visitor)) == (422, None)
    assert len(fake.server.requests) == asked


def test_a_code_that_the_provider_refuses_is_told(client, provider, fake, account):
    bound(account, provider)
    fake.used.add("code-1")
    answer = signed_in(client, provider, fake)
    assert (answer.status_code, who(client)) == (422, None)
    assert "begin again" in str(said(answer))


def test_whoever_cancels_is_told_that_nothing_has_changed(client, provider, fake):
    state = begun(client, provider, fake)["state"]
    answer = client.get(f"/accounts/with/{provider.slug}/back/", {"state": state, "error": "access_denied"})
    assert answer.status_code == 422
    assert "Nothing has changed" in str(said(answer))


@pytest.mark.parametrize("text", ["", "<html>captive portal</html>", "[]", "null", "[" * 50_000, '"ok"', "{}"])
def test_garbage_is_refused_in_a_sentence(client, provider, fake, account, text):
    bound(account, provider)
    state = begun(client, provider, fake)["state"]
    fake.server.always(200, text)
    answer = back(client, provider, state=state)
    assert (answer.status_code, who(client)) == (422, None)
    assert "not understood" in str(said(answer))


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_provider_that_is_down_is_told_as_such(client, provider, fake, account, status):
    bound(account, provider)
    state = begun(client, provider, fake)["state"]
    fake.server.always(status, "{}")
    assert "does not answer" in str(said(back(client, provider, state=state)))


def test_a_provider_that_hangs_is_given_up(client, provider, fake, account, monkeypatch):
    bound(account, provider)
    state = begun(client, provider, fake)["state"]
    monkeypatch.setattr("members.providers.exchange.asking.WHOLE_SECONDS", 0.5)
    fake.server.answers = [lambda path, body: time.sleep(2)]
    started = time.monotonic()
    answer = back(client, provider, state=state)
    assert time.monotonic() - started < 1.9
    assert "does not answer" in str(said(answer))


def test_a_closed_account_is_not_opened(client, provider, fake, account):
    bound(account, provider)
    User.objects.filter(pk=account.pk).update(is_active=False)
    answer = signed_in(client, provider, fake)
    assert (answer.status_code, who(client)) == (422, None)


def test_a_provider_out_of_use_has_no_pages(client, provider, fake):
    state = begun(client, provider, fake)["state"]
    type(provider).objects.update(active=False)
    assert client.get(f"/accounts/with/{provider.slug}/").status_code == 404
    assert back(client, provider, state=state).status_code == 404


def test_an_identity_of_another_enterprise_opens_nothing_after_the_provider_is_set_anew(client, wecom, account):
    bound(account, wecom.provider)
    type(wecom.provider).objects.update(tenant="ww-other")
    wecom.provider.refresh_from_db()
    assert signed_in(client, wecom.provider, wecom)["Location"] == "/accounts/bind/"
    assert who(client) is None


def test_another_site_cannot_begin_a_sign_in(client, wecom):
    answer = client.get("/accounts/with/wecom/", HTTP_SEC_FETCH_SITE="cross-site")
    assert answer["Location"] == "/accounts/login/"


def test_too_many_are_refused(client, wecom, monkeypatch):
    monkeypatch.setattr("members.providers.views.sign_in.take", lambda limit, who: False)
    assert client.get("/accounts/with/wecom/").status_code == 429


def test_refusals_are_in_the_audit_log_without_code_and_id(client, wecom):
    wecom.says = {"userid": "", "openid": "o-stranger"}
    signed_in(client, wecom.provider, wecom, "secret-code")
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes["why"], event.actor) == ("login.identity_refused", "other_tenant", None)
    assert "stranger" not in str(event.changes)
    assert "secret-code" not in str(event.changes)


def test_the_log_in_page_has_a_button_for_each_and_keeps_the_page_that_was_wanted(client, wecom, chinese):
    make_provider(wecom.server, "oidc", english_name="Group log-in")
    make_provider(wecom.server, "feishu", active=False)
    client.cookies["django_language"] = "en"
    page = client.get("/accounts/login/?next=/my/benefits/").content.decode()
    assert "/accounts/with/wecom/?next=%2Fmy%2Fbenefits%2F" in page
    assert "Log in with WeCom" in page
    assert "Log in with Group log-in" in page
    assert "feishu" not in page
    client.cookies["django_language"] = "zh-hans"
    page = client.get("/accounts/login/").content.decode()
    assert "用企业微信登录" in page
    assert "用集团登录登录" in page


# WeCom


def test_a_desktop_shows_the_qr_code_and_wecoms_browser_asks_for_nothing(client, wecom):
    provider = make_provider(wecom.server, "dingtalk", active=False)
    wecom.provider.server = ""
    wecom.provider.save()
    desktop = client.get("/accounts/with/wecom/")["Location"]
    assert desktop.startswith("https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww-corp")
    inside = client.get("/accounts/with/wecom/", HTTP_USER_AGENT="Mozilla/5.0 wxwork/4.1.0 MicroMessenger/7.0.1")
    assert inside["Location"].startswith("https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww-corp")
    assert "scope=snsapi_base" in inside["Location"]
    assert inside["Location"].endswith("#wechat_redirect")
    wechat = client.get("/accounts/with/wecom/", HTTP_USER_AGENT="Mozilla/5.0 MicroMessenger/8.0.1")
    assert wechat["Location"].startswith("https://login.work.weixin.qq.com/")
    assert provider.pk


@pytest.mark.parametrize(
    "said_by_wecom",
    [
        {"userid": "", "openid": "oABC"},
        {"userid": "", "OpenId": "oABC", "external_userid": "wmABC"},
        {"userid": "ww-other/zhang.san"},
        {"UserId": "zhang.san", "CorpId": "ww-other"},
    ],
)
def test_wecom_people_of_other_enterprises_are_refused(client, wecom, account, said_by_wecom):
    bound(account, wecom.provider)
    wecom.says = said_by_wecom
    answer = signed_in(client, wecom.provider, wecom)
    assert (answer.status_code, who(client)) == (422, None)
    assert "does not belong to our enterprise" in str(said(answer))


def test_wecoms_older_answers_are_read(client, wecom, account):
    bound(account, wecom.provider)
    wecom.says = {"userid": None, "UserId": "zhang.san", "DeviceId": "d1", "CorpId": "ww-corp"}
    signed_in(client, wecom.provider, wecom)
    assert who(client) == str(account.pk)


def test_wecoms_token_is_asked_for_once_and_anew_when_it_has_expired(client, wecom, account):
    bound(account, wecom.provider)
    for number in range(3):
        signed_in(Client(), wecom.provider, wecom, f"code-{number}")
    assert wecom.tokens == 1
    expired = [{"errcode": 42001}]
    inner = wecom.of_wecom

    def once_expired(path, query, body):
        if path == "/cgi-bin/auth/getuserinfo" and expired:
            return 200, expired.pop()
        return inner(path, query, body)

    wecom.of_wecom = once_expired
    signed_in(client, wecom.provider, wecom, "code-9")
    assert (wecom.tokens, who(client)) == (2, str(account.pk))


# DingTalk and Feishu


def test_dingtalk_people_of_another_enterprise_or_outside_the_address_book_are_refused(client, server, account):
    fake, provider = FakeProvider(server, "dingtalk"), make_provider(server, "dingtalk")
    bound(account, provider)
    answers: list[dict[str, object]] = [
        {"corpId": "ding-other"},
        {"book": {"errcode": 60121, "errmsg": "not found"}},
        {"book": {"errcode": 0, "result": {"contact_type": 1, "userid": "zhang.san"}}},
    ]
    for number, says in enumerate(answers):
        fake.says = says
        answer = signed_in(client, provider, fake, f"code-{number}")
        assert "does not belong to our enterprise" in str(said(answer))
    assert who(client) is None


def test_feishu_people_of_another_tenant_are_refused_and_a_missing_right_of_the_app_is_told(client, server, account):
    fake, provider = FakeProvider(server, "feishu"), make_provider(server, "feishu")
    bound(account, provider)
    fake.says = {"tenant_key": "fs-other"}
    assert "does not belong to our enterprise" in str(said(signed_in(client, provider, fake, "code-1")))
    fake.says = {"user_id": None}
    assert "not set up correctly" in str(said(signed_in(client, provider, fake, "code-2")))
    assert who(client) is None


# OpenID Connect


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"iss": "https://other.example"}, "does not belong to our enterprise"),
        ({"aud": "another-client"}, "does not belong to our enterprise"),
        ({"aud": ["client", "another"], "azp": "another"}, "does not belong to our enterprise"),
        ({"exp": 1_000_000}, "begin again"),
        ({"iat": 9_999_999_999}, "begin again"),
        ({"nonce": "of another log-in"}, "begin again"),
        ({"exp": "soon"}, "not understood"),
        ({"sub": ""}, "not understood"),
        ({"sub": "a\0b"}, "not understood"),
        ({"sub": {"$ne": ""}}, "not understood"),
        ({"sub": "x" * 300}, "not understood"),
    ],
)
def test_an_id_token_that_is_not_for_this_log_in_is_refused(client, oidc, account, claims, sentence):
    bound(account, oidc.provider)
    oidc.says = {"claims": claims}
    answer = signed_in(client, oidc.provider, oidc)
    assert (answer.status_code, who(client)) == (422, None)
    assert sentence in str(said(answer))


@pytest.mark.parametrize("alg", ["none", "HS256", "ES256", "PS256", "RS999"])
def test_an_id_token_signed_in_another_way_is_refused(client, oidc, account, alg):
    bound(account, oidc.provider)
    oidc.alg = alg
    assert signed_in(client, oidc.provider, oidc).status_code == 422
    assert who(client) is None


def test_an_id_token_signed_by_somebody_else_is_refused(client, oidc, account):
    bound(account, oidc.provider)
    signed_in(Client(), oidc.provider, oidc, "code-0")
    good, oidc.key = oidc.key, rsa.generate_private_key(65537, 2048)
    token = oidc.id_token
    oidc.id_token = lambda: swapped(oidc, good, token)
    assert signed_in(client, oidc.provider, oidc).status_code == 422
    assert who(client) is None


def swapped(oidc, good, token):
    """Return a token of the stranger's key, and show the provider's own key again."""
    found = token()
    oidc.key = good
    return found


def test_a_renewed_key_is_fetched_when_none_fits(client, oidc, account):
    bound(account, oidc.provider)
    signed_in(Client(), oidc.provider, oidc, "code-0")
    oidc.key, oidc.kid = rsa.generate_private_key(65537, 2048), "k2"
    signed_in(client, oidc.provider, oidc)
    assert who(client) == str(account.pk)


def test_an_issuer_with_a_slash_at_its_end_may_be_typed_without(client, oidc, account):
    oidc.says = {"doc": {"issuer": f"{oidc.server.url}/"}, "claims": {"iss": f"{oidc.server.url}/"}}
    bound(account, oidc.provider, tenant=f"{oidc.server.url}/")
    signed_in(client, oidc.provider, oidc)
    assert who(client) == str(account.pk)


def test_a_document_of_another_issuer_is_refused_before_anybody_is_sent_there(client, oidc):
    oidc.says = {"doc": {"issuer": "https://other.example"}}
    assert client.get("/accounts/with/oidc/").status_code == 422


def test_an_answer_that_names_another_issuer_is_refused(client, oidc, account):
    bound(account, oidc.provider)
    state = begun(client, oidc.provider, oidc)["state"]
    assert back(client, oidc.provider, state=state, iss="https://other.example").status_code == 422
    assert not oidc.used


def test_neither_the_portals_own_network_nor_plain_http_is_spoken_to_unless_allowed(client, oidc):
    type(oidc.provider).objects.update(own_network=False)
    assert client.get("/accounts/with/oidc/").status_code == 422
    type(oidc.provider).objects.update(tenant=oidc.server.url.replace("http://", "https://"))
    assert client.get("/accounts/with/oidc/").status_code == 422
    assert oidc.server.requests == []


def test_equal_mail_and_phone_open_nothing(client, oidc):
    """The takeovers that the public threads tell of: the provider claims the chair's verified address."""
    make.user("chair", email="chair@x.cn", phone="13800000000")
    oidc.says = {"claims": {"phone_number": "13800000000", "preferred_username": "chair", "name": "chair"}}
    assert signed_in(client, oidc.provider, oidc)["Location"] == "/accounts/bind/"
    assert who(client) is None
    assert not ProviderBinding.objects.exists()

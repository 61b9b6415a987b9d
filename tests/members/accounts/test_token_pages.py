"""One's own API tokens: scope, end, replacing without a gap, and no way around the second step."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from members.accounts.api_tokens import end_tokens, issue_token
from members.accounts.models import ApiToken
from members.accounts.rules.tokens import AREA_OF, token_hash
from members.authority.models import Post
from members.choices import MemberState
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from union_portal.api import router

pytestmark = pytest.mark.django_db
PASSWORD, SECRET = "correct horse", "JBSWY3DPEHPK3PXP"
NEW = "/accounts/tokens/new/"


@pytest.fixture
def officer():
    return make.officer(make.unit(), "chair")


@pytest.fixture
def confirmed(client, officer):
    """A browser whose owner has just confirmed who they are."""
    client.cookies["django_language"] = "en"
    client.post("/accounts/login/", {"login": officer.username, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def form(**fields):
    until = timezone.localdate() + timedelta(days=30)
    return {"purpose": "payroll", "areas": ["members"], "expires_on": until.isoformat(), **fields}


def shown(answer):
    assert answer.status_code == 200
    return re.findall(r'<code id="token">([\w-]{43})</code>', answer.content.decode())[0]


def call(token, path="/api/v1/members/", method="get", **sent):
    return getattr(Client(), method)(path, headers={"Authorization": f"Token {token}"}, **sent)


def test_a_token_is_made_after_confirming_shown_once_and_listed_without_it(confirmed, officer):
    plain = shown(confirmed.post(NEW, form()))
    row = ApiToken.objects.get()
    assert (row.user, row.areas, row.may_write, row.token_hash) == (officer, ["members"], False, token_hash(plain))
    page = confirmed.get("/accounts/tokens/").content.decode()
    assert plain[:8] in page and plain not in page and row.token_hash not in page
    assert "members and units" in page and "only reads" in page and "not used yet" in page
    assert call(plain).status_code == 200


def test_the_list_says_in_chinese_until_when_a_token_is_valid(client, officer, chinese):
    make.api_token(officer, expires_on=timezone.localdate() + timedelta(days=40))
    client.force_login(officer)
    page = client.get("/accounts/tokens/").content.decode()
    assert f"有效期至 {(timezone.localdate() + timedelta(days=40)).isoformat()}" in page and "领取" not in page


def test_without_confirming_who_one_is_no_token_is_made(client, officer):
    client.force_login(officer)
    for answer in (client.get(NEW), client.post(NEW, form())):
        assert answer.headers["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Ftokens%2Fnew%2F"
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("page", [NEW, "/accounts/bind/confirm/"])
def test_one_rule_says_how_lately_a_person_confirmed_who_they_are(client, officer, page, time_machine, monkeypatch):
    """Five minutes after a password, also that of the log-in; a form that is open is taken an hour longer."""
    kept = SimpleNamespace(provider="", identity=SimpleNamespace(subject="zhang.san"))
    monkeypatch.setattr("members.providers.pending.kept", lambda request: kept)
    time_machine.move_to("2026-11-27 10:00+08:00")
    client.post("/accounts/login/", {"login": officer.username, "password": PASSWORD})
    time_machine.shift(299)
    assert client.get(page).status_code == 200
    time_machine.shift(2)
    assert client.get(page).headers["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(page).status_code == 200


def test_a_tap_sent_twice_makes_one_token(confirmed):
    page = confirmed.get(NEW).content.decode()
    key = re.findall(r'name="once" value="([^"]+)"', page)[0]
    assert shown(confirmed.post(NEW, form(once=key))) == shown(confirmed.post(NEW, form(once=key)))
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"areas": []}, {"areas": ["admin"]}, {"purpose": ""}, {"expires_on": ""}, {"expires_on": "2020-01-01"}],
)
def test_what_is_wrong_is_said_with_all_that_was_typed(confirmed, wrong):
    answer = confirmed.post(NEW, form(**wrong))
    assert answer.status_code == 422
    assert not ApiToken.objects.exists()
    late = (timezone.localdate() + timedelta(days=367)).isoformat()
    assert confirmed.post(NEW, form(expires_on=late)).status_code == 422


def test_a_token_opens_its_areas_only_and_writes_only_if_made_for_it(officer):
    reads = make.api_token(officer, areas=["members"], may_write=False)
    writes = make.api_token(officer, areas=["members"])
    assert call(reads).status_code == call(reads, "/api/v1/units/").status_code == 200
    for answer in (
        call(reads, "/api/v1/questions/"),
        call(reads, "/api/v1/my/grants/"),
        call(reads, "/api/v1/members/batch/", "post", data={}, content_type="application/json"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "token_scope")
    refused = call(writes, "/api/v1/members/batch/", "post", data={}, content_type="application/json")
    assert refused.json().get("code") != "token_scope"


def test_every_address_of_the_api_has_an_area():
    assert {prefix.partition("/")[0] for prefix, _view, _name in router.registry} == AREA_OF.keys()


def test_replacing_leaves_no_gap_and_ends_the_old_one_on_its_day(confirmed, officer):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        confirmed.post("/accounts/login/", {"login": officer.username, "password": PASSWORD})
        confirmed.post("/accounts/reauthenticate/", {"password": PASSWORD})
        old = make.api_token(officer, areas=["members"], expires_on=date(2026, 12, 31))
        address = f"/accounts/tokens/{ApiToken.objects.get().pk}/replace/"
        new = shown(confirmed.post(address, {"expires_on": "2027-03-01", "overlap": "7"}))
        assert call(old).status_code == call(new).status_code == 200
        assert confirmed.post(address, {"expires_on": "2027-03-01", "overlap": "7"}).status_code == 404
    with time_machine.travel("2026-11-09 23:00+08:00", tick=False):
        assert call(old).status_code == 200
    with time_machine.travel("2026-11-10 00:01+08:00", tick=False):
        assert (call(old).status_code, call(new).status_code) == (401, 200)
    assert AuditEvent.objects.filter(verb="api_token.replace").count() == 1
    before, after = ApiToken.objects.order_by("pk")
    assert (before.replaced_by, after.areas, after.may_write) == (after, before.areas, before.may_write)


def test_revoking_ends_it_at_once_and_nobody_revokes_anothers(confirmed, officer):
    mine, others = make.api_token(officer), make.api_token(make.officer(make.unit(), "chair"))
    row, foreign = ApiToken.objects.get(user=officer), ApiToken.objects.exclude(user=officer).get()
    assert confirmed.post(f"/accounts/tokens/{foreign.pk}/revoke/").status_code == 404
    assert confirmed.get(f"/accounts/tokens/{foreign.pk}/replace/").status_code == 404
    assert confirmed.post(f"/accounts/tokens/{row.pk}/revoke/").status_code == 302
    assert (call(mine).status_code, call(others).status_code) == (401, 200)


def made_by(officer, confirmed):
    return shown(confirmed.post(NEW, form()))


def test_a_token_ends_with_the_post_and_does_not_come_back_with_it(confirmed, officer):
    token = made_by(officer, confirmed)
    officer.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert call(token).status_code == 401
    Notice.objects.all().delete()
    assert end_tokens() == 1
    officer.appointments.update(ends_on=None)
    assert call(token).status_code == 401
    assert AuditEvent.objects.get(verb="api_token.end").changes["why"] == "post"
    assert Notice.objects.get().to == officer


@pytest.mark.parametrize("state", [MemberState.WITHDRAWN, MemberState.EXPELLED, MemberState.TRANSFERRED])
def test_a_token_ends_when_the_person_leaves(confirmed, officer, state):
    token, member = made_by(officer, confirmed), make.member(make.unit(), user=officer)
    assert call(token).status_code == 200
    type(member).objects.filter(pk=member.pk).update(state=state, state_reason="")
    assert call(token).status_code == 401
    assert end_tokens() == 1


def test_a_token_ends_with_a_locked_account(confirmed, officer):
    token = made_by(officer, confirmed)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert call(token).status_code == 401
    assert end_tokens() == 1 and end_tokens() == 0


def test_a_token_made_with_the_second_step_ends_with_it(confirmed, officer):
    TOTP.activate(officer, SECRET)
    token = make.api_token(officer, second_step=True)
    assert call(token).status_code == 200
    Authenticator.objects.all().delete()
    assert call(token).status_code == 401
    assert end_tokens() == 1


def test_a_token_of_before_waits_while_its_post_asks_for_a_second_step_that_is_missing(officer):
    token = make.api_token(officer)
    Post.objects.filter(code="chair").update(second_step=True)
    answer = call(token)
    assert (answer.status_code, answer.json()["code"]) == (401, "second_step_required")
    assert end_tokens() == 0, "it goes on once the step is set up"
    TOTP.activate(officer, SECRET)
    assert call(token).status_code == 200


def test_a_token_of_the_admin_has_areas_and_a_last_day_within_a_year_as_one_of_the_page(client, officer):
    client.force_login(make.superuser())
    late = (timezone.localdate() + timedelta(days=367)).isoformat()
    faults: list[dict[str, object]] = [{"areas": []}, {"expires_on": ""}, {"expires_on": late}]
    for fault in faults:
        answer = client.post("/admin/members/apitoken/add/", {"user": officer.pk, **form(**fault)})
        assert "<code>" not in answer.content.decode()
    assert not ApiToken.objects.exists()
    row = ApiToken(user=officer, purpose="payroll", expires_on=timezone.localdate())
    with pytest.raises(NotAllowed, match="what the token opens"):
        issue_token(row, by=officer)
    row.areas, row.expires_on = ["members"], None
    with pytest.raises(NotAllowed, match="last day"):
        issue_token(row, by=officer)
    assert client.post("/admin/members/apitoken/add/", {"user": officer.pk, **form()}).status_code == 200


def test_an_administrator_makes_no_token_around_the_second_step(client, officer):
    Post.objects.filter(code="chair").update(second_step=True)
    client.force_login(make.superuser())
    asked = {"user": officer.pk, **form()}
    assert client.post("/admin/members/apitoken/add/", asked).status_code == 422
    assert not ApiToken.objects.exists()
    TOTP.activate(officer, SECRET)
    assert client.post("/admin/members/apitoken/add/", asked).status_code == 200
    assert ApiToken.objects.get().areas == ["members"]
    assert Notice.objects.get().to == officer, "whose rights the token uses is told"


def test_a_token_opens_neither_the_admin_nor_a_page(officer):
    chief = make.superuser()
    token = make.api_token(chief)
    assert call(token).status_code == 200
    for page in ("/admin/", "/desk/", "/accounts/tokens/", "/admin/members/user/"):
        assert call(token, page).status_code == 302, page


def test_calls_are_limited_for_each_token(officer, settings):
    settings.API_CALLS_PER_MINUTE = 3
    token, other = make.api_token(officer), make.api_token(officer)
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        assert [call(token).status_code for _ in range(4)] == [200, 200, 200, 429]
        assert call(token).headers["Retry-After"] == "60"
        assert call(other).status_code == 200


def test_whoever_sends_unknown_tokens_without_end_is_told_to_wait():
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        answers = [call("x" * 43).status_code for _ in range(121)]
    assert answers[:120] == [401] * 120 and answers[-1] == 429


def test_no_more_than_twenty_tokens(confirmed, officer):
    for _ in range(20):
        make.api_token(officer)
    answer = confirmed.post(NEW, form())
    assert answer.status_code == 422 and "Revoke one" in answer.content.decode()

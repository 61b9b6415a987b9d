"""With an activation code a worker opens an account or sets a new password."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.accounts import actions
from members.accounts.models import ActivationCode
from members.accounts.rules.codes import WRONG_TRIES
from members.accounts.views import activation as views
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.refused import assert_refused

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"
PASSWORD = "battery staple 7"
CHOSEN = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def member():
    cache.clear()
    return make.member(name="买买提·艾力", employee_number="E001", phone="13812341234", id_number=NUMBER, id_kind="1")


@pytest.fixture
def form_data(member):
    return {"name": "买买提·艾力", "number": "E001", "last_six": "31002X", "code": make.activation_code(member)}


def prove_identity(client, form_data, **other):
    return client.post("/activate/", form_data | other)


def test_after_proving_identity_a_worker_chooses_a_password_and_is_logged_in(client, member, form_data):
    assert prove_identity(client, form_data).headers["Location"] == "/activate/password/"
    page = client.get("/activate/password/").content.decode()
    assert "E001" in page
    done = client.post("/activate/password/", CHOSEN, follow=True)
    member.refresh_from_db()
    assert (member.user.username, member.user.name, member.user.phone) == ("E001", "买买提·艾力", "13812341234")
    assert done.context["user"] == member.user
    assert "Next time, log in as E001." in done.content.decode()
    assert Client().login(username="13812341234", password=PASSWORD)
    event = AuditEvent.objects.get(verb="activation.activate")
    assert (event.object_id, event.actor, event.unit) == (member.pk, member.user, member.unit)


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "买买提.艾力"},
        {"name": " 买买提 · 艾力 "},
        {"number": "e001"},
        {"number": "138 1234 1234"},
        {"last_six": "31002x"},
        {"number": "１３８１２３４１２３４"},
    ],
)
def test_name_and_numbers_may_be_typed_in_usual_variants(client, form_data, typed):
    assert prove_identity(client, form_data, **typed).status_code == 302


def test_a_code_may_be_typed_in_lower_case_full_width_and_without_its_hyphen(client, form_data):
    wide = "".join(chr(ord(c) + 0xFEE0) if c != "-" else " " for c in form_data["code"].lower())
    assert prove_identity(client, form_data, code=wide).status_code == 302


WRONG = [
    {"name": "孟静"},
    {"number": "E002"},
    {"number": "13800000000"},
    {"last_six": "310021"},
    {"code": "AAAA-AAAA"},
    {"code": "孟孟孟孟"},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_every_wrong_field_gets_the_same_answer_after_the_same_queries(client, form_data, wrong):
    with CaptureQueriesContext(connection) as known:
        answers = [prove_identity(client, form_data, code="ZZZZ-ZZZZ")]
    with CaptureQueriesContext(connection) as asked:
        answers.append(prove_identity(client, form_data, **wrong))
    said = [answer.context["form"].non_field_errors() for answer in answers]
    assert said[0] == said[1]
    assert [answer.status_code for answer in answers] == [422, 422]
    statements = [[query["sql"][:40] for query in seen.captured_queries] for seen in (known, asked)]
    assert statements[0] == statements[1]


def test_a_failure_is_audited_without_what_was_typed(client, member, form_data):
    prove_identity(client, form_data, last_six="310021")
    prove_identity(client, form_data, name="孟静")
    known, unknown = AuditEvent.objects.filter(verb="activation.failed").order_by("id")
    assert (known.object_id, known.unit) == (member.pk, member.unit)
    assert (unknown.object_id, unknown.object_label, unknown.unit) == (None, "?", None)
    assert "310021" not in str(known.changes)


@pytest.mark.parametrize(
    ("kind", "number", "typed"),
    [
        ("2", "G1234", "g1234"),
        ("2", "E12345678", "345678"),
        ("2", "H123456(7)", "456(7)"),
        ("3", "军字第1234号", "第1234号"),
    ],
)
def test_any_certificate_proves_identity_and_a_short_number_is_typed_whole(client, kind, number, typed):
    member = make.member(name="孟静", employee_number="E2", id_number=number, id_kind=kind)
    form_data = {"name": "孟静", "number": "E2", "last_six": typed, "code": make.activation_code(member)}
    assert prove_identity(client, form_data, last_six=typed[1:]).status_code == 422
    assert prove_identity(client, form_data).status_code == 302


# Two of one name and phone


@pytest.fixture
def namesakes():
    """Form data of two members with the same name and phone, each with an own code."""
    cache.clear()
    people = [
        make.member(name="王伟", phone="13812341234", id_number=make.identity_number(born=born), id_kind="1")
        for born in (date(1965, 1, 1), date(1990, 1, 1))
    ]
    return [
        {
            "name": "王伟",
            "number": "13812341234",
            "last_six": one.id_number.reveal()[-6:],
            "code": make.activation_code(one),
        }
        for one in people
    ]


def test_two_with_the_same_name_and_phone_both_open_their_accounts(namesakes):
    for form_data in namesakes:
        client = Client()
        assert prove_identity(client, form_data).status_code == 302
        assert "_auth_user_id" in client.session or client.post("/activate/password/", CHOSEN).status_code == 302
    assert Member.objects.filter(name="王伟", user__isnull=False).count() == 2


def test_a_wrong_code_counts_for_neither_and_wrong_digits_for_the_one_whose_code_it_is(client, namesakes):
    prove_identity(client, namesakes[0], code="ZZZZ-ZZZZ")
    assert set(ActivationCode.objects.values_list("attempts", flat=True)) == {0}
    event = AuditEvent.objects.get(verb="activation.failed")
    assert (event.object_id, event.object_label) == (None, "?") and event.unit is not None
    prove_identity(client, namesakes[0], last_six="000000")
    assert sorted(ActivationCode.objects.values_list("attempts", flat=True)) == [0, 1]


def test_whoever_lacks_the_slip_cannot_make_it_void(client, form_data):
    for last_six in ("000000", form_data["last_six"]):
        for _ in range(WRONG_TRIES):
            assert prove_identity(client, form_data, last_six=last_six, code="ZZZZ-ZZZZ").status_code == 422
    assert ActivationCode.objects.get().attempts == 0
    assert prove_identity(client, form_data).status_code == 302


def test_the_number_of_one_with_the_code_of_the_other_is_refused(client, namesakes):
    assert prove_identity(client, namesakes[0], code=namesakes[1]["code"]).status_code == 422


def test_two_namesakes_cost_the_same_queries_as_one_and_as_nobody(client, namesakes, member, form_data):
    def statements(**wrong):
        with CaptureQueriesContext(connection) as asked:
            assert prove_identity(client, wrong).status_code == 422
        return [query["sql"][:40] for query in asked.captured_queries]

    of_two, of_one = statements(**namesakes[0] | {"code": "A" * 8}), statements(**form_data | {"code": "A" * 8})
    assert of_two == of_one == statements(**form_data | {"name": "无名"})


def test_five_wrong_tries_make_the_code_void(client, form_data):
    for _ in range(WRONG_TRIES):
        prove_identity(client, form_data, last_six="000000")
    assert prove_identity(client, form_data).status_code == 422
    assert not ActivationCode.objects.live().exists()


def test_knowing_only_the_number_uses_up_nobodys_tries(client, form_data):
    for _ in range(WRONG_TRIES):
        prove_identity(client, form_data, name="孟静")
    assert prove_identity(client, form_data).status_code == 302


def test_proving_identity_twice_costs_no_try(client, form_data):
    for _ in range(WRONG_TRIES + 1):
        assert prove_identity(client, form_data).status_code == 302


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("limit", ["WRONG_FROM_ONE", "WRONG_FROM_ALL"])
def test_too_many_tries_from_one_address_or_in_all_are_refused_for_a_while(client, form_data, monkeypatch, limit):
    most = {"most": 2} if limit == "WRONG_FROM_ONE" else {"most_of_all": 2}
    monkeypatch.setattr(views, limit, replace(getattr(views, limit), **most))
    for _ in range(2):
        prove_identity(client, form_data, name="孟静")
    elsewhere = prove_identity(client, form_data, name="孟静") if limit == "WRONG_FROM_ONE" else None
    assert elsewhere is None or elsewhere.status_code == 429
    answer = client.post("/activate/", form_data, REMOTE_ADDR="10.9.8.7")
    assert answer.status_code == (302 if limit == "WRONG_FROM_ONE" else 429)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert prove_identity(client, form_data).status_code == 302


def test_a_code_expires(client, form_data, settings):
    with time_machine.travel(timezone.now() + timedelta(days=settings.ACTIVATION_CODE_DAYS, minutes=1)):
        assert prove_identity(client, form_data).status_code == 422


@pytest.mark.parametrize("state", ["pending", "transferred", "withdrawn", "expelled"])
def test_who_is_not_in_the_union_opens_nothing(client, member, form_data, state):
    Member.objects.filter(pk=member.pk).update(state=state)
    assert prove_identity(client, form_data).status_code == 422


def test_who_leaves_after_proving_opens_nothing(client, member, form_data):
    prove_identity(client, form_data)
    Member.objects.filter(pk=member.pk).update(state="withdrawn")
    answer = client.post("/activate/password/", CHOSEN)
    assert "This code no longer works." in answer.content.decode()
    assert_refused(answer, "This code no longer works.")
    member.refresh_from_db()
    assert member.user is None


def test_a_proof_lasts_a_quarter_of_an_hour_and_only_where_it_was_given(client, form_data):
    prove_identity(client, form_data)
    assert Client().get("/activate/password/").headers["Location"] == "/activate/"
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.post("/activate/password/", CHOSEN).headers["Location"] == "/activate/"


def test_a_code_works_once(client, form_data):
    prove_identity(client, form_data)
    other = Client()
    prove_identity(other, form_data)
    client.post("/activate/password/", CHOSEN)
    assert other.post("/activate/password/", CHOSEN).headers["Location"] == "/activate/"
    assert prove_identity(other, form_data).status_code == 422


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("12345678", "12345678", "too common"),
        ("short7", "short7", "too short"),
        ("battery staple 7", "battery staple 8", "The two passwords differ."),
    ],
)
def test_a_weak_or_mistyped_password_is_told_at_its_field(client, form_data, first, second, said):
    client.cookies["django_language"] = "en"
    prove_identity(client, form_data)
    answer = client.post("/activate/password/", {"password": first, "again": second})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_user_name_or_phone_of_another_account_is_not_taken(client, member, form_data):
    make.user("e001")
    make.user("other", phone="13812341234")
    prove_identity(client, form_data)
    client.post("/activate/password/", CHOSEN)
    member.refresh_from_db()
    assert (member.user.username, member.user.phone) == (f"M{member.pk}", None)


def test_the_first_pages_link_to_the_activation(client):
    for page in ("/", "/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
        assert "/activate/" in client.get(page).content.decode()
    answer = client.get("/activate/")
    assert "no-store" in answer.headers["Cache-Control"]


# A new password


@pytest.fixture
def account_holder():
    cache.clear()
    return make.worker(name="孟静", employee_number="E007", id_number=NUMBER, id_kind="1")


def set_new_password(client, account_holder, code):
    prove_identity(client, {"name": "孟静", "number": "E007", "last_six": "31002X", "code": code})
    return client.post("/activate/password/", CHOSEN, follow=True)


def test_a_forgotten_password_is_set_anew_and_every_other_session_ends(client, account_holder):
    elsewhere = Client()
    elsewhere.force_login(account_holder.user)
    done = set_new_password(client, account_holder, make.activation_code(account_holder))
    assert done.context["user"] == account_holder.user
    assert "Your password is set." in done.content.decode()
    assert "_auth_user_id" in client.session
    assert elsewhere.get("/my/membership/").headers["Location"].startswith("/accounts/login/")
    assert Client().login(username=account_holder.user.username, password=PASSWORD)
    assert AuditEvent.objects.get(verb="activation.recover").actor == account_holder.user


def test_a_new_password_keeps_the_second_step(client, account_holder):
    TOTP.activate(account_holder.user, generate_totp_secret())
    done = set_new_password(client, account_holder, make.activation_code(account_holder))
    assert done.request["PATH_INFO"] == "/accounts/2fa/authenticate/"
    assert "The second step stays" in done.content.decode()
    assert account_holder.user.authenticator_set.exists()


def test_a_closed_account_gets_no_new_password(client, account_holder):
    code = make.activation_code(account_holder)
    account_holder.user.is_active = False
    account_holder.user.save()
    assert set_new_password(client, account_holder, code).request["PATH_INFO"] == "/activate/"


def test_who_has_got_a_post_since_needs_a_code_from_a_higher_officer(account_holder):
    make.activation_code(account_holder, by=make.officer(account_holder.unit, post="branch_chair"))
    code = account_holder.activation_codes.get()
    make.appoint(account_holder.user, "chair", account_holder.unit)
    with pytest.raises(NotAllowed, match="come into office"):
        actions.use_code(code, PASSWORD)
    assert ActivationCode.objects.live().exists()

"""Joining: a form without account, a receipt number, an officer's check, admitted or returned."""

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from members.actions.applications import (
    admit_application,
    application_of,
    forget_applications,
    return_application,
)
from members.models import Application, Member
from tests import factories as make
from tests.doors.walk import TOKEN
from union_portal.office.errors import NotAllowed
from union_portal.office.models import AuditEvent, Notice

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
JOIN, FOLLOW, SENT = "/join/", "/join/follow/", "/join/sent/"


@pytest.fixture(autouse=True)
def today():
    cache.clear()
    with time_machine.travel("2026-03-01 09:00+08:00", tick=False):
        yield


@pytest.fixture
def unit():
    return make.unit("采油一厂", kind="branch")


@pytest.fixture
def officer(unit):
    return make.officer(unit)


def filled(place, /, **changed) -> dict[str, str]:
    return {
        "name": "新员工", "id_kind": "1", "id_number": make.identity_number(), "phone": "136 1234 5678",
        "unit": str(place.pk), "employment_form": "contract", "post_category": "front_line", "employee_number": "N1",
        "statement": "自愿加入", "consent": "on", "consent_number": "on", "website": "", **changed,
    }  # fmt: skip


def apply(client, unit, **changed) -> Application:
    client.post(JOIN, filled(unit, **changed))
    return Application.objects.latest("pk")


def test_a_worker_applies_without_account_and_asks_with_the_receipt_number(client, unit):
    answer = client.post(JOIN, filled(unit))
    assert (answer.status_code, answer.headers["Location"]) == (302, SENT)
    receipt = client.get(SENT).context["receipt"]
    assert application_of(receipt) == Application.objects.get()
    client.cookies.clear()
    page = client.post(FOLLOW, {"receipt": receipt}).content.decode()
    assert "waits to be checked" in page and "新员工" not in page
    assert client.get(SENT).status_code == 302


def test_what_is_kept_is_sealed_and_the_receipt_only_hashed(client, unit):
    number = make.identity_number()
    made = apply(client, unit, id_number=number)
    receipt = client.session["application_receipt"]
    assert number not in made.id_number.token and made.id_number.reveal() == number
    assert receipt not in str(Application.objects.values()) and made.phone == "13612345678"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("id_number", "110105194912310021", "no valid identity number"),
        ("phone", "12", "11 digits"),
        ("consent", "", "Without your agreement"),
        ("consent_number", "", "Without the number"),
        ("name", "", "required"),
        ("unit", "", "required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, unit, field, value, says):
    answer = client.post(JOIN, filled(unit, **{field: value}))
    text = answer.content.decode()
    assert answer.status_code == 422 and says in text and "自愿加入" in text
    assert not Application.objects.exists()


def test_the_form_answers_a_known_number_like_any_other(client, unit):
    known, unknown = make.identity_number(), make.identity_number()
    make.member(unit, id_number=known, name="新员工")
    answers = []
    for number in (known, unknown, known):
        answer = client.post(JOIN, filled(unit, id_number=number), follow=True)
        receipt = answer.context["receipt"]
        answers.append((answer.status_code, TOKEN.sub(rb"\1", answer.content).decode().replace(receipt, "")))
    assert answers[0][0] == 200
    assert len(set(answers)) == 1


def test_a_program_that_fills_in_every_field_is_not_taken(client, unit):
    client.post(JOIN, filled(unit, website="http://example.org"))
    assert not Application.objects.exists()


def test_neither_forms_nor_guesses_come_without_end(client, unit):
    for _ in range(20):
        client.post(JOIN, filled(unit))
    assert client.post(JOIN, filled(unit)).status_code == 429
    for _ in range(10):
        assert client.post(FOLLOW, {"receipt": "000000000000"}).status_code == 422
    assert client.post(FOLLOW, {"receipt": "000000000000"}).status_code == 429


def test_admitted_the_applicant_is_in_the_register(unit, officer):
    made = make.application(unit, name="新员工", employee_number="N9")
    member = admit_application(made, unit, on=TODAY, by=officer)
    made.refresh_from_db()
    assert (made.state, made.member, made.decided_by) == ("admitted", member, officer)
    assert (member.state, member.joined_on, member.employee_number) == ("active", TODAY, "N9")
    assert (member.sex, member.birth_date) == ("1", date(1990, 3, 7))
    assert member.id_number.reveal() == made.id_number.reveal()
    assert member.periods.get().starts_on == TODAY


@pytest.mark.parametrize("state", ["withdrawn", "expelled", "transferred"])
def test_who_had_left_returns_under_the_same_entry_in_the_new_unit(unit, officer, state):
    number = make.identity_number()
    former = make.member(make.unit("旧单位"), state=state, id_number=number, name="旧人", phone="13900000001")
    made = make.application(unit, id_number=number, name="旧人")
    assert admit_application(made, unit, on=TODAY, by=officer) == former
    former.refresh_from_db()
    assert (former.state, former.unit, former.phone) == ("active", unit, "13900000001")
    assert list(former.periods.order_by("starts_on").values_list("state", flat=True)) == [state, "active"]


def test_who_waits_in_the_register_is_admitted_there(unit, officer):
    number = make.identity_number()
    waiting = make.member(unit, state="pending", joined_on=None, id_number=number, name="待批")
    admit_application(make.application(unit, id_number=number, name="待批"), unit, on=TODAY, by=officer)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.joined_on) == ("active", TODAY)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"state": "active"}, "in the union"),
        ({"state": "retained"}, "membership retained"),
        ({"state": "withdrawn", "name": "别人"}, "under another name"),
    ],
)
def test_a_number_that_belongs_to_somebody_is_not_admitted(unit, officer, fields, says):
    number = make.identity_number()
    make.member(unit, id_number=number, **{"name": "新员工", **fields})
    made = make.application(unit, id_number=number)
    with pytest.raises(NotAllowed, match=says):
        admit_application(made, unit, on=TODAY, by=officer)
    made.refresh_from_db()
    assert made.state == "submitted"


def test_an_employee_number_of_somebody_else_and_a_day_ahead_are_refused(unit, officer):
    make.member(unit, employee_number="N9")
    made = make.application(unit, employee_number="N9")
    with pytest.raises(NotAllowed, match="has this employee number"):
        admit_application(made, unit, on=TODAY, by=officer)
    with pytest.raises(NotAllowed, match="future"):
        admit_application(make.application(unit), unit, on=date(2026, 3, 2), by=officer)


def test_nobody_is_a_member_before_the_day_on_which_they_applied(unit, officer):
    for on in (date(1, 1, 1), date(2026, 2, 28)):
        with pytest.raises(NotAllowed, match="before the day"):
            admit_application(make.application(unit), unit, on=on, by=officer)
    assert not Member.objects.exists()


def test_an_employee_number_is_kept_as_the_register_writes_it(client, unit, officer):
    assert apply(client, unit, employee_number=" ab 12c ").employee_number == "AB12C"
    make.member(unit, employee_number="X7")
    with pytest.raises(NotAllowed, match="has this employee number"):
        admit_application(make.application(unit, employee_number="x 7"), unit, on=TODAY, by=officer)


def test_an_application_is_decided_once(unit, officer):
    made = make.application(unit)
    with pytest.raises(NotAllowed, match="Say why"):
        return_application(made, by=officer, reason=" ")
    return_application(made, by=officer, reason="请补充材料")
    for again in (
        lambda: return_application(made, by=officer, reason="?"),
        lambda: admit_application(made, unit, on=TODAY, by=officer),
    ):
        with pytest.raises(NotAllowed, match="has been decided"):
            again()


def test_an_account_without_membership_applies_is_told_and_becomes_the_members(client, unit, officer):
    user = make.user(name="新员工")
    client.force_login(user)
    assert 'value="新员工"' in client.get(JOIN).content.decode()
    made = apply(client, unit)
    assert "waits to be checked" in client.get("/my/membership/").content.decode()
    member = admit_application(made, unit, on=TODAY, by=officer)
    member.refresh_from_db()
    assert member.user == user and "admitted" in Notice.objects.get(to=user).text
    assert "in the register already" in client.get(JOIN).content.decode()


def test_the_applicant_reads_why_it_came_back(client, unit, officer):
    made = apply(client, unit)
    receipt = client.session["application_receipt"]
    return_application(made, by=officer, reason="工号不符")
    assert "工号不符" in client.post(FOLLOW, {"receipt": receipt}).content.decode()


def test_the_officer_sees_what_the_register_says_and_decides(client, unit, officer):
    number = make.identity_number()
    make.member(unit, id_number=number, name="别名", state="withdrawn")
    made, twice = (make.application(unit, id_number=number, name="新员工") for _ in range(2))
    client.force_login(officer)
    listed = client.get(reverse("members:application_list")).content.decode()
    assert "in the register already, applied twice" in listed and number not in listed
    page = client.get(made.get_absolute_url()).content.decode()
    assert "known under another name" in page and "valid" in page and number not in page
    admit = reverse("members:application_admit", args=[made.pk])
    answer = client.post(admit, {"unit": unit.code, "on": "2026-03-01"})
    assert answer.status_code == 422 and "under another name" in answer.content.decode()
    back = reverse("members:application_return", args=[made.pk])
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "姓名不符"}).status_code == 302
    assert Application.objects.waiting().get() == twice
    assert Member.objects.count() == 1


def test_the_log_calls_an_application_by_its_number(client, unit, officer):
    for decide in (
        lambda made: return_application(made, by=officer, reason="姓名不符"),
        lambda made: admit_application(made, unit, on=TODAY, by=officer),
    ):
        decide(made := apply(client, unit))
        labels = {event.object_label for event in AuditEvent.objects.about(made)}
        assert len(labels) == 1 and str(made.pk) in labels.pop()


def test_half_a_year_after_the_decision_the_form_is_deleted_as_it_promises(unit, officer):
    decided, waiting = make.application(unit), make.application(unit)
    member = admit_application(decided, unit, on=TODAY, by=officer)
    assert forget_applications(date(2026, 8, 31)) == 0
    assert forget_applications(date(2026, 9, 1)) == 1
    assert Application.objects.get() == waiting
    assert Member.objects.get() == member

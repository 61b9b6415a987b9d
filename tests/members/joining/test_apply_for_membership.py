"""Applications for membership: the form without an account, the receipt number, and an officer's decision."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.authority.shipped_posts import POSTS
from members.joining.actions import (
    admit_application,
    application_by_receipt,
    delete_old_applications,
    return_application,
)
from members.joining.models import Application
from members.joining.views import join
from members.register.models.member import Member
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.pdf_text import text_of
from tests.permissions.walk import TOKEN
from tests.refused import assert_refused, assert_refused_first

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
JOIN, FOLLOW = "/join/", "/join/follow/"


@pytest.fixture(autouse=True)
def no_limits_reached(today):
    """Forget what the rate limits have counted."""
    cache.clear()


@pytest.fixture
def unit():
    return make.unit("采油一厂", kind="branch")


@pytest.fixture
def officer(unit):
    return make.officer(unit)


def form_url(unit) -> str:
    return f"{JOIN}?unit={unit.code}"


def form_data(**changed) -> dict[str, str]:
    return {
        "name": "新员工",
        "id_kind": "1",
        "id_number": make.identity_number(),
        "phone": "136 1234 5678",
        "employment_form": "contract",
        "post_category": "front_line",
        "employee_number": "N1",
        "statement": "自愿加入",
        "consent": "on",
        "consent_number": "on",
        "website": "",
        **changed,
    }


def apply(client, unit, **changed) -> Application:
    client.post(form_url(unit), form_data(**changed))
    return Application.objects.latest("pk")


def test_a_name_in_radicals_is_shown_in_both_forms_before_it_is_taken(client, unit):
    page = client.post(form_url(unit), form_data(name="⻩⽂"))
    assert_refused(page)
    assert "⻩⽂" in page.content.decode()
    assert not Application.objects.exists()
    typed = page.context["form"]["name"].value()
    client.post(form_url(unit), form_data(name=typed))
    assert Application.objects.get().name == typed == "黄文"


def test_a_worker_applies_without_account_and_asks_with_the_receipt_number(client, unit):
    answer = client.post(form_url(unit), form_data())
    assert answer.status_code == 200
    receipt = answer.context["receipt"]
    assert application_by_receipt(receipt) == Application.objects.get()
    assert not Session.objects.exists()
    client.cookies.clear()
    page = client.post(FOLLOW, {"receipt": receipt}).content.decode()
    assert "waits to be checked" in page and "新员工" not in page


def test_an_application_stores_numbers_encrypted_and_the_receipt_hashed(client, unit):
    number = make.identity_number()
    receipt = client.post(form_url(unit), form_data(id_number=number)).context["receipt"]
    made = Application.objects.get()
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
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, unit, field, value, says):
    answer = client.post(form_url(unit), form_data(**{field: value}))
    text = answer.content.decode()
    assert answer.status_code == 422 and says in text and "自愿加入" in text
    assert not Application.objects.exists()


def test_the_form_answers_a_known_number_like_any_other(client, unit):
    known, unknown = make.identity_number(), make.identity_number()
    make.member(unit, id_number=known, name="新员工")
    answers = []
    for number in (known, unknown, known):
        answer = client.post(form_url(unit), form_data(id_number=number), follow=True)
        receipt = answer.context["receipt"]
        answers.append((answer.status_code, TOKEN.sub(rb"\1", answer.content).decode().replace(receipt, "")))
    assert answers[0][0] == 200
    assert len(set(answers)) == 1


def test_a_program_that_fills_in_every_field_is_not_taken(client, unit):
    client.post(form_url(unit), form_data(website="http://example.org"))
    assert not Application.objects.exists()


@pytest.mark.usefixtures("today")
def test_the_number_of_forms_and_of_guesses_is_limited(client, unit):
    for _ in range(20):
        client.post(form_url(unit), form_data())
    assert client.post(form_url(unit), form_data()).status_code == 429
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


def test_a_pending_member_is_admitted_in_the_register(unit, officer):
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


def test_an_application_on_paper_is_entered_with_its_own_day(client, unit, officer):
    made = make.application(unit)
    client.force_login(officer)
    page = client.get(made.get_absolute_url()).content.decode()
    assert 'min="2006-03-07"' in page and 'max="2026-03-01"' in page
    admit = reverse("members:application_admit", args=[made.pk])
    assert client.post(admit, {"unit": unit.code, "on": "2019-05-04"}).status_code == 302
    member = Member.objects.get()
    assert (member.joined_on, member.periods.get().starts_on) == (date(2019, 5, 4), date(2019, 5, 4))


@pytest.mark.parametrize(
    ("kind", "earliest"),
    [
        # 劳动法 art. 15: nobody is employed under sixteen.
        ("1", date(2006, 3, 7)),
        # A passport says no birth date; the first union of all was founded on this day.
        ("2", date(1925, 5, 1)),
    ],
)
def test_nobody_was_a_member_before_they_could_work(client, unit, officer, kind, earliest):
    made = make.application(unit, id_kind=kind)
    client.force_login(officer)
    admit = reverse("members:application_admit", args=[made.pk])
    for on in ("0001-01-01", "9999-12-31", (earliest - timedelta(days=1)).isoformat()):
        assert client.post(admit, {"unit": unit.code, "on": on}).status_code == 422
    with pytest.raises(NotAllowed, match=f"before {earliest.isoformat()}"):
        admit_application(made, unit, on=earliest - timedelta(days=1), by=officer)
    assert not Member.objects.exists()
    assert admit_application(made, unit, on=earliest, by=officer).joined_on == earliest


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
    assert 'value="新员工"' in client.get(form_url(unit)).content.decode()
    made = apply(client, unit)
    assert "waits to be checked" in client.get("/my/membership/").content.decode()
    member = admit_application(made, unit, on=TODAY, by=officer)
    member.refresh_from_db()
    assert member.user == user and "admitted" in Notice.objects.get(to=user).text
    assert "in the register already" in client.get(JOIN).content.decode()


def test_the_applicant_reads_why_it_came_back(client, unit, officer):
    receipt = client.post(form_url(unit), form_data()).context["receipt"]
    return_application(Application.objects.get(), by=officer, reason="工号不符")
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
    assert_refused(answer, "under another name", "2026-03-01")
    back = reverse("members:application_return", args=[made.pk])
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "姓名不符"}).status_code == 302
    assert Application.objects.waiting().get() == twice
    assert Member.objects.count() == 1


def test_a_second_officer_reads_that_it_is_decided_and_keeps_what_was_typed(client, unit, officer):
    made = make.application(unit)
    return_application(made, by=make.officer(unit), reason="材料不全")
    client.force_login(officer)
    answer = client.post(reverse("members:application_return", args=[made.pk]), {"reason": "姓名不符"})
    assert_refused_first(answer, "This application has been decided: ", "姓名不符")
    made.refresh_from_db()
    assert made.answer == "材料不全"


def test_the_log_calls_an_application_by_its_number(client, unit, officer):
    for decide in (
        lambda made: return_application(made, by=officer, reason="姓名不符"),
        lambda made: admit_application(made, unit, on=TODAY, by=officer),
    ):
        decide(made := apply(client, unit))
        labels = {event.object_label for event in AuditEvent.objects.about(made)}
        assert len(labels) == 1 and str(made.pk) in labels.pop()


def test_half_a_year_after_the_decision_the_application_is_deleted(unit, officer):
    decided, waiting = make.application(unit), make.application(unit)
    member = admit_application(decided, unit, on=TODAY, by=officer)
    assert delete_old_applications(date(2026, 8, 31)) == 0
    assert delete_old_applications(date(2026, 9, 1)) == 1
    assert Application.objects.get() == waiting
    assert Member.objects.get() == member


def test_an_undecided_application_is_shown_on_the_desk_and_deleted_after_a_year(client, unit, officer):
    user = make.user()
    client.force_login(user)
    old = apply(client, unit)
    client.logout()
    with time_machine.travel("2026-03-15 09:00+08:00", tick=False):
        apply(client, unit)

    def desk_on(day: str) -> str:
        with time_machine.travel(f"{day} 09:00+08:00", tick=False):
            client.force_login(officer)
            return client.get("/desk/").content.decode()

    assert "for over a month" not in desk_on("2026-03-31")
    assert "1 application has waited for over a month, since 2026-03-01" in desk_on("2026-04-01")
    assert "2 applications have waited for over a month, the oldest since 2026-03-01" in desk_on("2026-09-01")
    assert delete_old_applications(date(2027, 3, 1)) == 0
    assert delete_old_applications(date(2027, 3, 2)) == 1
    assert not Application.objects.filter(pk=old.pk).exists() and Application.objects.count() == 1
    assert "Apply again" in Notice.objects.get(to=user).text
    told = AuditEvent.objects.get(verb="application.lapse")
    assert (told.unit, told.object_label, told.actor) == (unit, f"application no. {old.pk}", None)
    assert old.name not in str(AuditEvent.objects.filter(object_id=old.pk).values())


# The unit


def test_the_unit_is_searched_and_never_listed(client, unit):
    other = make.unit("运输公司", code="YS-1")
    page = client.get(JOIN).content.decode()
    assert unit.name not in page and other.name not in page
    page = client.get(JOIN, {"q": "采油"}).content.decode()
    assert form_url(unit) in page and other.name not in page
    assert form_url(other) in client.get(JOIN, {"q": "ys-1"}).content.decode()
    assert "No open unit fits" in client.get(JOIN, {"q": "没有这个"}).content.decode()


def test_a_single_letter_finds_nothing_and_a_wide_search_a_few(client):
    union = make.unit("江北工会", kind="union")
    for number in range(9):
        make.unit(f"车间{number}", parent=union)
    assert "车间" not in client.get(JOIN, {"q": "车"}).content.decode()
    page = client.get(JOIN, {"q": "车间"}).content.decode()
    assert page.count("?unit=") == 8 and "There are more" in page and "江北工会" in page


def test_neither_a_group_nor_a_closed_unit_takes_applications(client, unit):
    group = make.unit("采油班组", parent=unit, kind="group")
    closed = make.unit("采油旧厂")
    Unit.objects.filter(pk=closed.pk).update(closed_on=TODAY)
    page = client.get(JOIN, {"q": "采油"}).content.decode()
    assert page.count("?unit=") == 1
    for wrong in (group, closed):
        answer = client.get(form_url(wrong))
        assert answer.status_code == 404 and "names no unit that is open" in answer.content.decode()
        assert client.post(form_url(wrong), form_data()).status_code == 404
    assert not Application.objects.exists()


def test_a_search_costs_the_same_however_much_it_finds(client):
    union = make.unit("江北工会", kind="union")
    for number in range(20):
        make.unit(f"车间{number}", parent=union)
        with CaptureQueriesContext(connection) as asked:
            client.get(JOIN, {"q": "车间"})
        assert sum("members_unit" in query["sql"] for query in asked.captured_queries) == 2


@pytest.mark.usefixtures("today")
def test_the_number_of_searches_for_units_is_limited(client, unit, monkeypatch):
    monkeypatch.setattr(join, "LOOKS", replace(join.LOOKS, most=3))
    client.get(JOIN, {"q": "采油"})
    client.get(form_url(unit))
    client.post(form_url(unit), form_data(name=""))
    for answer in (client.get(JOIN, {"q": "采油"}), client.get(form_url(unit)), client.get(f"{JOIN}?unit=nowhere")):
        assert answer.status_code == 429 and unit.name not in answer.content.decode()
    answer = client.post(form_url(unit), form_data())
    assert answer.status_code == 429 and "自愿加入" in answer.content.decode()
    assert "Many searches" in client.get(JOIN, {"q": "采油"}, headers={"HX-Request": "true"}).content.decode()
    with time_machine.travel("2026-03-01 10:00+08:00", tick=False):
        assert client.get(form_url(unit)).status_code == 200


def test_a_poster_leads_to_the_form_of_its_unit(client, unit, officer):
    client.force_login(officer)
    poster = client.get(reverse("members:unit_poster", args=[unit.pk])).content
    assert f"http://testserver{form_url(unit)}" in text_of(poster)
    assert "poster/" in client.get(unit.get_absolute_url()).content.decode()
    group = make.unit(parent=unit, kind="group")
    assert client.get(reverse("members:unit_poster", args=[group.pk])).status_code == 404
    client.logout()
    page = client.get(f"{JOIN}?unit={unit.code.lower()}").content.decode()
    assert unit.name in page and 'name="id_number"' in page


# Certificates


@pytest.mark.parametrize(
    ("kind", "number", "says"),
    [
        ("2", "G123", "5 to 32 characters"),
        ("2", "G12345!", "5 to 32 characters"),
        ("3", "一二三", "5 to 32 characters"),
        ("1", make.identity_number(born=date(2030, 1, 1)), "not born yet"),
        ("1", make.identity_number(born=date(1899, 12, 31)), "no valid identity number"),
    ],
)
def test_a_certificate_that_cant_be_right_is_refused(client, unit, kind, number, says):
    answer = client.post(form_url(unit), form_data(id_kind=kind, id_number=number))
    assert answer.status_code == 422 and says in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [("2", " e1234 5678 ", "E12345678"), ("2", "Ｅ１２３４", "E1234"), ("3", "军字第1234567号", "军字第1234567号")],
)
def test_a_certificate_is_kept_as_the_register_writes_it(client, unit, kind, typed, kept):
    assert apply(client, unit, id_kind=kind, id_number=typed).id_number.reveal() == kept


def test_the_form_names_the_posts_that_read_it(client, unit):
    """Whoever holds the right to view applications is named on the form."""
    readers = {code for code, post in POSTS.items() if "members.view_application" in post.permissions}
    assert readers == {"welfare_officer", "chair", "auditor"}
    page = client.get(form_url(unit)).content.decode()
    for words in ("who keep the register, their chairs, the fund review committees", "a year after you sent it"):
        assert words in page

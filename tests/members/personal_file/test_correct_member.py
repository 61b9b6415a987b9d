from datetime import date

import pytest

from members.personal_file.actions import corrections
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db

NUMBER, CARD = "11010519491231002X", "6222020200112345678"


def form_data(member, **fields):
    return {
        "name": member.name,
        "unit": member.unit.code,
        "employee_number": member.employee_number or "",
        "new_phone": "",
        "employment": member.employment,
        "id_kind": member.id_kind,
        "sex": member.sex,
        "employment_form": member.employment_form,
        "post_category": member.post_category,
        "hired_on": "",
        "reason": "the worker asked",
        **fields,
    }


def correct(client, member, **fields):
    return client.post(f"{member.get_absolute_url()}correct/", form_data(member, **fields))


def test_a_correction_is_saved_and_audited(client, officer, union):
    member = make.member(union, phone="13812341234")
    branch = make.unit("采油一厂", parent=union, code="B1")
    assert (
        correct(client, member, name="夏远", new_phone="13900000000", unit="B1", hired_on="2014-05-06").status_code
        == 302
    )
    member.refresh_from_db()
    assert (member.name, member.pinyin, member.phone, member.unit) == ("夏远", "xiayuan", "13900000000", branch)
    assert member.hired_on == date(2014, 5, 6)
    event = AuditEvent.objects.about(member).get()
    assert (event.verb, event.actor, event.reason) == ("member.correct", officer, "the worker asked")
    assert sorted(event.changes["fields"]) == ["hired_on", "name", "phone", "unit"]


def test_a_correction_that_changes_nothing_leaves_no_trace(client, officer, union):
    member = make.member(union)
    assert correct(client, member).status_code == 302
    assert not AuditEvent.objects.about(member).exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"reason": " "}, "reason"),
        ({"new_phone": "0546"}, "new_phone"),
        ({"unit": "XX"}, "unit"),
        ({"name": ""}, "name"),
        ({"employee_number": "TAKEN"}, "employee_number"),
    ],
)
def test_what_is_wrong_in_the_form_is_told_at_its_field_and_nothing_is_saved(client, officer, union, fields, says):
    make.unit("别处", code="XX")
    make.member(union, employee_number="TAKEN")
    member = make.member(union)
    answer = correct(client, member, **fields)
    assert answer.status_code == 422
    assert says in answer.context["form"].errors
    assert not AuditEvent.objects.about(member).exists()


def test_an_employee_number_taken_meanwhile_is_refused_with_a_reason(officer, union):
    make.member(union, employee_number="TAKEN")
    with pytest.raises(NotAllowed, match="Another member has this employee number"):
        corrections.correct_member(make.member(union), {"employee_number": "TAKEN"}, by=officer, reason="x")


def test_the_form_shows_no_phone_in_full(client, officer, union):
    member = make.member(union, phone="13812341234")
    assert "13812341234" not in client.get(f"{member.get_absolute_url()}correct/").content.decode()


def test_who_may_not_correct_does_not(client, officer, union):
    member = make.member(make.unit("别处"))
    assert correct(client, member).status_code == 404
    mine = make.member(union)
    client.force_login(make.officer(union, post="auditor"))
    assert correct(client, mine).status_code == 403
    assert "correct/" not in client.get(mine.get_absolute_url()).content.decode()


def test_every_ordinary_field_can_be_set_right(client, officer, union):
    member = make.member(union)
    wanted = {
        "sex": "2",
        "birth_date": "1990-01-02",
        "ethnic_group": "03",
        "education": "21",
        "skill_level": "3",
        "politics": "01",
        "household_kind": "rural",
        "household_place": "山东",
        "native_place": "安徽",
        "is_migrant": "on",
        "work_site": "三号平台",
        "hired_on": "2014-05-06",
    }
    assert correct(client, member, **wanted).status_code == 302
    assert set(AuditEvent.objects.about(member).get().changes["fields"]) == wanted.keys()
    member.refresh_from_db()
    assert (member.politics, member.work_site, member.is_migrant) == ("01", "三号平台", True)


def test_numbers_are_replaced_and_never_shown(client, officer, union):
    member = make.give_consent(make.member(union))
    assert correct(client, member, id_kind="1", new_id_number=NUMBER, new_bank_card=CARD).status_code == 302
    member.refresh_from_db()
    assert (member.id_number.reveal(), member.bank_card.reveal()) == (NUMBER, CARD)
    assert (member.sex, member.birth_date) == ("2", date(1949, 12, 31))
    event = AuditEvent.objects.about(member).get(verb="member.correct")
    assert {"id_number", "bank_card"} <= set(event.changes["fields"])
    shown = client.get(f"{member.get_absolute_url()}correct/").content.decode()
    assert NUMBER not in shown and CARD not in shown
    correct(client, member, new_id_number=NUMBER, new_bank_card=CARD, birth_date="1949-12-31")
    assert AuditEvent.objects.about(member).filter(verb="member.correct").count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"new_id_number": "110105194912310021"}, "new_id_number"),
        ({"new_bank_card": "123"}, "new_bank_card"),
        ({"new_id_number": NUMBER, "birth_date": "1950-01-01"}, "birth_date"),
        ({"new_id_number": NUMBER, "sex": "1"}, "sex"),
        ({}, "id_kind"),
    ],
)
def test_numbers_that_do_not_fit_are_refused_at_the_box(client, officer, union, fields, says):
    member = make.member(union)
    answer = correct(client, member, **{"id_kind": "1", **fields})
    assert answer.status_code == 422
    assert says in answer.context["form"].errors


def test_a_birth_date_that_contradicts_the_identity_number_is_refused(client, officer, union):
    member = make.member(union, id_number=NUMBER, id_kind="1", sex="2", birth_date=date(1949, 12, 31))
    answer = correct(client, member, birth_date="1950-01-01")
    assert "birth_date" in answer.context["form"].errors


@pytest.mark.parametrize(("name", "number"), [("id_number", NUMBER), ("bank_card", CARD)])
def test_a_certificate_number_taken_meanwhile_is_refused_with_a_reason(officer, union, name, number):
    other = make.give_consent(make.member(union))
    corrections.correct_member(other, {name: number}, by=officer, reason="x")
    with pytest.raises(NotAllowed, match="Another member has this number"):
        corrections.correct_member(make.give_consent(make.member(union)), {name: number}, by=officer, reason="x")

from datetime import date

import pytest

from members.actions import records
from tests import factories as make
from union_portal.office.errors import NotAllowed
from union_portal.office.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit("公司工会", kind="union", code="HQ")


@pytest.fixture
def officer(client, union):
    user = make.officer(union)
    client.force_login(user)
    return user


def sent(member, **fields):
    return {
        "name": member.name,
        "unit": member.unit.code,
        "employee_number": member.employee_number or "",
        "new_phone": "",
        "employment": member.employment,
        "employment_form": member.employment_form,
        "post_category": member.post_category,
        "hired_on": "",
        "reason": "the worker asked",
        **fields,
    }


def correct(client, member, **fields):
    return client.post(f"{member.get_absolute_url()}correct/", sent(member, **fields))


def test_an_officer_sets_right_what_is_wrong_and_it_is_on_the_record(client, officer, union):
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


def test_a_race_for_an_employee_number_is_lost_in_words(officer, union):
    make.member(union, employee_number="TAKEN")
    with pytest.raises(NotAllowed, match="Another member has this employee number"):
        records.correct_member(make.member(union), {"employee_number": "TAKEN"}, by=officer, reason="x")


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

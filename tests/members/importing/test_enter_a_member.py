"""Entering one member by hand: the checks of a roster row, and members who resemble the new one."""

from datetime import date

import pytest

from members.importing.actions.enter_member import add_member, read_entry
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"


def sent(**fields):
    return {
        "name": "孟静",
        "id_kind": "1",
        "id_number": NUMBER,
        "phone": "13812341234",
        "unit": "HQ",
        "joined_on": "2020-01-01",
        "employment": "on_duty",
        "sex": "0",
        **fields,
    }


def enter(client, **fields):
    return client.post("/members/new/", sent(**fields))


def test_a_member_is_entered_with_everything_that_was_said(client, officer, union):
    answer = enter(
        client,
        ethnic_group="03",
        education="21",
        skill_level="3",
        politics="01",
        household_kind="rural",
        household_place="山东",
        native_place="安徽",
        is_migrant="on",
        employment_form="contract",
        post_category="technical",
        hired_on="2019-07-01",
        work_site="三号平台",
        employee_number="e001",
    )
    member = Member.objects.get()
    assert answer.headers["Location"] == member.get_absolute_url()
    assert (member.state, member.joined_on, member.unit) == ("active", date(2020, 1, 1), union)
    assert (member.sex, member.birth_date, member.id_number.reveal()) == ("2", date(1949, 12, 31), NUMBER)
    assert (member.ethnic_group, member.education, member.skill_level) == ("03", "21", "3")
    assert (member.politics, member.household_kind, member.is_migrant) == ("01", "rural", True)
    assert (member.employment_form, member.post_category, member.hired_on) == (
        "contract",
        "technical",
        date(2019, 7, 1),
    )
    assert (member.work_site, member.employee_number, member.pinyin) == ("三号平台", "E001", "mengjing")
    assert member.periods.get().starts_on == date(2020, 1, 1)
    event = AuditEvent.objects.about(member).get()
    assert (event.verb, event.actor, event.unit) == ("member.add", officer, union)


def test_a_member_entered_without_a_day_of_joining_is_pending(client, officer):
    enter(client, joined_on="")
    assert Member.objects.get().state == "pending"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "孟1"}, "name"),
        ({"phone": "0546"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"id_number": "110105194912310021"}, "id_number"),
        ({"id_number": ""}, "id_number"),
        ({"birth_date": "1950-01-01"}, "birth_date"),
        ({"sex": "1"}, "sex"),
        ({"joined_on": "2999-01-01"}, "joined_on"),
        ({"hired_on": "soon"}, "hired_on"),
        ({"unit": "XX"}, "unit"),
        ({"employee_number": "TAKEN"}, "employee_number"),
    ],
)
def test_a_fault_of_a_roster_row_is_an_error_of_its_field(client, officer, union, fields, field):
    make.unit("别处", code="XX")
    make.member(union, employee_number="TAKEN")
    answer = enter(client, **fields)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Member.objects.count() == 1


def test_a_person_known_already_is_not_entered_again(client, officer, union):
    make.member(union, id_number=NUMBER, phone="13900000000")
    answer = enter(client)
    assert answer.status_code == 422
    assert "in the register already" in answer.content.decode()


def test_a_person_of_another_unit_is_transferred_not_entered(client, officer):
    make.member(make.unit("别处"), id_number=NUMBER)
    answer = enter(client)
    assert answer.status_code == 422
    assert "ask for a transfer" in answer.content.decode()
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    "known", [{"phone": "13812341234", "name": "夏远"}, {"name": "孟静", "birth_date": date(1949, 12, 31)}]
)
def test_a_similar_member_is_shown_and_must_be_confirmed_as_another_person(client, officer, union, known):
    similar = make.member(union, **known)
    answer = enter(client)
    assert answer.status_code == 422
    assert similar.get_absolute_url() in answer.content.decode()
    assert enter(client, anyway="on").status_code == 302
    assert Member.objects.count() == 2


def test_a_similar_member_out_of_reach_is_not_shown(client, officer):
    make.member(make.unit("别处"), phone="13812341234")
    assert enter(client).status_code == 302


def test_a_member_is_entered_only_where_the_officer_may(client, union):
    branch = make.unit("一厂", parent=union, code="B1")
    client.force_login(make.officer(branch))
    assert enter(client).status_code == 422
    assert enter(client, unit="B1").status_code == 302
    client.force_login(make.officer(union, post="auditor"))
    assert enter(client).status_code == 403


def test_a_certificate_entered_twice_is_refused(officer, union):
    cells = {"name": "孟静", "id_number": NUMBER, "phone": "13812341234", "change": "入会", "changed_on": "2020-01-01"}
    add_member(read_entry(cells), union, by=officer)
    with pytest.raises(NotAllowed, match="in the register already"):
        add_member(read_entry(cells), union, by=officer)

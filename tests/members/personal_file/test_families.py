"""Family members: entered, changed, removed, and pointed out where both work here."""

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from members.personal_file.actions.family import remove_kin, save_kin
from members.personal_file.models.family import FamilyMember
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, refusals

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"


def form_data(**fields):
    return {"relation": "spouse", "name": "李青", "sex": "0", **fields}


def member_page(client, member):
    return client.get(member.get_absolute_url()).content.decode()


def test_an_officer_enters_a_spouse_and_the_number_sets_sex_and_birth_date(client, officer, union):
    member = make.give_consent(make.member(union), "family")
    answer = client.post(
        f"{member.get_absolute_url()}family/", form_data(new_id_number=NUMBER.lower(), new_phone="13812341234")
    )
    assert answer.status_code == 302
    kin = member.family.get()
    assert (kin.sex, kin.birth_date, kin.id_number.reveal(), kin.phone) == (
        "2",
        date(1949, 12, 31),
        NUMBER,
        "13812341234",
    )
    shown = member_page(client, member)
    assert "李青" in shown and "*******1234" in shown and "********" in shown
    assert NUMBER not in shown and "13812341234" not in shown
    event = AuditEvent.objects.about(member).get()
    assert (event.verb, event.actor) == ("member.kin_add", officer)
    assert NUMBER not in str(event.changes)


def test_a_child_has_a_school_and_a_change_keeps_the_numbers(client, officer, union):
    kin = make.family_member(make.member(union), relation="child", name="小明", id_number=NUMBER, phone="13812341234")
    where = f"/members/family/{kin.pk}/"
    assert NUMBER not in client.get(where).content.decode()
    client.post(where, form_data(relation="child", name="小明", school="第一小学", grade="三年级", is_dependent="on"))
    kin.refresh_from_db()
    assert (kin.school, kin.grade, kin.is_dependent) == ("第一小学", "三年级", True)
    assert (kin.id_number.reveal(), kin.phone) == (NUMBER, "13812341234")
    assert set(AuditEvent.objects.about(kin.member).get().changes["fields"]) == {"school", "grade", "is_dependent"}


@pytest.mark.parametrize(
    ("fields", "box"),
    [
        ({"name": ""}, "name"),
        ({"relation": "cousin"}, "relation"),
        ({"new_phone": "0546"}, "new_phone"),
        ({"new_id_number": "110105194912310021"}, "new_id_number"),
        ({"new_id_number": NUMBER, "birth_date": "1950-01-01"}, "birth_date"),
        ({"birth_date": "2999-01-01"}, "birth_date"),
        ({"deceased_on": "2999-01-01"}, "deceased_on"),
        ({"birth_date": "2000-01-01", "deceased_on": "1999-01-01"}, "__all__"),
    ],
)
def test_what_is_wrong_is_told_at_its_box_and_nothing_is_kept(client, officer, union, fields, box):
    member = make.member(union)
    answer = client.post(f"{member.get_absolute_url()}family/", form_data(**fields))
    assert answer.status_code == 422
    assert box in answer.context["form"].errors
    assert not member.family.exists()


def test_there_is_one_spouse_at_a_time(client, officer, union):
    member = make.member(union)
    first = make.family_member(member)
    answer = client.post(f"{member.get_absolute_url()}family/", form_data(name="王红"))
    assert answer.status_code == 422
    assert "There is a spouse already" in answer.content.decode()
    with pytest.raises(IntegrityError, match="one_spouse_at_a_time"), transaction.atomic():
        make.family_member(member, name="王红")
    first.deceased_on = date(2024, 1, 1)
    save_kin(first, by=officer)
    save_kin(FamilyMember(member=member, relation="spouse", name="王红"), by=officer)
    assert member.family.count() == 2


def test_a_member_is_not_their_own_relative_and_nobody_is_entered_twice(officer, union):
    member = make.give_consent(make.member(union, id_number=NUMBER), "family")
    oneself = FamilyMember(member=member, relation="parent", name="孟静")
    oneself.set_id_number(NUMBER)
    with pytest.raises(NotAllowed, match="own certificate"):
        save_kin(oneself, by=officer)
    with pytest.raises(IntegrityError, match="own kin"), transaction.atomic():
        oneself.save()
    other = make.member(union)
    make.family_member(other, relation="parent", id_number=NUMBER)
    again = FamilyMember(member=other, relation="parent", name="孟静")
    again.set_id_number(NUMBER)
    with pytest.raises(NotAllowed, match="in the family already"):
        save_kin(again, by=officer)


def test_a_removal_has_a_reason_and_the_history_keeps_the_row_without_the_number(client, officer, union):
    kin = make.family_member(make.member(union), id_number=NUMBER)
    where = f"/members/family/{kin.pk}/remove/"
    assert client.post(where, {"reason": " "}).status_code == 422
    assert client.post(where, {"reason": "离婚"}).status_code == 302
    assert not FamilyMember.objects.exists()
    assert AuditEvent.objects.about(kin.member).get().reason == "离婚"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM members_familymemberevent")
        assert cursor.fetchall() == [("李青",)]
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name='members_familymemberevent'"
        )
        assert "id_number" not in {row[0] for row in cursor.fetchall()}


def test_an_entry_removed_meanwhile_is_told_and_not_entered_again(officer, union):
    kin = make.family_member(make.member(union))
    FamilyMember.objects.all().delete()
    with pytest.raises(NotAllowed, match="removed in the meantime"):
        save_kin(kin, by=officer)
    with pytest.raises(NotAllowed, match="removed in the meantime"):
        remove_kin(kin, by=officer, reason="x")


def test_a_spouse_who_is_a_member_and_a_child_of_both_are_pointed_out(client, officer, union):
    husband, wife = make.member(union, name="赵刚"), make.member(union, name="李青", id_number=NUMBER)
    make.family_member(husband, name="李青", id_number=NUMBER)
    for parent in (husband, wife):
        make.family_member(parent, relation="child", name="小明", id_number="11010520150101001X")
    shown = member_page(client, husband)
    assert f'<a href="{wife.get_absolute_url()}">works here too' in shown
    assert "also in the family of 李青" in shown


def test_a_hint_never_reaches_beyond_the_officers_units(client, union):
    wife = make.member(make.unit("别处"), name="李青青", id_number=NUMBER)
    husband = make.member(union)
    make.family_member(husband, id_number=NUMBER)
    client.force_login(make.officer(union))
    shown = member_page(client, husband)
    assert "works here too" not in shown and wife.name not in shown


def test_the_page_costs_the_same_queries_whatever_the_family(client, officer, union, django_assert_max_num_queries):
    pages = []
    for kin in (1, 12):
        member = make.worker(union)
        for number in range(kin):
            one = make.member(union, id_number=f"E{kin:02}{number:05}")
            make.family_member(member, relation="child", id_number=one.id_number.reveal())
            make.honour(member, title=f"荣誉{number}")
            make.document(member)
        make.hardship(member)
        pages.append(member.get_absolute_url())
    # What the process and the session remember is read before.
    client.get(pages[0])
    # Two of them are the lines on benefits and dues.
    with django_assert_max_num_queries(27) as few:
        assert client.get(pages[0]).status_code == 200
    with django_assert_max_num_queries(27) as many:
        assert client.get(pages[1]).status_code == 200
    assert len(few) == len(many)


def test_who_reads_members_does_not_change_families(client, union):
    kin = make.family_member(make.member(union))
    client.force_login(make.officer(union, post="auditor"))
    assert client.post(f"/members/family/{kin.pk}/remove/", {"reason": "x"}).status_code == 403
    assert "李青" in member_page(client, kin.member)
    client.force_login(make.officer(make.unit("别处")))
    assert client.post(f"/members/family/{kin.pk}/remove/", {"reason": "x"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_enter_a_spouse_at_once_one_is_refused():
    member, officer = make.give_consent(make.member(), "family"), make.user()
    spouses = [FamilyMember(member=member, relation="spouse", name=name) for name in ("李青", "王红")]
    outcomes = at_once(*[partial(save_kin, spouse, by=officer) for spouse in spouses])
    assert len(refusals(outcomes)) == 1
    assert Member.objects.get(pk=member.pk).family.count() == 1

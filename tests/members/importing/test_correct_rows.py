"""A refused row is put right on the page of the import, by the rules of all rows, and taken with the rest."""

from datetime import date

import pytest

from members.importing import tasks
from members.importing.models.imports import ImportJob
from members.register.models.member import Member
from office.models import AuditEvent
from tests import factories as make
from tests.members.importing import rosters
from tests.members.importing.test_import_pages import send
from tests.refused import assert_refused

pytestmark = pytest.mark.django_db


def checked(client, rows, **given) -> ImportJob:
    send(client, rows, **given)
    tasks.process_imports()
    return ImportJob.objects.get()


def put_right(client, job, number, **cells):
    return client.post(f"{job.get_absolute_url()}rows/{number}/", cells)


def take(client, job):
    client.post(f"{job.get_absolute_url()}confirm/", {})
    tasks.process_imports()
    job.refresh_from_db()


def test_a_wrong_date_is_put_right_and_the_row_is_imported_with_the_others(client, officer, union):
    job = checked(client, [rosters.row(name="苏静"), rosters.row(name="毛超桂", birth_date="昨天")])
    assert (job.accepted, job.rejected) == (1, 1)
    address = f"{job.get_absolute_url()}rows/4/"
    assert address in client.get(job.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    assert "毛超桂" in page and "昨天" in page
    assert put_right(client, job, 4, birth_date="1990-03-07").url == job.get_absolute_url()
    job.refresh_from_db()
    assert (job.accepted, job.rejected, job.created) == (2, 0, 2)
    [note] = job.faults.all()
    assert (note.refuses, note.value.reveal(), note.params) == (False, "昨天", {"by": str(officer)})
    event = AuditEvent.objects.get(verb="member.import_correct")
    assert (event.actor, event.changes) == (officer, {"row": "4"})
    take(client, job)
    assert (job.created, job.rejected) == (2, 0)
    assert {*Member.objects.values_list("name", flat=True)} == {"苏静", "毛超桂"}


def test_a_row_that_is_wrong_still_stays_refused_with_the_reason_at_its_field(client, officer, union):
    job = checked(client, [rosters.row(), rosters.row(birth_date="昨天", phone="123")])
    page = put_right(client, job, 4, birth_date="1999-01-01", phone="13812345678")
    assert_refused(page)
    assert "contradicts 证件号码" in page.content.decode()
    assert 'value="1999-01-01"' in page.content.decode()
    job.refresh_from_db()
    assert (job.accepted, job.rejected, job.faults.count()) == (1, 1, 2)


def test_another_column_that_is_wrong_then_gets_a_field_with_what_the_file_says(client, officer, union):
    number = make.identity_number()
    job = checked(client, [rosters.row(id_number="110", birth_date="1949-01-01")])
    page = put_right(client, job, 3, id_number=number)
    assert_refused(page)
    assert page.context["form"]["birth_date"].value() == "1949-01-01"
    assert put_right(client, job, 3, id_number=number, birth_date="").status_code == 302
    take(client, job)
    assert Member.objects.get().id_number.reveal() == number


def test_a_number_left_empty_is_that_of_the_file_and_is_never_shown(client, officer, union):
    job = checked(client, [rosters.row(phone="1381234", education="高小")])
    page = client.get(f"{job.get_absolute_url()}rows/3/")
    assert page.context["form"]["phone"].value() == ""
    assert_refused(put_right(client, job, 3, phone="", education="小学"))
    assert put_right(client, job, 3, phone="13812345678", education="小学").status_code == 302


def test_what_the_file_says_is_never_html(client, officer, union):
    job = checked(client, [rosters.row(education="<b>高小</b>")])
    page = client.get(f"{job.get_absolute_url()}rows/3/").content.decode()
    assert "&lt;b&gt;高小&lt;/b&gt;" in page and "<b>高小" not in page


def test_two_rows_never_get_one_number(client, officer, union):
    number = make.identity_number()
    rows = [rosters.row(id_number=number, phone="1"), rosters.row(id_number=number), rosters.row(id_number="110")]
    job = checked(client, rows)
    assert job.rejected == 3
    page = put_right(client, job, 5, id_number=number)
    assert_refused(page)
    assert "same 证件号码 as sheet row 3" in page.content.decode()
    assert put_right(client, job, 3, phone="13812345678").status_code == 302
    assert_refused(put_right(client, job, 4, id_number=number))
    take(client, job)
    assert (job.created, job.rejected) == (1, 2)


def test_a_member_that_is_known_is_changed_and_counted_as_such(client, officer, union):
    member = make.worker(union, name="孟静", id_number=make.identity_number())
    job = checked(
        client, [rosters.row(id_number=member.id_number.reveal(), education="高小", change=None, changed_on=None)]
    )
    put_right(client, job, 3, education="小学")
    job.refresh_from_db()
    assert (job.updated, job.created, job.rejected) == (1, 0, 0)
    assert job.differing["education"] == 1
    take(client, job)
    member.refresh_from_db()
    assert member.get_education_display() == "primary school"


def test_a_unit_that_is_unknown_is_named_right_or_goes_on_waiting(client, officer, union):
    make.unit("采油一厂", parent=union)
    job = checked(client, [rosters.row(unit="采油厂"), rosters.row(unit="采油二厂", phone="1")])
    assert job.unknown_units == {"采油厂": 1}
    assert_refused(put_right(client, job, 3, unit="采油三厂"))
    assert put_right(client, job, 3, unit="采油一厂").status_code == 302
    assert put_right(client, job, 4, phone="13812345678").status_code == 302
    job.refresh_from_db()
    assert (job.unknown_units, job.accepted, job.rejected) == ({"采油二厂": 1}, 1, 1)
    take(client, job)
    assert Member.objects.get().unit.name == "采油一厂"


def test_numbers_are_not_tried_out_here_either(client, union):
    branch = make.unit(parent=union)
    client.force_login(make.officer(branch, "welfare_officer"))
    job = checked(client, [rosters.row(id_number="110")], unit=branch.code)
    told = []
    for _try in range(22):
        page = put_right(client, job, 3, id_number=make.identity_number(born=date(1990, 3, 7)), phone="1")
        told.append("too many new people born" in page.content.decode())
    assert told.count(True) == 2
    assert AuditEvent.objects.filter(verb="member.check_number").count() >= 20


def test_after_the_confirmation_nothing_is_put_right(client, officer, union):
    job = checked(client, [rosters.row(), rosters.row(birth_date="昨天")])
    take(client, job)
    assert put_right(client, job, 4, birth_date="1990-03-07").url == job.get_absolute_url()
    assert f"{job.get_absolute_url()}rows/" not in client.get(job.get_absolute_url()).content.decode()
    assert Member.objects.count() == 1


def test_a_row_that_is_not_refused_and_an_import_of_another_unit_are_not_there(client, officer, union):
    job = checked(client, [rosters.row(), rosters.row(birth_date="昨天")])
    assert put_right(client, job, 3, name="苏静").status_code == 404
    client.force_login(make.officer(make.unit(parent=union), "welfare_officer"))
    assert put_right(client, job, 4, birth_date="1990-03-07").status_code == 404

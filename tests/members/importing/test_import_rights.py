"""A sheet or a batch changes a membership only with the permission that the pages need for the same change."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from rest_framework.test import APIClient

from members.authority.models import Appointment, Post
from members.hr_api.actions.batches import upsert_members
from members.importing.actions import imports, processing
from members.membership.models.changes import MembershipChange
from members.membership.rules.changes import RIGHTS, TRANSFER, right_to_become
from members.units.models.units import Unit
from office.errors import NotAllowed
from tests import factories as make
from tests.members.importing import rosters

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NO_RIGHT, NO_TRANSFER, OWN = "you have no right to make", "you have no right to transfer", "nobody changes their own"


def appointed(unit, *rights, holder=None):
    """Appoint a user who may import in `unit` and has the permissions `rights` there."""
    names = ["import_member", *(right.removeprefix("members.") for right in rights)]
    post = Post.objects.create(code=f"hr-{Post.objects.count()}", name="人事")
    post.permissions.set(Permission.objects.filter(codename__in=names, content_type__app_label="members"))
    holder = holder or make.user()
    Appointment.objects.create(holder=holder, post=post, unit=unit, starts_on=date(2020, 1, 1))
    return holder


def sent(unit, by, *rows):
    """Send a batch; return the outcome of each row, with the reasons of a refusal."""
    return [
        (row.outcome, [fault.text for fault in row.faults])
        for row in upsert_members(dict(enumerate(rows, 1)), unit, by=by)
    ]


def checked(unit, by, *rows):
    job = imports.start_import(rosters.upload(rosters.book(list(rows))), unit, by=by, key="employee_number")
    processing.process_import(job)
    job.refresh_from_db()
    return job


def taken(job, by, **given):
    imports.confirm_import(job, by=by, **{"create_units": False, **given})
    processing.process_import(job)
    job.refresh_from_db()
    return job


def now(member):
    member.refresh_from_db()
    return member.state, member.unit.code


def row(change="", **cells):
    return {"employee_number": "E1", **({"change": change, "changed_on": TODAY.isoformat()} if change else {}), **cells}


# domain.md part 3; the permissions of the pages are in membership/rules/changes.py, RIGHTS.
@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("pending", "active", "admit_member"),
        ("pending", "withdrawn", "admit_member"),
        ("active", "retained", "change_membership"),
        ("active", "withdrawn", "change_membership"),
        ("retained", "withdrawn", "change_membership"),
        ("retained", "active", "change_membership"),
        ("withdrawn", "active", "change_membership"),
        ("expelled", "active", "change_membership"),
        ("active", "expelled", "expel_member"),
        ("retained", "expelled", "expel_member"),
        ("withdrawn", "expelled", "expel_member"),
        ("expelled", "expelled", "expel_member"),
        ("active", "transferred", "transfer_member"),
        ("retained", "transferred", "transfer_member"),
        ("", "retained", "change_membership"),
        ("", "expelled", "expel_member"),
    ],
)
def test_each_change_of_state_needs_the_permission_that_the_pages_need(old, new, right):
    assert right_to_become(new, old=old) == f"members.{right}"


@pytest.mark.parametrize(
    ("state", "change", "becomes", "right"),
    [
        ("active", "除名", "expelled", "expel_member"),
        ("active", "退会", "withdrawn", "change_membership"),
        ("active", "保留", "retained", "change_membership"),
        ("active", "转出", "transferred", "transfer_member"),
        ("retained", "入会", "active", "change_membership"),
        ("pending", "入会", "active", "admit_member"),
    ],
)
def test_a_row_changes_a_state_only_with_the_permission_for_it(union, state, change, becomes, right):
    member = make.member(union, employee_number="E1", state=state, state_since=date(2020, 1, 1))
    others = {one.removeprefix("members.") for one in RIGHTS.values()} - {right}
    without, with_it = appointed(union, *others), appointed(union, right)
    ((outcome, why),) = sent(union, without, row(change))
    assert (outcome, NO_RIGHT in why[0], now(member)[0]) == ("refused", True, state)
    job = checked(union, without, row(change))
    assert (job.rejected, job.faults.get().column) == (1, "会籍变化类型")
    assert sent(union, with_it, row(change)) == [("updated", [])]
    assert now(member)[0] == becomes


def test_a_move_needs_the_permission_in_both_units(union, branch):
    member = make.member(union, employee_number="E1")
    other = make.unit("采油二厂", parent=union, code="B2")
    here, there = appointed(union), appointed(branch, TRANSFER)
    appointed(union, holder=there)
    for by in (here, there):
        assert NO_TRANSFER in sent(union, by, row(unit="B1"))[0][1][0]
        assert NO_TRANSFER in checked(union, by, row(unit="采油一厂")).faults.get().text
    assert sent(union, appointed(union, TRANSFER), row(unit="B1")) == [("updated", [])]
    assert now(member) == ("active", "B1")
    assert NO_TRANSFER in sent(union, there, row(unit=other.code))[0][1][0]


def test_correcting_the_day_of_a_decision_needs_the_permission_for_the_decision(union):
    make.member(union, employee_number="E1", state="expelled", state_since=TODAY - timedelta(days=5))
    earlier = row("除名", changed_on=(TODAY - timedelta(days=9)).isoformat())
    assert NO_RIGHT in sent(union, appointed(union, "change_membership"), earlier)[0][1][0]
    assert sent(union, appointed(union, "expel_member"), earlier) == [("updated", [])]


def test_a_new_member_in_another_state_than_active_or_pending_needs_its_permission(union):
    hr, new = appointed(union), rosters.row(employee_number="E7", unit=None)
    assert sent(union, hr, new) == [("created", [])]
    assert sent(union, hr, rosters.row(employee_number="E8", change=None, changed_on=None)) == [("created", [])]
    expelled = rosters.row(employee_number="E9", change="除名")
    assert NO_RIGHT in sent(union, hr, expelled)[0][1][0]
    assert sent(union, appointed(union, "expel_member"), expelled) == [("created", [])]


def test_other_changes_need_only_the_permission_to_import(union):
    member = make.member(union, employee_number="E1", joined_on=date(2015, 1, 1), state_since=date(2015, 1, 1))
    changes = [row(phone="13912345678"), row("入会", changed_on="2015-01-01"), row("入会", changed_on="2014-01-01")]
    hr = appointed(union)
    assert [sent(union, hr, one)[0][0] for one in changes] == ["updated", "unchanged", "updated"]
    assert now(member) == ("active", "HQ")


def test_nobody_changes_their_own_record(union, branch):
    officer = make.officer(union)
    own = make.member(union, employee_number="E1", user=officer, phone="13912345678")
    for one in (row("保留"), row(unit="B1"), row(education="大学本科")):
        assert OWN in sent(union, officer, one)[0][1][0]
    assert OWN in checked(union, officer, row("保留")).faults.get().text
    assert sent(union, officer, row(phone="13912345678")) == [("unchanged", [])]
    assert sent(union, make.officer(union), row("保留")) == [("updated", [])]
    assert now(own) == ("retained", "HQ")


def test_the_api_answers_with_a_stable_code(union):
    make.member(union, employee_number="E1")
    client = APIClient()
    client.force_authenticate(appointed(union))
    said = {"employee_number": "E1", "state": "expelled", "state_since": TODAY.isoformat()}
    answer = client.post("/api/v1/members/batch/", {"unit": "HQ", "members": [said]}, format="json")
    (result,) = answer.json()["results"]
    assert (result["outcome"], result["faults"][0]["field"], result["faults"][0]["code"]) == (
        "refused",
        "state",
        "not_allowed",
    )
    assert not MembershipChange.objects.exists()


def test_the_queries_for_permissions_do_not_grow_with_the_rows(union, django_assert_max_num_queries):
    hr = appointed(union)
    for number in range(60):
        make.member(union, employee_number=f"N{number}")
    rows = [row("除名", employee_number=f"N{number}") for number in range(60)]
    with django_assert_max_num_queries(16):
        assert {outcome for outcome, _why in sent(union, hr, *rows)} == {"refused"}


# Between the check and the confirmation.


def ended(holder):
    Appointment.objects.filter(holder=holder).exclude(post__code__startswith="hr").update(ends_on=date(2021, 1, 1))
    holder.refresh_from_db()
    return type(holder).objects.get(pk=holder.pk)


def test_rows_are_refused_when_the_permission_ends_after_the_check(union, branch):
    chair = make.officer(union, post="chair")
    appointed(union, holder=chair)
    expelled = make.member(union, employee_number="E1")
    corrected = make.member(union, employee_number="E2", phone="13900000001")
    moved = make.member(union, employee_number="E3")
    rows = [row("除名"), row(employee_number="E2", phone="13900000002"), row(employee_number="E3", unit="采油一厂")]
    job = checked(union, chair, *rows)
    assert (job.rejected, job.updated) == (0, 3)
    job = taken(job, ended(chair))
    assert (job.state, job.rejected, job.updated, job.conflicts, job.accepted) == ("done", 2, 1, 0, 1)
    assert [(fault.row, fault.column) for fault in job.faults.all()] == [(2, "会籍变化类型"), (4, "工作单位")]
    assert (now(expelled)[0], now(moved)[1]) == ("active", "HQ")
    corrected.refresh_from_db()
    assert corrected.phone == "13900000002"


def test_rows_are_applied_by_the_permissions_of_whoever_confirms(union):
    chair, own_officer = make.officer(union, post="chair"), make.officer(union)
    appointed(union, holder=chair)
    expelled = make.member(union, employee_number="E1")
    own = make.member(union, employee_number="E2", user=own_officer)
    job = checked(union, chair, row("除名"), row(employee_number="E2", education="大学本科"))
    assert job.updated == 2
    job = taken(job, own_officer)
    assert (job.by, job.updated, job.rejected) == (own_officer, 0, 2)
    assert [fault.text[:10] for fault in job.faults.all()] == [NO_RIGHT[:10], OWN[:10]]
    own.refresh_from_db()
    assert (now(expelled)[0], own.education) == ("active", "")


def test_fields_left_out_need_no_permission(union, branch):
    chair = make.officer(union, post="chair")
    appointed(union, holder=chair)
    member = make.member(union, employee_number="E1", phone="13900000001")
    job = checked(union, chair, row("除名", phone="13900000002", unit="采油一厂"))
    imports.leave_out_fields(job, ["state", "unit_id"])
    job = taken(job, ended(chair))
    assert (job.updated, job.rejected, now(member)) == (1, 0, ("active", "HQ"))


def test_a_move_into_a_created_unit_needs_the_permission_too(union):
    officer = make.officer(union)
    appointed(union, "add_unit", holder=officer)
    member = make.member(union, employee_number="E1")
    job = checked(union, officer, row(unit="新设分会"))
    job = taken(job, ended(officer), create_units=True)
    assert (job.rejected, job.updated, now(member)[1]) == (1, 0, "HQ")
    assert NO_TRANSFER in checked(union, appointed(union), row(unit="又一分会")).faults.get().text


def test_creating_units_needs_the_permission_for_it(union):
    hr = appointed(union, TRANSFER)
    make.member(union, employee_number="E1")
    job = checked(union, hr, row(unit="新设分会"))
    with pytest.raises(NotAllowed, match="set up units"):
        imports.confirm_import(job, by=hr, create_units=True)
    assert not Unit.objects.filter(name="新设分会").exists()


def test_an_import_by_the_command_needs_no_permission(union):
    member = make.member(union, employee_number="E1")
    taken(checked(union, None, row("除名")), None)
    assert now(member)[0] == "expelled"

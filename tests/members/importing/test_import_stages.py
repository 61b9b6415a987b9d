"""Modes, differences, what is left out, conflicts, membership periods, resuming and clearing of imports."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.importing import tasks
from members.importing.actions import imports, processing
from members.importing.actions.retention import clear_old_imports
from members.importing.differences import changed_fields, differences
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.register.models.member import Member
from office.chunked_files.rules import MAX_ATTEMPTS
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.members.importing import rosters

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def known(unit, number="E1234567", **fields):
    return make.member(unit, id_number=number, name="孟静", **fields)


def row(number="E1234567", **cells):
    return rosters.row(**{"id_kind": "护照", "id_number": number, "change": None, "changed_on": None, **cells})


def checked(union, officer, rows, **options):
    job = imports.start_import(rosters.upload(rosters.book(rows)), union, by=officer, **options)
    tasks.process_imports()
    job.refresh_from_db()
    return job


def confirmed(job, **options):
    imports.confirm_import(job, by=job.by, **{"create_units": False, **options})
    tasks.process_imports()
    job.refresh_from_db()
    return job


# Modes.


def test_in_mode_add_known_members_are_counted_and_not_changed(union, officer):
    member = known(union, phone="13900000000")
    job = checked(
        union, officer, [row(phone="13911111111"), row("E7654321", change="入会", changed_on="2020-01-01")], mode="add"
    )
    assert (job.known, job.created, job.updated) == (1, 1, 0)
    confirmed(job)
    member.refresh_from_db()
    assert member.phone == "13900000000"
    assert Member.objects.count() == 2


def test_in_mode_reconcile_missing_members_are_proposed_and_not_changed(union, officer):
    group = make.unit("机关", parent=union)
    stays, missing = known(union), make.member(group, name="走了")
    refused = make.member(union, employee_number="E5", name="有错")
    make.member(union, state="withdrawn")
    make.member(union, state="leaving")
    make.member(make.unit("别处"))
    rows = [
        row(phone=stays.phone),
        row("E999999", phone="1", employee_number="E5"),
        row("E888888", phone="13811112222"),
    ]
    job = confirmed(checked(union, officer, rows, mode="reconcile"))
    assert [leaver.member for leaver in job.leavers.all()] == [missing]
    missing.refresh_from_db()
    assert (missing.state, refused.state) == ("active", "active")


# Differences, and what is left out.


def test_differences_are_listed_by_field_with_sensitive_values_masked(union, officer):
    group = make.unit("机关", parent=union)
    known(union, phone="13900001111", education="21", employee_number="E1")
    changed = row("E7654321", phone="13922223333", education="大专", unit="机关", employee_number="E1")
    job = checked(union, officer, [changed], key="employee_number")
    ((shown, found),) = differences(job, job.staged.select_related("member"))
    told = {str(one.label): (one.old, one.new) for one in found}
    assert told["phone"] == ("*******1111", "*******3333")
    assert told["certificate number"] == ("********", "********")
    ((_row, to_reader),) = differences(job, job.staged.select_related("member"), reader=officer)
    assert ("E12*4567", "E76*4321") in {(one.old, one.new) for one in to_reader}
    leader = make.officer(union, "group_leader")
    ((_row, to_leader),) = differences(job, job.staged.select_related("member"), reader=leader)
    assert ("********", "********") in {(one.old, one.new) for one in to_leader}
    assert told["education"] == ("bachelor's degree", "junior college")
    assert told["unit"] == ("公司工会", "机关")
    assert told["in this unit since"] == ("", TODAY.isoformat())
    assert "E7654321" not in str(shown.new)
    assert {(name, rows) for name, _label, rows in changed_fields(job)} == {
        ("phone", 1),
        ("education", 1),
        ("unit_id", 1),
        ("id_hash", 1),
    }
    confirmed(job)
    member = Member.objects.get()
    assert (member.unit, member.unit_since, member.phone) == (group, TODAY, "13922223333")
    assert member.id_number.reveal() == "E7654321"


def test_an_officer_leaves_out_a_field_and_a_row(union, officer):
    first, second = known(union, phone="13900000001"), known(union, "E7654321", phone="13900000002")
    rows = [row(phone="13911111111", education="大专"), row("E7654321", phone="13922222222", education="大专")]
    job = checked(union, officer, rows)
    imports.leave_out_fields(job, ["phone"])
    imports.leave_out_row(job, 3, left_out=True)
    confirmed(job)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.phone, first.education) == ("13900000001", "31")
    assert (second.phone, second.education) == ("13900000002", "")
    assert (job.updated, job.skipped, job.accepted) == (1, 1, 1)
    assert AuditEvent.objects.get(verb="member.import").changes["left_out"] == ["phone"]


def test_leaving_out_the_unit_leaves_out_its_day(union, officer):
    member = known(union)
    job = checked(union, officer, [row(phone="13911111111", unit="新厂")])
    imports.leave_out_fields(job, ["unit_id"])
    confirmed(job, create_units=True)
    member.refresh_from_db()
    assert (member.unit, member.unit_since, member.phone) == (union, None, "13911111111")


def test_nothing_can_be_left_out_once_the_import_is_confirmed(union, officer):
    known(union)
    job = checked(union, officer, [row(phone="13911111111")])
    confirmed(job)
    for step in (
        lambda: imports.leave_out_fields(job, ["phone"]),
        lambda: imports.leave_out_row(job, 2, left_out=True),
    ):
        with pytest.raises(NotAllowed, match="moved on"):
            step()


# Conflicts.


def test_a_member_changed_since_the_check_is_not_overwritten(union, officer):
    touched, other = known(union, phone="13900000001"), known(union, "E7654321", phone="13900000002")
    job = checked(union, officer, [row(phone="13911111111"), row("E7654321", phone="13922222222")])
    Member.objects.filter(pk=touched.pk).update(phone="13933333333")
    confirmed(job)
    touched.refresh_from_db()
    other.refresh_from_db()
    assert (touched.phone, other.phone) == ("13933333333", "13922222222")
    assert (job.state, job.updated, job.conflicts, job.accepted) == ("done", 1, 1, 1)
    assert job.staged.get(outcome="conflict").member == touched


def test_a_member_moved_since_the_check_is_a_conflict_whatever_the_row_changes(union, officer):
    member = known(union, phone="13900000001")
    job = checked(union, officer, [row(phone="13911111111")])
    Member.objects.filter(pk=member.pk).update(unit=make.unit("别处"), unit_since=TODAY)
    assert confirmed(job).conflicts == 1


def test_a_member_entered_since_the_check_is_a_conflict_and_the_others_are_created(union, officer):
    rows = [row(f"E100000{n}", employee_number=f"N{n}") for n in range(5)]
    job = checked(union, officer, rows)
    known(union, "E1000003")
    make.member(union, employee_number="N1")
    confirmed(job)
    assert (job.created, job.conflicts, job.rejected) == (3, 2, 0)
    assert Member.objects.count() == 5


def test_a_row_that_breaks_a_constraint_is_a_conflict_and_the_others_are_written(union, officer):
    known(union)
    job = checked(union, officer, [row(phone="13911111111"), *(row(f"E200000{n}") for n in range(4))])
    ImportRow.objects.filter(job=job, number=4).update(new={"name": "", "unit_id": union.pk, "state": "pending"})
    ImportRow.objects.filter(job=job, number=2).update(new={"state": "withdrawn", "state_since": "1999-01-01"})
    confirmed(job)
    assert (job.state, job.created, job.updated, job.conflicts) == ("done", 3, 0, 2)


# Membership periods.


@pytest.mark.parametrize(
    ("state", "cells", "column", "reason"),
    [
        (
            "active",
            {"change": "退会", "changed_on": "2014-01-01"},
            "会籍变化日期",
            "the register knows a later change of membership, of 2015-01-01",
        ),
        (
            "withdrawn",
            {"change": "保留", "changed_on": "2020-01-01"},
            "会籍变化类型",
            "a membership that is “withdrawn” can't become “membership retained”",
        ),
        (
            "leaving",
            {"change": "退会", "changed_on": "2020-01-01"},
            "会籍变化日期",
            "a transfer of this person is under way",
        ),
    ],
)
def test_a_change_that_does_not_fit_the_membership_periods_is_refused(union, officer, state, cells, column, reason):
    known(union, state=state)
    job = checked(union, officer, [row(**cells)])
    assert [(fault.column, fault.text) for fault in job.faults.all()] == [(column, reason)]


def test_a_change_of_state_starts_a_new_membership_period(union, officer):
    member = known(union)
    job = checked(union, officer, [row(change="保留", changed_on="2024-05-01", state_reason="失业")])
    confirmed(job)
    assert list(member.periods.order_by("starts_on").values_list("state", "starts_on", "reason")) == [
        ("active", date(2015, 1, 1), ""),
        ("retained", date(2024, 5, 1), "unemployed"),
    ]


def test_a_move_takes_effect_on_the_day_of_the_transfer_else_on_the_day_of_the_import(union, officer):
    for name in ("一厂", "二厂"):
        make.unit(name, parent=union)
    dated, undated = known(union), known(union, "E7654321")
    rows = [row(unit="一厂", change="转入", changed_on="2022-03-01"), row("E7654321", unit="二厂")]
    confirmed(checked(union, officer, rows))
    assert dated.periods.get(ends_on=None).starts_on == date(2022, 3, 1)
    assert undated.periods.get(ends_on=None).starts_on == TODAY
    again = checked(union, officer, [rows[0]])
    assert again.unchanged == 1


def test_a_repeated_day_of_joining_changes_no_later_period(union, officer):
    make.unit("一厂", parent=union)
    member = known(union)
    confirmed(checked(union, officer, [row(unit="一厂", change="转入", changed_on="2022-03-01")]))
    job = confirmed(checked(union, officer, [row(unit="一厂", change="入会", changed_on="2014-01-01")]))
    assert job.updated == 1
    member.refresh_from_db()
    assert (member.joined_on, member.periods.count()) == (date(2014, 1, 1), 2)


def test_a_row_moves_a_member_of_another_unit_only_within_the_officers_reach(union, officer):
    north, south = (make.unit(name, parent=union) for name in ("北", "南"))
    member = known(south)
    job = checked(north, officer, [row()])
    assert "name the new one in 工作单位" in job.faults.get().text
    confirmed(checked(north, officer, [row(unit="北")]))
    member.refresh_from_db()
    assert member.unit == north
    job = checked(south, make.officer(south), [row(unit="南")])
    assert not job.faults.exists(), "told before, the check would tell which numbers other units have"
    confirmed(job)
    assert "ask for a transfer" in job.faults.get().text
    member.refresh_from_db()
    assert member.unit == north


# Cancelling, resuming, clearing.


def test_a_resumed_check_goes_on_where_it_stopped_and_finds_repeated_rows(union, officer, monkeypatch):
    monkeypatch.setattr(processing.RosterProcessor, "chunk_rows", 2)
    rows = [row(f"E300000{n}") for n in range(5)] + [row("E3000000")]
    job = imports.start_import(rosters.upload(rosters.book(rows)), union, by=officer)
    original = processing.stage_rows

    def cancelled_after_the_first_chunk(job, rows):
        fields = original(job, rows)
        ImportJob.objects.filter(pk=job.pk).update(state="cancelled", finished_at=timezone.now())
        return fields

    monkeypatch.setattr(processing, "stage_rows", cancelled_after_the_first_chunk)
    tasks.process_imports()
    monkeypatch.setattr(processing, "stage_rows", original)
    job.refresh_from_db()
    assert (job.state, job.last_row, job.can_resume) == ("cancelled", 3, True)
    imports.resume_import(job, by=officer)
    tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, job.rows, job.created, job.rejected) == ("checked", 6, 5, 1)
    assert job.faults.get().text == "same 证件号码 as sheet row 2"
    assert AuditEvent.objects.filter(verb="member.import_resume").exists()


def test_a_resumed_import_goes_on_where_it_stopped(union, officer, monkeypatch):
    monkeypatch.setattr(processing.RosterProcessor, "chunk_rows", 2)
    job = checked(union, officer, [row(f"E300000{n}") for n in range(5)])
    original = processing.apply_slice

    def cancelled_meanwhile(*args):
        ImportJob.objects.filter(pk=job.pk).update(state="cancelled")
        return original(*args)

    monkeypatch.setattr(processing, "apply_slice", cancelled_meanwhile)
    assert (confirmed(job).state, job.created, Member.objects.count()) == ("cancelled", 2, 2)
    monkeypatch.setattr(processing, "apply_slice", original)
    imports.resume_import(job, by=officer)
    tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, job.created, Member.objects.count()) == ("done", 5, 5)
    with pytest.raises(NotAllowed, match="can't be resumed"):
        imports.resume_import(job, by=officer)


def test_an_import_cancelled_after_the_check_is_checked_again_when_resumed(union, officer):
    job = checked(union, officer, [row()])
    imports.cancel_import(job, by=officer)
    imports.resume_import(job, by=officer)
    assert job.state == "checked"


def test_an_import_fails_after_too_many_attempts_and_can_be_resumed(union, officer, monkeypatch):
    job = checked(union, officer, [row()])
    imports.confirm_import(job, by=officer, create_units=False)
    ImportJob.objects.filter(pk=job.pk).update(attempts=MAX_ATTEMPTS)
    tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, "broke off several times" in job.failure) == ("failed", True)
    imports.resume_import(job, by=officer)
    tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, job.created) == ("done", 1)


def test_the_end_is_estimated_from_the_pace_so_far():
    now = timezone.now()
    job = ImportJob(state="checking", last_row=50, total_rows=200, went_on_at=now - timedelta(seconds=10))
    assert job.estimated_end is not None
    assert abs(job.estimated_end - now - timedelta(seconds=30)) < timedelta(seconds=1)
    assert ImportJob(state="done", last_row=50, total_rows=200).estimated_end is None


def test_old_imports_lose_their_file_and_rows_and_keep_their_counts(
    union, officer, settings, django_capture_on_commit_callbacks
):
    done = confirmed(checked(union, officer, [row(), row("E1", phone="1")], mode="reconcile"))
    waiting = checked(union, officer, [row("E7654321")])
    name = done.file.name
    long_ago = timezone.now() - timedelta(days=settings.IMPORT_KEEP_DAYS + 1)
    assert clear_old_imports() == 0
    ImportJob.objects.filter(pk=done.pk).update(finished_at=long_ago)
    ImportJob.objects.filter(pk=waiting.pk).update(checked_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.clear_imports()
    done.refresh_from_db()
    waiting.refresh_from_db()
    assert not done.file.storage.exists(name)
    assert (done.rows, done.created, done.rejected, done.staged.count(), done.faults.count()) == (2, 1, 1, 0, 0)
    assert (waiting.state, waiting.can_resume) == ("cancelled", False)
    assert AuditEvent.objects.filter(verb="member.import_clear").count() == 2
    with pytest.raises(NotAllowed):
        imports.resume_import(waiting, by=officer)


def test_the_workbook_of_an_import_goes_sooner_than_its_rows(
    client, union, officer, settings, django_capture_on_commit_callbacks
):
    done = confirmed(checked(union, officer, [row(), row("E1", phone="1")]))
    name, storage = done.file.name, done.file.storage
    ImportJob.objects.update(finished_at=timezone.now() - timedelta(days=settings.IMPORT_FILE_KEEP_DAYS, minutes=-1))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.clear_imports()
    assert storage.exists(name)
    ImportJob.objects.update(finished_at=timezone.now() - timedelta(days=settings.IMPORT_FILE_KEEP_DAYS, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.clear_imports()
    done.refresh_from_db()
    assert not storage.exists(name)
    assert (done.file.name, done.cleared_at, done.staged.count(), done.faults.count()) == ("", None, 2, 2)
    assert AuditEvent.objects.get(verb="member.import_file_delete").object_id == done.pk
    client.force_login(officer)
    page = client.get(f"{done.get_absolute_url()}result/", follow=True)
    assert "kept any more" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.clear_imports()
    assert AuditEvent.objects.filter(verb="member.import_file_delete").count() == 1


def test_without_its_workbook_only_a_checked_import_is_resumed(union, officer):
    job = checked(union, officer, [row()])
    imports.cancel_import(job, by=officer)
    ImportJob.objects.filter(pk=job.pk).update(file="")
    job.refresh_from_db()
    assert job.can_resume
    imports.resume_import(job, by=officer)
    assert job.state == "checked"
    ImportJob.objects.filter(pk=job.pk).update(state="failed", checked_at=None)
    job.refresh_from_db()
    with pytest.raises(NotAllowed, match="can't be resumed"):
        imports.resume_import(job, by=officer)


def test_imports_are_applied_one_after_another(union, officer):
    first, second = (checked(union, officer, [row(f"E400000{n}")]) for n in range(2))
    for job in (first, second):
        imports.confirm_import(job, by=officer, create_units=False)
    processing.process_import(ImportJob.objects.get(pk=second.pk))
    second.refresh_from_db()
    assert (second.state, second.created) == ("importing", 0)
    for job in (first, second):
        processing.process_import(job)
        job.refresh_from_db()
        assert (job.state, job.created) == ("done", 1)

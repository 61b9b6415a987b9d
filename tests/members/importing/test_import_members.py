"""Outcomes of rows, the command `import_members`, and workers that are killed half-way."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from members.importing import tasks
from members.importing.actions import imports, processing
from members.importing.models.imports import ImportJob
from members.register.models.member import Member
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.members.importing import rosters

pytestmark = pytest.mark.django_db

ROSTER = Path(__file__).parent / "data"


def command(tmp_path, content, *options, unit="HQ"):
    file = tmp_path / "roster.xlsx"
    file.write_bytes(content)
    return run(file, *options, unit=unit)


def run(file, *options, unit="HQ"):
    out = io.StringIO()
    call_command("import_members", str(file), "--unit", unit, "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def figures(answer):
    return tuple(answer[key] for key in ("rows", "accepted", "rejected", "created", "updated", "unchanged"))


def below(unit):
    return Unit.objects.below(unit).exclude(pk=unit.pk)


def job_of(union, rows, **fields):
    return imports.start_import(rosters.upload(rosters.book(rows)), union, by=make.officer(union), **fields)


# A roster of 1,201 rows with the results that reviewers expect.


def test_the_roster_is_read_as_its_reviewers_expect(union):
    expected = json.loads((ROSTER / "roster.expected.json").read_text(encoding="utf-8"))
    answer = run(ROSTER / "roster.xlsx", "--create-units")
    assert (answer["rows"], answer["accepted"], answer["rejected"]) == (1201, 1188, 13)
    refused = {error["row"]: (error["column"], error["reason"]) for error in answer["errors"]}
    assert set(refused) == {note["row"] for note in expected["notes"] if note["kind"] == "reject"}
    assert refused == {
        51: ("证件号码", "lost digits: the spreadsheet stored it as a number; format the cells as text"),
        64: ("会籍变化日期", "“2023年13月40日” is no date"),
        73: ("移动电话", "has 10 digits and should have 11, beginning with 1"),
        131: ("会籍变化日期", "lies in the future"),
        310: ("证件号码", "its check digit is wrong"),
        316: ("就业状况", "“上班” is no known value"),
        474: ("证件号码", "its check digit is wrong"),
        679: ("姓名", "is missing"),
        713: ("姓名", "is missing"),
        826: ("证件号码", "its check digit is wrong"),
        966: ("性别", "contradicts 证件号码"),
        978: ("出生日期", "contradicts 证件号码, which says 1980-05-21"),
        1204: ("证件号码", "same 证件号码 as sheet row 23"),
    }
    by_number = {member.employee_number: member for member in Member.objects.select_related("unit")}
    assert len(by_number) == 1188
    assert by_number["E000001"].id_number.reveal() == "37050319701007003X"
    assert by_number["E000007"].id_number.reveal() == "110105197711200143"
    assert by_number["E000190"].joined_on == by_number["E000240"].joined_on == date(2021, 7, 1)
    assert by_number["E000984"].joined_on == by_number["E001194"].joined_on == date(2021, 7, 1)
    assert (by_number["E000263"].id_kind, by_number["E000263"].birth_date) == ("2", date(2002, 1, 6))
    assert by_number["E000454"].native_place == "=1+1"
    assert by_number["E000550"].name == "张国"
    assert by_number["E000595"].name == "王𠮷"
    assert by_number["E000601"].phone == "17022373182"
    assert by_number["E000791"].name == "买买提·艾力"
    assert (by_number["E001016"].state, by_number["E001016"].state_reason) == ("withdrawn", "own_wish")
    assert (by_number["E001047"].state, by_number["E001047"].employment) == ("retained", "retired")
    assert by_number["E000001"].unit.name == "采油二厂"
    assert set(below(union).values_list("name", "kind")) == {
        (name, "branch")
        for name in (
            "采油一厂",
            "采油二厂",
            "油气集输总厂",
            "供电分公司",
            "供水分公司",
            "物业服务分公司",
            "西城服务协调中心",
            "机关",
        )
    }

    again = run(ROSTER / "roster.xlsx", "--create-units")
    assert figures(again) == (1201, 1188, 13, 0, 0, 1188)
    assert not Member.objects.filter(
        pk__in=[m.pk for m in by_number.values()],
        updated_at__gt=max(member.updated_at for member in by_number.values()),
    ).exists()


# The command.


def test_a_dry_run_returns_the_counts_and_writes_nothing(union, tmp_path):
    answer = command(tmp_path, rosters.book([rosters.row(unit="机关")]), "--dry-run", "--create-units")
    assert figures(answer) == (1, 1, 0, 1, 0, 0)
    assert not Member.objects.exists()
    assert not below(union).exists()
    assert not AuditEvent.objects.filter(verb="member.import").exists()


def test_an_unknown_unit_is_an_error_unless_it_may_be_created(union, tmp_path):
    content = rosters.book([rosters.row(unit="机关"), rosters.row(unit="机 关"), rosters.row()])
    answer = command(tmp_path, content)
    assert figures(answer) == (3, 1, 2, 1, 0, 0)
    assert answer["errors"][0] == {
        "row": 2,
        "column": "工作单位",
        "reason": "there is no unit “机关” under this one",
    }
    assert figures(command(tmp_path, content, "--create-units")) == (3, 3, 0, 2, 0, 1)
    assert below(union).get().code == "HQ-01"


def test_an_import_is_one_event_in_the_audit_log(union, tmp_path):
    command(tmp_path, rosters.book([rosters.row()]))
    event = AuditEvent.objects.get(verb="member.import")
    assert event.changes == {
        "rows": 1,
        "accepted": 1,
        "rejected": 0,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "known": 0,
        "skipped": 0,
        "conflicts": 0,
        "mode": "update",
        "left_out": [],
    }


def test_the_command_fails_with_the_reason_for_an_unusable_file_or_unit(union, tmp_path):
    with pytest.raises(CommandError, match="no Excel workbook"):
        command(tmp_path, b"\x00\x01\x02")
    with pytest.raises(CommandError, match="no unit with the code XX"):
        command(tmp_path, rosters.book([rosters.row()]), unit="XX")
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "missing.xlsx")


def test_a_file_that_fails_half_way_creates_no_member(union, tmp_path, monkeypatch):
    monkeypatch.setattr(processing.RosterProcessor, "chunk_rows", 1)
    monkeypatch.setattr("office.sheets.rows.MAX_ROWS", 2)
    with pytest.raises(CommandError, match="more than 2 rows"):
        command(tmp_path, rosters.book([rosters.row() for _ in range(3)]))
    assert not Member.objects.exists()


# Matching with members and units.


def test_a_member_is_matched_by_certificate_and_only_stated_values_change(union, tmp_path):
    number = make.identity_number(sex="2")
    first = rosters.row(id_number=number, native_place="山东", employee_number="E1")
    command(tmp_path, rosters.book([first]))
    answer = command(
        tmp_path, rosters.book([rosters.row(id_number=number, name="孟靖", phone="13900000000", employee_number="E1")])
    )
    assert figures(answer) == (1, 1, 0, 0, 1, 0)
    member = Member.objects.get()
    assert (member.name, member.pinyin, member.phone) == ("孟靖", "mengjing", "13900000000")
    assert member.native_place == "山东"  # a blank cell changes nothing


def test_a_named_unit_moves_a_member_and_a_blank_one_leaves_them(union, tmp_path):
    office = make.unit("机关", parent=union)
    member = make.member(office, id_number="E1234567", name="孟静")
    stays = rosters.row(id_kind="护照", id_number="E1234567", change=None, changed_on=None, phone=member.phone)
    assert figures(command(tmp_path, rosters.book([stays]))) == (1, 1, 0, 0, 0, 1)
    plant = make.unit("采油一厂", parent=union)
    assert figures(command(tmp_path, rosters.book([stays | {"unit": "采油一厂"}]))) == (1, 1, 0, 0, 1, 0)
    member.refresh_from_db()
    assert member.unit == plant


def test_nobody_is_taken_over_from_another_union(union, tmp_path):
    make.member(make.unit("别处"), id_number="E1234567")
    answer = command(tmp_path, rosters.book([rosters.row(id_kind="护照", id_number="E1234567")]))
    assert answer["errors"] == [
        {"row": 2, "column": "证件号码", "reason": "this person is registered in another unit; ask for a transfer"}
    ]


def test_an_employee_number_belongs_to_one_person(union, tmp_path):
    make.member(union, employee_number="E1")
    answer = command(
        tmp_path,
        rosters.book(
            [rosters.row(employee_number="E1"), rosters.row(employee_number="E2"), rosters.row(employee_number="e2")]
        ),
    )
    assert [(error["row"], error["column"], error["reason"]) for error in answer["errors"]] == [
        (2, "工号", "belongs to another person in the register"),
        (4, "工号", "same 工号 as sheet row 3"),
    ]


def test_an_old_sheet_does_not_undo_a_later_change_of_membership(union, tmp_path):
    make.member(union, id_number="E1234567", state="withdrawn", state_since=date(2024, 5, 1))
    joined = rosters.row(id_kind="护照", id_number="E1234567", change="入会", changed_on="2015-01-01")
    answer = command(tmp_path, rosters.book([joined]))
    assert answer["errors"] == [
        {
            "row": 2,
            "column": "会籍变化日期",
            "reason": "the register knows a later change of membership, of 2024-05-01",
        }
    ]
    again = command(tmp_path, rosters.book([joined | {"changed_on": "2025-01-01"}]))
    assert figures(again) == (1, 1, 0, 0, 1, 0)
    assert Member.objects.get().state == "active"


def test_a_new_member_without_a_change_of_membership_is_pending(union, tmp_path):
    command(tmp_path, rosters.book([rosters.row(change=None, changed_on=None)]))
    assert Member.objects.get().state == "pending"


def test_of_units_with_one_name_the_highest_is_meant_and_two_on_one_level_are_refused(union, tmp_path):
    plant = make.unit("采油一厂", parent=union)
    make.unit("采油一厂", parent=plant)
    for branch in (plant, make.unit("采油二厂", parent=union)):
        make.unit("一组", parent=branch)
    answer = command(tmp_path, rosters.book([rosters.row(unit="采油一厂"), rosters.row(unit="一组")]))
    assert Member.objects.get().unit == plant
    assert [(e["row"], e["reason"]) for e in answer["errors"]] == [(3, "several units are called “一组”")]


def test_new_units_get_free_codes_and_the_kind_below(union, tmp_path):
    make.unit(parent=union, code="HQ-01")
    branch = make.unit("采油一厂", parent=union, code="B1")
    command(tmp_path, rosters.book([rosters.row(unit="机关"), rosters.row(unit="供电")]), "--create-units")
    assert set(Unit.objects.filter(code__startswith="HQ-").values_list("code", "kind", "name")) >= {
        ("HQ-02", "branch", "机关"),
        ("HQ-03", "branch", "供电"),
    }
    command(tmp_path, rosters.book([rosters.row(unit="一组")]), "--create-units", unit="B1")
    assert below(branch).get().kind == "group"


# The chunks.


def test_the_queries_for_a_chunk_do_not_grow_with_its_size(union, django_assert_max_num_queries):
    for size in (5, 50):
        numbers = [make.identity_number(born=date(1990, 1, 1) + timedelta(days=i)) for i in range(size)]
        rows = [rosters.row(employee_number=f"N{size}{i}", id_number=number) for i, number in enumerate(numbers)]
        job = job_of(union, rows)
        with django_assert_max_num_queries(22):
            processing.process_import(job)
        job.refresh_from_db()
        imports.confirm_import(job, by=job.by, create_units=False)
        # Two of them ask whether the account may read all numbers.
        with django_assert_max_num_queries(33):
            processing.process_import(job)
    assert Member.objects.count() == 55


def test_a_job_is_checked_then_confirmed_then_imported(union):
    job = job_of(union, [rosters.row(unit="机关"), rosters.row(phone="1"), rosters.row()])
    tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, job.rows, job.rejected, job.created) == ("checked", 3, 2, 1)
    assert job.unknown_units == {"机关": 1}
    assert not Member.objects.exists()
    imports.confirm_import(job, by=job.by, create_units=True)
    tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, job.rows, job.rejected, job.created) == ("done", 3, 1, 2)
    assert [(fault.row, fault.column) for fault in job.faults.all()] == [(3, "移动电话")]
    assert AuditEvent.objects.about(job).get().changes["created"] == 2


@pytest.mark.parametrize(("phase", "step"), [("checking", "stage_rows"), ("importing", "apply_slice")])
def test_a_killed_worker_loses_its_chunk_and_nothing_else(union, monkeypatch, phase, step):
    monkeypatch.setattr(processing.RosterProcessor, "chunk_rows", 2)
    rows = [rosters.row(unit="机关", employee_number=f"N{i}") for i in range(7)]
    rows[6] |= {"employee_number": "N0"}  # a duplicate of a row that was done before the kill
    job = job_of(union, rows)
    if phase == "importing":
        processing.process_import(job)
        job.refresh_from_db()
        imports.confirm_import(job, by=job.by, create_units=True)

    original, chunks = getattr(processing, step), []

    def killed_in_the_third_chunk(*args, **options):
        done = original(*args, **options)
        chunks.append(args)
        if len(chunks) == 3:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(processing, step, killed_in_the_third_chunk)
    with pytest.raises(KeyboardInterrupt):
        tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, job.staged.count() if phase == "checking" else Member.objects.count()) == (phase, 4)
    monkeypatch.setattr(processing, step, original)
    tasks.process_imports()
    job.refresh_from_db()
    assert job.rows == 7
    assert [(f.row, f.column) for f in job.faults.filter(column="工号")] == [(8, "工号")]
    if phase == "importing":
        assert (job.state, job.created, job.rejected) == ("done", 6, 1)
        assert Member.objects.count() == 6
        assert below(union).count() == 1


def test_a_worker_with_a_stale_job_does_nothing(union):
    job = job_of(union, [rosters.row()])
    stale = ImportJob.objects.get(pk=job.pk)
    processing.process_import(job)
    processing.process_import(stale)
    job.refresh_from_db()
    assert (job.state, job.rows) == ("checked", 1)


def test_a_workbook_that_turns_out_unreadable_fails_its_job_with_the_reason(union, monkeypatch):
    job = job_of(union, [rosters.row() for _ in range(3)])
    monkeypatch.setattr("office.sheets.rows.MAX_ROWS", 2)
    tasks.process_imports()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "more than 2 rows" in job.failure


def test_a_missing_workbook_fails_its_job_and_no_other(union):
    missing, other = job_of(union, [rosters.row()]), job_of(union, [rosters.row()])
    missing.file.storage.delete(missing.file.name)
    tasks.process_imports()
    missing.refresh_from_db()
    other.refresh_from_db()
    assert (missing.state, other.state) == ("failed", "checked")
    assert missing.failure == "The uploaded workbook is gone. Upload it again."


def test_only_a_checked_roster_is_confirmed_and_only_once(union):
    job = job_of(union, [rosters.row()])
    job.rows = 1
    with pytest.raises(NotAllowed, match="moved on"):
        imports.confirm_import(job, by=job.by, create_units=False)
    processing.process_import(ImportJob.objects.get(pk=job.pk))
    job.refresh_from_db()
    imports.confirm_import(job, by=job.by, create_units=False)
    with pytest.raises(NotAllowed, match="moved on"):
        imports.confirm_import(job, by=job.by, create_units=False)


def test_a_cancelled_import_stops_and_stays_stopped(union):
    job = job_of(union, [rosters.row()])
    imports.cancel_import(job, by=job.by)
    tasks.process_imports()
    job.refresh_from_db()
    assert (job.state, job.rows) == ("cancelled", 0)
    with pytest.raises(NotAllowed):
        imports.cancel_import(job, by=job.by)


def test_an_import_stores_the_old_row_in_the_row_history(union, tmp_path):
    member = make.member(union, id_number="E1234567", phone="13911111111")
    row = rosters.row(id_kind="护照", id_number="E1234567", phone="13922222222", change=None, changed_on=None)
    command(tmp_path, rosters.book([row]))
    member.refresh_from_db()
    assert member.phone == "13922222222"
    assert [event.phone for event in apps.get_model("members.MemberEvent").objects.filter(pgh_obj=member)] == [
        "13911111111"
    ]

"""A large roster in every form in which offices send rosters, and single cells changed one at a time."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from members.importing.actions import imports, processing
from members.importing.models.imports import ImportJob
from members.importing.reading.columns import COLUMNS, HEADS
from members.register.models.member import Member
from tests import factories as make
from tests.members.importing import rosters

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROSTER = Path(__file__).parent / "data" / "roster.xlsx"
EXPECTED = json.loads(ROSTER.with_suffix(".expected.json").read_text(encoding="utf-8"))
REFUSED = {note["row"] for note in EXPECTED["notes"] if note["kind"] == "reject"}


def sheet():
    """Return the roster's rows as lists, with title rows and headings."""
    book = load_workbook(ROSTER, read_only=True)
    found = next(sheet for sheet in book.worksheets if sheet.title != "填表说明")
    return [list(row) for row in found.iter_rows(values_only=True)]


def head_row(rows):
    return next(at for at, row in enumerate(rows) if "证件号码*" in row or "证件号码" in row)


def as_book(rows):
    book = Workbook(write_only=True)
    written = book.create_sheet("会员信息")
    for row in rows:
        written.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(rows, *, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def trial(tmp_path, content, name="roster.xlsx"):
    file, out = tmp_path / name, io.StringIO()
    file.write_bytes(content)
    call_command("import_members", str(file), "--unit", "HQ", "--create-units", "--dry-run", "--json", stdout=out)
    return json.loads(out.getvalue())


def told(answer):
    return answer["rows"], answer["accepted"], {error["row"] for error in answer["errors"]}


AS_EXPECTED = (EXPECTED["rows"], EXPECTED["accepted"], REFUSED)


def shuffled(rows):
    return [row[::-1] for row in rows]


def with_strangers(rows):
    head = head_row(rows)
    return [["备注" if at == head else "无", *row, "爱好" if at == head else None] for at, row in enumerate(rows)]


@pytest.mark.parametrize("change", [list, shuffled, with_strangers])
def test_the_order_of_columns_and_unknown_ones_change_no_result(union, tmp_path, change):
    assert told(trial(tmp_path, as_book(change(sheet())))) == AS_EXPECTED


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", ","), ("gb18030", "\t"), ("utf-8", "\t")],
)
def test_saved_as_csv_the_roster_reads_the_same(union, tmp_path, encoding, delimiter):
    rows = sheet()
    answer = trial(tmp_path, as_csv(rows, encoding=encoding, delimiter=delimiter), "roster.csv")
    # The number that has lost digits is plain text in a CSV file, and refused all the same.
    assert told(answer) == AS_EXPECTED
    assert next(error for error in answer["errors"] if error["row"] == 51)["column"] == "证件号码"


def test_blank_rows_are_not_counted(union, tmp_path):
    rows = sheet()
    head = head_row(rows)
    spread = rows[: head + 1] + [line for row in rows[head + 1 :] for line in (row, [None] * len(row), ["  "])]
    answer = trial(tmp_path, as_book(spread))
    assert (answer["rows"], answer["accepted"]) == AS_EXPECTED[:2]


def test_of_repeated_rows_the_second_is_refused_and_names_the_first(union, tmp_path):
    rows = sheet()
    head = head_row(rows)
    answer = trial(tmp_path, as_book(rows + rows[head + 1 :]))
    assert answer["rows"] == 2 * EXPECTED["rows"]
    assert answer["accepted"] == EXPECTED["accepted"]
    repeated = [error for error in answer["errors"] if error["reason"].startswith("same ")]
    assert len(repeated) >= EXPECTED["accepted"]


def test_a_truncated_workbook_is_refused(union, tmp_path):
    with pytest.raises(CommandError, match="damaged"):
        trial(tmp_path, ROSTER.read_bytes()[:50_000])
    assert not ImportJob.objects.exists()


def test_a_file_in_neither_utf_8_nor_gb18030_is_refused(union, tmp_path):
    half = as_csv(sheet(), encoding="gb18030")[:20_000] + b"\xff\xff" + as_csv(sheet(), encoding="utf-8")
    with pytest.raises(CommandError, match="nor a CSV file in UTF-8 or GB18030"):
        trial(tmp_path, half, "roster.csv")


# One field of one person is changed: exactly that difference is found.

PERSON = {
    "name": "孟静",
    "sex": "女",
    "birth_date": "1990-03-07",
    "ethnic_group": "汉族",
    "employment": "在岗",
    "id_kind": "护照",
    "id_number": "E1234567",
    "education": "本科",
    "skill_level": "技师",
    "phone": "13812345678",
    "household_kind": "农业户口",
    "household_place": "东营",
    "change": "入会",
    "changed_on": "2015-03-07",
    "state_reason": "失业",
    "politics": "群众",
    "unit": "机关",
    "native_place": "山东",
    "is_migrant": "否",
    "employee_number": "E1",
    "employment_form": "劳动合同制",
    "post_category": "管理",
    "hired_on": "2015-03-01",
}


@pytest.mark.parametrize(
    ("key", "cell", "changed"),
    [
        ("name", "孟婧", {"name", "pinyin", "initials"}),
        ("sex", "男", {"sex"}),
        ("birth_date", "1990-03-08", {"birth_date"}),
        ("ethnic_group", "回族", {"ethnic_group"}),
        ("employment", "退休", {"employment"}),
        ("id_kind", "军官证", {"id_kind"}),
        ("education", "大专", {"education"}),
        ("skill_level", "高级工", {"skill_level"}),
        ("phone", "13912345678", {"phone"}),
        ("household_kind", "非农业户口", {"household_kind"}),
        ("household_place", "垦利", {"household_place"}),
        ("change", "退会", None),
        ("changed_on", "2015-03-08", {"state_since", "joined_on"}),
        ("state_reason", "下岗待岗", {"state_reason"}),
        ("politics", "中共党员", {"politics"}),
        ("unit", "供电", {"unit_id", "unit_since"}),
        ("native_place", "河北", {"native_place"}),
        ("is_migrant", "是", {"is_migrant"}),
        ("employee_number", "E2", {"employee_number"}),
        ("employment_form", "劳务派遣", {"employment_form"}),
        ("post_category", "一线操作", {"post_category"}),
        ("hired_on", "2015-03-02", {"hired_on"}),
    ],
)
def test_one_changed_cell_is_one_difference(union, key, cell, changed):
    for name in ("机关", "供电"):
        make.unit(name, parent=union)
    bring(union, [PERSON])
    job = check(union, [{**PERSON, key: cell}])
    (row,) = job.staged.all()
    assert (job.updated, row.outcome) == (1, "updated")
    assert set(row.new) == (changed or {"state"})
    assert job.differing == dict.fromkeys(row.new, 1)


def test_a_changed_certificate_number_needs_an_import_by_employee_number(union):
    make.unit("机关", parent=union)
    bring(union, [PERSON])
    moved = {**PERSON, "id_number": "E7654321", "employee_number": "E1"}
    assert check(union, [moved]).faults.get().text == "belongs to another person in the register"
    (row,) = check(union, [moved], key="employee_number").staged.all()
    assert (row.outcome, set(row.new), row.id_number.reveal()) == ("updated", {"id_hash"}, "E7654321")


@pytest.mark.parametrize(
    "written",
    [
        {"phone": "１３８１２３４５６７８", "id_number": "Ｅ１２３４５６７"},
        {"birth_date": "1990年3月7日", "changed_on": "20150307", "hired_on": "2015/3/1"},
        {"name": " 孟 静 ", "phone": "138-1234-5678", "employee_number": "e1"},
    ],
)
def test_the_same_values_written_differently_are_no_difference(union, written):
    make.unit("机关", parent=union)
    bring(union, [PERSON])
    assert check(union, [PERSON | written]).unchanged == 1


@pytest.mark.parametrize("key", ["sex", "birth_date", "phone", "id_number", "changed_on", "employment", "name"])
def test_a_formula_is_refused_in_a_typed_column_and_stays_text_in_a_text_column(union, key):
    job = check(union, [{**PERSON, "unit": None, "native_place": "=1+1", key: "=B2&C2"}])
    # The other cell is told as well, as a remark.
    assert {fault.column for fault in job.faults.all()} == {COLUMNS[key], "籍贯"}
    job = check(union, [{**PERSON, "unit": None, "native_place": "=1+1"}])
    assert job.staged.get().new["native_place"] == "=1+1"


def test_numbers_marked_as_text_in_csv_files_are_read_without_the_marks(union):
    people = [["姓名", "证件号码", "手机号", "有效证件类别"], ["孟静", '="E1234567"', "'13812345678", "护照"]]
    job = imports.start_import(rosters.upload(as_csv(people), "r.csv"), union, by=None)
    processing.process_import(job)
    row = job.staged.get()
    assert (row.id_number.reveal(), row.new["phone"]) == ("E1234567", "13812345678")


def test_every_heading_stands_for_a_column():
    assert set(HEADS.values()) == set(COLUMNS)


def test_a_sheet_by_employee_number_needs_only_that_column(union, tmp_path):
    make.member(union, employee_number="E1", phone="13900000001")
    people = [["工号", "手机号"], ["E1", "13900000002"], ["E9", "13900000003"]]
    job = imports.start_import(rosters.upload(as_csv(people), "r.csv"), union, by=None, key="employee_number")
    processing.process_import(job)
    job.refresh_from_db()
    assert (job.updated, job.rejected) == (1, 1)
    assert job.faults.get().text == "nobody in the register has it; to add people, bring 证件号码"
    imports.confirm_import(job, by=None, create_units=False)
    processing.process_import(job)
    assert Member.objects.get().phone == "13900000002"
    with pytest.raises(CommandError, match="Missing: 姓名、证件号码"):
        trial(tmp_path, as_csv(people), "roster.csv")


def check(union, rows, **options):
    job = imports.start_import(rosters.upload(rosters.book(rows)), union, by=None, **options)
    processing.process_import(job)
    job.refresh_from_db()
    return job


def bring(union, rows):
    job = check(union, rows)
    imports.confirm_import(job, by=None, create_units=False)
    processing.process_import(job)
    assert Member.objects.count() == len(rows)

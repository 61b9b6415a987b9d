"""Files as offices sent them, with what their authors saw in them: each was once misread, most of them silently.

The workbooks in data/cases are of public reports of such faults.
"""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.importing.models.imports import ImportJob
from members.importing.reading.files import find_roster
from members.importing.reading.rows import read_row
from members.importing.tasks import process_imports
from members.register.models.member import Member
from office.sheets.notes import notes_about
from office.sheets.reading import read_rows
from tests import factories as make
from tests.members.importing import rosters
from tests.office.sheets import books

CASES = Path(__file__).parent / "data" / "cases"
TODAY = date(2026, 9, 1)


def read(case, **choice):
    """Return what each row of a file states, or why it is refused, as the check begins with it."""
    content = case if isinstance(case, bytes) else (CASES / f"{case}.xlsx").read_bytes()
    file = io.BytesIO(content)
    layout = find_roster(file, **choice)
    return [read_row(row.number, row.cells, today=TODAY) for row in read_rows(file, layout)]


def stated(case, column):
    rows = read(case)
    assert not [fault for row in rows for fault in row.faults]
    return [row.values.get(column) or row.unit_name for row in rows]


def faults(rows):
    return [(row.number, fault.column, fault.text) for row in rows for fault in row.faults]


def test_formatted_rows_down_to_the_last_are_nothing():
    assert [row.number for row in read("k1_roster_formatted_to_the_bottom")] == [2, 3, 4]


def test_dates_in_the_built_in_formats_of_a_chinese_excel_are_dates():
    assert stated("k2_hired_on_format_31", "hired_on") == [date(2021, 7, 1)] * 3


def test_line_breaks_are_no_letters():
    rows = read("k3_line_break_in_cell")
    assert rows[0].values["employee_number"] == "XD00101"
    assert rows[1].unit_name == "采油一厂"
    assert rows[2].values["native_place"] == "山东省东营市"


def test_the_hidden_sheet_is_not_read():
    assert stated("k4_hidden_first_sheet", "name") == ["新表甲", "新表乙", "新表丙"]


def test_all_visible_sheets_are_read():
    assert len(read("k4_one_sheet_per_branch")) == 6
    assert len(read("k4_one_sheet_per_branch", sheets=["采油二厂"])) == 2


def test_a_merged_unit_is_that_of_all_its_rows():
    assert [row.unit_name for row in read("k5_merged_unit")] == ["采油一厂"] * 3 + ["采油二厂"] * 3


def test_each_error_value_is_a_fault_of_its_row_and_column():
    rows = read("k6_error_cells")
    assert [(number, column) for number, column, _why in faults(rows)] == [(2, "姓名"), (3, "工号"), (4, "籍贯")]
    assert faults(rows)[0][2] == "the cell shows the error #N/A; mend it in the sheet"
    assert "name" not in rows[0].values
    assert "employee_number" not in rows[1].values


def test_formulas_are_their_saved_results():
    assert stated("k7_formula_sex_birth", "sex") == ["2", "1", "2"]
    assert stated("k7_formula_sex_birth", "birth_date") == [date(1983, 8, 8), date(1984, 9, 9), date(1985, 10, 10)]
    assert stated("k7_formula_in_text_columns", "employee_number") == ["XD00201"]
    assert stated("k7_formula_in_text_columns", "native_place") == ["山东东营"]


def test_an_employee_number_keeps_the_zeros_that_its_cell_shows():
    assert stated("k8_employee_number_zero_padded", "employee_number") == ["020123", "000007"]


def test_a_strict_workbook_is_read():
    assert stated("k11_strict_ooxml", "name") == ["测试丙未", "测试丁未"]


def roster_of(cell, head="工号", *, styles="General"):
    """Return a roster of one person with this XML in the last column."""
    number = make.identity_number(born=date(1990, 3, 7), sex="2")
    xml = books.row(1, "姓名", "证件号码", "移动电话", head) + books.row(2, "孟静", number, "13812345678").replace(
        "</row>", f"{cell}</row>"
    )
    return books.book(books.sheet(xml), styles=books.styles("General", styles))


@pytest.mark.parametrize(
    ("cell", "code", "number"),
    [
        ('<c r="D2"><v>20123</v></c>', "General", "20123"),
        ('<c r="D2" s="1"><v>20123</v></c>', "#,##0", "20123"),
        ('<c r="D2" s="1"><v>20123</v></c>', "0.00", "20123"),
        ('<c r="D2" s="1"><v>123</v></c>', '"XD"00000', "XD00123"),
        ('<c r="D2" s="1" t="str"><v>00123</v></c>', '"xd"@', "XD00123"),
    ],
)
def test_an_employee_number_is_what_its_cell_shows(cell, code, number):
    assert stated(roster_of(cell, styles=code), "employee_number") == [number]


LOST = "lost digits: the spreadsheet stored it as a number; format the cells as text"
DATE = "the spreadsheet made a date of it; format the cells as text and type it again"


@pytest.mark.parametrize("head", ["工号", "移动电话", "证件号码"])
@pytest.mark.parametrize(
    ("cell", "code", "why"),
    [
        ('<c r="{0}2" t="str"><v>1E+05</v></c>', "General", LOST),
        ('<c r="{0}2" s="1"><v>123456</v></c>', "0.00E+00", LOST),
        ('<c r="{0}2"><v>123456789012345678</v></c>', "General", LOST),
        ('<c r="{0}2" s="1"><v>46146</v></c>', "m-d", DATE),
    ],
)
def test_lost_digits_are_refused_in_every_column_of_numbers(head, cell, code, why):
    letter = {"证件号码": "A", "移动电话": "B", "工号": "C"}[head]
    known = {"A": make.identity_number(born=date(1990, 3, 7), sex="2"), "B": "13812345678", "C": "1"}
    made = "".join(
        cell.format(letter) if at == letter else f'<c r="{at}2" t="str"><v>{text}</v></c>' for at, text in known.items()
    )
    xml = books.row(1, "证件号码", "移动电话", "工号", "姓名")
    xml += f'<row r="2">{made}<c r="D2" t="str"><v>孟静</v></c></row>'
    rows = read(books.book(books.sheet(xml), styles=books.styles("General", code)))
    assert faults(rows) == [(2, head, why)]


def test_lost_digits_are_refused_in_a_csv_file_too():
    number = make.identity_number(born=date(1990, 3, 7), sex="2")
    content = f"姓名,证件号码,移动电话,工号\n孟静,{number},13812345678,1E+05\n孟静,{number},1.38E+10,#N/A\n".encode()
    assert faults(read(content)) == [
        (2, "工号", LOST),
        (3, "工号", "the cell shows the error #N/A; mend it in the sheet"),
        (3, "移动电话", LOST),
    ]


def test_a_formula_without_result_is_refused_but_kept_and_told_in_free_texts():
    formula = '<c r="D2"><f>A1&amp;B1</f></c>'
    assert faults(read(roster_of(formula)))[0][:2] == (2, "工号")
    row = read(roster_of(formula, "籍贯"))[0]
    assert (row.values["native_place"], row.faults) == ("=A1&B1", [])
    told = [(note.column, note.text) for note in row.notes]
    assert told == [("籍贯", "a formula without a result, kept as the text =A1&B1")]


def test_a_number_hidden_by_its_format_is_refused():
    assert faults(read(roster_of('<c r="D2" s="1"><v>7</v></c>', styles=";;;"))) == [
        (2, "工号", "the number format hides what the cell holds")
    ]


def command(file, *options):
    out = io.StringIO()
    call_command("import_members", str(file), "--unit", "HQ", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_says_what_it_read_and_lets_sheets_be_chosen(union):
    file = CASES / "k4_one_sheet_per_branch.xlsx"
    told = command(file, "--dry-run")
    assert "Read: sheet “采油一厂”, A1:C3.\nRead: sheet “采油二厂”, A1:C3.\n" in told
    answer = json.loads(command(file, "--dry-run", "--json", "--sheet", "采油二厂"))
    assert (answer["rows"], answer["created"], answer["read"]) == (2, 2, ["Read: sheet “采油二厂”, A1:C3."])
    assert answer["warnings"] == ["Not read, though the headings fit: “采油一厂”、“油气集输总厂”."]
    with pytest.raises(CommandError, match="No sheet “九厂”"):
        command(file, "--dry-run", "--sheet", "九厂")
    command(file)
    assert Member.objects.count() == 6


@pytest.mark.django_db
def test_a_fault_names_the_sheet_where_several_are_read(union, tmp_path):
    xml = books.sheet(books.row(1, "姓名", "证件号码", "移动电话") + books.row(2, "孟静", "1", "13812345678"))
    file = tmp_path / "roster.xlsx"
    file.write_bytes(books.book(xml, xml))
    answer = json.loads(command(file, "--dry-run", "--json"))
    assert [(error["sheet"], error["row"], error["column"]) for error in answer["errors"]] == [
        ("表1", 2, "证件号码"),
        ("表2", 2, "证件号码"),
    ]
    assert "Row 表2 2, 证件号码" in command(file, "--dry-run")


def test_notes_tell_of_a_roster_from_before_several_sheets_were_read():
    layout = find_roster(io.BytesIO(rosters.book([rosters.row()])))
    table = layout.as_json()["tables"][0]
    old = {key: table[key] for key in ("sheet", "head_row", "columns", "unknown_heads", "encoding", "delimiter")}
    assert notes_about(type(layout).from_json(old).ended_at(2)).read == ["Read: sheet “会员信息”, A1:W2."]


@pytest.mark.django_db
def test_the_page_says_what_was_read_and_the_form_lets_sheets_be_named(client, officer, union):
    content = (CASES / "k4_hidden_first_sheet.xlsx").read_bytes()
    given = {"unit": "HQ", "mode": "update", "key": "id_number"}
    client.post("/members/imports/new/", {**given, "file": rosters.upload(content)})
    process_imports()
    page = client.get(ImportJob.objects.get().get_absolute_url()).content.decode()
    assert "Read: sheet “2026年名册”, A1:C4." in page
    assert "Not read, because hidden in the workbook: “2024旧名册”." in page
    client.post("/members/imports/new/", {**given, "file": rosters.upload(content), "sheets": "2024旧名册、2026年名册"})
    process_imports()
    assert ImportJob.objects.order_by("pk")[1].rows == 5
    refused = client.post("/members/imports/new/", {**given, "file": rosters.upload(content), "sheets": "九厂"})
    assert refused.status_code == 422
    assert "No sheet “九厂”" in refused.content.decode()

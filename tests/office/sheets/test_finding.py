"""Which tables of a file are read, and what people are told of the others before anything is taken.

Sources of cases, beside our own: alibaba/easyexcel 759, 1003, 1175, 2460, 2771; viest/php-ext-xlswriter 337;
pyexcel/pyexcel 295; python-excel/xlrd 276; SheetJS/sheetjs 1419; pandas-dev/pandas 46895.
"""

import io
import random
import signal
import subprocess
import time
from itertools import islice

import pytest

from office.sheets import reading
from office.sheets.containers import UnreadableWorkbook, check_container
from office.sheets.finding import find_layout
from office.sheets.notes import notes_about
from tests.office.sheets import books
from tests.office.sheets.books import book, row, sheet

HEADS = {"姓名": "name", "工号": "number", "单位": "unit", "证件类别": "kind", "证件号码": "paper"}
REQUIRED = {"name": "姓名", "number": "工号"}
ROSTER = sheet(row(1, "姓名", "工号") + row(2, "孟静", "1"))
OLD_ROSTER = sheet(row(1, "姓名", "工号") + row(2, "旧人", "9") + row(3, "故人", "8"))


def look_into(content, **choice):
    """Return what was read, as (number, cells as texts), and the sentences that are told."""
    file = io.BytesIO(content)
    check_container(file, len(content), 50 * 1024**2)
    layout = find_layout(file, HEADS, REQUIRED, **choice)
    rows = [
        (one.number, {key: str(cell) for key, cell in one.cells.items()}) for one in reading.read_rows(file, layout)
    ]
    notes = notes_about(layout.ended_at(rows[-1][0] if rows else 0))
    return rows, notes.read, notes.warnings


def names(content, **choice):
    return [cells["name"] for _number, cells in look_into(content, **choice)[0]]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_never_read_silently(state):
    made = book(OLD_ROSTER, ROSTER, states=(state, "visible"))
    rows, read, warnings = look_into(made)
    assert [cells["name"] for _number, cells in rows] == ["孟静"]
    assert read == ["Read: sheet “表2”, A1:B2."]
    assert warnings == ["Not read, because hidden in the workbook: “表1”."]
    assert look_into(made, sheets=["表1"])[1] == ["Read: hidden sheet “表1”, A1:B3."]
    with pytest.raises(UnreadableWorkbook, match="Only hidden sheets have these headings: “表1”"):
        look_into(book(OLD_ROSTER, states=(state,)))


def test_all_visible_sheets_that_fit_are_read_or_those_that_are_chosen():
    made = book(OLD_ROSTER, ROSTER, sheet(row(1, "说明")))
    assert names(made) == ["旧人", "故人", "孟静"]
    rows, read, warnings = look_into(made, sheets=["表2"])
    assert [cells["name"] for _number, cells in rows] == ["孟静"]
    assert read == ["Read: sheet “表2”, A1:B2."]
    assert warnings == ["Not read, though the headings fit: “表1”."]
    with pytest.raises(UnreadableWorkbook, match=r"No sheet “表3” has the headings .*: “表1”、“表2”"):
        look_into(made, sheets=["表3"])


def test_rows_of_several_sheets_have_numbers_of_their_own_whichever_are_chosen():
    made = book(OLD_ROSTER, ROSTER)
    both = {cells["name"]: number for number, cells in look_into(made)[0]}
    alone = {cells["name"]: number for number, cells in look_into(made, sheets=["表2"])[0]}
    assert len(set(both.values())) == 3
    assert both["孟静"] == alone["孟静"]
    layout = find_layout(io.BytesIO(made), HEADS, REQUIRED)
    assert [layout.row_label(number) for number in both.values()] == ["表1 2", "表1 3", "表2 2"]


def test_a_sheet_with_headings_alone_is_no_choice():
    made = book(sheet(row(1, "姓名", "工号")), ROSTER)
    assert look_into(made)[1:] == (["Read: sheet “表2”, A1:B2."], [])


def test_a_sheet_may_have_a_number_as_its_title():
    parts = {
        "_rels/.rels": books.relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": books.workbook(("093800092", "visible"), ("9", "visible")),
        "xl/worksheets/sheet1.xml": ROSTER,
        "xl/worksheets/sheet2.xml": OLD_ROSTER,
    }
    assert names(books.zipped(parts), sheets=["093800092"]) == ["孟静"]


def test_merged_cells_are_filled_down_and_told():
    merged = sheet(
        row(1, "单位", "姓名", "工号")
        + row(2, "采油一厂", "甲", "1")
        + row(3, None, "乙", "2")
        + row(4, None, "丙", "3")
        + row(6, "采油二厂", "丁", "4")
        + row(7, None, "戊", "5"),
        after='<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="A6:A6"/></mergeCells>',
    )
    rows, _read, warnings = look_into(book(merged))
    assert [cells.get("unit") for _number, cells in rows] == ["采油一厂"] * 3 + ["采油二厂", None]
    assert warnings == ["Merged cells were filled down, every row has their value: A2:A4."]


def test_hidden_and_filtered_rows_are_left_out_and_told():
    hidden = ' hidden="1"'
    made = book(
        sheet(
            row(1, "姓名", "工号")
            + row(2, "甲", "1")
            + row(3, "乙", "2", attributes=hidden)
            + row(4, "丙", "3", attributes=hidden)
            + row(5, "丁", "4")
            + row(6, "戊", "5", attributes=hidden)
            + row(7, attributes=hidden),
            after='<autoFilter ref="A1:B7"><filterColumn colId="0"/></autoFilter>',
        )
    )
    rows, _read, warnings = look_into(made)
    assert [cells["name"] for _number, cells in rows] == ["甲", "丁"]
    assert warnings == ["3 rows were not read because they are hidden or filtered away: 3–4、6."]
    assert names(made, with_hidden_rows=True) == ["甲", "乙", "丙", "丁", "戊"]


def test_hidden_columns_are_read_and_told():
    made = book(
        sheet(row(1, "姓名", "工号") + row(2, "甲", "1"), before='<cols><col min="2" max="2" hidden="1"/></cols>')
    )
    rows, _read, warnings = look_into(made)
    assert rows == [(2, {"name": "甲", "number": "1"})]
    assert warnings == ["Columns that are hidden in the sheet were read too: B."]


TWO_LEVELS = (
    row(1, "2026年名册")
    + row(2, "姓名", "证件", None, "工号")
    + row(3, None, "类别", "号码")
    + row(4, "甲", "身份证", "11", "1")
)


@pytest.mark.parametrize("merged", ["A2:A3", "B2:C2"])
def test_two_levels_of_headings_are_read_together_and_told(merged):
    after = '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="B2:C2"/>' + f'<mergeCell ref="{merged}"/></mergeCells>'
    rows, read, warnings = look_into(book(sheet(TWO_LEVELS, after=after)))
    assert rows == [(4, {"name": "甲", "kind": "身份证", "paper": "11", "number": "1"})]
    assert read == ["Read: sheet “表1”, A2:D4."]
    assert warnings == ["Its headings stand in rows 2 and 3; both were read together."]


def test_a_title_above_the_headings_is_no_level_of_them():
    made = sheet(
        row(1, "2026年名册") + row(2, "姓名", "工号") + row(3, "甲", "1"),
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )
    assert look_into(book(made))[1:] == (["Read: sheet “表1”, A2:B3."], [])


@pytest.mark.slow
def test_a_million_rows_that_are_only_formatted_are_nothing():
    cells = "".join(f'<c r="{letter}%d" s="1"/>' for letter in "ABC")
    formatted = "".join(
        f'<row r="{at}" s="1" customFormat="1">{cells % (at, at, at)}</row>' for at in range(3, 2**20 + 1)
    )
    made = book(sheet(row(1, "姓名", "工号") + row(2, "孟静", "1") + formatted))
    started = time.process_time()
    rows, read, _warnings = look_into(made)
    assert [cells["name"] for _number, cells in rows] == ["孟静"]
    assert read == ["Read: sheet “表1”, A1:B2."]
    assert time.process_time() - started < 20


def test_rows_of_blanks_are_nothing():
    assert names(book(sheet(row(1, "姓名", "工号") + row(2, " ", "　") + row(3, "甲", "1")))) == ["甲"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><body><table><tr><td>\xd0\xd5\xc3\xfb</td></tr></table>", "This is a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "This is a web page"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gbk"><table>', "This is a web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "This is a web page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "This is a web page"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "or in the old .xls format"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
            "is protected by a password. Save",
        ),
        (books.zipped({"mimetype": "application/vnd.oasis", "content.xml": "<x/>"}), r"another program \(.ods"),
        (books.zipped({"xl/workbook.bin": "x"}), r"binary workbook \(.xlsb\)"),
        (books.zipped({"word/document.xml": "<x/>"}), "damaged"),
    ],
    ids=["html", "doctype", "meta", "2003", "mht", "xls", "password", "ods", "xlsb", "docx"],
)
def test_what_is_no_xlsx_is_told_apart_with_what_to_do(content, says):
    with pytest.raises(UnreadableWorkbook, match=says):
        look_into(content)


def test_a_book_of_which_some_bytes_were_changed_is_read_or_refused_in_words():
    good, drawn = book(ROSTER), random.Random(20261128)
    read = refused = 0
    for _try in range(400):
        changed = bytearray(good)
        for _byte in range(drawn.choice((1, 3))):
            changed[drawn.randrange(len(changed))] = drawn.randrange(256)
        try:
            look_into(bytes(changed))
            read += 1
        except UnreadableWorkbook:
            refused += 1
    assert read > 10 and refused > 100


def test_a_csv_file_keeps_zeros_and_tells_errors():
    file = io.BytesIO("姓名,工号\r\n甲,000123\r\n乙,#N/A\r\n丙,1E+05\r\n".encode("gb18030"))
    layout = find_layout(file, HEADS, REQUIRED)
    cells = [row.cells["number"] for row in reading.read_rows(file, layout)]
    assert (cells[0], getattr(cells[1], "kind", None), cells[2]) == ("000123", "e", "1E+05")
    assert notes_about(layout.ended_at(4)).read == ["Read: the CSV file in GB18030, down to row 4."]


@pytest.mark.parametrize("own_process", [False, True])
def test_the_log_says_where_reading_failed_and_nothing_of_what_was_read(own_process, tmp_path, caplog):
    good = row(1, "姓名", "工号") + row(2, "孟静", "1")
    layout = find_layout(io.BytesIO(book(sheet(good))), HEADS, REQUIRED)
    # A text by its number, of which the book has none.
    wrong = '<row r="3"><c r="A3" t="s"><v>110105194912310021</v></c></row>'
    (tmp_path / "book.xlsx").write_bytes(book(sheet(good + wrong)))
    with (tmp_path / "book.xlsx").open("rb") as file, pytest.raises(UnreadableWorkbook, match="damaged"):
        list(reading.read_in_own_process(file, layout, list) if own_process else reading.read_rows(file, layout))
    assert "A workbook can't be read: " in caplog.text
    assert "/office/sheets/" in caplog.text
    assert "110105194912310021" not in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize(("read", "code"), [(60_000, 0), (1, -signal.SIGKILL)])
def test_the_reading_process_ends_by_itself_and_is_killed_where_nobody_reads_on(read, code, tmp_path, monkeypatch):
    started = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(reading.subprocess, "Popen", Noted)
    (tmp_path / "rows.csv").write_text("姓名,工号\n" + "孟静,000123\n" * 60_000)
    with (tmp_path / "rows.csv").open("rb") as file:
        layout = find_layout(file, HEADS, REQUIRED)
        rows = reading.read_in_own_process(file, layout, list)
        assert len(list(islice(rows, read))) == read
        # At the end of the file nothing more is asked for by whoever knows how many rows there are.
        assert read == 1 or list(rows) == []
        del rows
    assert [process.returncode for process in started] == [code]

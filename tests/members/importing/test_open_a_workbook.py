"""Which files are read as rosters, and where in them the roster is found."""

import io
import zipfile

import pytest

from members.importing.reading import files
from office.sheets import reading
from office.sheets.containers import UnreadableWorkbook, check_container
from tests.members.importing import rosters

LIMIT = 1024**2


def open_book(content, limit=LIMIT):
    file = io.BytesIO(content)
    check_container(file, len(content), limit)
    layout = files.find_roster(file)
    return layout, list(reading.read_rows(file, layout))


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def a_book_that_breaks_off():
    whole = rosters.book([rosters.row()])
    return whole[: len(whole) // 2]


def a_book_with_a_part_that_is_no_xml():
    parts = {}
    with zipfile.ZipFile(io.BytesIO(rosters.book([rosters.row()]))) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row>"
    return zipped(**parts)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This is no Excel workbook"),
        ("姓名,证件号码\n孟静,1".encode(), "Missing: 移动电话"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password or in the old .xls format"),
        (b"PK\x03\x04" + b"\0" * 60, "damaged"),
        (zipped(readme="no workbook"), "damaged"),
        (a_book_that_breaks_off(), "damaged"),
        (a_book_with_a_part_that_is_no_xml(), "damaged"),
        (zipped(xl__workbook=b"0" * 30 * 1024**2), "swells"),
        (zipped(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}), "holds what no roster needs"),
        (rosters.book([], heads=["商品", "数量"]), "Missing: 姓名、证件号码、移动电话"),
        (rosters.book([], heads=["姓名", "证件号码", "工号"]), "Missing: 移动电话"),
        (b"PK\x03\x04" + b"\0" * LIMIT, "larger than 1 MB"),
    ],
    ids=[
        "empty",
        "csv",
        "old xls",
        "torn head",
        "other zip",
        "half",
        "no xml",
        "bomb",
        "doctype",
        "other sheet",
        "lacking a column",
        "too large",
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_the_reason(content, says):
    with pytest.raises(UnreadableWorkbook, match=says):
        open_book(content)


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    "part",
    [
        f"<!-- {'a' * 3000} -->{DOCTYPE}".encode(),
        f"<!-- {'a' * 200_000} -->{DOCTYPE}".encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{DOCTYPE}'.encode("utf-16"),
        b"\xef\xbb\xbf" + DOCTYPE.encode(),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + DOCTYPE.encode(),
    ],
    ids=["behind a comment", "behind a long comment", "UTF-16", "byte order mark", "ISO 8859-1"],
)
@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.bin", "_rels/.rels", "docProps/core"])
def test_a_document_type_is_found_however_it_is_hidden(name, part):
    whole = zipfile.ZipFile(io.BytesIO(rosters.book([rosters.row()])))
    parts = {one: whole.read(one) for one in whole.namelist()} | {name: part}
    with pytest.raises(UnreadableWorkbook, match="holds what no roster needs"):
        open_book(zipped(**parts))


def test_a_picture_in_a_workbook_is_no_reason_to_refuse_it():
    whole = zipfile.ZipFile(io.BytesIO(rosters.book([rosters.row()])))
    parts = {one: whole.read(one) for one in whole.namelist()} | {"xl/media/image1.png": b"\x89PNG\r\n<!DOCTYPE x>"}
    assert len(open_book(zipped(**parts))[1]) == 1


def test_a_sheet_with_more_rows_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("office.sheets.rows.MAX_ROWS", 2)
    with pytest.raises(UnreadableWorkbook, match="more than 2 rows"):
        open_book(rosters.book([rosters.row() for _ in range(3)]))


@pytest.mark.parametrize("above", [0, 1, 5])
def test_headings_are_found_below_title_rows_and_row_numbers_are_those_of_the_sheet(above):
    layout, rows = open_book(rosters.book([rosters.row(), {}, rosters.row()], above=above))
    assert layout.tables[0].head_row == above + 1
    assert [row.number for row in rows] == [above + 2, above + 4]


def test_columns_may_have_any_order_and_stars_and_unknown_ones_are_listed():
    layout, rows = open_book(rosters.book([rosters.row()], heads=["移动电话*", "爱好", " 证件号码＊", "姓 名"]))
    assert layout.unknown_heads == ["爱好"]
    assert list(layout.tables[0].columns.values()) == ["phone", "id_number", "name"]
    assert rows[0].cells["phone"] == "13812345678"


def test_the_guide_sheet_is_skipped():
    layout, rows = open_book(rosters.book([rosters.row()], guide=True))
    assert layout.tables[0].sheet == "会员信息"
    assert len(rows) == 1


def test_blank_rows_before_the_last_row_are_skipped():
    _layout, rows = open_book(rosters.book([rosters.row(), *[{} for _ in range(3000)], rosters.row()]))
    assert [row.number for row in rows] == [2, 3003]


def test_the_number_of_rows_is_estimated_from_the_sheet():
    content = io.BytesIO(rosters.book([rosters.row() for _ in range(40)]))
    layout = files.find_roster(content)
    assert layout.rows == 41

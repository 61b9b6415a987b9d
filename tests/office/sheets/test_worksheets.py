"""Cells as they are shown, of sheets in all the ways in which programs write them.

Each sheet is read twice: by the regular expression where it knows the rows, and by the parser alone. Sources of cases,
beside our own: tafia/calamine 261, 648; python-excel/xlrd 169; tealeg/xlsx 37; doy/spreadsheet-parsexlsx 79;
ggreen86/XLSX-Workbook-Class 159; JanMarvin/openpyxl2 1038; office-kit/xlsx 115; langgenius/dify 1039;
theorchard/openpyxl 21; exceljs/exceljs 1937; catamphetamine/read-excel-file 3; alibaba/easyexcel 1471.
"""

import io
import random
import re

import pytest

from office.sheets.packages import Book, DamagedBook
from office.sheets.worksheets import SheetReader
from tests.office.sheets import books

# The row in the reference of a cell of row 1.
REFERENCE = re.compile(r"""(?<=\sr=["'][A-Z])1(?=["'])|(?<=\sr=["'][A-Z][A-Z])1(?=["'])""")
FORMS = [
    '<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>',
    '<c r="{ref}" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>',
    '<c r="{ref}" t="s"><v>{number}</v></c>',
    '<c r="{ref}" s="1"><v>{number}.5</v></c>',
    '<c r="{ref}" t="n"><v>{number}</v></c>',
    '<c r="{ref}" t="b"><v>1</v></c>',
    '<c r="{ref}" t="e"><v>#N/A</v></c>',
    '<c r="{ref}"><f>1+{number}</f><v>{number}</v></c>',
    '<c r="{ref}" s="1"/>',
    '<c r="{ref}" s="1"></c>',
    "",
]
TEXTS = ["孟静", "&#23391;&#38745;", "_x5B5F_", "#N/A", "#1", "a &lt; b", "", "甲\r\n乙", "000123"]


def read(content, *, title="表1", plain=None):
    """Return the rows by number, each with its cells that are not blank by letter; the same in both ways."""
    ways = []
    for way in ("rows", "_parsed_rows"):
        book = Book(io.BytesIO(content))
        reader = SheetReader(book, book.sheet(title), width=26)
        ways.append(list(getattr(reader, way)()))
    assert ways[0] == ways[1]
    return {
        row.number: {chr(65 + at): cell for at, cell in enumerate(row.cells) if cell is not None} for row in ways[0]
    }


def cells(xml, **parts):
    """Return what the cells of one row show, by letter; the same if rows of that form stand before."""
    rows = "".join(f'<row r="{at}">{re.sub(REFERENCE, f"{at}", xml)}</row>' for at in (1, 2, 3))
    found = read(books.book(books.sheet(rows), **parts))
    first, *others = ({letter: str(cell) for letter, cell in found.get(at, {}).items()} for at in (1, 2, 3))
    assert others == [first, first]
    return first


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ('<c r="A1" t="inlineStr"><is><t>孟静</t></is></c>', {"A": "孟静"}),
        ('<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>孟</t></r><r><t>静</t></r></is></c>', {"A": "孟静"}),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[孟<静]]></t></is></c>', {"A": "孟<静"}),
        (
            '<c r="A1" t="inlineStr"><is><t xml:space="preserve">孟 &amp; &#38745;&#x9759;</t></is></c>',
            {"A": "孟 & 静静"},
        ),
        ('<c r="A1" t="inlineStr"/><c r="B1" t="s"></c><c r="C1" s="1" t="n"/>', {}),
        ('<c r="A1" t="inlineStr"><is><t/></is></c>', {}),
        ('<c r="A1" t="str"><f>"XD"&amp;1</f><v>XD1</v></c>', {"A": "XD1"}),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', {"A": "2"}),
        ('<c r="A1"><f t="shared" si="0"/><v>2</v></c>', {"A": "2"}),
        ('<c r="A1" t="str"><f>IF(1,"")</f><v/></c><c r="B1" t="str"><f>IF(1,"")</f><v></v></c>', {}),
        ('<c r="A1" t="b"><v>1</v></c>', {"A": "TRUE"}),
        ('<c r="A1" t="d"><v>2021-07-01T00:00:00</v></c>', {"A": "2021-07-01"}),
        ('<c r="A1"><v>10912345670.0</v></c>', {"A": "10912345670"}),
        ('<c r="A1"><v>1.091234567E10</v></c>', {"A": "10912345670"}),
        ('<c t="inlineStr"><is><t>甲</t></is></c><c/><c t="inlineStr"><is><t>丙</t></is></c>', {"A": "甲", "C": "丙"}),
        ("<c t='inlineStr' r='B1'><is><t>乙</t></is></c>", {"B": "乙"}),
        ('<!-- <c r="A1"> --><c r="B1"><v>1</v></c>', {"B": "1"}),
        ('<c r="AZ1"><v>1</v></c><c r="B1"><v>2</v></c>', {"B": "2"}),
        ('<c r="A1" s="99"><v>7</v></c>', {"A": "7"}),
        ('<c r="A1" s="0" t="s" cm="1"><v>0</v></c>', {"A": "共"}),
    ],
)
def test_a_cell_shows_the_same_however_it_is_written(xml, shown):
    assert cells(xml, texts=f'<sst xmlns="{books.MAIN}"><si><t>共</t></si></sst>') == shown


def test_shared_texts_may_be_rich_and_have_readings():
    texts = (
        f'<sst xmlns="{books.MAIN}"><si><r><t>采油</t></r><r><t>一厂</t></r></si>'
        '<si><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/><si><t>_x005F_x000D_</t></si></sst>'
    )
    xml = "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABCD"))
    assert cells(xml, texts=texts) == {"A": "采油一厂", "B": "东京", "D": "_x000D_"}


def test_a_shared_text_that_there_is_not_is_damage():
    with pytest.raises((DamagedBook, IndexError)):
        cells('<c r="A1" t="s"><v>3</v></c>')


def test_characters_written_as_their_number_are_decoded():
    assert cells('<c r="A1" t="inlineStr"><is><t>山东_x000D_\n东营_x4E00_</t></is></c>') == {"A": "山东\r\n东营一"}


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#SPILL!", "####"])
@pytest.mark.parametrize("xml", ['<c r="A1" t="e"><v>{}</v></c>', '<c r="A1" t="inlineStr"><is><t>{}</t></is></c>'])
def test_error_values_are_told_apart_from_texts(error, xml):
    found = read(books.book(books.sheet(f'<row r="1">{xml.format(error)}</row>')))[1]["A"]
    assert (found.kind, found.text) == ("e", error)


def test_a_formula_without_result_is_told():
    found = read(books.book(books.sheet('<row r="1"><c r="A1"><f>B1&amp;"号"</f><v></v></c></row>')))[1]["A"]
    assert (found.kind, found.text) == ("f", '=B1&"号"')


def test_formats_are_applied_to_numbers_and_to_texts():
    xml = '<c r="A1" s="1"><v>123</v></c><c r="B1" s="2" t="inlineStr"><is><t>7</t></is></c>'
    xml += '<c r="C1" s="3"><v>44378</v></c>'
    assert cells(xml, styles=books.styles(0, "000000", '"XD"@', 57)) == {"A": "000123", "B": "XD7", "C": "2021年7月"}


def test_a_book_may_count_days_from_1904():
    xml = '<c r="A1" s="1"><v>42916</v></c>'
    made = books.book(
        books.sheet(f'<row r="1">{xml}</row>'), styles=books.styles(0, 14), properties='<workbookPr date1904="1"/>'
    )
    assert read(made)[1]["A"].stored == "2021-07-01"


SIMPLE = books.sheet(books.row(1, "姓名", "工号") + books.row(3, "孟静", "000123"))
SHOWN = {1: {"A": "姓名", "B": "工号"}, 3: {"A": "孟静", "B": "000123"}}


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(SIMPLE, id="plain"),
        pytest.param(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{SIMPLE}', id="declared"),
        pytest.param("\ufeff" + SIMPLE, id="byte order mark"),
        pytest.param(f'<?xml version="1.0" encoding="UTF-16"?>{SIMPLE}'.encode("utf-16"), id="UTF-16"),
        pytest.param(SIMPLE.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x="), id="prefixes"),
        pytest.param(SIMPLE.replace(books.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), id="strict"),
        pytest.param(SIMPLE.replace("<sheetData>", '<dimension ref="A1:A1"/><sheetData>'), id="wrong dimension"),
        pytest.param(SIMPLE.replace("<row ", '<row spans="1:2" customFormat="1" s="1" '), id="attributes"),
        pytest.param(SIMPLE.replace("<sheetData>", '<sheetData>\n  <row r="0"/>'), id="blanks between"),
        pytest.param(
            SIMPLE.replace('<row r="3">', '<row r="2"/><row>').replace('r="A3" ', "").replace('r="B3" ', ""),
            id="no positions",
        ),
        pytest.param(
            SIMPLE.replace("</sheetData>", '<row r="1048576" s="3"><c r="A1048576" s="3"/></row></sheetData>'),
            id="formatted last row",
        ),
        pytest.param(SIMPLE.replace("</row>", "</row>\n<!-- </row> -->"), id="comments"),
    ],
)
def test_a_sheet_shows_the_same_however_it_is_written(sheet):
    assert read(books.book(sheet)) == SHOWN


@pytest.mark.parametrize("kind", ["absolute", "backslashes", "capitals", "at the root", "strange properties"])
def test_parts_are_found_wherever_they_lie(kind):
    sheet, top = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    target, main = "worksheets/sheet1.xml", "xl/workbook.xml"
    if kind == "absolute":
        target, main = "/xl/worksheets/sheet1.xml", "/xl/workbook.xml"
    elif kind == "backslashes":
        sheet, target = "xl\\worksheets\\sheet1.xml", "worksheets\\sheet1.xml"
    elif kind == "capitals":
        sheet = "xl/Worksheets/Sheet1.xml"
    elif kind == "at the root":
        top, main, target = "workbook.xml", "workbook.xml", "xl/worksheets/sheet1.xml"
    folder, _slash, name = top.rpartition("/")
    made = {
        "_rels/.rels": books.relations(("rId1", "officeDocument", main)),
        top: books.workbook(("表1", "visible")),
        f"{folder}/_rels/{name}.rels".lstrip("/"): books.relations(("rId1", "worksheet", target)),
        sheet: SIMPLE,
    }
    if kind == "strange properties":
        made["docProps/core.xml"] = "<cp:coreProperties xmlns:cp='x'><a/><a/></cp:coreProperties>"
        made["xl/styles.xml"] = f'<styleSheet xmlns="{books.MAIN}"><fills><fill/></fills></styleSheet>'
    assert read(books.zipped(made)) == SHOWN


def test_chart_sheets_have_no_rows():
    made = {
        "_rels/.rels": books.relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": books.workbook(("图", "visible"), ("表1", "visible")),
        "xl/_rels/workbook.xml.rels": books.relations(
            ("rId1", "chartsheet", "chartsheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet1.xml")
        ),
        "xl/chartsheets/sheet1.xml": "<chartsheet/>",
        "xl/worksheets/sheet1.xml": SIMPLE,
    }
    book = Book(io.BytesIO(books.zipped(made)))
    assert [sheet.title for sheet in book.sheets] == ["表1"]


def test_a_document_type_is_refused_by_the_parsers_too():
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(DamagedBook):
        read(books.book(entity + SIMPLE))
    with pytest.raises(DamagedBook):
        cells('<c r="A1" t="s"><v>0</v></c>', texts=f"{entity}<sst><si><t>&a;</t></si></sst>")


def test_a_cell_longer_than_any_is_refused():
    with pytest.raises(DamagedBook):
        read(books.book(books.sheet(books.row(1, "甲" * 300_000).replace("<c ", "<!-- --><c "))))


@pytest.mark.parametrize("seed", range(20))
def test_rows_of_many_forms_are_read_as_the_parser_reads_them(seed):
    drawn = random.Random(seed)
    of_column = [drawn.sample(FORMS, drawn.randint(1, 4)) for _column in range(8)]
    rows = []
    for row in range(1, 201):
        drawn_forms = [(letter, drawn.choice(forms)) for letter, forms in zip("ABCDEFGH", of_column, strict=True)]
        rows.append(
            "".join(
                form.format(ref=f"{letter}{row}", text=drawn.choice(TEXTS), number=drawn.randrange(3))
                for letter, form in drawn_forms
            )
        )
    sheet = "".join(f'<row r="{at}">{cells}</row>' for at, cells in enumerate(rows, 1))
    shared = "<sst><si><t>一</t></si><si><t>#REF!</t></si><si><t>_x4E8C_</t></si></sst>"
    assert len(read(books.book(books.sheet(sheet), texts=shared))) > 10

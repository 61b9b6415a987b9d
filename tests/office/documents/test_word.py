"""Word files say what the PDF says; nothing in them is run, by the portal or by Word."""

import io
import zipfile

import docx
import pytest
from django.utils import timezone

from office.documents.blocks import Column, Content, Facts, Heading, Mark, Sum, Table, Text
from office.documents.kinds import compose
from office.documents.word import render_word
from office.errors import NotAllowed
from tests.office.documents.kinds import letter

# Published attacks on templates that officers edit: python-docx-template 632, Ghostwriter 266.
JINJA = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__.__builtins__.__import__('os').system('id') }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ request.application.__globals__ }}",
]
BLOCKS = [
    "{% for c in ().__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}",
    "{%p if 1 %}",
    "{# x #}",
    "{%tr x %}",
]


def paragraphs(word: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)


@pytest.mark.parametrize("attack", JINJA)
def test_an_expression_in_the_text_is_refused_as_an_unknown_placeholder(attack):
    kind = letter()
    with pytest.raises(NotAllowed):
        compose(kind, attack, kind.samples())


@pytest.mark.parametrize("attack", [*JINJA, *BLOCKS, '=cmd|"/c calc"!A1', 'DDEAUTO c:\\\\windows "x"', "{{7*7}}"])
def test_what_is_written_as_a_value_is_printed_as_it_is(attack):
    content = compose(letter(), "{{member.name}}", {"member.name": attack}).as_json()
    assert attack in paragraphs(render_word(content, at=timezone.now()))


@pytest.mark.parametrize("attack", BLOCKS[:2])
def test_a_block_in_the_text_is_text(attack):
    kind = letter()
    if "{{" in attack:
        with pytest.raises(NotAllowed):
            compose(kind, attack, kind.samples())
        return
    assert attack in paragraphs(render_word(compose(kind, attack, kind.samples()).as_json(), at=timezone.now()))


def test_tables_sums_and_facts_are_in_the_word_file():
    table = Table(
        [Column("姓名"), Column("金额"), Column("签名")], [["张三", "¥1", ""]], [Sum("小计", 1, "¥1", "壹元整")]
    )
    blocks = [Heading("收据", ["工会"]), Facts([[("编号", "1"), ("日期", "2")], [("说明", "长")]]), table, Text("谢谢")]
    written = docx.Document(io.BytesIO(render_word(Content("收据", [blocks]).as_json(), at=timezone.now())))
    cells = [cell.text for one in written.tables for row in one.rows for cell in row.cells]
    assert {"编号", "2", "长", "张三", "¥1", "壹元整", "小计"} <= set(cells)


def test_the_file_has_no_macro_no_field_no_address_outside_and_no_code_of_genuineness():
    content = Content("x", [[Text('HYPERLINK "https://x.example" \x0b\x00'), Mark("<svg/>", "真")]]).as_json()
    with zipfile.ZipFile(io.BytesIO(render_word(content, at=timezone.now()))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert not [name for name in parts if "vba" in name.lower() or "embeddings" in name]
    assert not [name for name, part in parts.items() if b'TargetMode="External"' in part or b"w:instrText" in part]
    assert b"svg" not in parts["word/document.xml"]

"""Texts of officers are filled by looking names up; nothing in them runs, in the portal or in the typesetter."""

import pytest
from django.utils import timezone

from office.documents import rules
from office.documents.blocks import Content, Facts, Heading, Note, Text
from office.documents.kinds import compose, require_known_placeholders
from office.documents.typesetting import render_pdf
from office.errors import NotAllowed
from tests.office.documents.kinds import letter
from tests.pdf_text import text_of

KNOWN = ("member.name", "amount")
# Word layouts and typst markup that ran code or read files elsewhere: docxtpl 632, Ghostwriter 266, pandoc, LaTeX.
ATTACKS = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "#sys.inputs",
    '#include "document.typ"',
    "$ x^2 $ *bold* _it_ = Head",
    "\\ // comment /* more */ @cite <label> [content] `raw` ```raw```",
    '#eval("1+1")',
    "\\input{/etc/passwd}",
    "<script>alert(1)</script> &amp;",
]


@pytest.mark.parametrize(
    "written", ["{{member.name}}", "{{ member.name }}", "｛｛member.name｝｝", "{{\nmember.name\n}}"]
)
def test_a_placeholder_is_replaced_however_it_is_typed(written):
    assert rules.fill(f"致{written}：", {"member.name": "张三"}) == "致张三："


def test_a_value_is_not_read_again():
    assert rules.fill("{{member.name}}", {"member.name": "{{amount}}"}) == "{{amount}}"


@pytest.mark.parametrize("text", ["", "一个 { 括号 }", "}} {", "{ {member.name} }"])
def test_single_braces_are_text(text):
    assert not rules.faults(text, KNOWN) and rules.fill(text, {}) == text


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "meant"),
    [
        ("致{{member.nam}}", 1, 2, "member.nam", "member.name"),
        ("一\n二{{xyzzy}}", 2, 2, "xyzzy", ""),
        ("{{}}", 1, 1, "", ""),
        ("好{{amount", 1, 2, "", ""),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", 1, 1, None, None),
        ("{{member.name|upper}}", 1, 1, "member.name|upper", "member.name"),
        ("{{{{amount}}}}", 1, 1, "{{amount", "amount"),
    ],
)
def test_what_is_no_placeholder_is_told_with_its_place(text, line, column, found, meant):
    fault = rules.faults(text, KNOWN)[0]
    assert (fault.line, fault.column) == (line, column)
    assert found is None or (fault.found, fault.meant) == (found, meant)


def test_the_refusal_names_place_and_the_name_that_is_meant():
    with pytest.raises(NotAllowed, match=r"1.*2.*member\.nam.*member\.name") as refused:
        require_known_placeholders(letter(), "致{{member.nam}}")
    assert (refused.value.code, refused.value.field) == ("unknown_placeholder", "body")


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_of_the_typesetter_is_printed_as_it_is(attack):
    kind = letter()
    typed = compose(kind, attack, kind.samples()).as_json()
    as_value = compose(kind, "{{member.name}}", {"member.name": attack}).as_json()
    for content in (typed, as_value):
        assert attack.replace(" ", "") in text_of(render_pdf(content, at=timezone.now())).replace(" ", "")


def test_markup_in_any_block_is_printed_as_it_is():
    hostile = '#read("/etc/hostname")'
    content = Content(
        hostile, [[Heading(hostile, [hostile]), Facts([[(hostile, hostile)]]), Note(hostile), Text(hostile)]]
    )
    found = text_of(render_pdf(content.as_json(), at=timezone.now())).replace("\u200b", "").replace(" ", "")
    assert found.count(hostile) == 6

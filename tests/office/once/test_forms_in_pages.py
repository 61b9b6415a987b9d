"""Every form that is posted gets a key of its own; what was typed is put into the form of a page again."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import signing

from office.once.pages import fill_in, mark_forms, read_opened, shown_at

FORM = re.compile(r"<form\b[^>]*>", re.IGNORECASE)
POSTED = [
    (str(file.relative_to(settings.BASE_DIR)), form)
    for file in sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
    for form in FORM.findall(file.read_text())
    if re.search(r"method\s*=\s*[\"']?post", form, re.IGNORECASE)
]
PAGE = """<main id="main"><h1>x</h1>
<details class="a"><summary>s</summary>
<form method="post" action="/a/?x=1" class="f"><input type="hidden" name="number" value="1"></form></details>
<details><summary>s</summary>
<form method="post" action="/a/"><input type="hidden" name="number" value="2">
<input type="text" name="title" value="old &amp; dull" required><textarea name="text" rows="3">
old</textarea>
<select name="kind"><option value="a" selected>A</option><option value="b">B</option></select>
<input type="checkbox" name="tick" value="1" checked><input type="checkbox" name="tick" value="2">
<input type="password" name="password"><input type="file" name="files"></form></details></main>"""
VALUES = {"number": ["2"], "title": ['"new" & <b>'], "text": ["two\nlines </textarea>"], "kind": ["b"], "tick": ["2"]}


def filled(html: str = PAGE, **options) -> str:
    asked = {"action": "/a/", "page": "/p/", "note": "<p>NOTE</p>", "again": {}, "otherwise": "<p>ELSE</p>", **options}
    return fill_in(html, VALUES, **asked)


@pytest.mark.parametrize(("template", "form"), POSTED, ids=[name for name, _form in POSTED])
def test_each_posted_form_of_the_templates_gets_a_key(template, form):
    assert mark_forms(form, account=1, page="/").count('name="once"') == 1


def test_no_template_writes_a_key_itself_and_there_are_many_forms():
    assert len(POSTED) > 70
    for file in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        assert 'name="once"' not in file.read_text()


def test_forms_of_one_page_have_different_keys_and_forms_that_only_ask_have_none():
    page = mark_forms(
        '<form method="get"></form><form method="post"></form><form action="/" method="POST">', account=None, page="/"
    )
    keys = re.findall(r'name="once" value="([\w-]+)"', page)
    assert len(set(keys)) == 2 and min(map(len, keys)) >= 32
    assert "opened" not in page


def test_a_form_says_for_whom_and_where_it_was_opened_and_what_is_never_kept():
    form = (
        '<form method="post"><input type="password" name="p"><input name="c" data-sensitive>'
        '<input autocomplete="one-time-code" name="o"><input name="free"></form>'
    )
    (told,) = re.findall(r'name="opened" value="([^"]+)"', mark_forms(form, account=7, page="/x/?y=1"))
    assert read_opened(told) == (7, "/x/?y=1", ["p", "c", "o"])
    assert read_opened(told[:-1] + ("a" if told[-1] != "a" else "b")) is None
    assert read_opened(signing.dumps([7, "/x/", []])) is None
    assert read_opened("") is None


def test_a_page_of_a_refused_act_leads_to_the_page_that_shows_the_form():
    assert shown_at('<meta name="page-address" content="/case/1/">', "/case/1/act/") == "/case/1/"
    assert shown_at("", "/case/1/") == "/case/1/"
    assert shown_at('<meta name="page-address" content="/cases/?q=a&amp;page=2">', "/x/") == "/cases/?q=a&page=2"


def test_what_was_typed_is_back_in_the_form_that_was_sent_and_its_fold_is_open():
    page = filled()
    first, second = page.split("</details>")[:2]
    assert (
        "NOTE" not in first and "<details open>" in second and '<form method="post" action="/a/"><p>NOTE</p>' in second
    )
    assert 'name="title" value="&quot;new&quot; &amp; &lt;b&gt;" required>' in second
    assert "two\nlines &lt;/textarea&gt;</textarea>" in second
    assert '<option value="a">' in second and '<option value="b" selected>' in second
    assert 'name="tick" value="1">' in second and 'name="tick" value="2" checked>' in second
    assert "ELSE" not in page


def test_what_cannot_be_kept_is_said_at_its_field():
    page = filled(again={"files": "choose a.pdf again", "password": "type it again"})
    assert re.search(r'name="files"><div class="field-error"[^>]*><div>choose a.pdf again', page)
    assert re.search(r'name="password"><div class="field-error"[^>]*><div>type it again', page)


def test_a_page_without_the_form_shows_what_was_typed_first():
    page = filled(action="/elsewhere/")
    assert page == PAGE.replace('<main id="main">', '<main id="main"><p>ELSE</p>')


def test_forms_into_which_an_account_types_store_a_draft_in_the_tab_but_those_with_passwords_or_places_of_their_own():
    page = (
        '<form method="post" action="/a/"><textarea name="text"></textarea></form>'
        '<form method="post"><input type="text" name="reason"></form>'
        '<form method="post"><input type="hidden" name="number"><input type="checkbox" name="tick"></form>'
        '<form method="post"><input type="password" name="password"><input name="name"></form>'
        '<form method="post" data-draft="question"><textarea name="text"></textarea></form>'
    )
    marked = mark_forms(page, account=7, page="/p/?a=1&b=2", draft_note="<p>NOTE</p>")
    assert re.findall(r'data-draft="([^"]*)"', marked) == ["/a/#1", "/p/?a=1&amp;b=2#1", "question"]
    assert marked.count("data-draft-tab data-draft-of=") == marked.count("<p>NOTE</p>") == 2
    assert marked.count('name="typed"') == 3
    for visitor in (None, 0):
        assert "data-draft-of" not in mark_forms(page, account=visitor, page="/p/", draft_note="<p>NOTE</p>")

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from members.dues.forms.dues import PayForm
from office.templatetags import portal
from union_portal import menu, workbench


def render(source, **context):
    with translation.override("en"):
        return Template("{% load portal %}" + source).render(Context(context))


def templates():
    return sorted((settings.BASE_DIR / "templates").rglob("*.html"))


def test_every_icon_that_a_page_names_is_there():
    named = {(path.name, name) for path in templates() for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    named |= {("menu.py", line[1]) for line in [*menu.STAFF, *menu.WORKER]}
    named |= {("workbench.py", one.icon) for one in workbench.SHORTCUTS}
    named |= {("portal.py", name) for name in portal.TONES.values()}
    assert named
    assert [wanted for wanted in sorted(named) if not (portal.ICONS / f"{wanted[1]}.svg").is_file()] == []


def test_no_page_contains_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals=.js", re.IGNORECASE
    )
    assert [str(path) for path in templates() if inline.search(path.read_text())] == []


def test_no_page_reaches_outside():
    outside = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")
    assert [str(path) for path in templates() if outside.search(path.read_text())] == []


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in render('{% icon "home" %}')


def test_an_unknown_icon_is_an_error():
    with pytest.raises(FileNotFoundError):
        render('{% icon "no-such-drawing" %}')


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 9, 25, 4, 0, 30, tzinfo=UTC), "just now"),
        (datetime(2026, 9, 25, 1, 0, tzinfo=UTC), "3\xa0hours ago"),
        (datetime(2026, 9, 27, 5, 0, tzinfo=UTC), "in 2\xa0days"),
        (date(2026, 9, 25), "today"),
        (date(2026, 9, 24), "yesterday"),
        (date(2026, 9, 26), "tomorrow"),
        (date(2026, 9, 22), "3\xa0days ago"),
        (date(2026, 10, 15), "in 2\xa0weeks"),
    ],
)
def test_a_time_is_shown_relative_to_now(when, words):
    with time_machine.travel(datetime(2026, 9, 25, 4, 0, tzinfo=UTC), tick=False):
        assert f">{words}</time>" in render("{{ when|ago }}", when=when)


def test_the_exact_time_is_on_hover_in_the_portals_own_zone():
    shown = render("{{ when|ago }}", when=datetime(2026, 9, 25, 4, 0, tzinfo=UTC))
    assert 'title="2026-09-25 12:00"' in shown


def test_an_empty_value_is_shown_as_a_dash():
    assert render("{{ x|ago }}{{ x|yuan }}{{ x|capital_numerals }}", x=None) == "———"


def test_a_state_is_shown_with_a_word_and_an_icon():
    obj = SimpleNamespace(get_state_display=lambda: "In <review>", tone="warning")
    shown = render("{% state_badge obj %}", obj=obj)
    assert "In &lt;review&gt;" in shown
    assert "<svg" in shown
    assert "state-warning" in shown


class Contact(forms.Form):
    name = forms.CharField(help_text="As in the register")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=False)
    note = forms.CharField(required=False, widget=forms.Textarea)


def test_a_wrong_field_says_so_in_words_and_to_screen_readers():
    shown = render("{% field form.name %}", form=Contact({"name": ""}))
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert "Fill in: Name." in shown


def test_a_whole_form_keeps_what_was_entered_and_marks_what_is_optional():
    shown = render("{{ form }}", form=Contact({"name": "Wang", "note": "kept"}))
    assert 'value="Wang"' in shown
    assert "kept</textarea>" in shown
    assert "Nothing you entered is lost" in shown
    assert shown.count("optional") == 1
    assert shown.count("<legend") == 1


@pytest.mark.parametrize(
    ("field", "says"),
    [
        (forms.FileField(), "Files have to be chosen again"),
        (forms.CharField(widget=forms.PasswordInput), "Passwords have to be entered again"),
    ],
)
def test_a_form_says_what_a_browser_does_not_get_filled_in_again(field, says):
    made = type("Made", (forms.Form,), {"asked": field})
    shown = render("{{ form }}", form=made({}))
    assert says in shown and "Nothing you entered is lost" not in shown


def test_progress_shows_its_percentage():
    shown = render('{% progress 37 60 "Counting" %}')
    assert 'max="60"' in shown
    assert "61%" in shown
    assert 'aria-label="Counting"' in shown
    assert "0%" in render("{% progress 0 0 %}")


def test_a_chart_has_its_data_as_a_table():
    series = [{"name": "Heads", "values": [3, 5]}]
    picture = {"id": "heads", "title": "Heads <by> unit", "kind": "bar", "labels": ["North", "South"], "series": series}
    shown = render("{% chart picture %}", picture=picture)
    assert 'data-chart="heads-data"' in shown
    assert '<th scope="row">South</th><td class="num">5</td>' in shown
    assert "Heads &lt;by&gt; unit" in shown


@pytest.mark.parametrize(
    ("query", "target", "state"),
    [
        ("?q=a&cursor=x", "?q=a&amp;sort=name", ""),
        ("?sort=name", "?sort=-name", "ascending"),
        ("?sort=-name", "?sort=name", "descending"),
    ],
)
def test_a_column_sorts_and_starts_again_at_the_first_page(query, target, state):
    shown = render('{% sort "name" "Name" %}', request=RequestFactory().get(f"/{query}"))
    assert f'href="{target}"' in shown
    assert (f'aria-sort="{state}"' in shown) == bool(state)


def test_an_option_without_attributes_has_none():
    class Form(forms.Form):
        kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], initial="b")

    html = "".join(str(Form()["kind"]).split())
    assert '<optionvalue="a">A</option>' in html and '<optionvalue="b"selected>B</option>' in html


def test_days_and_numbers_within_a_text_are_kept_from_breaking():
    text = "您的咨询诉求 ZX-2026-000022 <已受理>，将在 2026-06-10 前答复。"
    assert portal.unbroken(text) == (
        '您的咨询诉求 <span class="text-nowrap">ZX-2026-000022</span> &lt;已受理&gt;，将在 '
        '<span class="text-nowrap">2026-06-10</span> 前答复。'
    )
    for whole in ("9:00–11:30", "0546-8550101", "010-62345678"):
        assert f'<span class="text-nowrap">{whole}</span>' in portal.unbroken(f"工作日 {whole}、周末")
    assert portal.day(None) == "—"
    assert portal.day(date(2026, 11, 27)) == '<time datetime="2026-11-27">2026-11-27</time>'
    assert "2026-11-28" in portal.day(datetime(2026, 11, 27, 17, tzinfo=UTC))


@pytest.mark.django_db
def test_an_empty_choice_is_said_in_words_and_an_amount_names_its_unit():
    class Form(forms.Form):
        kind = forms.ModelChoiceField(queryset=ContentType.objects.none())

    with translation.override("en"):
        assert "Please choose" in str(Form()["kind"])
        assert "---" not in str(Form()["kind"])
        assert '<span aria-hidden="true">yuan</span>' in PayForm().render()

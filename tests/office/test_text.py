"""What is left out of text, and that every text field of forms and of the API leaves it out."""

import pytest
from django import forms
from rest_framework import serializers

from office.text import RADICALS, UNIFIED, unified, visible_line, visible_text

# Zero width, word joiner, BOM, Hangul fillers, Braille blank, soft hyphen, marks of direction, variation selector,
# joiners, combining grapheme joiner, tag, NUL, DEL, a C1 control.
INVISIBLE = "\u200b\u2060\ufeff\u3164\u115f\u1160\uffa0\u2800\u00ad\u202e\u200f\u2066\ufe0f\u200d\u200c\u034f"
INVISIBLE += "\U000e0041\0\x7f\x9b"


class Note(forms.Form):
    title = forms.CharField()
    text = forms.CharField(widget=forms.Textarea)
    password = forms.CharField(strip=False, required=False)


class NoteSerializer(serializers.Serializer[object]):
    text = serializers.CharField()


@pytest.mark.parametrize("character", INVISIBLE)
def test_a_text_of_nothing_but_invisible_characters_is_empty_in_forms_and_in_the_api(character):
    assert visible_text(f"{character} {character}").strip() == ""
    form = Note({"title": character, "text": f"{character}\n{character}"})
    assert set(form.errors) == {"title", "text"}
    assert [error[0].code for error in form.errors.as_data().values()] == ["required", "required"]
    sent = NoteSerializer(data={"text": character})
    assert not sent.is_valid()
    assert sent.errors["text"][0].code == ("null_characters_not_allowed" if character == "\0" else "blank")


@pytest.mark.parametrize("character", sorted(set(INVISIBLE) - {"\ufe0f", "\u200d", "\u200c", "\u2800"}))
def test_an_invisible_character_within_a_text_is_left_out_silently(character):
    form = Note({"title": f"食堂{character}早餐", "text": f"食堂{character}早餐"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == form.cleaned_data["text"] == "食堂早餐"
    sent = NoteSerializer(data={"text": f"食堂{character}早餐"})
    # A program that sends NUL is told so.
    assert sent.is_valid() == (character != "\0")
    assert not sent.is_valid() or sent.validated_data == {"text": "食堂早餐"}


@pytest.mark.parametrize("text", ["👨\u200d👩\u200d👧 ❤\ufe0f", "می\u200cخواهم", "ᠮᠣᠩᠭᠣᠯ\u180b", "一\n二\t三", "plain"])
def test_what_joins_or_varies_visible_characters_stays(text):
    assert visible_text(text) == text


def test_a_text_area_keeps_its_lines_and_a_line_has_one():
    form = Note({"title": "一\r\n二\t三", "text": "一\n二\u2028三"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "一 二 三"
    assert form.cleaned_data["text"] == "一\n二\n三"


def test_a_password_is_taken_as_it_is_typed():
    form = Note({"title": "a", "text": "a", "password": " pass\u200bword "})
    assert form.is_valid()
    assert form.cleaned_data["password"] == " pass\u200bword "


def test_half_a_character_is_refused_by_the_api():
    sent = NoteSerializer(data={"text": "食\ud800堂"})
    assert not sent.is_valid()
    assert sent.errors["text"][0].code == "surrogate_characters_not_allowed"


def test_a_line_has_no_joining_characters():
    assert visible_line("王\u200d小\ufe0f明\n") == "王小明"


def test_radicals_and_compatibility_ideographs_become_usual_characters():
    assert unified("\u2ee9\u2f42") == "黄文"
    assert unified("\uf90a\U0002f804") == "金你"
    assert unified("黄文 \ufa11") == "黄文 \ufa11"  # U+FA11 is a character of its own
    assert len(RADICALS) == len(set(RADICALS)) == len(UNIFIED) == 114
    assert not set(UNIFIED) & set(RADICALS)

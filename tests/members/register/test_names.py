"""Names as they are stored: what is left out, mapped and refused. Cases of rosters as officers got them."""

import pytest
from django import forms

from members.register.forms import NameField
from members.register.rules.identity import bare_name, eighteen_digits, is_identity_number, strange_sign
from members.register.rules.names import read_name

# 11010519491231002X, the example of GB 11643-1999, without its X.
SEVENTEEN = "11010519491231002"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("孟静", "孟静"),
        (" 孟 静 ", "孟静"),
        ("孟\u200b静\ufeff", "孟静"),
        ("⻩⽂", "黄文"),
        ("⻢⻰", "马龙"),
        ("\uf90a明", "金明"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提‧艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("Ｊｏｈｎ Ｓｍｉｔｈ", "John Smith"),
        ("John\nSmith", "John Smith"),
        ("J. Smith", "J. Smith"),
        ("𠮷田𣗋", "𠮷田𣗋"),
        ("刘〇", "刘〇"),
        ("曹锟", "曹锟"),
        ("", ""),
        ("\u3164\u200b", ""),
    ],
)
def test_a_name_is_stored_in_usual_characters(written, stored):
    found = read_name(written)
    assert (found.name, found.reason) == (stored, None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *((f"张{lost}明", "lost_character") for lost in ("?", "??", "？", "\ufffd", "□", "■", "〓", "▯", "锟斤拷")),
        ("李\ufffd", "lost_character"),
        ("赵□", "lost_character"),
        ("王\ue81e", "private_character"),
        ("王\U000f0001", "private_character"),
        ("孟*", "masked_name"),
        ("张××", "masked_name"),
        ("ÕÅÈý", "garbled_name"),
        ("123", "no_name"),
        ("=A1", "no_name"),
        ("……", "no_name"),
        ("--", "no_name"),
        ("长" * 65, "too_long"),
    ],
)
def test_a_name_with_a_lost_or_foreign_character_is_refused(written, code):
    found = read_name(written)
    assert found.name == ""
    assert found.reason and found.reason.code == code
    assert found.sentence


def test_both_forms_are_told_of_a_name_in_radicals_and_of_no_other():
    assert read_name("⻩⽂").before == "⻩⽂"
    assert read_name("Ｊｏｈｎ").before == "Ｊｏｈｎ"
    assert read_name("黄文").before == read_name("买买提•艾力").before == ""


@pytest.mark.parametrize(("typed", "usual"), [("⻩⽂", "黄文"), ("Ｊｏｈｎ Ｓｍｉｔｈ", "John Smith")])
def test_a_form_shows_both_forms_of_a_name_before_it_takes_the_usual_one(typed, usual):
    class NameForm(forms.Form):
        name = NameField()

    asked = NameForm({"name": typed})
    assert not asked.is_valid()
    assert typed in (said := asked.errors["name"][0]) and usual in said
    assert asked["name"].value() == usual
    assert NameForm({"name": asked["name"].value()}).is_valid()


def test_the_field_of_a_form_refuses_in_words():
    field = NameField()
    with pytest.raises(Exception, match="张\\?明"):
        field.clean("张?明")


def test_names_compare_equal_whatever_they_are_made_of():
    assert bare_name("⻩⽂") == bare_name("黄\u200b文") == "黄文"


@pytest.mark.parametrize("sign", ["X", "x", "×", "Х", "х", "Χ", "χ", "✕", "✖"])
def test_what_looks_like_x_is_x_where_x_is_the_check_digit(sign):
    assert is_identity_number(eighteen_digits(f"{SEVENTEEN}{sign}"))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("11010519491231003×", "the multiplication sign"),
        ("11010519491231003Х", "a Cyrillic letter"),
        ("11010519491231003Χ", "a Greek letter"),
        ("11010519491231002K", "the last character is “%(sign)s”; it"),
        ("1101O519491231002X", "the character %(at)s is “%(sign)s”"),
    ],
)
def test_a_sign_that_no_identity_number_has_is_named(number, told):
    found = strange_sign(eighteen_digits(number))
    assert found
    reason, named = found
    assert told in reason.sentence
    assert reason.sentence % named


def test_a_number_of_another_length_has_no_strange_sign():
    assert strange_sign("1101") is None
    assert strange_sign(f"{SEVENTEEN}X") is None

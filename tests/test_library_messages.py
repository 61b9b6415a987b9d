"""What Django, REST framework and allauth say in forms and answers, the portal says in its own Chinese."""

import inspect
from datetime import timedelta

import pytest
import time_machine
from allauth.account import adapter
from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import password_validation
from django.core import validators
from django.forms import models as model_forms
from django.utils import timezone, translation
from rest_framework import exceptions, fields, relations

from office.library_messages import COUNTED, MESSAGES
from office.templatetags.portal import ago


def said_by(*modules) -> set[str]:
    """Return the English messages of the classes of these modules."""
    classes = [one for module in modules for one in vars(module).values() if inspect.isclass(one)]
    told = [vars(one).get(name, {}) for one in classes for name in ("default_error_messages", "error_messages")]
    words = [word for messages in told if isinstance(messages, dict) for word in messages.values()]
    words += [vars(one)["message"] for one in classes if not callable(vars(one).get("message", len))]
    words += [vars(one)["default_detail"] for one in classes if "default_detail" in vars(one)]
    with translation.override("en"):
        return {str(word) for word in words if word and "%" not in type(word).__name__}


@pytest.mark.parametrize(
    "field",
    [
        forms.CharField(min_length=3, max_length=5),
        forms.IntegerField(min_value=1, max_value=9, step_size=2),
        forms.DecimalField(max_digits=4, decimal_places=2, min_value=0, max_value=99),
        forms.DateField(),
        forms.DateTimeField(),
        forms.TimeField(),
        forms.ChoiceField(choices=[("a", "甲")]),
        forms.TypedChoiceField(choices=[("a", "甲")]),
        forms.MultipleChoiceField(choices=[("a", "甲")]),
        forms.EmailField(),
        forms.URLField(assume_scheme="https"),
        forms.FileField(max_length=3),
        forms.UUIDField(),
        forms.BooleanField(),
    ],
)
def test_a_field_of_django_refuses_in_chinese_of_the_portal(field, chinese):
    for value in (None, "", "1", "999999", "-5", "2.5", "1.2345", "x", "b" * 9, "\0"):
        try:
            field.clean(value)
        except forms.ValidationError as why:
            for words in why.messages:
                assert not any(part in words for part in ("该字段", "这个", "确保", "输入一个", "Enter", "Ensure")), (
                    words
                )


@pytest.mark.parametrize(
    "module", [password_validation, auth_forms, adapter, validators, model_forms, exceptions, fields]
)
def test_no_message_of_a_library_says_ni(module, chinese):
    ours = set(MESSAGES) | {str(one) for one in COUNTED}
    for words in said_by(module):
        told = translation.gettext(words)
        assert words in ours or "你" not in told, told


def test_passwords_are_refused_in_words_of_the_portal(chinese):
    for password in ("1", "12345678", "password", "mima2026"):
        with pytest.raises(forms.ValidationError) as why:
            password_validation.validate_password(password)
        assert all("密码" in words and "你" not in words and "This" not in words for words in why.value.messages)


def test_every_listed_message_is_one_that_a_library_has(chinese):
    """A message that a new version words otherwise would fall back to the library's Chinese, unnoticed."""
    for words in MESSAGES:
        with translation.override("zh-hans"):
            assert translation.gettext(words) != words
    assert relations


@pytest.mark.parametrize(
    ("days", "words"), [(3, "3 天前"), (14, "2 周前"), (150, "4 个月前"), (800, "2 年前"), (-60, "1 个月后")]
)
def test_a_span_of_time_is_never_read_as_a_day_or_month_of_the_calendar(chinese, days, words):
    with translation.override("zh-hans"), time_machine.travel("2026-11-28 12:00+08:00", tick=False):
        shown = ago(timezone.now() - timedelta(days=days))
    assert words in shown.replace("\xa0", " ")

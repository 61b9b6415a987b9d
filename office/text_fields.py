"""Every text field of a form or of the API takes only what can be seen (office.text), and says so in its own words.

Django and REST framework have one class each from which all text fields come, but no setting for it. A subclass of our
own would miss the fields of the admin, of allauth and of model forms, so `install` extends the two classes themselves.
"""

import re

from django import forms
from rest_framework import serializers
from rest_framework.fields import empty

from office.text import visible_text

_BREAKS = re.compile(r"[\t\r\n]+")
_form_text, _api_text = forms.CharField.to_python, serializers.CharField.run_validation


def to_python(field: forms.CharField, value: object) -> str | None:
    """Return what was typed, as CharField does, without invisible characters; in one line unless it is a text area.

    Passwords, which aren't stripped, stay as they are.
    """
    text = _form_text(field, value)
    if not text or not field.strip:
        return text
    text = visible_text(text)
    if not isinstance(field.widget, forms.Textarea):
        text = _BREAKS.sub(" ", text)
    return _form_text(field, text)


def run_validation(field: serializers.CharField, data: object = empty) -> object:
    """Return the validated text, as CharField does, without invisible characters.

    NUL is left to be refused: a program that sends one has a fault, and in a number it may have cut something off.
    """
    seen = visible_text(data) if isinstance(data, str) and field.trim_whitespace and "\0" not in data else data
    return _api_text(field, seen)


def install() -> None:
    """Let all text fields of forms and of the API take only what can be seen."""
    for owner, name, method in (
        (forms.CharField, "to_python", to_python),
        (serializers.CharField, "run_validation", run_validation),
    ):
        setattr(owner, name, method)

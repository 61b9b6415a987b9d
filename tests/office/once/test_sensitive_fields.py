"""Fields with passwords, codes and health data are marked: neither server nor device keeps what is typed there."""

import re

from django import forms

from tests.rooms import modules

NEVER_KEPT = re.compile(r"password|receipt$|illness|disab|health|disease|medical|diagnos")
# Other fields of this name are codes of units.
SECRET_CODES = {("ReceiptForm", "code"), ("ProofForm", "code")}


def form_classes():
    """Return every form class of every room."""
    found = {one for module in modules("forms") for one in vars(module).values() if isinstance(one, type)}
    return {one for one in found if issubclass(one, forms.BaseForm)}


def is_marked(field):
    attrs = field.widget.attrs
    hidden = isinstance(field.widget, forms.PasswordInput) or "data-sensitive" in attrs
    return hidden or attrs.get("autocomplete") in ("one-time-code", "new-password", "current-password")


def test_each_such_field_is_marked():
    fields = {
        (form.__name__, name): field
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if NEVER_KEPT.search(name) or (form.__name__, name) in SECRET_CODES
    }
    assert {("PasswordForm", "password"), *SECRET_CODES} <= set(fields)
    assert [named for named, field in fields.items() if not is_marked(field)] == []

"""Faults of malformed rows, in the form in which other systems are told those of a roster."""

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.settings import api_settings

# Codes of REST framework that a roster has by another name.
CODES_OF_FORM = {"required": "missing", "blank": "missing", "max_length": "too_long"}
NAMES_SHOWN = 100


def faults_in(why: ValidationError) -> list[dict[str, str]]:
    """Return the faults of a malformed row: field ("" for the whole row), code, and reason in the reader's language."""
    fields = why.detail if isinstance(why.detail, dict) else {"": why.detail}
    return [_fault(name, one) for name, told in fields.items() for one in told if isinstance(one, ErrorDetail)]


def _fault(name: str, told: ErrorDetail) -> dict[str, str]:
    # The field name is as sent; the stored answer can't contain NUL or lone surrogates.
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name[:NAMES_SHOWN])
    code = str(told.code)
    field = "" if name == api_settings.NON_FIELD_ERRORS_KEY else shown
    return {"field": field, "code": CODES_OF_FORM.get(code, code), "reason": str(told)}

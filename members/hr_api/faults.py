"""What other systems are told of a refused field, in words that don't change."""

from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.settings import api_settings

CODES = {
    "is missing": "missing",
    "“%(word)s” is no known value": "unknown_value",
    "is longer than %(longest)s characters": "too_long",
    "“%(word)s” is no name": "no_name",
    "has %(digits)s digits and should have 11, beginning with 1": "no_mobile_number",
    "is no mobile number": "no_mobile_number",
    "“%(word)s” is no date": "no_date",
    "lies in the future": "in_the_future",
    "lost digits: the spreadsheet stored it as a number; format the cells as text": "lost_digits",
    "is no certificate number": "no_certificate_number",
    "is not made of 18 characters": "no_identity_number",
    "holds a birth date that is no date": "no_identity_number",
    "its check digit is wrong": "wrong_check_digit",
    "contradicts 证件号码, which says %(said)s": "contradicts_identity_number",
    "contradicts 证件号码": "contradicts_identity_number",
    "this person is registered in another unit; ask for a transfer": "registered_elsewhere",
    "this person is registered in another unit; name the new one in 工作单位": "registered_elsewhere",
    "nobody changes their own entry; ask another officer": "own_entry",
    "you have no right to make a membership “%(new)s” here": "not_allowed",
    "you have no right to transfer members out of the old unit or into the new one": "not_allowed",
    "same %(head)s as sheet row %(row)s": "twice_in_batch",
    "nobody in the register has it; to add people, bring 证件号码": "unknown_person",
    "belongs to another person in the register": "belongs_to_another",
    "this record was merged into another one": "merged",
    "several units are called “%(word)s”": "ambiguous_unit",
    "there is no unit “%(word)s” within your reach": "unknown_unit",
    "a transfer of this person is under way": "transfer_under_way",
    "the register knows a later change of membership, of %(day)s": "later_change_known",
    "a membership that is “%(old)s” can't become “%(new)s”": "impossible_change",
}


# The same for a row that can't even be read: REST framework's codes, where another one says so already.
CODES_OF_FORM = {"required": "missing", "blank": "missing", "max_length": "too_long"}
NAMES_SHOWN = 100


def faults_in(why: ValidationError) -> list[dict[str, str]]:
    """The faults of a malformed row: field, blank for the row as a whole, code, and reason in the reader's language."""
    detail: Any = why.detail
    fields = detail if isinstance(detail, dict) else {"": detail}
    return [_fault(name, one) for name, told in fields.items() for one in told]


def _fault(name: str, told: ErrorDetail) -> dict[str, str]:
    # The name is whatever was sent; the database keeps the answer, and takes no NUL or half a character.
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name[:NAMES_SHOWN])
    code = str(told.code)
    field = "" if name == api_settings.NON_FIELD_ERRORS_KEY else shown
    return {"field": field, "code": CODES_OF_FORM.get(code, code), "reason": str(told)}


def code_of(reason: str) -> str:
    """The code of a reason that is given as its English message."""
    return CODES[reason]

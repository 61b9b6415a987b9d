"""What a worker may set right alone, and for what they ask. Pure: no database, no clock, no request. PIPL art. 46."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from members.choices import DocumentKind, IdKind, Purpose
from members.register.rules import identity

# What only the worker knows is theirs to say; what rights or money hang on is decided upon a request.
AT_ONCE = (
    "phone",
    "work_site",
    "education",
    "household_kind",
    "household_place",
    "native_place",
    "is_migrant",
)
ON_REQUEST = (
    "name",
    "id_number",
    "bank_card",
    "birth_date",
    "sex",
    "ethnic_group",
    "politics",
    "skill_level",
    "employee_number",
    "employment",
    "employment_form",
    "post_category",
    "hired_on",
    "joined_on",
    "family",
)
# Who somebody is has to be shown by a document.
WITH_DOCUMENT = ("name", "id_number")
SECRET = ("id_number", "bank_card")
PAPERS: dict[str, Purpose] = {DocumentKind.MEDICAL: Purpose.HEALTH, DocumentKind.BANK: Purpose.BANK_CARD}
NEEDS_CONSENT = {"bank_card": Purpose.BANK_CARD, "family": Purpose.FAMILY}


def as_text(value: Any) -> str:
    """A plain value of the register as a change request keeps it: dates in ISO form, nothing as ""."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def certificate_text(kind: str, number: str) -> str:
    """Kind and number of a certificate in one text, since one means nothing without the other."""
    return f"{kind} {number}" if number else ""


def certificate_parts(text: str) -> tuple[str, str]:
    """Kind and number out of `certificate_text`."""
    kind, _blank, number = text.partition(" ")
    return kind, number


def certificate_fault(kind: str, number: str) -> Any:
    """Why this is no certificate number, "" when it is one. GB 11643-1999 for identity cards."""
    if kind == IdKind.IDENTITY_CARD and not identity.is_identity_number(number):
        return _("This is no valid identity number.")
    if kind != IdKind.IDENTITY_CARD and not identity.OTHER_CERTIFICATE.fullmatch(number):
        return _("A certificate number has 5 to 32 characters.")
    return ""


def contradiction(kind: str, number: str, birth_date: date | None, sex: str) -> Any:
    """Why birth date and sex can't stand beside this certificate, "" when they can. GB 11643-1999."""
    if kind != IdKind.IDENTITY_CARD or not identity.is_identity_number(number):
        return ""
    if birth_date is not None and birth_date != identity.birth_date_of(number):
        return _("The identity number says another birth date. If the number is wrong, ask to have it corrected.")
    if sex in ("1", "2") and sex != identity.sex_of(number):
        return _("The identity number says another sex. If the number is wrong, ask to have it corrected.")
    return ""

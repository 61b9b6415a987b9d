"""Which of their data members may correct alone, which by request (PIPL art. 46); what certificate numbers say.

Pure: no database, no clock, no request.
"""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.choices import DocumentKind, IdKind, Purpose, Sex
from members.register.rules import identity
from office.types import Message

# Members change contact and personal details at once; what decides about rights or money is changed by request.
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
# A change of identity needs a document.
WITH_DOCUMENT = ("name", "id_number")
# Sealed fields of Member.
SECRET = ("id_number", "bank_card")
# Kind of document → the purpose to which the member must have consented.
CONSENT_FOR_DOCUMENT: dict[str, Purpose] = {DocumentKind.MEDICAL: Purpose.HEALTH, DocumentKind.BANK: Purpose.BANK_CARD}
NEEDS_CONSENT = {"bank_card": Purpose.BANK_CARD, "family": Purpose.FAMILY}


def as_text(value: object) -> str:
    """Return a field's value as a change request stores it: a date in ISO form, None as "", anything else by str."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def certificate_text(kind: str, number: str) -> str:
    """Return kind and number of a certificate as one text; "" without a number."""
    return f"{kind} {number}" if number else ""


def certificate_parts(text: str) -> tuple[str, str]:
    """Return kind and number from the text of `certificate_text`."""
    kind, _blank, number = text.partition(" ")
    return kind, number


def certificate_fault(kind: str, number: str) -> Message:
    """Return why `number` is no number of such a certificate, "" when it is one. GB 11643-1999 for identity cards."""
    if kind == IdKind.IDENTITY_CARD and (strange := identity.strange_sign(number)):
        reason, named = strange
        return gettext(reason.sentence) % named
    if kind == IdKind.IDENTITY_CARD and not identity.is_identity_number(number):
        return _("This is no valid identity number.")
    if kind != IdKind.IDENTITY_CARD and not identity.OTHER_CERTIFICATE.fullmatch(number):
        return _("A certificate number has 5 to 32 characters.")
    return ""


def contradiction(kind: str, number: str, birth_date: date | None, sex: str) -> Message:
    """Return why birth date or sex contradict an identity card number, GB 11643-1999; "" when they don't.

    An unknown birth date or sex contradicts nothing, nor do an invalid number or other certificates.
    """
    if kind != IdKind.IDENTITY_CARD or not identity.is_identity_number(number):
        return ""
    if birth_date is not None and birth_date != identity.birth_date_of(number):
        return _("The identity number says another birth date. If the number is wrong, ask to have it corrected.")
    if sex in (Sex.MALE, Sex.FEMALE) and sex != identity.sex_of(number):
        return _("The identity number says another sex. If the number is wrong, ask to have it corrected.")
    return ""

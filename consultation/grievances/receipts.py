"""Receipt codes of anonymous reports; rules.py says how they are typed and hashed."""

import secrets

from django.conf import settings

from consultation.grievances import rules
from consultation.grievances.models import Grievance


def new_receipt() -> str:
    """Return sixteen random digits; they are kept nowhere, so whoever asked for them must show them at once."""
    return "".join(str(secrets.randbelow(10)) for _ in range(rules.RECEIPT_DIGITS))


def hash_receipt(code: str) -> str:
    """Return the hash under which the grievance of this receipt code is found."""
    return rules.receipt_hash(code, settings.HASH_KEY)


def grievance_of(text: str) -> Grievance | None:
    """Return the grievance that a receipt code, as typed, opens; None alike for an ill-formed and an unknown one."""
    code = rules.bare_receipt(text)
    if not rules.is_receipt(code):
        code = "-" * rules.RECEIPT_DIGITS  # no receipt has it, and it takes the same time to find out
    return Grievance.objects.of_receipt(hash_receipt(code)).select_related("unit").first()

"""Receipt codes of anonymous reports; rules.py says how they are typed and hashed."""

from django.conf import settings

from consultation.grievances import rules
from consultation.grievances.models import Grievance
from office.receipts import bare_receipt, is_receipt


def hash_receipt(code: str) -> str:
    """Return the hash under which the grievance of this receipt code is found."""
    return rules.receipt_hash(code, settings.HASH_KEY)


def grievance_of(text: str) -> Grievance | None:
    """Return the grievance that a receipt code, as typed, opens; None alike for an ill-formed and an unknown one."""
    code = bare_receipt(text)
    if not is_receipt(code, rules.RECEIPT_DIGITS):
        code = "-" * rules.RECEIPT_DIGITS  # no receipt has it, and it takes the same time to find out
    return Grievance.objects.of_receipt(hash_receipt(code)).select_related("unit").first()

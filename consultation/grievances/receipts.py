"""Finds anonymous reports by their receipt codes."""

from django.conf import settings

from consultation.grievances import rules
from consultation.grievances.models import Grievance
from office.receipts import bare_receipt, is_receipt


def hash_receipt(code: str) -> str:
    """Return the hash under which the grievance of this receipt code is found."""
    return rules.receipt_hash(code, settings.HASH_KEY)


def grievance_of(text: str) -> Grievance | None:
    """Return the grievance with this receipt code, as a person typed it; None for a malformed or unknown one.

    Both take the same time.
    """
    code = bare_receipt(text)
    if not is_receipt(code, rules.RECEIPT_DIGITS):
        code = "-" * rules.RECEIPT_DIGITS  # no receipt has dashes; hashing it takes as long as any other code
    return Grievance.objects.of_receipt(hash_receipt(code)).select_related("unit").first()

"""Applications for membership: their states and receipts. Pure: no database, no clock, no request."""

import re
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RECEIPT_DIGITS = 12
# The form promises it: so long after the decision the applicant can still ask, and then nothing is kept.
KEPT_FOR = timedelta(days=183)


class ApplicationState(TextChoices):
    SUBMITTED = "submitted", _("waits to be checked")
    ADMITTED = "admitted", pgettext_lazy("application", "admitted")
    RETURNED = "returned", pgettext_lazy("application", "returned")


TONES = {
    ApplicationState.SUBMITTED: "warning",
    ApplicationState.ADMITTED: "success",
    ApplicationState.RETURNED: "muted",
}


def bare_receipt(text: str) -> str:
    """A receipt number as it is kept: its digits, whatever stands between them."""
    return re.sub(r"[\s-]", "", text)


def grouped_receipt(digits: str) -> str:
    """`1234 5678 9012`, as people read it."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))

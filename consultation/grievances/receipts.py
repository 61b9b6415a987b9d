import secrets

from django.conf import settings

from consultation.grievances import rules
from consultation.grievances.models import Grievance


def new_receipt() -> str:
    """Sixteen digits of chance; whoever made it must show it at once, for nobody can find it again."""
    return "".join(str(secrets.randbelow(10)) for _ in range(rules.RECEIPT_DIGITS))


def hashed(code: str) -> str:
    return rules.receipt_hash(code, settings.HASH_KEY)


def grievance_of(text: str) -> Grievance | None:
    """The grievance that a typed receipt code opens, or None: an ill-formed and an unknown code look alike."""
    code = rules.bare_receipt(text)
    if not rules.is_receipt(code):
        code = "-" * rules.RECEIPT_DIGITS  # no receipt has it, and it takes the same time to find out
    return Grievance.objects.of_receipt(hashed(code)).select_related("unit").first()

from django.utils.translation import override

from welfare.kinds.models import BenefitKind
from welfare.kinds.rules import SHIPPED_CODES, shipped_name


def ensure_kinds() -> None:
    """Create the shipped kinds that are missing; those that are there stay as they are."""
    with override("en"):
        BenefitKind.objects.bulk_create(
            [BenefitKind(code=code, name=shipped_name(code)) for code in SHIPPED_CODES], ignore_conflicts=True
        )

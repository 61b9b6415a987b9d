from welfare.hardship.models.settings import AidRule, HardshipRule
from welfare.hardship.shipped import AID_RULES, RULES


def ensure_hardship_rules() -> None:
    """Create the shipped rules of hardship and limits of aid where there are none; what is there stays as it is."""
    if not HardshipRule.objects.exists():
        HardshipRule.objects.bulk_create(HardshipRule(**fields) for fields in RULES)
    if not AidRule.objects.exists():
        AidRule.objects.bulk_create(AidRule(**fields) for fields in AID_RULES)

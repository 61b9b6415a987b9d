from welfare.seasonal.models.heat_rules import HeatRule
from welfare.seasonal.shipped import HEAT_RULES


def ensure_heat_rules() -> None:
    """Create the shipped rules of heat where there are none; what is there stays as it is."""
    if not HeatRule.objects.exists():
        HeatRule.objects.bulk_create(HeatRule(**fields) for fields in HEAT_RULES)

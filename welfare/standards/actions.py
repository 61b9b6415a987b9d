from django.db import transaction

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from welfare.standards.models import Cap
from welfare.standards.regional_caps import REGIONS


@transaction.atomic
def adopt_caps(unit: Unit, region: str, *, by: User | None) -> list[Cap]:
    """Create a region's published caps in a unit, and return those created; existing ones of the same start stay."""
    published = REGIONS[region]
    written = []
    for cap in published.caps:
        row, made = Cap.objects.get_or_create(
            unit=unit,
            kind=cap.kind,
            basis=cap.basis,
            effective_from=published.effective_from,
            defaults={
                "amount": cap.amount,
                "effective_to": published.effective_to,
                "source": f"{published.name} {published.source}",
            },
        )
        written += [row] if made else []
    if written:
        audit.record("cap.adopt", unit, by=by, unit=unit, changes={"region": region, "caps": len(written)})
    return written

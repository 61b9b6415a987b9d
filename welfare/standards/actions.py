from django.db import transaction
from django.db.models import Model

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from welfare.standards.models import BenefitRule, Cap, UnitRegion
from welfare.standards.regions import region_of
from welfare.standards.shipped import cap_fields, rule_fields


@transaction.atomic
def set_region(unit: Unit, region: str, *, by: User | None) -> UnitRegion:
    """Record in which region a unit lies, whose caps and rules then hold there and below."""
    name = region_of(region)
    said, made = UnitRegion.objects.get_or_create(unit=unit, defaults={"region": name})
    if not made:
        if said.region == name:
            return said
        said.region = name
        said.save(update_fields=["region"])
    audit.record("cap.region", unit, by=by, unit=unit, changes={"region": said.region})
    return said


def ensure_standards() -> None:
    """Create the shipped caps and rules of documents of which none is there; what is there stays as it is.

    Left out is what would hold beside another row: an administrator may have written the document otherwise.
    """
    _create_missing(Cap, [Cap(**fields) for fields in cap_fields()])
    _create_missing(BenefitRule, [BenefitRule(**fields) for fields in rule_fields()])


def _create_missing(model: type[Model], rows: list[Cap] | list[BenefitRule]) -> None:
    manager = model._default_manager
    there = set(manager.filter(unit=None).values_list("region", "source"))
    missing = (row for row in rows if (row.region, row.source) not in there)
    manager.bulk_create([row for row in missing if not row.overlapping().exists()])

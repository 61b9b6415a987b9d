from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from members.units.models.places import UnitPlace
    from members.units.models.units import Unit


class UnitPlaces(QuerySet["UnitPlace"]):
    def on(self, day: date) -> Self:
        """Return the place of each unit on `day`."""
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day))

    def below(self, unit: "Unit", day: date) -> QuerySet["UnitPlace", Mapping[str, object]]:
        """Return the keys of `unit` and of the units below it on `day`, as rows {"unit": key}."""
        return self.on(day).filter(under__contains=[unit.pk]).values("unit")

from datetime import datetime
from typing import TYPE_CHECKING, Self

from members import access

if TYPE_CHECKING:
    from members.freezes.models import FreezePeriod
    from members.units.models.units import Unit


class FreezePeriods(access.ScopedQuerySet["FreezePeriod"]):
    def in_force(self, moment: datetime) -> Self:
        """Return the periods that have begun and not ended at `moment`; the end itself is outside."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def covering(self, unit: "Unit") -> Self:
        """Return the periods of this unit and of those above it, the last to end first."""
        return self.filter(unit__path__in=unit.paths_down_to(unit.path)).order_by("-ends_at", "pk")

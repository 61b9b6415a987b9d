from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from members import access

if TYPE_CHECKING:
    from welfare.standards.models import Cap


class Caps(access.ScopedQuerySet["Cap"]):
    def in_force(self, day: date) -> Self:
        """Return the caps in force on a day; both their first and their last day count."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)

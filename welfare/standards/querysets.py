from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from members import access

if TYPE_CHECKING:
    from welfare.standards.models import Cap


class Caps(access.ScopedQuerySet["Cap"]):
    def in_force(self, day: date) -> Self:
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)

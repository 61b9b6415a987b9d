from datetime import date
from typing import Self

from django.db.models import Q

from welfare.grants.querysets import Scoped


class Caps(Scoped):
    def in_force(self, day: date) -> Self:
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)

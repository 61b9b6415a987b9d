from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from members import access


class Units(MP_NodeQuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm, field=""))

    def below(self, unit: Any) -> Self:
        """The unit and everything under it, in tree order."""
        return self.filter(path__startswith=unit.path)


class UnitManager(MP_NodeManager.from_queryset(Units)):  # type: ignore[misc]
    def get_queryset(self) -> Units:
        return Units(self.model, using=self._db).order_by("path")


class Appointments(models.QuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm))

    def in_term(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

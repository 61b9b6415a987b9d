from typing import Any, Self

from django.db import connections, transaction
from django.db.models import Q
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from members import access

# Any number that no other advisory lock of this database has.
TREE_LOCK = 732_001


class Units(MP_NodeQuerySet):
    def visible_to(self, user: Any, perm: str) -> Self:
        return self.filter(access.within(user, perm, field=""))

    def below(self, unit: Any) -> Self:
        """The unit and everything under it, in tree order."""
        return self.filter(path__startswith=unit.path)

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def named(self, text: str) -> Self:
        """Those whose name contains `text` or whose code begins with it."""
        return self.filter(Q(name__icontains=text) | Q(code__istartswith=text))


class UnitManager(MP_NodeManager.from_queryset(Units)):  # type: ignore[misc]
    """The tree; whatever changes its shape waits for whoever is at it, since paths are worked out from paths."""

    def get_queryset(self) -> Units:
        return Units(self.model, using=self._db).order_by("path")

    def hold_shape(self) -> None:
        """Keep everybody else from changing the tree until this transaction ends; before any row is locked."""
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])

    @transaction.atomic
    def add_root(self, *args: Any, **kwargs: Any) -> Any:
        self.hold_shape()
        return super().add_root(*args, **kwargs)

    @transaction.atomic
    def add_child(self, *args: Any, **kwargs: Any) -> Any:
        self.hold_shape()
        return super().add_child(*args, **kwargs)

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        self.hold_shape()
        return super().move(*args, **kwargs)

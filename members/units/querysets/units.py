from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Q
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from members import access
from office.sql import AdvisoryLock, take_lock

if TYPE_CHECKING:
    from members.units.models.units import Unit


class Units(MP_NodeQuerySet["Unit"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the units where `user` has `perm`."""
        return self.filter(access.within(user, perm, field=""))

    def below(self, unit: "Unit") -> Self:
        """Return those of these units that are `unit` or lie below it."""
        return self.filter(path__startswith=unit.path)

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def named(self, text: str) -> Self:
        """Return units whose name contains `text` or whose code begins with it, in any case of letters."""
        return self.filter(Q(name__icontains=text) | Q(code__istartswith=text))


UnitsManager = models.Manager.from_queryset(Units)


class UnitManager(MP_NodeManager["Unit"], UnitsManager["Unit"]):
    """The tree of units. Methods that change the tree lock it, since they compute new paths from the present ones."""

    def get_queryset(self) -> Units:
        return Units(self.model, using=self._db).order_by("path")

    if TYPE_CHECKING:
        # treebeard builds these from get_queryset().
        def get_children(self, node: "Unit") -> Units: ...
        def get_ancestors(self, node: "Unit") -> Units: ...

    def lock_tree(self) -> None:
        """Wait until no other transaction changes the tree, and keep others from it until this one ends.

        Call it before rows are locked, so that two transactions never wait for each other.
        """
        take_lock(AdvisoryLock.TREE)

    @transaction.atomic
    def add_root(self, create_kwargs: Mapping[str, object] | None = None, *, instance: "Unit | None" = None) -> "Unit":
        self.lock_tree()
        return super().add_root(create_kwargs, instance=instance)

    @transaction.atomic
    def add_child(
        self, target: "Unit", create_kwargs: Mapping[str, object] | None = None, *, instance: "Unit | None" = None
    ) -> "Unit":
        self.lock_tree()
        return super().add_child(target, create_kwargs, instance=instance)

    @transaction.atomic
    def move(self, node: "Unit", target: "Unit", pos: str | None = None) -> None:
        self.lock_tree()
        super().move(node, target, pos)

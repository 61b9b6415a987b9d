from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from members.choices import UnitKind, UnitLevel
from members.units.models.places import GOES_WITH_UNIT, MOVED, SET_UP
from members.units.querysets.units import UnitManager


class Unit(MP_Node):
    """A body of the union: federation, union, branch or group; permissions and budgets follow the tree of units.

    A closed unit keeps its place and history, has no present members, and can't be chosen in forms that enter data.
    """

    name = models.CharField(_("unit name"), max_length=100)
    code = models.CharField(_("code"), max_length=32, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=UnitKind, default=UnitKind.BRANCH)
    level = models.CharField(_("level"), max_length=8, choices=UnitLevel, blank=True)
    credit_code = models.CharField(
        _("unified social credit code"),
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        help_text=_("18 characters; only where the unit is a legal person of its own."),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    set_up_on = models.DateField(_("set up on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, verbose_name=_("merged into"), related_name="+"
    )

    objects = UnitManager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        permissions = [("reorganise_unit", _("Can move, merge and close units"))]
        triggers = [SET_UP, MOVED, GOES_WITH_UNIT]
        constraints = [
            models.CheckConstraint(
                condition=Q(credit_code=None) | Q(credit_code__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
                name="unit_credit_code_is_written_right",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(set_up_on=None) | Q(closed_on__gte=F("set_up_on")),
                name="unit_closes_after_it_was_set_up",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(closed_on__isnull=False), name="a_merged_unit_is_closed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:unit_detail", args=[self.pk])

    @property
    def top_path(self) -> str:
        """The path of the root above this unit; a root's own path."""
        return self.path[: self.steplen]

    @classmethod
    def paths_down_to(cls, path: str) -> list[str]:
        """Return the paths of the ancestors of the unit at `path`, the root's first, and `path` itself last."""
        return [path[:end] for end in range(cls.steplen, len(path) + 1, cls.steplen)]


class UnitContact(models.Model):
    """A contact person of a unit, shown to everybody who sees the unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("unit"), related_name="contacts")
    name = models.CharField(_("contact"), max_length=64)
    duty = models.CharField(_("duty"), max_length=64, blank=True)
    phone = models.CharField(_("office phone"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("contact of a unit")
        verbose_name_plural = _("contacts of units")
        ordering = ["unit", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

import pghistory
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from members.codes import UnitKind
from members.querysets.organisation import Appointments, UnitManager


class Unit(MP_Node):
    """A body of the union: the federation, a union, a branch or a group; rights and money follow this tree."""

    name = models.CharField(_("unit name"), max_length=100)
    code = models.CharField(_("code"), max_length=32, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=UnitKind, default=UnitKind.BRANCH)

    objects = UnitManager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """An office somebody can hold, with the permissions that it carries wherever it is held."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("post name"), max_length=64)
    permissions = models.ManyToManyField(Permission, verbose_name=_("permissions"), blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["id"]

    def __str__(self) -> str:
        # The shipped names are messages; what an administrator wrote instead passes through as it is.
        return gettext(self.name) if self.name else ""


@pghistory.track()
class Appointment(models.Model):
    """A person holds a post in a unit for a term; this, and nothing else, gives authority."""

    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("holder"), related_name="appointments"
    )
    post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("post"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="appointments")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = Appointments.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="appointment_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["holder", "post", "unit", "starts_on"], name="one_appointment_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} · {self.post} · {self.unit}"

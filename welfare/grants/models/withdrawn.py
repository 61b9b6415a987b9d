from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.register.models.member import Member
from members.units.models.units import Unit
from office.append_only import append_only
from welfare.grants import querysets
from welfare.grants.models.occasions import Occasion


class WithdrawnGrant(models.Model):
    """What an upheld objection took off an approved list: the grant as it was, and what is due in its place.

    The grant's row is deleted, since a member has one an occasion: a follow-up run gives `due`, or nothing where it
    is 0. `amount` is NULL for somebody who was missing.
    """

    run = models.ForeignKey("welfare.Run", models.PROTECT, verbose_name=_("run"), related_name="withdrawn")
    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="+")
    occasion = models.ForeignKey(Occasion, models.PROTECT, verbose_name=_("occasion"), related_name="withdrawn")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    due = models.DecimalField(_("due instead"), max_digits=12, decimal_places=2)
    at = models.DateTimeField(_("time"), default=timezone.now)

    objects = querysets.WithdrawnGrants.as_manager()

    class Meta:
        verbose_name = _("grant taken off a list")
        verbose_name_plural = _("grants taken off lists")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["run", "member"], name="taken_off_a_list_once"),
            models.CheckConstraint(condition=Q(due__gte=0), name="due_instead_is_not_negative"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.member} · {self.run}"

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.enums import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.freezes.querysets import FreezePeriods
from members.units.models.units import Unit


class FrozenAct(TextChoices):
    """What a freeze period forbids; the values are the names of its fields."""

    APPROVING = "approving", _("approving")
    ISSUING = "issuing", _("issuing")
    PAYING = "paying", _("paying and handing out")


class FreezePeriod(models.Model):
    """A time in which nothing is approved, issued or paid in a unit and below it; `ends_at` is outside."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="freezes")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    approving = models.BooleanField(_("no approving"), default=True)
    issuing = models.BooleanField(_("no issuing"), default=True)
    paying = models.BooleanField(_("no paying"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)

    objects = FreezePeriods.as_manager()

    class Meta:
        verbose_name = _("freeze period")
        verbose_name_plural = _("freeze periods")
        ordering = ["-starts_at", "-id"]
        default_permissions = ("view", "change")
        constraints = [
            # Equal where a period was lifted before it began.
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="freeze_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(approving=True) | Q(issuing=True) | Q(paying=True), name="freeze_forbids_something"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="freeze_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.reason}"

    @property
    def forbids(self) -> list[FrozenAct]:
        """What is forbidden."""
        return [act for act in FrozenAct if getattr(self, act.value)]

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

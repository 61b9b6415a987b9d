from decimal import Decimal

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from welfare.choices import Basis, Kind
from welfare.standards import querysets

CENT = MinValueValidator(Decimal("0.01"))


@pghistory.track()
class Cap(models.Model):
    """The most that a member may receive for a kind of benefit in a unit and below it; the nearest unit's counts."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="caps")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    basis = models.CharField(_("counted"), max_length=16, choices=Basis)
    amount = models.DecimalField(
        _("amount"),
        max_digits=12,
        decimal_places=2,
        validators=[CENT],
        help_text=_("Yuan; per cent where the cap is a share of the year's budget."),
    )
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The document that says so, so that an auditor sees why it holds.")
    )

    objects = querysets.Caps.as_manager()

    class Meta:
        verbose_name = _("cap")
        verbose_name_plural = _("caps")
        ordering = ["unit__path", "kind", "basis", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "basis", "effective_from"], name="one_cap_a_start"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cap_is_positive"),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="cap_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="cap_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_kind_display()} · {self.amount}"

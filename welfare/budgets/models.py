from decimal import Decimal

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.committees.models.separation import forbid_reviewers_to_spend
from members.units.models.units import Unit
from welfare.budgets import querysets
from welfare.choices import Kind
from welfare.permissions import SPENDING


@pghistory.track()
class BudgetLine(models.Model):
    """What a unit may spend on one kind of benefit in one year, what of it is reserved and what is spent. Yuan."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    amount = models.DecimalField(
        _("budget"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    reserved = models.DecimalField(_("reserved"), max_digits=14, decimal_places=2, default=Decimal(0), editable=False)
    spent = models.DecimalField(_("spent"), max_digits=14, decimal_places=2, default=Decimal(0), editable=False)

    objects = querysets.BudgetLines.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["-year", "unit__path", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "kind"], name="one_line_a_year_and_kind"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, reserved__gte=0, spent__gte=0), name="budget_line_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=F("reserved") + F("spent")), name="budget_line_is_not_overspent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.year} · {self.get_kind_display()}"

    @property
    def left(self) -> Decimal:
        return self.amount - self.reserved - self.spent


# The database refuses these permissions to whoever reviews the funds.
forbid_reviewers_to_spend(SPENDING)

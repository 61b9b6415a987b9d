from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db.models import Case, DecimalField, F, Value, When
from django.db.models.functions import Cast

from members import access
from welfare.budgets.rules import NEARLY_USED

if TYPE_CHECKING:
    from members.units.models.units import Unit
    from welfare.budgets.models import BudgetLine


class BudgetLines(access.ScopedQuerySet["BudgetLine"]):
    def for_unit(self, unit: "Unit", year: int, kind: str) -> Self:
        """The lines a unit may draw on for `kind` in `year`: its own first, then those of the units above it."""
        lines = self.filter(year=year, kind=kind, unit__path__in=unit.paths_down_to(unit.path))
        return lines.order_by("-unit__path")

    def with_share_used(self) -> Self:
        """Adds `share_used`, reserved and spent money as a part of the line, 0 to 1."""
        share = Cast(F("reserved") + F("spent"), DecimalField(max_digits=20, decimal_places=6)) / F("amount")
        return self.annotate(share_used=Case(When(amount=0, then=Value(Decimal(0))), default=share))

    def nearly_used(self) -> Self:
        return self.with_share_used().filter(amount__gt=0, share_used__gte=NEARLY_USED)

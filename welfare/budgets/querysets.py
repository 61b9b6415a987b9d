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
        """Return the lines that may pay for `kind` in `year` in a unit: its own, then those above it, nearest first."""
        lines = self.filter(year=year, kind=kind, unit__path__in=unit.paths_down_to(unit.path))
        return lines.order_by("-unit__path")

    def with_share_used(self) -> Self:
        """Annotate `share_used`, the share of the line that is reserved or spent: 0 to 1, 0 for a line of 0 yuan."""
        share = Cast(F("reserved") + F("spent"), DecimalField(max_digits=20, decimal_places=6)) / F("amount")
        return self.annotate(share_used=Case(When(amount=0, then=Value(Decimal(0))), default=share))

    def nearly_used(self) -> Self:
        """Return the lines of more than 0 yuan of which NEARLY_USED or more is reserved or spent."""
        return self.with_share_used().filter(amount__gt=0, share_used__gte=NEARLY_USED)

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db.models import Case, DecimalField, F, Sum, Value, When
from django.db.models.functions import Cast

from members import access
from welfare.budgets.rules import NEARLY_USED
from welfare.choices import ChangeState, YearEndState

if TYPE_CHECKING:
    from members.units.models.units import Unit
    from welfare.budgets.models import BudgetChange, BudgetEntry, BudgetLine, YearEnd


class YearOfBudgets(NamedTuple):
    """The sums of a year's budget lines, in yuan."""

    year: int
    amount: Decimal
    reserved: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.amount - self.reserved - self.spent

    @property
    def percent(self) -> int:
        """The per cent that are reserved or spent, rounded down."""
        return int((self.reserved + self.spent) * 100 / self.amount) if self.amount else 0


class BudgetChanges(access.ScopedQuerySet["BudgetChange"]):
    unit_field = "line__unit"

    def proposed(self) -> Self:
        """Return those that wait for approval."""
        return self.filter(state=ChangeState.PROPOSED)


class BudgetEntries(access.ScopedQuerySet["BudgetEntry"]):
    unit_field = "line__unit"

    def of_cause(self, kind: str, pk: int) -> Self:
        """Return the entries that rest on one row of another table."""
        return self.filter(cause_kind=kind, cause_id=pk)


class YearEnds(access.ScopedQuerySet["YearEnd"]):
    def closed(self) -> Self:
        """Return those that are in force."""
        return self.filter(state=YearEndState.CLOSED)

    def proposed_or_closed(self) -> Self:
        """Return those that wait for approval or are in force: one at most for a unit and year."""
        return self.filter(state__in=[YearEndState.PROPOSED, YearEndState.CLOSED])


class BudgetLines(access.ScopedQuerySet["BudgetLine"]):
    def for_unit(self, unit: "Unit", year: int, kind: str) -> Self:
        """Return the lines that may pay for `kind` in `year` in a unit: its own, then those above it, nearest first."""
        lines = self.filter(year=year, kind=kind, unit__path__in=unit.paths_down_to(unit.path))
        return lines.order_by("-unit__path")

    def with_share_used(self) -> Self:
        """Annotate `share_used`, the share of the line that is reserved or spent: 0 to 1, 0 for a line of 0 yuan."""
        share = Cast(F("reserved") + F("spent"), DecimalField(max_digits=20, decimal_places=6)) / F("amount")
        return self.annotate(share_used=Case(When(amount=0, then=Value(Decimal(0))), default=share))

    def sums_by_year(self) -> "list[YearOfBudgets]":
        """Return the sums of the lines of each year, the latest first: money of one year does not pay another's."""
        sums = self.order_by().values_list("year").annotate(Sum("amount"), Sum("reserved"), Sum("spent"))
        return [YearOfBudgets(*row) for row in sums.order_by("-year")]

    def nearly_used(self) -> Self:
        """Return the lines of more than 0 yuan of which NEARLY_USED or more is reserved or spent."""
        return self.with_share_used().filter(amount__gt=0, share_used__gte=NEARLY_USED)

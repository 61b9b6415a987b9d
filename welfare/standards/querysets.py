from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q

from members import access

if TYPE_CHECKING:
    from welfare.standards.models import BenefitRule, BudgetIncome, Cap, MemberFact, UnitRegion

M_co = TypeVar("M_co", bound=Model, covariant=True)


class StandardRows(access.ScopedQuerySet[M_co]):
    """Caps or rules: those of a region or for everywhere are published, and shown to whoever may see any."""

    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the rows of units where `user` has `perm`, and those of no unit."""
        if not access.holds(user, perm):
            return self.none()
        return self.filter(access.within(user, perm) | Q(unit=None))

    def in_force(self, day: date) -> Self:
        """Return those in force on a day; both their first and their last day count."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)


class Caps(StandardRows["Cap"]):
    pass


class BenefitRules(StandardRows["BenefitRule"]):
    pass


class UnitRegions(access.ScopedQuerySet["UnitRegion"]):
    pass


class BudgetIncomes(access.ScopedQuerySet["BudgetIncome"]):
    pass


class MemberFacts(access.ScopedQuerySet["MemberFact"]):
    unit_field = "member__unit"

    def of(self, fact: str, day: date) -> Self:
        """Return the facts of a kind that hold on a day; their first and their last day count."""
        return self.filter(Q(until=None) | Q(until__gte=day), fact=fact, since__lte=day)

"""Households in hardship in a winter: their level, whether they were visited at home, and what they were given.

Nothing here reads what a file says of income, health or family.
"""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from members import access
from welfare.budgets.models import BudgetLine
from welfare.budgets.querysets import YearOfBudgets
from welfare.choices import HARDSHIP_KINDS, Kind
from welfare.grants.models.grants import Grant
from welfare.hardship.choices import FileState
from welfare.hardship.models.files import HardshipAid
from welfare.hardship.querysets import HardshipFiles
from welfare.permissions import WelfarePermission
from welfare.seasonal.choices import Visited
from welfare.seasonal.rules import Winter
from welfare.visits.choices import DONE, HOME_VISIT
from welfare.visits.models.visits import Visit

# The kinds of budget lines that pay for a winter.
BUDGETS = (Kind.WINTER, Kind.HARDSHIP)
SAME_PERSON = Q(member=OuterRef("member")) | Q(member__merged_into=OuterRef("member"))
YUAN = DecimalField(max_digits=14, decimal_places=2)


class WinterFigures(NamedTuple):
    """How many households there are in a winter, how far their visits are, and what they were given, in yuan."""

    households: int
    visited: int
    planned: int
    not_yet: int
    given: Decimal


def _sum(rows: QuerySet[Grant] | QuerySet[Visit] | QuerySet[HardshipAid]) -> Coalesce:
    """Return the sum of the amounts of rows of one person as an expression, 0 without any."""
    summed = rows.order_by().annotate(one=Value(1)).values("one").annotate(sum=Sum("amount")).values("sum")
    return Coalesce(Subquery(summed), Value(Decimal(0)), output_field=YUAN)


def households(files: HardshipFiles, winter: Winter) -> HardshipFiles:
    """Return those of the files that were in force in a winter, each with its home visit and what was given.

    Annotated are `visit` (key), `visit_state`, `visited_on`, `visited` (a value of Visited) and `given` in yuan: aid
    noted in the file, grants of runs that were received, and visits that were paid, all in these months.
    """
    months = (winter.first, winter.last)
    visits = Visit.objects.live().filter(SAME_PERSON, kind=HOME_VISIT, event_on__range=months).order_by("-pk")
    aids = HardshipAid.objects.filter(file__member=OuterRef("member"), given_on__range=months)
    grants = Grant.objects.filter(SAME_PERSON, occasion__kind__in=HARDSHIP_KINDS, received_at__date__range=months)
    paid = Visit.objects.filter(SAME_PERSON, kind=HOME_VISIT, paid_on__range=months)
    held = files.filter(
        Q(state=FileState.IN_FORCE) | Q(state=FileState.LEFT, ended_on__gte=winter.first),
        submitted_at__date__lte=winter.last,
    )
    return held.annotate(
        visit=Subquery(visits.values("pk")[:1]),
        visit_state=Subquery(visits.values("state")[:1]),
        visited_on=Subquery(visits.values("visited_on")[:1]),
        visited=Case(
            When(visit_state__in=DONE, then=Value(Visited.YES.value)),
            When(visit_state__isnull=False, then=Value(Visited.PLANNED.value)),
            default=Value(Visited.NO.value),
        ),
        given=_sum(aids) + _sum(grants) + _sum(paid),
    )


def figures(rows: HardshipFiles) -> WinterFigures:
    """Return the sums of `households`. One query."""
    counted = rows.order_by().aggregate(
        households=Count("pk"),
        yes=Count("pk", filter=Q(visited=Visited.YES)),
        planned=Count("pk", filter=Q(visited=Visited.PLANNED)),
        sum=Sum("given"),
    )
    total, yes, planned = counted["households"], counted["yes"], counted["planned"]
    return WinterFigures(total, yes, planned, total - yes - planned, counted["sum"] or Decimal(0))


def budgets(user: access.Account, winter: Winter) -> list[YearOfBudgets]:
    """Return the sums of the budget lines in reach that pay for a winter, by year; none for who may not see budgets."""
    lines = BudgetLine.objects.visible_to(user, WelfarePermission.VIEW_BUDGETLINE)
    return lines.filter(kind__in=BUDGETS, year__in=(winter.year, winter.year + 1)).sums_by_year()

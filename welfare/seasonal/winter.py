"""Households in hardship in a winter: their level, whether they were visited at home, and what they were given.

Nothing here reads what a file says of income, health or family.
"""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Greatest

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
# The record of the file, and those merged into it. Asked for one after the other: no index serves both at once.
RECORDS = ("member", "member__merged_into")
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


def _sum_of_person(rows: QuerySet[Grant] | QuerySet[Visit]) -> CombinedExpression:
    """Return the sum of the amounts of rows of a person under whichever record as an expression."""
    own, merged = (_sum(rows.filter(**{record: OuterRef("member")})) for record in RECORDS)
    return own + merged


def households(files: HardshipFiles, winter: Winter) -> HardshipFiles:
    """Return those of the files that were in force in a winter, each with its home visit and what was given.

    Annotated are `visit` (key), `visit_state`, `visited_on`, `visited` (a value of Visited) and `given` in yuan: aid
    noted in the file, grants of runs that were received, and visits that were paid, all in these months.
    """
    months = (winter.first, winter.last)
    visits = Visit.objects.live().filter(kind=HOME_VISIT, event_on__range=months).order_by("-pk")
    of_person = (visits.filter(**{record: OuterRef("member")}) for record in RECORDS)
    latest = Visit.objects.filter(pk=OuterRef("visit"))
    aids = HardshipAid.objects.filter(file__member=OuterRef("member"), given_on__range=months)
    grants = Grant.objects.filter(occasion__kind__in=HARDSHIP_KINDS, received_at__date__range=months)
    paid = Visit.objects.filter(kind=HOME_VISIT, paid_on__range=months)
    held = files.filter(
        Q(state=FileState.IN_FORCE) | Q(state=FileState.LEFT, ended_on__gte=winter.first),
        submitted_at__date__lte=winter.last,
    )
    return held.annotate(
        visit=Greatest(*(Subquery(rows.values("pk")[:1]) for rows in of_person)),
        visit_state=Subquery(latest.values("state")),
        visited_on=Subquery(latest.values("visited_on")),
        visited=Case(
            When(visit_state__in=DONE, then=Value(Visited.YES.value)),
            When(visit_state__isnull=False, then=Value(Visited.PLANNED.value)),
            default=Value(Visited.NO.value),
        ),
        given=_sum(aids) + _sum_of_person(grants) + _sum_of_person(paid),
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

"""What was given and received in a year, by run and branch: from the kept sums, never from the grants themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Aggregate, Count, Model, Q, QuerySet, Sum
from django.db.models.functions import Left

from members.authority.models import User
from members.units.models.units import Unit
from welfare.choices import SHOWN_TO_MEMBERS
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.grants.querysets import apart_from_hardship
from welfare.reports.models import ReceiptSum
from welfare.reports.rules import Sums
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Given:
    """What a run gave to a branch: at the path of a unit directly below the one asked for, or of that itself."""

    run: int
    path: str
    sums: Sums


def branch_width(unit: Unit) -> int:
    """Return how long the paths of the units directly below a unit are."""
    return len(unit.path) + Unit.steplen


def given(user: User, unit: Unit, year: int) -> list[Given]:
    """Return what the runs of events in `year` gave to the unit and below, by run and branch. Three queries.

    Runs that tell who is in hardship count where the user may see marks of hardship.
    """
    places = _by_branch(RunUnit.objects.filter(heads__gt=0), user, unit, year, heads=Sum("heads"), money=Sum("cost"))
    taken_off = WithdrawnGrant.objects.filter(amount__isnull=False)
    off = _by_branch(taken_off, user, unit, year, heads=Count("pk"), money=Sum("amount"))
    names = ("received_heads", "received_money", "revoked_heads", "revoked_money")
    receipts = _by_branch(ReceiptSum.objects.all(), user, unit, year, **{f"of_{name}": Sum(name) for name in names})
    found: dict[tuple[int, str], Sums] = defaultdict(Sums)
    for run, path, heads, money in places:
        found[run, path] += Sums(heads, money)
    for run, path, heads, money in off:
        found[run, path] += Sums(-heads, -money)
    for run, path, received, received_money, revoked, revoked_money in receipts:
        found[run, path] += Sums(-revoked, -revoked_money, received, received_money)
    return [Given(run, path, sums) for (run, path), sums in found.items() if sums.heads]


# Any: the columns that are asked for have several types.
def _by_branch(rows: QuerySet[M], user: User, unit: Unit, year: int, **sums: Aggregate) -> list[tuple[Any, ...]]:
    """Return the sums of rows of issued runs of a year in a unit and below, by run and path of the branch."""
    issued = Q(run__state__in=SHOWN_TO_MEMBERS, run__occasion__on__range=(date(year, 1, 1), date(year, 12, 31)))
    found = rows.filter(issued, apart_from_hardship(user), unit__path__startswith=unit.path)
    grouped = found.order_by().annotate(branch=Left("unit__path", branch_width(unit))).values("run_id", "branch")
    return list(grouped.annotate(**sums).values_list("run_id", "branch", *sums))


def runs_of(found: list[Given]) -> dict[int, Run]:
    """Return the runs by key, with occasion, plan and unit; one query."""
    return Run.objects.select_related("occasion", "plan", "unit").in_bulk({one.run for one in found})


def units_at(paths: set[str]) -> dict[str, Unit]:
    """Return the units at these paths; one query."""
    return {unit.path: unit for unit in Unit.objects.filter(path__in=paths)}

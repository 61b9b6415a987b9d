"""Figures of welfare on the officers' desk: budget, receipts, who is reached and what each post category receives.

All are sums of runs and their units, which the counting of a run has written, but for the receipts of runs in progress.
They depend on the rights of the reader alone, so that they can be kept for all who hold the same.
"""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.permissions import MembersPermission
from members.register.headcount import headcounts_of
from members.units.models.units import Unit
from office.desk import Tile, whole
from office.money import yuan
from office.types import Chart
from welfare.budgets import execution
from welfare.budgets.models import BudgetLine
from welfare.choices import SHOWN_TO_MEMBERS, RunState
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.grants.querysets import apart_from_hardship
from welfare.permissions import WelfarePermission
from welfare.runs import figures, rules
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit

UNITS_DRAWN = 20


def tiles(user: User, today: date) -> list[Tile]:
    """Return the year's budget and what is not yet signed for. Four queries at most."""
    found = []
    if access.holds(user, WelfarePermission.VIEW_BUDGETLINE):
        found.append(_budget_tile(user, today))
    if access.holds(user, WelfarePermission.VIEW_GRANT):
        found.append(_receipts_tile(user))
    return found


def _lines(user: User, today: date) -> QuerySet[BudgetLine]:
    return BudgetLine.objects.visible_to(user, WelfarePermission.VIEW_BUDGETLINE).filter(year=today.year)


def _budget_tile(user: User, today: date) -> Tile:
    sums = _lines(user, today).aggregate(amount=Sum("amount"), reserved=Sum("reserved"), spent=Sum("spent"))
    spent, reserved = (sums[name] or Decimal(0) for name in ("spent", "reserved"))
    return Tile(
        label=_("Budget of %(year)s, spent") % {"year": today.year},
        figure=yuan(spent),
        note=_("of %(amount)s; reserved %(reserved)s")
        % {"amount": yuan(sums["amount"] or 0), "reserved": yuan(reserved)},
        url=f"{reverse('welfare:budget_list')}?year={today.year}",
    )


def _receipts_tile(user: User) -> Tile:
    """Return how many have not yet received, and can, in the runs that are being handed out."""
    places = RunUnit.objects.filter(
        access.within(user, WelfarePermission.VIEW_GRANT), apart_from_hardship(user), run__state=RunState.ISSUED
    )
    issued = Q(run__state=RunState.ISSUED)
    withdrawn = WithdrawnGrant.objects.visible_to(user, WelfarePermission.VIEW_GRANT)
    heads = places.aggregate(heads=Sum("heads"))["heads"] or 0
    heads -= withdrawn.filter(issued, amount__isnull=False).count()
    grants = Grant.objects.visible_to(user, WelfarePermission.VIEW_GRANT).filter(issued)
    done = (grants.received() | grants.held()).count()
    return Tile(
        label=_("Not yet signed for"),
        figure=whole(max(0, heads - done)),
        note=_("of %(count)s in runs being handed out") % {"count": whole(heads)},
        url=f"{reverse('welfare:grant_list')}?received=no",
    )


def charts(user: User, today: date) -> list[Chart]:
    """Return spending against the budget, heads beside money by post category, and coverage by unit."""
    found = []
    if access.holds(user, WelfarePermission.VIEW_BUDGETLINE):
        found.append(_spending(user, today))
    if access.holds(user, WelfarePermission.VIEW_RUN):
        found.append(_fairness(user, today))
    if access.holds(user, WelfarePermission.VIEW_GRANT):
        found.append(_coverage(user, today))
    return [one for one in found if one is not None]


def _spending(user: User, today: date) -> Chart | None:
    """Return spending against the year's budget, as the page of its execution shows it; None without a budget."""
    lines = BudgetLine.objects.visible_to(user, WelfarePermission.VIEW_BUDGETLINE)
    found = execution.movements(lines, today.year)
    if not execution.total_of(found, today.year).planned:
        return None
    _by_months, so_far = execution.charts(execution.month_rows(found, today.year), today.year)
    return {**so_far, "id": "spending"}


def _fairness(user: User, today: date) -> Chart | None:
    """Return the shares of heads and of money of each post category in this year's runs that were issued."""
    runs = Run.objects.visible_to(user, WelfarePermission.VIEW_RUN).filter(
        state__in=SHOWN_TO_MEMBERS, occasion__on__year=today.year
    )
    total = rules.sum_counts(row for counts in runs.values_list("counts", flat=True) for row in counts)
    rows = [row for row in figures.by_category(total) if row["receiving"]]
    if not rows:
        return None
    return {
        "id": "fairness",
        "title": _("Heads beside money by post category, %(year)s, per cent") % {"year": today.year},
        "kind": "horizontal",
        "labels": [str(row["label"]) for row in rows],
        "series": [
            {"name": _("Share of heads"), "values": [row["head_share"] for row in rows]},
            {"name": _("Share of money"), "values": [row["money_share"] for row in rows]},
        ],
    }


def _coverage(user: User, today: date) -> Chart | None:
    """Return how many in a hundred members of each unit the latest occasion reached, the lowest first."""
    # Who reads a share and the heads that received knows the headcount, which VIEW_UNIT shows.
    places = RunUnit.objects.filter(
        access.within(user, WelfarePermission.VIEW_GRANT),
        access.within(user, MembersPermission.VIEW_UNIT),
        apart_from_hardship(user),
        run__state__in=SHOWN_TO_MEMBERS,
        heads__gt=0,
    )
    latest = places.order_by("-run__occasion__on", "-run").select_related("run__occasion").first()
    tops = access.top_units(user, WelfarePermission.VIEW_GRANT).values_list("path", flat=True)
    if latest is None or not tops:
        return None
    width = min(len(path) for path in tops) + Unit.steplen
    of_latest = places.filter(run__occasion=latest.run.occasion_id).annotate(place=Left("unit__path", width))
    heads = dict(of_latest.order_by().values_list("place").annotate(heads=Sum("heads")))
    units = dict(Unit.objects.filter(path__in=heads).values_list("path", "name"))
    if len(units) < 2:
        return None
    present = headcounts_of(units)
    rows = [(100 * heads[path] / present[path].all, name) for path, name in units.items() if present[path].all]
    lowest = sorted((min(100, round(share)), name) for share, name in rows)[:UNITS_DRAWN]
    return {
        "id": "coverage",
        "title": _("Members reached by unit, %(occasion)s, per cent") % {"occasion": latest.run.occasion},
        "kind": "horizontal",
        "labels": [name for _share, name in lowest],
        "series": [{"name": _("Reached"), "values": [share for share, _name in lowest]}],
    }

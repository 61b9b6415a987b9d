"""Hold runs to the share of a unit's budget income that its region allows for a kind of benefit."""

from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from members import access
from members.authority.models import User
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.money import yuan
from welfare.choices import FROZEN_STATES, Basis
from welfare.grants.models.grants import Grant
from welfare.grants.models.withdrawn import WithdrawnGrant
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit
from welfare.standards.lookup import Standards
from welfare.standards.models import BudgetIncome
from welfare.standards.rules import CapRow, caps_for, share_of


def require_share(run: Run, *, by: User, lock: bool = True) -> None:
    """Lock the incomes that the run draws on, and check that no unit gives more than its share of them.

    Without `lock` it only looks, for pages that tell beforehand what a step would be refused for.

    Raises NotAllowed where a unit would give more with this run than its region allows of its budget income, approved
    runs of the year counted, and where a share is limited but no income is entered. The sums of a unit above, in which
    `by` may see no budget, are not told.
    """
    standards, year = Standards(run.occasion.kind), run.occasion.on.year
    above = Unit.paths_down_to(run.unit.path)
    incomes = BudgetIncome.objects.filter(Q(unit__path__in=above) | Q(unit__path__startswith=run.unit.path), year=year)
    # In one order, so that two runs that are approved at once don't wait for each other.
    found = list((incomes.select_for_update(of=("self",)) if lock else incomes).select_related("unit").order_by("pk"))
    for income in found:
        cap = _share_cap(standards, run, income.unit.path)
        if cap is not None:
            _require_left(run, income, cap, by)
    cap = _share_cap(standards, run, run.unit.path)
    if cap is not None and not any(income.unit.path in above for income in found):
        raise NotAllowed(
            _(
                "At most %(share)s %% of the unit's budget income may be given (%(document)s): enter the budget income "
                "of %(year)s first."
            )
            % {"share": f"{cap.amount:f}", "document": cap.document, "year": year},
            code="income_missing",
        )


def _share_cap(standards: Standards, run: Run, path: str) -> CapRow | None:
    reached = standards.at(path)
    caps = caps_for(
        reached.caps,
        kind=run.occasion.kind,
        on=run.on,
        festival=run.occasion.key.partition(":")[0],
        conditions=reached.conditions,
    )
    return caps.get(Basis.BUDGET_SHARE)


def _require_left(run: Run, income: BudgetIncome, cap: CapRow, by: User) -> None:
    counted = Q(run=run) | Q(
        run__state__in=FROZEN_STATES, run__occasion__kind=run.occasion.kind, run__occasion__on__year=income.year
    )
    here = counted & Q(unit__path__startswith=income.unit.path)
    places = RunUnit.objects.filter(here).aggregate(sum=Sum("cost"))
    withdrawn = WithdrawnGrant.objects.filter(here).aggregate(sum=Sum("amount"))
    # Only runs of which something was revoked: they alone are read grant by grant.
    revoked = Grant.with_revoked.filter(here, run__revoked_heads__gt=0, revoked_at__isnull=False)
    back = [withdrawn["sum"], revoked.aggregate(sum=Sum("amount"))["sum"]]
    given = (places["sum"] or Decimal(0)) - sum((amount or Decimal(0) for amount in back), Decimal(0))
    limit = share_of(income.amount, cap.amount)
    if given > limit and not access.can(by, WelfarePermission.VIEW_BUDGETLINE, income.unit):
        raise NotAllowed(
            _(
                "With this run %(unit)s as a whole would give more in %(year)s than %(share)s %% of its budget income "
                "(%(document)s). Ask there."
            )
            % {"unit": income.unit, "year": income.year, "share": f"{cap.amount:f}", "document": cap.document},
            code="share_reached",
        )
    if given > limit:
        raise NotAllowed(
            _(
                "%(unit)s would give %(given)s in %(year)s, and may give %(limit)s: %(share)s %% of its budget income "
                "(%(document)s)."
            )
            % {
                "unit": income.unit,
                "given": yuan(given),
                "year": income.year,
                "limit": yuan(limit),
                "share": f"{cap.amount:f}",
                "document": cap.document,
            },
            code="share_reached",
        )

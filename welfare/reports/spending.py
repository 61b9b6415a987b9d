"""What a year's runs and visits gave, by kind, branch and month, against the budgets and the cap a person and year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Min, Sum
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from members import access
from members.authority.models import User
from members.register.headcount import headcounts_of
from members.units.models.units import Unit
from office.exports import Column
from office.types import Chart, ChartSeries, Message
from welfare.budgets import execution
from welfare.budgets.models import BudgetLine
from welfare.budgets.rules import Execution, Movement, executed
from welfare.choices import SHOWN_TO_MEMBERS, Kind
from welfare.fairness import rules
from welfare.fairness.reading import names_together
from welfare.fairness.rules import Cube, Figures, Line
from welfare.kinds.names import kind_name
from welfare.permissions import WelfarePermission
from welfare.reports.given import branch_width, given, runs_of, units_at
from welfare.reports.models import CoverageCell, CoverageCount
from welfare.reports.rules import per_cent
from welfare.runs.models.units import RunUnit
from welfare.visits.choices import VisitState
from welfare.visits.models.visits import Visit

BRANCH, KIND, MONTH = 0, 1, 2
KEYS = {BRANCH: "branch", KIND: "kind", MONTH: "month"}
TITLES: dict[int, Message] = {
    BRANCH: gettext_lazy("Branch"),
    KIND: gettext_lazy("Kind"),
    MONTH: gettext_lazy("Month"),
}
BUDGET = WelfarePermission.VIEW_BUDGETLINE
LINES_DRAWN = 20


@dataclass(frozen=True)
class SpendingRow:
    """What one line of a table gave: benefits and yuan, and what it is compared with; None where there is nothing.

    Of kinds `budget` and `spent` are those of the budget lines; of branches the others: `members` of today, of a past
    year those of its last count, and `festival` yuan for each of them beside `cap`, the lowest for a person and year
    with which a run was counted there.
    """

    table: str
    head: Message
    label: str
    benefits: int
    money: Decimal
    budget: Decimal | None = None
    spent: Decimal | None = None
    members: int | None = None
    festival: Decimal | None = None
    cap: Decimal | None = None

    @property
    def rate(self) -> Decimal | None:
        """How many per cent of the budget are spent."""
        return per_cent(self.spent, self.budget) if self.spent is not None else None

    @property
    def per_member(self) -> Decimal | None:
        return round(self.money / self.members, 2) if self.members else None

    @property
    def of_cap(self) -> Decimal | None:
        """How many per cent of the cap the festival benefits of a member are, on average."""
        return per_cent(self.festival, self.cap) if self.festival is not None else None


COLUMNS: tuple[Column[SpendingRow], ...] = (
    Column(gettext_lazy("Table"), 14, lambda row: row.head),
    Column(gettext_lazy("Group"), 28, lambda row: row.label),
    Column(pgettext_lazy("count", "Benefits"), 12, lambda row: row.benefits),
    Column(gettext_lazy("Money given"), 16, lambda row: row.money),
    Column(gettext_lazy("Budget"), 16, lambda row: row.budget),
    Column(gettext_lazy("Spent by the budgets"), 16, lambda row: row.spent),
    Column(gettext_lazy("Execution rate, %"), 10, lambda row: row.rate),
    Column(pgettext_lazy("count", "Members"), 12, lambda row: row.members),
    Column(pgettext_lazy("count", "Yuan for each member"), 14, lambda row: row.per_member),
    Column(gettext_lazy("Festival benefits, yuan for each member"), 14, lambda row: row.festival),
    Column(gettext_lazy("Cap for a person and year"), 14, lambda row: row.cap),
    Column(gettext_lazy("Of the cap, %"), 10, lambda row: row.of_cap),
)


@dataclass(frozen=True)
class Spending:
    """The report: its lines by kind, branch and month, what was given in all, and the execution of the budgets.

    `budget` is None where the user may not see budgets.
    """

    kinds: Sequence[SpendingRow]
    branches: Sequence[SpendingRow]
    months: Sequence[SpendingRow]
    total: Figures
    budget: Execution | None

    @property
    def rows(self) -> list[SpendingRow]:
        return [*self.kinds, *self.branches, *self.months]


def spending(user: User, unit: Unit, year: int) -> Spending:
    """Return what the unit and all below it were given in a year, in lines that tell of no fewer than five benefits.

    Of visits those that were paid count, where the user may see visits. Kinds with a budget of which nothing was given
    stand there too, so that the lines add up to the whole budget.
    """
    cube = _cube(user, unit, year)
    total = rules.total(cube.values())
    budget = _movements(user, unit, year)
    lines = {place: _lines(cube, place) for place in KEYS}
    along = {place: rules.along(cube, place) for place in KEYS}

    def figures(place: int, line: Line) -> Figures:
        return rules.total(along[place][key,] for key in line)

    def row(place: int, line: Line, label: str) -> SpendingRow:
        of = figures(place, line)
        return SpendingRow(KEYS[place], TITLES[place], label, of.heads, of.money)

    kinds = [
        _against_budget(row(KIND, line, names_together([str(kind_name(key)) for key in sorted(line)])), budget, line)
        for line in sorted(lines[KIND], key=lambda line: -figures(KIND, line).money)
    ]
    # With fewer than five benefits in all nothing is told.
    if rules.may_be_shown(total, rules.receiving):
        kinds += _only_budgeted(budget or [], {kind for _path, kind, _month in cube})
    months = [row(MONTH, line, names_together(sorted(line))) for line in sorted(lines[MONTH], key=sorted)]
    units = units_at({path for path, *_others in cube})
    beside = _Beside(unit, year, cube)
    branches = [
        beside.row(row(BRANCH, line, names_together([units[path].name for path in sorted(line)])), line)
        for line in sorted(lines[BRANCH], key=sorted)
    ]
    return Spending(kinds, branches, months, total, None if budget is None else executed(budget))


def _cube(user: User, unit: Unit, year: int) -> Cube:
    """Return benefits (as heads and members alike) and money by path of the branch, kind and month."""
    found: dict[tuple[str, ...], Figures] = {}
    of_runs = given(user, unit, year)
    runs = runs_of(of_runs)
    for one in of_runs:
        occasion = runs[one.run].occasion
        key = (one.path, occasion.kind, f"{occasion.on:%Y-%m}")
        found[key] = found.get(key, Figures()) + Figures(one.sums.heads, one.sums.heads, one.sums.money)
    for path, kind, month, count, money in _visits(user, unit, year):
        key = (path, kind, f"{year}-{month:02}")
        found[key] = found.get(key, Figures()) + Figures(count, count, money)
    return found


def _visits(user: User, unit: Unit, year: int) -> list[tuple[str, str, int, int, Decimal]]:
    """Return path of the branch, kind, month of the event, number and money of paid visits. One query."""
    paid = Visit.objects.visible_to(user, WelfarePermission.VIEW_VISIT).filter(
        state__in=[VisitState.PAID, VisitState.CLOSED],
        event_on__range=(date(year, 1, 1), date(year, 12, 31)),
        unit__path__startswith=unit.path,
    )
    grouped = paid.order_by().annotate(branch=Left("unit__path", branch_width(unit)))
    return list(
        grouped.values_list("branch", "kind", "event_on__month").annotate(times=Count("pk"), money=Sum("amount"))
    )


def _lines(cube: Cube, place: int) -> list[Line]:
    """Return in which lines a dimension may be shown; none where there is but one that is too small."""
    lines = rules.lines_of(cube, place, groups=rules.receiving)
    along = rules.along(cube, place)
    return [line for line in lines if rules.may_be_shown(rules.total(along[key,] for key in line), rules.receiving)]


def _movements(user: User, unit: Unit, year: int) -> list[Movement] | None:
    """Return what was entered in the unit's budget lines and those below in a year; None for who may not see them."""
    if not access.can(user, BUDGET, unit):
        return None
    lines = BudgetLine.objects.visible_to(user, BUDGET).filter(unit__path__startswith=unit.path)
    return [one for one in execution.movements(lines, year) if one.year == year]


def _against_budget(row: SpendingRow, budget: list[Movement] | None, line: Line) -> SpendingRow:
    """Return the row of a line of kinds with their budget, where there is one."""
    of_line = [one for one in budget or () if one.benefit in line]
    done = executed(of_line)
    return replace(row, budget=done.planned, spent=done.spent) if of_line else row


def _only_budgeted(budget: list[Movement], given: set[str]) -> list[SpendingRow]:
    """Return a row of each kind with a budget of which nothing was given, the largest budget first."""
    kinds = {one.benefit for one in budget} - given
    rows = [
        _against_budget(
            SpendingRow(KEYS[KIND], TITLES[KIND], str(kind_name(kind)), 0, Decimal(0)), budget, frozenset({kind})
        )
        for kind in kinds
    ]
    return sorted(rows, key=lambda row: (-(row.budget or 0), row.label))


def _members(unit: Unit, year: int, paths: set[str]) -> dict[str, int]:
    """Return members by path of the branch: of this year today's, of a past one those of its last count. Two queries.

    A past year that was not counted has none.
    """
    if year >= timezone.localdate().year:
        # Who is in the unit itself, and in none below it, is a branch by itself.
        return {path: of.own if path == unit.path else of.all for path, of in headcounts_of(paths).items()}
    count = CoverageCount.objects.latest_done(year)
    cells = CoverageCell.objects.below(unit).filter(count=count, kind="").order_by()
    by_branch = cells.annotate(branch=Left("unit__path", branch_width(unit))).values_list("branch")
    return dict(by_branch.annotate(heads=Sum("members"))) if count else {}


class _Beside:
    """What stands beside a branch: its members, festival yuan for each of them, and the lowest cap. Three queries."""

    def __init__(self, unit: Unit, year: int, cube: Cube) -> None:
        self._members = _members(unit, year, {path for path, *_others in cube})
        self._caps = _caps(unit, year)
        self._festival: dict[str, Decimal] = {}
        for (path, kind, _month), figures in cube.items():
            if kind == Kind.FESTIVAL:
                self._festival[path] = self._festival.get(path, Decimal(0)) + figures.money

    def row(self, row: SpendingRow, line: Line) -> SpendingRow:
        """Return the row of a line of branches with that; without it below five members."""
        members = sum(self._members.get(path, 0) for path in line)
        if members < rules.FEW:
            return row
        caps = [self._caps[path] for path in line if path in self._caps]
        given = sum((self._festival.get(path, Decimal(0)) for path in line), Decimal(0))
        return replace(row, members=members, festival=round(given / members, 2), cap=min(caps, default=None))


def _caps(unit: Unit, year: int) -> dict[str, Decimal]:
    """Return by path of the branch the lowest cap for a person and year that a festival's run was counted with."""
    places = RunUnit.objects.filter(
        run__state__in=SHOWN_TO_MEMBERS,
        run__occasion__kind=Kind.FESTIVAL,
        run__occasion__on__range=(date(year, 1, 1), date(year, 12, 31)),
        unit__path__startswith=unit.path,
        year_cap__isnull=False,
    )
    grouped = places.order_by().annotate(branch=Left("unit__path", branch_width(unit))).values_list("branch")
    return dict(grouped.annotate(lowest=Min("year_cap")))


def charts(found: Spending) -> list[Chart]:
    """Return what was given by kind beside the budgets, by branch, and by month; each where there is more than one."""
    drawn: list[Chart] = []
    for rows, key, title in (
        (found.kinds, "kind", _("Given by kind, yuan")),
        (found.branches, "branch", _("Given by branch, yuan")),
        (found.months, "month", _("Given by month of the event, yuan")),
    ):
        shown = rows[:LINES_DRAWN]
        if len(shown) < 2:
            continue
        series: list[ChartSeries] = [{"name": _("Given"), "values": [row.money for row in shown]}]
        if any(row.budget for row in shown):
            series.append({"name": _("Budget"), "values": [row.budget or Decimal(0) for row in shown]})
        drawn.append(
            {
                "id": f"spending-{key}",
                "title": title,
                "kind": "bar" if key == "month" else "horizontal",
                "labels": [row.label for row in shown],
                "series": series,
                "money": True,
            }
        )
    return drawn

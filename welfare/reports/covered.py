"""Whom a year's benefits reached, and how heads and money are shared: from the cells of the last count."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import Left
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.authority.models import User
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.types import Chart
from welfare.choices import HARDSHIP_KINDS, PRIVATE_KINDS
from welfare.fairness import rules
from welfare.fairness.reading import BRANCH, NOBODY, PAIRS, Names, Reading, Row, Table, names_together
from welfare.fairness.rules import Cube, Figures, Line
from welfare.kinds.names import kind_name
from welfare.permissions import WelfarePermission
from welfare.reports.given import branch_width
from welfare.reports.models import CoverageCell, CoverageCount
from welfare.runs.rules import shares

LINES_DRAWN = 20
KIND = "kind"
# The keys of the tables of the two reports.
COVERAGE_TABLES = (KIND, "branch")
FAIRNESS_TABLES = ("post_category", "sex", "post_category_sex", "branch_post_category", "branch_sex")


class KindTable(Table):
    """Figures by kind of benefit: a single kind says more than the total, which is of all kinds."""

    @property
    def is_shown(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True)
class Coverage:
    """What may be told of a unit's coverage: `tables` by kind, branch, post category, sex and two of them.

    `hidden` where even the sums of the unit would tell of fewer than five people; there are no tables then. How many
    members there are is told only with `shows_members`.
    """

    count: CoverageCount
    total: Figures = NOBODY
    tables: Sequence[Table] = ()
    hidden: bool = False
    shows_members: bool = False

    def by(self, *keys: str) -> list[Table]:
        """Return the tables of these keys, in this order."""
        return [table for key in keys for table in self.tables if table.key == key]


def coverage(user: User, perm: str, unit: Unit, year: int) -> Coverage | None:
    """Return what the last count says of a unit and all below it, as `user` may know it; None while there is none.

    Figures are put together so that no group of fewer than five people can be found, also not by asking for a unit
    after the one above it: what isn't a line of its own there isn't told by itself.
    """
    count = CoverageCount.objects.latest_done(year)
    if count is None:
        return None
    reading = _reading(count, unit)
    total = reading.total
    is_told, shows_members = _told_above(count, user, perm, unit)
    if not (is_told and rules.may_be_shown(total)) and not total.is_empty:
        return Coverage(count, hidden=True)
    shows_members = shows_members and not _few_are_missing(total)
    by_kind = _by_kind(count, user, unit, total, shows_members=shows_members)
    tables = [*([by_kind] if by_kind.rows or total.heads else []), *reading.tables()]
    return Coverage(count, total, tables, shows_members=shows_members)


def _told_above(count: CoverageCount, user: User, perm: str, unit: Unit) -> tuple[bool, bool]:
    """Return whether a unit is a line of its own in the figures of each unit above it that the user may ask for.

    And whether its number of members is shown there. Three queries for each unit above.
    """
    is_told = shows_members = True
    above = [path for path in Unit.paths_down_to(unit.path) if path != unit.path]
    for parent in Unit.objects.filter(access.within(user, perm, field=""), path__in=above):
        reading = _reading(count, parent)
        branch = Unit.objects.get(path=unit.path[: branch_width(parent)])
        line = frozenset({str(branch.pk)})
        is_told = is_told and line in reading.down.lines[BRANCH]
        shows_members = shows_members and line in reading.lines_with_members(BRANCH)
    return is_told, shows_members


def _few_are_missing(figures: Figures) -> bool:
    return 0 < figures.meant - figures.heads < rules.FEW


def _cells(count: CoverageCount, unit: Unit) -> "QuerySet[CoverageCell]":
    return CoverageCell.objects.below(unit).filter(count=count, kind="").order_by()


def _cube(count: CoverageCount, unit: Unit) -> Cube:
    """Return members, heads and money by branch (its key), post category and sex. Two queries."""
    cells = _cells(count, unit).annotate(branch=Left("unit__path", branch_width(unit)))
    rows = cells.values_list("branch", "post_category", "sex").annotate(
        all=Sum("members"), reached=Sum("heads"), yuan=Sum("money")
    )
    found = list(rows)
    keys = dict(Unit.objects.filter(path__in={row[0] for row in found}).values_list("path", "pk"))
    return {
        (str(keys[path]), category, sex): Figures(members, heads, money)
        for path, category, sex, members, heads, money in found
    }


def _reading(count: CoverageCount, unit: Unit) -> Reading:
    cube = _cube(count, unit)
    return Reading(cube, rules.break_down(cube, PAIRS), Names(cube))


def _by_kind(count: CoverageCount, user: User, unit: Unit, total: Figures, *, shows_members: bool) -> Table:
    """Return how many members received of each kind. One query.

    Kinds that tell of hardship are shown to whoever may see its marks in the unit, those that tell of illness and death
    to whoever may see visits there. Kinds that few received are put together, where somebody may be counted in several.
    """
    cells = CoverageCell.objects.below(unit).filter(count=count).exclude(kind="").order_by()
    if not access.can(user, MembersPermission.VIEW_HARDSHIPMARK, unit):
        cells = cells.exclude(kind__in=HARDSHIP_KINDS)
    if not access.can(user, WelfarePermission.VIEW_VISIT, unit):
        cells = cells.exclude(kind__in=set(PRIVATE_KINDS) - set(HARDSHIP_KINDS))
    sums = cells.values_list("kind").annotate(reached=Sum("heads"), yuan=Sum("money"))
    of = {kind: Figures(total.meant, heads, money) for kind, heads, money in sums}

    def figures(line: Line) -> Figures:
        summed = rules.total(of[kind] for kind in line)
        return Figures(total.meant, summed.heads, summed.money)

    def is_safe(line: Line) -> bool:
        return not 0 < figures(line).heads < rules.FEW

    lines = rules.put_together(
        [frozenset({kind}) for kind in of], size=lambda line: figures(line).heads, safe=lambda line: is_safe(line)
    )
    lines = sorted((line for line in lines if is_safe(line)), key=lambda line: (-figures(line).heads, sorted(line)))
    heads = shares([figures(line).heads for line in lines])
    money = shares([figures(line).money for line in lines])
    rows = [
        Row(
            names_together(sorted(str(kind_name(kind)) for kind in line)),
            figures(line),
            Decimal(0),
            heads[at],
            money[at],
            shows_members=shows_members and len(line) == 1 and not _few_are_missing(figures(line)),
        )
        for at, line in enumerate(lines)
    ]
    return KindTable(KIND, _("Kind"), gettext_lazy("Kind"), rows, total=total)


def charts(tables: Sequence[Table]) -> list[Chart]:
    """Return how many in a hundred members each kind and each branch reached, the lowest first."""
    found: list[Chart] = []
    for table in tables:
        rows = [row for row in table.rows if row.shows_members]
        if len(rows) < 2:
            continue
        drawn = sorted(rows, key=lambda row: (row.figures.reach, row.label))[:LINES_DRAWN]
        found.append(
            {
                "id": f"coverage-{table.key}",
                "title": _("Members reached by %(what)s, per cent") % {"what": str(table.head).lower()},
                "kind": "horizontal",
                "labels": [row.label for row in drawn],
                "series": [{"name": _("Reached"), "values": [round(row.figures.reach, 1) for row in drawn]}],
            }
        )
    return found

"""Whether visits of a year were made and closed in time, within the days of the rule of their kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.units.models.units import Unit
from office.exports import Column
from office.types import Chart
from welfare.fairness import rules as groups
from welfare.fairness.reading import names_together
from welfare.fairness.rules import Line
from welfare.kinds.names import kind_name
from welfare.permissions import WelfarePermission
from welfare.reports.rules import VisitFigures, VisitTime, figures_of_visits, per_cent
from welfare.standards import rules
from welfare.standards.lookup import Standards
from welfare.standards.models import BenefitRule
from welfare.visits.choices import GIVEN_UP, VisitState
from welfare.visits.models.visits import Visit

PERM = WelfarePermission.VIEW_VISIT


@dataclass(frozen=True)
class VisitRow:
    """The figures of the visits of one kind, or of several that were put together."""

    label: str
    figures: VisitFigures

    @property
    def rate(self) -> Decimal | None:
        return self.figures.rate

    @property
    def closed_rate(self) -> Decimal | None:
        """How many per cent of those visited were closed in time, of those about which it is decided."""
        done = self.figures.closed_in_time
        return per_cent(done, done + self.figures.closed_late)


COLUMNS: tuple[Column[VisitRow], ...] = (
    Column(gettext_lazy("Kind"), 22, lambda row: row.label),
    Column(gettext_lazy("Visits asked for"), 10, lambda row: row.figures.asked, total=True),
    Column(gettext_lazy("Visits carried out"), 10, lambda row: row.figures.visited, total=True),
    Column(gettext_lazy("Visits closed"), 10, lambda row: row.figures.closed, total=True),
    Column(gettext_lazy("Days until the visit, median"), 12, lambda row: row.figures.days_until_visit),
    Column(gettext_lazy("Visited in time"), 10, lambda row: row.figures.in_time, total=True),
    Column(gettext_lazy("Late or overdue"), 10, lambda row: row.figures.late, total=True),
    Column(gettext_lazy("In time, %"), 10, lambda row: row.rate),
    Column(gettext_lazy("Days until closed, median"), 12, lambda row: row.figures.days_until_closed),
    Column(gettext_lazy("Closed in time"), 10, lambda row: row.figures.closed_in_time, total=True),
    Column(gettext_lazy("Closed late or overdue"), 10, lambda row: row.figures.closed_late, total=True),
    Column(gettext_lazy("Closed in time, %"), 10, lambda row: row.closed_rate),
)


@dataclass(frozen=True)
class Visiting:
    """The report: its lines by kind, and the sum of these lines; visits of kinds that are not shown are in neither.

    Where no rule says within how many days, `ruled` of the figures is 0, and `in_time` and `late` say nothing.
    """

    rows: Sequence[VisitRow]
    total: VisitFigures


def visiting(user: User, unit: Unit, year: int, today: date) -> Visiting:
    """Return the figures of the visits that were asked for in a year in a unit and below, those given up left out.

    Kinds of fewer than five visits are put together with others.
    """
    times = _times(_asked_for(user, unit, year), today)
    lines = groups.put_together(
        [frozenset({kind}) for kind in times],
        size=lambda line: _asked(times, line),
        safe=lambda line: not 0 < _asked(times, line) < groups.FEW,
    )
    shown = [line for line in lines if _asked(times, line) >= groups.FEW]
    rows = [
        VisitRow(
            names_together(sorted(str(kind_name(kind)) for kind in line)),
            figures_of_visits([one for kind in line for one in times[kind]]),
        )
        for line in shown
    ]
    whole = [one for line in shown for kind in line for one in times[kind]]
    return Visiting(sorted(rows, key=lambda row: (-row.figures.asked, row.label)), figures_of_visits(whole))


def _asked_for(user: User, unit: Unit, year: int) -> "QuerySet[Visit]":
    zone = timezone.get_current_timezone()
    begin, end = (datetime.combine(date(one, 1, 1), time(), zone) for one in (year, year + 1))
    found = Visit.objects.visible_to(user, PERM).filter(
        asked_at__gte=begin, asked_at__lt=end, unit__path__startswith=unit.path
    )
    return found.exclude(state__in=[VisitState.PROPOSED, *GIVEN_UP])


def _times(visits: "QuerySet[Visit]", today: date) -> dict[str, list[VisitTime]]:
    """Return by kind how many visits took how long; two queries, and three more for each kind with a rule of days."""
    grouped = (
        visits.order_by()
        .annotate(asked=TruncDate("asked_at"), closed=TruncDate("closed_at"), path=F("unit__path"))
        .values_list("kind", "path", "asked", "visited_on", "closed")
        .annotate(times=Count("pk"))
    )
    rows = list(grouped)
    allowed = _Allowed({kind for kind, *_others in rows})
    found: dict[str, list[VisitTime]] = {}
    for kind, path, asked, visited, closed, times in rows:
        within, closed_within = allowed.days(kind, path, asked)
        # Somebody may have been at the bedside before it was asked for.
        until_visit = None if visited is None else max(0, (visited - asked).days)
        until_closed = None if closed is None or visited is None else max(0, (closed - visited).days)
        waiting = (today - (asked if visited is None else visited)).days
        found.setdefault(kind, []).append(VisitTime(times, until_visit, until_closed, waiting, within, closed_within))
    return found


class _Allowed:
    """The days that rules of benefits allow for visits; kinds without such a rule are not looked up."""

    def __init__(self, kinds: Iterable[str]) -> None:
        ruled = BenefitRule.objects.exclude(visit_days=None, closing_days=None).filter(kind__in=kinds)
        self._standards = {kind: Standards(kind) for kind in ruled.order_by().values_list("kind", flat=True).distinct()}

    def days(self, kind: str, path: str, on: date) -> tuple[int | None, int | None]:
        """Return within how many days of asking the visit is due, and of the visit its closing."""
        if kind not in self._standards:
            return None, None
        rule = rules.ruled(self._standards[kind].at(path).rules, kind=kind, on=on)
        return rule.visit_days, rule.closing_days


def _asked(times: Mapping[str, Sequence[VisitTime]], line: Line) -> int:
    return sum(one.count for kind in line for one in times[kind])


def charts(found: Visiting) -> list[Chart]:
    """Return how many visits of each kind were in time and late, where a rule says within how many days."""
    rows = [row for row in found.rows if row.figures.ruled]
    if not rows:
        return []
    return [
        {
            "id": "visits-in-time",
            "title": _("Visits in time by kind"),
            "kind": "horizontal",
            "labels": [row.label for row in rows],
            "series": [
                {"name": _("Visited in time"), "values": [row.figures.in_time for row in rows]},
                {"name": _("Late or overdue"), "values": [row.figures.late for row in rows], "alarm": True},
            ],
        }
    ]

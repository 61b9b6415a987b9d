"""What of a year's benefits has not been collected, by run, branch and pickup place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.units.models.units import Unit
from office.exports import Column
from office.types import Chart
from welfare.choices import Form
from welfare.reports.given import given, runs_of, units_at
from welfare.reports.rules import Sums, total
from welfare.runs.collection import Details, details_for
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection

LINES_DRAWN = 20


@dataclass(frozen=True)
class UncollectedRow:
    """What one run gave to one branch and what of it was collected, and where and until when that is."""

    run: Run
    unit: Unit
    sums: Sums
    details: Details
    places_below: int = 0
    """How many units below the branch have a place of their own."""

    @property
    def place(self) -> str:
        """The pickup place; “by the bank” for money."""
        if self.run.form == Form.MONEY:
            return _("by the bank")
        more = _("and %(count)s places of units below") % {"count": self.places_below} if self.places_below else ""
        return _("; ").join(part for part in (self.details.place, more) if part)

    @property
    def until(self) -> date | None:
        return self.details.until

    @property
    def rate(self) -> Decimal | None:
        return None if self.sums.rate is None else round(self.sums.rate, 1)


COLUMNS: tuple[Column[UncollectedRow], ...] = (
    Column(gettext_lazy("Run"), 30, lambda row: row.run),
    Column(gettext_lazy("Branch"), 24, lambda row: row.unit),
    Column(gettext_lazy("Pickup place"), 28, lambda row: row.place),
    Column(gettext_lazy("Collect until"), 12, lambda row: row.until),
    Column(gettext_lazy("Benefits due"), 10, lambda row: row.sums.heads, total=True),
    Column(gettext_lazy("Benefits received"), 10, lambda row: row.sums.received_heads, total=True),
    Column(gettext_lazy("Not collected"), 10, lambda row: row.sums.left_heads, total=True),
    Column(gettext_lazy("Worth, yuan"), 14, lambda row: row.sums.left_money, total=True),
    Column(gettext_lazy("Collected, %"), 10, lambda row: row.rate),
)


def uncollected(user: User, unit: Unit, year: int, *, everything: bool = False) -> list[UncollectedRow]:
    """Return for each run of a year and branch of the unit what is not collected, the most first; six queries.

    With `everything` also those of which nothing is left. Money that a bank pays counts as received once it is paid.
    """
    found = [one for one in given(user, unit, year) if everything or one.sums.left_heads]
    runs, units = runs_of(found), units_at({one.path for one in found})
    collections: dict[int, list[RunCollection]] = {pk: [] for pk in runs}
    for place in RunCollection.objects.filter(run__in=runs).select_related("unit") if runs else ():
        collections[place.run_id].append(place)
    rows = []
    for one in found:
        of_run = collections[one.run]
        below = [place for place in of_run if place.place and place.unit.path.startswith(one.path)]
        # Who is in the unit itself collects at its own place.
        more = 0 if one.path == unit.path else sum(1 for place in below if place.unit.path != one.path)
        details = details_for(runs[one.run], one.path, of_run)
        rows.append(UncollectedRow(runs[one.run], units[one.path], one.sums, details, more))
    return sorted(rows, key=lambda row: (-row.sums.left_heads, -row.run.pk, row.unit.path))


def totals(rows: Sequence[UncollectedRow]) -> Sums:
    """Return the sums of the rows."""
    return total(row.sums for row in rows)


def charts(rows: Sequence[UncollectedRow]) -> list[Chart]:
    """Return how many were collected and not, by run and by branch, the most left first."""
    drawn: list[Chart] = []
    by_run = _summed([(row.run, row.sums) for row in rows])
    by_unit = _summed([(row.unit, row.sums) for row in rows])
    for key, title, found in (
        ("run", _("Collected by run"), by_run),
        ("branch", _("Collected by branch"), by_unit),
    ):
        if len(found) < 2:
            continue
        drawn.append(
            {
                "id": f"uncollected-{key}",
                "title": title,
                "kind": "horizontal",
                "labels": [label for label, _sums in found],
                "series": [
                    {"name": _("Benefits received"), "values": [sums.received_heads for _label, sums in found]},
                    {"name": _("Not collected"), "values": [sums.left_heads for _label, sums in found]},
                ],
            }
        )
    return drawn


def _summed(sums: Sequence[tuple[Run | Unit, Sums]]) -> list[tuple[str, Sums]]:
    """Return the sums of each run or unit by its name; two may have the same name, and stand there twice."""
    found: dict[Run | Unit, Sums] = {}
    for about, one in sums:
        found[about] = found.get(about, Sums()) + one
    most = sorted(found.items(), key=lambda pair: -pair[1].left_heads)[:LINES_DRAWN]
    return [(str(about), one) for about, one in most]

"""The officers' reports of a unit and a year: each a page, a file and a page to print of what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.exports import Column
from office.lists import Listing
from office.types import Message
from welfare.fairness.views.figures import FileLine, columns_with, lines_in
from welfare.fairness.views.figures import charts as fairness_charts
from welfare.permissions import WelfarePermission
from welfare.reports import covered, spending, uncollected, visiting
from welfare.reports.forms import ReportFilter, UncollectedFilter

# Their sums hold hardship aid and visits: less the lists that a reader has by name, they would tell who got these.
COVERAGE = MembersPermission.VIEW_HARDSHIPMARK
FAIRNESS = MembersPermission.VIEW_HARDSHIPMARK
SPENDING = WelfarePermission.VIEW_RUN
UNCOLLECTED = WelfarePermission.VIEW_GRANT
VISITS = WelfarePermission.VIEW_VISIT
# More rows than this stand in the file only.
ROWS_SHOWN = 200
FIGURES = columns_with(pgettext_lazy("count", "Received"))
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """The year and unit that a report is asked for; `unit` is None while the filter is wrong."""

    request: AuthenticatedHttpRequest
    form: ReportFilter
    year: int
    unit: Unit | None

    def listing(self, name: Message, rows: Sequence[T], columns: Sequence[Column[T]], export: str) -> Listing[T]:
        """Return the report as a list; its name tells unit and year."""
        return Listing(
            request=self.request,
            name=_("%(report)s %(year)s, %(unit)s") % {"report": name, "year": self.year, "unit": self.unit or "–"},
            form=self.form,
            rows=rows,
            columns=columns,
            export_url=reverse(export),
        )

    def context(self, **shown: object) -> Mapping[str, object]:
        """Return what every report's page shows."""
        return {"year": self.year, "unit": self.unit, **shown}


def _asked(request: AuthenticatedHttpRequest, perm: str, form: type[ReportFilter] = ReportFilter) -> Asked:
    filled = form(request.GET, user=request.user, perm=perm)
    return Asked(request, filled, filled.year_asked, filled.unit_asked)


def _coverage(asked: Asked, perm: str) -> covered.Coverage | None:
    return covered.coverage(asked.request.user, perm, asked.unit, asked.year) if asked.unit else None


def _figures_listing(asked: Asked, name: Message, keys: Sequence[str], perm: str, export: str) -> Listing[FileLine]:
    found = _coverage(asked, perm)
    lines = [*lines_in(found.by(*keys))] if found else []
    return asked.listing(name, lines, FIGURES, export)


@needs(COVERAGE)
def report_coverage(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show how many members the benefits of a year reached, by kind and by branch."""
    asked = _asked(request, COVERAGE)
    found = _coverage(asked, COVERAGE)
    tables = found.by(*covered.COVERAGE_TABLES) if found else []
    listing = asked.listing(_("Coverage"), [*lines_in(tables)], FIGURES, "welfare:report_coverage_export")
    return listing.render(
        "welfare/reports/report_coverage.html",
        **asked.context(found=found, tables=tables, charts=covered.charts(tables)),
    )


@needs(COVERAGE)
def report_coverage_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the coverage of a year; an audit event says so."""
    asked = _asked(request, COVERAGE)
    listing = _figures_listing(
        asked, _("Coverage"), covered.COVERAGE_TABLES, COVERAGE, "welfare:report_coverage_export"
    )
    return listing.export("report.export_coverage", unit=asked.unit)


@needs(FAIRNESS)
def report_fairness(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show heads beside money of a year by post category and sex, and by two of them."""
    asked = _asked(request, FAIRNESS)
    found = _coverage(asked, FAIRNESS)
    tables = found.by(*covered.FAIRNESS_TABLES) if found else []
    listing = asked.listing(_("Fairness"), [*lines_in(tables)], FIGURES, "welfare:report_fairness_export")
    return listing.render(
        "welfare/reports/report_fairness.html",
        **asked.context(found=found, tables=tables, charts=fairness_charts(tables)),
    )


@needs(FAIRNESS)
def report_fairness_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print heads beside money of a year; an audit event says so."""
    asked = _asked(request, FAIRNESS)
    listing = _figures_listing(
        asked, _("Fairness"), covered.FAIRNESS_TABLES, FAIRNESS, "welfare:report_fairness_export"
    )
    return listing.export("report.export_fairness", unit=asked.unit)


def _spending_listing(asked: Asked, found: spending.Spending | None) -> Listing[spending.SpendingRow]:
    rows = found.rows if found else []
    return asked.listing(_("Spending"), rows, spending.COLUMNS, "welfare:report_spending_export")


def _spending(asked: Asked) -> spending.Spending | None:
    return spending.spending(asked.request.user, asked.unit, asked.year) if asked.unit else None


@needs(SPENDING)
def report_spending(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show what a year's benefits gave by kind, branch and month, against the budgets and the cap."""
    asked = _asked(request, SPENDING)
    found = _spending(asked)
    return _spending_listing(asked, found).render(
        "welfare/reports/report_spending.html",
        **asked.context(found=found, charts=spending.charts(found) if found else []),
    )


@needs(SPENDING)
def report_spending_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print what a year's benefits gave; an audit event says so."""
    asked = _asked(request, SPENDING)
    return _spending_listing(asked, _spending(asked)).export("report.export_spending", unit=asked.unit)


def _uncollected(request: AuthenticatedHttpRequest) -> tuple[Asked, Listing[uncollected.UncollectedRow]]:
    asked = _asked(request, UNCOLLECTED, UncollectedFilter)
    everything = asked.form.is_valid() and asked.form.cleaned_data["left"] == "all"
    found = uncollected.uncollected(request.user, asked.unit, asked.year, everything=everything) if asked.unit else []
    return asked, asked.listing(_("Not collected"), found, uncollected.COLUMNS, "welfare:report_uncollected_export")


@needs(UNCOLLECTED)
def report_uncollected(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show what has not been collected of a year's benefits, by run, branch and pickup place."""
    asked, listing = _uncollected(request)
    rows = [*listing.page.items]
    return listing.render(
        "welfare/reports/report_uncollected.html",
        **asked.context(
            shown=rows[:ROWS_SHOWN],
            more=max(0, len(rows) - ROWS_SHOWN),
            sums=uncollected.totals(rows),
            charts=uncollected.charts(rows),
        ),
    )


@needs(UNCOLLECTED)
def report_uncollected_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print what has not been collected; an audit event says so."""
    asked, listing = _uncollected(request)
    return listing.export("report.export_uncollected", unit=asked.unit)


def _visits(request: AuthenticatedHttpRequest) -> tuple[Asked, visiting.Visiting | None, Listing[visiting.VisitRow]]:
    asked = _asked(request, VISITS)
    today = timezone.localdate()
    found = visiting.visiting(request.user, asked.unit, asked.year, today) if asked.unit else None
    rows = found.rows if found else []
    return asked, found, asked.listing(_("Visits in time"), rows, visiting.COLUMNS, "welfare:report_visits_export")


@needs(VISITS)
def report_visits(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show whether the visits that were asked for in a year were made and closed in time, by kind."""
    asked, found, listing = _visits(request)
    return listing.render(
        "welfare/reports/report_visits.html",
        **asked.context(found=found, charts=visiting.charts(found) if found else []),
    )


@needs(VISITS)
def report_visits_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print whether visits were in time; an audit event says so."""
    asked, _found, listing = _visits(request)
    return listing.export("report.export_visits", unit=asked.unit)

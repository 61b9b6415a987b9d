"""The roster of a run: as a page, as a workbook, as a sheet to sign."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.units.models.units import Unit
from office.exports import Column
from office.lists import Listing
from welfare.choices import RunState
from welfare.grants.models import Grant
from welfare.handing_out.forms import GrantFilter
from welfare.permissions import WelfarePermission
from welfare.runs.collection import Details, details_for
from welfare.runs.figures import heads_by_branch
from welfare.runs.models import Run
from welfare.runs.views.runs import PERM, visible_run

# A longer sheet has to be filtered by unit before it is printed.
SHEET_LIMIT = 2000
# Lines that fit on a printed page (A4, 8.5 mm each), and as many as sums and signatures take.
LINES_OF_A_PAGE = 27
LINES_OF_THE_FOOT = 5
COLUMNS: tuple[Column[Grant], ...] = (
    Column(_("name"), 12, lambda grant: grant.member.name),
    Column(_("employee number"), 14, lambda grant: grant.member.employee_number),
    Column(_("unit"), 24, lambda grant: grant.unit),
    Column(_("certificate number"), 22, lambda grant: grant.member.masked_id_number),
    Column(_("phone"), 16, lambda grant: grant.member.masked_phone),
    Column(_("post category"), 12, lambda grant: grant.get_post_category_display()),
    Column(_("amount"), 12, lambda grant: grant.amount, total=True),
    Column(_("reduced by the cap"), 14, lambda grant: grant.get_reduced_by_display()),
    Column(pgettext_lazy("time", "received"), 20, lambda grant: grant.received_at),
    Column(_("signed by"), 12, lambda grant: grant.received_by),
)


def _narrowed(request: AuthenticatedHttpRequest, run: Run) -> tuple[GrantFilter, QuerySet[Grant]]:
    form = GrantFilter(request.GET, user=request.user, perm=PERM)
    return form, form.narrow(run.grants.all()).select_related("member", "unit", "received_by")


def _roster(request: AuthenticatedHttpRequest, run: Run) -> Listing[Grant]:
    form, grants = _narrowed(request, run)
    return Listing(
        request=request,
        name=_("Roster"),
        form=form,
        rows=grants,
        default="entered",
        sorts_if_few={"name": "member__pinyin", "unit": "unit__path", "amount": "amount", "received": "received_at"},
        sums=("amount",),
        columns=COLUMNS,
        selectable=_may_sign(request, run),
        export_url=reverse("welfare:run_export", args=[run.pk]),
    )


@needs(PERM)
def run_roster(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List the run's grants."""
    run = visible_run(request, pk)
    may_sign = _may_sign(request, run)
    return _roster(request, run).render("welfare/handing_out/run_roster.html", run=run, may_sign=may_sign)


def _may_sign(request: AuthenticatedHttpRequest, run: Run) -> bool:
    return run.state == RunState.ISSUED and access.can(request.user, WelfarePermission.SIGN_GRANT, run.unit)


@needs(PERM)
def run_export(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Export the filtered roster as a workbook or CSV file, with masked numbers; an audit event says so."""
    run = visible_run(request, pk)
    return _roster(request, run).export("run.export", about=run, unit=run.unit)


@needs(PERM)
def run_sheet(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the sign-off sheets (签领表) to print, one for each unit with its subtotal.

    With more than SHEET_LIMIT lines it shows the units below instead, to choose one.
    """
    run = visible_run(request, pk)
    form, grants = _narrowed(request, run)
    rows = list(grants.order_by("unit__path", "member__employee_number", "pk")[: SHEET_LIMIT + 1])
    too_many = len(rows) > SHEET_LIMIT
    chosen = form.cleaned_data.get("unit") if form.is_valid() else None
    sheets = [] if too_many else _sheets(run, rows)
    context = {
        "run": run,
        "form": form,
        "too_many": too_many,
        "limit": SHEET_LIMIT,
        "branches": heads_by_branch(run, chosen or run.unit) if too_many else [],
        "sheets": sheets,
        "total": sum(sheet.amount for sheet in sheets),
        "heads": len(rows),
    }
    return render(request, "welfare/handing_out/run_sheet.html", context)


@dataclass(frozen=True)
class Sheet:
    """The lines of one unit, what its members collect and where."""

    unit: Unit
    pages: list[list[tuple[int, Grant]]]
    """The lines of each printed page, with their numbers."""
    heads: int
    amount: Decimal
    collection: Details


def _sheets(run: Run, rows: list[Grant]) -> list[Sheet]:
    """Return a sheet for each unit; `rows` are sorted by unit."""
    collections = list(run.collections.select_related("unit"))
    sheets = []
    for unit, lines in groupby(rows, key=lambda grant: grant.unit):
        of_unit = list(lines)
        details = details_for(run, unit.path, collections)
        amount = sum((grant.amount for grant in of_unit), Decimal(0))
        sheets.append(Sheet(unit, _pages(of_unit), len(of_unit), amount, details))
    return sheets


def _pages(lines: list[Grant]) -> list[list[tuple[int, Grant]]]:
    """Return the numbered lines split evenly over as many pages as they need, sums and signatures included.

    They are split here since browsers differ in how they break a table over pages, and to number the pages of a sheet.
    """
    count = -(-(len(lines) + LINES_OF_THE_FOOT) // LINES_OF_A_PAGE)
    each = -(-len(lines) // count)
    numbered = list(enumerate(lines, start=1))
    return [numbered[start : start + each] for start in range(0, len(numbered), each)]

"""The roster of a run: as a page, as a workbook, as a sheet to sign."""

from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing
from welfare.choices import RunState
from welfare.grants.models import Grant
from welfare.handing_out.forms import GrantFilter
from welfare.permissions import WelfarePermission
from welfare.runs.models import Run
from welfare.runs.views.runs import PERM, visible_run

# A longer sheet has to be filtered by unit before it is printed.
SHEET_LIMIT = 2000
COLUMNS: tuple[Column[Grant], ...] = (
    Column(_("name"), 12, lambda grant: grant.member.name),
    Column(_("employee number"), 14, lambda grant: grant.member.employee_number),
    Column(_("unit"), 24, lambda grant: grant.unit),
    Column(_("certificate number"), 22, lambda grant: grant.member.masked_id_number),
    Column(_("phone"), 16, lambda grant: grant.member.masked_phone),
    Column(_("post category"), 12, lambda grant: grant.get_post_category_display()),
    Column(_("amount"), 12, lambda grant: grant.amount),
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
        export_url=reverse("welfare:run_export", args=[run.pk]),
    )


@needs(PERM)
def run_roster(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List the run's grants."""
    run = visible_run(request, pk)
    may_sign = run.state == RunState.ISSUED and access.can(request.user, WelfarePermission.SIGN_GRANT, run.unit)
    return _roster(request, run).render("welfare/handing_out/run_roster.html", run=run, may_sign=may_sign)


@needs(PERM)
def run_export(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Export the filtered roster as a workbook or CSV file, with masked numbers; an audit event says so."""
    run = visible_run(request, pk)
    return _roster(request, run).export("run.export", about=run, unit=run.unit)


@needs(PERM)
def run_sheet(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the sign-off sheet (签领表) to print; without rows when there are more than SHEET_LIMIT."""
    run = visible_run(request, pk)
    form, grants = _narrowed(request, run)
    rows = list(grants.order_by("unit__path", "pk")[: SHEET_LIMIT + 1])
    context = {
        "run": run,
        "form": form,
        "too_many": len(rows) > SHEET_LIMIT,
        "limit": SHEET_LIMIT,
        "rows": rows if len(rows) <= SHEET_LIMIT else [],
        "total": grants.aggregate(total=Sum("amount"))["total"] or 0,
    }
    return render(request, "welfare/handing_out/run_sheet.html", context)

"""The list of a run: on the page, as a workbook, as a sheet to sign."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.doors import needs
from union_portal.office import audit, paging
from union_portal.office.workbooks import workbook_response
from welfare.forms import GrantFilter
from welfare.models import Grant, Run
from welfare.views import Asked
from welfare.views.runs import PERM, visible_run

# A sheet that people sign is printed by unit; nobody prints more than this in one go.
SHEET_LIMIT = 2000


def _shown(request: Asked, run: Run) -> tuple[GrantFilter, QuerySet[Grant]]:
    form = GrantFilter(request.GET, user=request.user, perm=PERM)
    grants = form.narrow(run.grants.all()).select_related("member", "unit", "received_by")
    return form, grants


@needs(PERM)
def run_roster(request: Asked, pk: int) -> HttpResponse:
    """Everybody on the run's list, narrowed, page by page."""
    run = visible_run(request, pk)
    form, grants = _shown(request, run)
    context = {
        "run": run,
        "form": form,
        "page": paging.keyset(grants, request.GET, order=("pk",)),
        "may_sign": access.can(request.user, "welfare.sign_grant", run.unit),
    }
    return render(request, "welfare/run_roster.html", context)


@needs(PERM)
def run_export(request: Asked, pk: int) -> HttpResponseBase:
    """The list as it is narrowed, as a workbook, masked; on the record."""
    run = visible_run(request, pk)
    _form, grants = _shown(request, run)
    shown = {key: value for key, value in request.GET.items() if value and key != "cursor"}
    audit.record("run.export", run, by=request.user, unit=run.unit, changes={"filters": shown})
    day = timezone.localdate().isoformat()
    return workbook_response(f"{_('Roster')} {day}", _rows(grants.order_by("pk")), widths=(12, 14, 24, 22, 16, 12, 12))


def _rows(grants: QuerySet[Grant]) -> Iterator[list[Any]]:
    yield [
        _("name"), _("employee number"), _("unit"), _("certificate number"), _("phone"), _("post category"),
        _("amount"), _("reduced by the cap"), _("received"), _("signed by"),
    ]  # fmt: skip
    for grant in grants.iterator(chunk_size=2000):
        member = grant.member
        yield [
            member.name,
            member.employee_number or "",
            grant.unit.name,
            member.masked_id_number,
            member.masked_phone,
            str(grant.get_post_category_display()),
            grant.amount,
            str(grant.get_reduced_by_display()) if grant.reduced_by else "",
            timezone.localtime(grant.received_at).strftime("%Y-%m-%d %H:%M") if grant.received_at else "",
            str(grant.received_by or ""),
        ]


@needs(PERM)
def run_sheet(request: Asked, pk: int) -> HttpResponse:
    """The sign-off sheet (签领表), to be printed and signed; a long list is printed unit by unit."""
    run = visible_run(request, pk)
    form, grants = _shown(request, run)
    rows = list(grants.order_by("unit__path", "pk")[: SHEET_LIMIT + 1])
    context = {
        "run": run,
        "form": form,
        "too_many": len(rows) > SHEET_LIMIT,
        "limit": SHEET_LIMIT,
        "rows": rows if len(rows) <= SHEET_LIMIT else [],
        "total": grants.aggregate(total=Sum("amount"))["total"] or 0,
    }
    return render(request, "welfare/run_sheet.html", context)

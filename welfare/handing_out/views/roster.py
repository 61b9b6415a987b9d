"""The roster of a run: as a page, as a workbook, as sheets to sign."""

from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office import audit
from office.documents.responses import printed
from office.exports import Column
from office.list_parts import with_params
from office.lists import Listing
from office.workbooks import sheets_response
from welfare.choices import SHOWN_TO_MEMBERS, RunState
from welfare.grants.models.grants import Grant
from welfare.grants.querysets import Grants
from welfare.handing_out.documents import SHEET, Sheet, sign_off_sheets, sign_off_workbook
from welfare.handing_out.forms import GrantFilter
from welfare.handing_out.models import HandOut
from welfare.permissions import WelfarePermission
from welfare.runs.collection import details_for
from welfare.runs.decided import rule_of, with_places
from welfare.runs.figures import heads_by_branch
from welfare.runs.models.runs import Run
from welfare.runs.views.runs import PERM, visible_run

# A longer sheet has to be filtered by unit before it is printed.
SHEET_LIMIT = 2000
COLUMNS: tuple[Column[Grant], ...] = (
    Column(_("name"), 12, lambda grant: grant.shown_name),
    Column(_("employee number"), 14, lambda grant: grant.member.employee_number),
    Column(_("unit"), 24, lambda grant: grant.unit),
    Column(_("certificate number"), 22, lambda grant: grant.member.masked_id_number),
    Column(_("phone"), 16, lambda grant: grant.member.masked_phone),
    Column(_("post category"), 12, lambda grant: grant.get_post_category_display()),
    Column(_("amount"), 12, lambda grant: grant.amount, total=True),
    Column(_("reduced by the cap"), 14, lambda grant: grant.get_reduced_by_display()),
    Column(_("Rule"), 40, lambda grant: rule_of(grant)),
    Column(pgettext_lazy("time", "received"), 20, lambda grant: grant.received_at),
    Column(_("signed by"), 12, lambda grant: grant.signer),
    Column(_("objection"), 16, lambda grant: _("held until it is decided") if grant.held else ""),
)


def _narrowed(request: AuthenticatedHttpRequest, run: Run) -> tuple[GrantFilter, Grants]:
    form = GrantFilter(request.GET, user=request.user, perm=PERM)
    grants = Grant.objects.filter(run=run).shown_to(request.user)
    return form, form.narrow(grants).select_related("member", "unit", "run", "received_by", "payment")


def _roster(request: AuthenticatedHttpRequest, run: Run) -> Listing[Grant]:
    form, grants = _narrowed(request, run)
    return Listing(
        request=request,
        name=_("Roster"),
        form=form,
        rows=with_places(grants),
        on_page=grants.prefetch_related("payment_lines"),
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
    return _roster(request, run).render(
        "welfare/handing_out/run_roster.html", run=run, may_sign=may_sign, may_call=_may_call(request, run)
    )


def _may_call(request: AuthenticatedHttpRequest, run: Run) -> bool:
    shown = run.state in SHOWN_TO_MEMBERS
    return shown and access.can(request.user, WelfarePermission.UNDO_HAND_OUT, run.unit)


def _may_sign(request: AuthenticatedHttpRequest, run: Run) -> bool:
    return run.state == RunState.ISSUED and access.can(request.user, WelfarePermission.SIGN_GRANT, run.unit)


@needs(PERM)
def run_export(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Export the filtered roster as a workbook or CSV file, with masked numbers; an audit event says so."""
    run = visible_run(request, pk)
    return _roster(request, run).export("run.export", about=run, unit=run.unit)


@needs(PERM)
def run_sheet(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List the units whose members sign (签领表), with the sum of each, and lead to their sheets.

    With more than SHEET_LIMIT lines it shows the units below instead, to choose one.
    """
    run = visible_run(request, pk)
    form, rows = _lines(request, run)
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


@needs(PERM)
def run_sheet_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the sign-off sheets as PDF, one for each unit with its subtotal; redirect where none fits."""
    run = visible_run(request, pk)
    _form, rows = _lines(request, run)
    if not 0 < len(rows) <= SHEET_LIMIT:
        return redirect(with_params(reverse("welfare:run_sheet", args=[run.pk]), request.GET))
    content = sign_off_sheets(run, _sheets(run, rows))
    audit.record("document.print", run, by=request.user, unit=run.unit, changes={"kind": SHEET, "rows": len(rows)})
    return printed(content, f"{content.title}")


@needs(PERM)
def run_sheet_export(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the sign-off sheets as a workbook, one sheet for each unit with its subtotal; redirect where none fits."""
    run = visible_run(request, pk)
    _form, rows = _lines(request, run)
    if not 0 < len(rows) <= SHEET_LIMIT:
        return redirect(with_params(reverse("welfare:run_sheet", args=[run.pk]), request.GET))
    audit.record("run.export_sheet", run, by=request.user, unit=run.unit, changes={"rows": len(rows)})
    return sheets_response(f"{gettext('Sign-off sheet')} {run}", sign_off_workbook(run, _sheets(run, rows)))


def _lines(request: AuthenticatedHttpRequest, run: Run) -> tuple[GrantFilter, list[Grant]]:
    """Return the filter and the lines that pass it by unit, one more than SHEET_LIMIT at most."""
    form, grants = _narrowed(request, run)
    # What an objection holds back is not handed out.
    return form, list(
        grants.filter(held=False)
        .prefetch_related(Prefetch("hand_outs", HandOut.objects.standing().select_related("leader")))
        .order_by("unit__path", "member__employee_number", "pk")[: SHEET_LIMIT + 1]
    )


def _sheets(run: Run, rows: list[Grant]) -> list[Sheet]:
    """Return a sheet for each unit; `rows` are sorted by unit."""
    collections = list(run.collections.select_related("unit"))
    sheets = []
    for unit, lines in groupby(rows, key=lambda grant: grant.unit):
        of_unit = list(lines)
        amount = sum((grant.amount for grant in of_unit), Decimal(0))
        sheets.append(Sheet(unit, of_unit, len(of_unit), amount, details_for(run, unit.path, collections)))
    return sheets

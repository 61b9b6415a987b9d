"""The officers' pages of year ends: the list, its export, closing a year with its preview, one year end."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import access
from members.approvals.actions.rounds import open_round
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.freezes.actions import freeze_of, frozen_until
from members.freezes.models import FrozenAct
from members.units.models.units import Unit
from office.exports import Column
from office.lists import Listing
from office.refusals import answer, refusals_into
from welfare.budgets import year_ends
from welfare.budgets.causes import causes_of
from welfare.budgets.forms import YearEndFilter, YearEndForm, YearForm
from welfare.budgets.models import YearEnd
from welfare.choices import YEAR_END_KIND, Treatment
from welfare.permissions import WelfarePermission

VIEW, EDIT = WelfarePermission.VIEW_BUDGETLINE, WelfarePermission.CHANGE_BUDGETLINE
COLUMNS: tuple[Column[YearEnd], ...] = (
    Column(_("Unit"), 28, lambda row: row.unit),
    Column(_("Year"), 8, lambda row: row.year),
    Column(_("State"), 12, lambda row: row.get_state_display()),
    Column(_("Proposed by"), 16, lambda row: row.proposed_by),
    Column(_("Proposed at"), 20, lambda row: row.proposed_at),
    Column(_("Decided at"), 20, lambda row: row.decided_at),
    Column(_("Reason"), 40, lambda row: row.reason),
)


def _year_ends(request: AuthenticatedHttpRequest) -> Listing[YearEnd]:
    form = YearEndFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Year ends"),
        form=form,
        rows=form.narrow(YearEnd.objects.visible_to(request.user, VIEW)).select_related("unit", "proposed_by"),
        sorts={"entered": "pk"},
        columns=COLUMNS,
        export_url=reverse("welfare:year_end_export"),
    )


@needs(VIEW)
def year_end_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the year ends of the units in reach, the latest entered first."""
    return _year_ends(request).render("welfare/budgets/year_end_list.html", may_edit=access.holds(request.user, EDIT))


@needs(VIEW)
def year_end_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list of year ends; an audit event says so."""
    return _year_ends(request).export("budget.export_year_ends")


@needs(EDIT)
def year_end_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for unit and year, show what the lines have left and what is reserved of them, and propose the closing."""
    sent = request.method == "POST"
    asked = request.POST if sent else request.GET
    which = YearForm(asked if sent or "year" in asked else None, user=request.user)
    context: dict[str, object] = {"which": which}
    if which.is_bound and which.is_valid():
        unit, year = which.cleaned_data["unit"], which.cleaned_data["year"]
        lines = year_ends.lines_of(unit, year)
        form = YearEndForm(request.POST if sent else None, lines=lines)
        if sent and form.is_valid():
            with refusals_into(form):
                closing = year_ends.propose_year_end(
                    unit, year=year, treatments=form.treatments, by=request.user, reason=form.cleaned_data["reason"]
                )
                messages.success(request, _("The closing of the year is proposed: it is in force once it is approved."))
                return redirect(closing)
        held = year_ends.still_reserved(lines)
        names = causes_of(((one.cause_kind, one.cause_id) for one in held), request.user)
        context |= {
            "form": form,
            "unit": unit,
            "year": year,
            "lines": lines,
            "left": sum(line.left for line in lines),
            "held": [(one, *names[one.cause_kind, one.cause_id]) for one in held],
            "changes": year_ends.waiting_changes(lines),
            "hindrance": year_ends.hindrance(unit, year, lines),
            "frozen": _frozen(unit),
            "earlier": YearEnd.objects.proposed_or_closed().filter(unit=unit, year=year).first(),
        }
    return answer(request, "welfare/budgets/year_end_form.html", context)


def _frozen(unit: Unit) -> str:
    freeze = freeze_of(unit, FrozenAct.APPROVING)
    return frozen_until(freeze) if freeze else ""


@needs(VIEW)
def year_end_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a year end: what becomes of each line, who proposed it and who approves it."""
    rows = YearEnd.objects.visible_to(request.user, VIEW).select_related("unit", "proposed_by")
    closing = get_object_or_404(rows, pk=pk)
    lines = list(closing.lines.select_related("line__unit"))
    context = {
        "closing": closing,
        "lines": lines,
        "carried": sum(row.left for row in lines if row.treatment == Treatment.CARRY),
        "lapsed": sum(row.left for row in lines if row.treatment == Treatment.LAPSE),
        "round": open_round(YEAR_END_KIND, closing.pk),
    }
    return answer(request, "welfare/budgets/year_end_detail.html", context)

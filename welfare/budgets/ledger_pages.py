"""The officers' pages of one budget line's ledger: the list of its entries and its export."""

from functools import partial

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.freezes.actions import freeze_of, frozen_until
from members.freezes.models import FrozenAct
from office.exports import Column
from office.lists import Listing
from office.types import AnnotatedRow
from welfare.budgets.causes import set_causes
from welfare.budgets.forms import LedgerFilter
from welfare.budgets.models import BudgetEntry, BudgetLine
from welfare.permissions import WelfarePermission

VIEW, EDIT = WelfarePermission.VIEW_BUDGETLINE, WelfarePermission.CHANGE_BUDGETLINE
COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(_("No."), 6, lambda row: row.number),
    Column(_("Date"), 12, lambda row: row.day),
    Column(_("Kind"), 18, lambda row: row.get_kind_display()),
    Column(_("Amount"), 14, lambda row: row.amount),
    Column(_("What for"), 30, lambda row: row.about),
    Column(_("Reason"), 30, lambda row: row.reason),
    Column(_("By"), 14, lambda row: row.by),
    Column(_("Budget after it"), 16, lambda row: row.amount_after),
    Column(_("Reserved after it"), 16, lambda row: row.reserved_after),
    Column(_("Spent after it"), 16, lambda row: row.spent_after),
    Column(_("Left after it"), 16, lambda row: row.left_after),
)


def _line(request: AuthenticatedHttpRequest, pk: int) -> BudgetLine:
    return get_object_or_404(BudgetLine.objects.visible_to(request.user, VIEW).select_related("unit"), pk=pk)


def _entries(request: AuthenticatedHttpRequest, line: BudgetLine) -> Listing[BudgetEntry]:
    form = LedgerFilter(request.GET)
    return Listing(
        request=request,
        name=_("Ledger of %(line)s") % {"line": line},
        form=form,
        rows=form.narrow(line.entries.all()).select_related("by"),
        sorts={"entered": "number"},
        columns=COLUMNS,
        export_url=reverse("welfare:budget_ledger_export", args=[line.pk]),
    )


@needs(VIEW)
def budget_ledger(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List the entries of a budget line, the latest first, with the sums after each."""
    line = _line(request, pk)
    entries = _entries(request, line)
    set_causes(list(entries.page), request.user)
    freeze = freeze_of(line.unit, FrozenAct.APPROVING)
    return entries.render(
        "welfare/budgets/budget_ledger.html",
        line=line,
        is_closed=line.is_closed,
        frozen=frozen_until(freeze) if freeze else "",
        may_edit=access.can(request.user, EDIT, line.unit),
    )


@needs(VIEW)
def ledger_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export or print the filtered entries of a budget line; an audit event says so."""
    line = _line(request, pk)
    described = partial(set_causes, user=request.user)
    return _entries(request, line).export("budget.export_ledger", about=line, unit=line.unit, transform=described)

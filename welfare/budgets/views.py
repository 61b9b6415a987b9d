"""The officers' pages of budget lines: the list, its export, a new line, an adjustment."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.approvals.actions.rounds import open_round
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into
from office.types import AnnotatedRow
from welfare.budgets import actions
from welfare.budgets.forms import AdjustForm, BudgetFilter, BudgetForm
from welfare.budgets.models import BudgetLine, YearEnd
from welfare.budgets.rules import NEARLY_USED
from welfare.choices import BUDGET_KIND
from welfare.permissions import WelfarePermission

PERM = WelfarePermission.VIEW_BUDGETLINE
EDIT = WelfarePermission.CHANGE_BUDGETLINE
CHANGES_SHOWN = 20


def percent_used(line: AnnotatedRow) -> int:
    """Return the per cent of a line that are reserved or spent, rounded down; it was read `with_share_used()`."""
    return int(line.share_used * 100)


COLUMNS: tuple[Column[BudgetLine], ...] = (
    Column(_("Unit"), 24, lambda line: line.unit),
    Column(_("Year"), 8, lambda line: line.year),
    Column(_("Kind"), 14, lambda line: line.get_kind_display()),
    Column(_("Budget"), 16, lambda line: line.amount),
    Column(_("Reserved"), 16, lambda line: line.reserved),
    Column(_("Spent"), 16, lambda line: line.spent),
    Column(_("Left"), 16, lambda line: line.left),
    Column(_("Used"), 8, lambda line: f"{percent_used(line)}%"),
)


def _budgets(request: AuthenticatedHttpRequest) -> Listing[BudgetLine]:
    form = BudgetFilter(request.GET, user=request.user)
    lines = form.narrow(BudgetLine.objects.visible_to(request.user, PERM))
    closed = YearEnd.objects.closed().filter(unit=OuterRef("unit"), year=OuterRef("year"))
    return Listing(
        request=request,
        name=_("Budgets"),
        form=form,
        rows=lines.select_related("unit").with_share_used().annotate(year_closed=Exists(closed)),
        sorts={"unit": "unit__path", "year": "year", "amount": "amount", "used": "share_used"},
        default="-year",
        sums=("amount", "reserved", "spent"),
        columns=COLUMNS,
        export_url=reverse("welfare:budget_export"),
    )


@needs(PERM)
def budget_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the budget lines of the units in reach, with their totals."""
    budgets = _budgets(request)
    for line in budgets.page:
        set_for_template(line, percent=percent_used(line), nearly=percent_used(line) >= NEARLY_USED * 100)
    form = BudgetFilter(request.GET, user=request.user)
    lines = form.narrow(BudgetLine.objects.visible_to(request.user, PERM))
    years = [] if budgets.tally.more else lines.sums_by_year()
    return budgets.render(
        "welfare/budgets/budget_list.html",
        years=years,
        may_edit=access.holds(request.user, EDIT),
    )


@needs(PERM)
def budget_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _budgets(request).export("budget.export")


@needs(EDIT)
def budget_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new budget line, and create it."""
    form = BudgetForm(request.POST or None, user=request.user, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.create_budget_line(by=request.user, **form.cleaned_data)
            messages.success(request, _("The budget line is kept."))
            return redirect("welfare:budget_list")
    return answer(request, "welfare/budgets/budget_form.html", {"form": form})


@needs(EDIT)
def budget_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the adjustments of a budget line and the form for proposing one; the reason names the decision."""
    lines = BudgetLine.objects.visible_to(request.user, EDIT).select_related("unit")
    line = get_object_or_404(lines, pk=pk)
    form = AdjustForm(request.POST or None, initial={"amount": line.amount})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            asked = form.cleaned_data
            actions.propose_budget(line, asked["amount"], by=request.user, reason=asked["reason"])
            messages.success(request, _("The adjustment is proposed: it is in force once it is approved."))
            return redirect("welfare:budget_change", line.pk)
    changes = list(line.changes.select_related("proposed_by")[:CHANGES_SHOWN])
    waiting = open_round(BUDGET_KIND, changes[0].pk) if changes else None
    context = {"form": form, "line": line, "changes": changes, "waiting": waiting}
    return answer(request, "welfare/budgets/budget_form.html", context)

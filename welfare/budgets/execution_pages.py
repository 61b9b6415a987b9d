"""The officers' pages of a year's execution: by month, by kind, by unit, beside the year before."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.units.models.units import Unit
from members.units.querysets.units import Units
from office.exports import Column
from office.lists import Listing, set_for_template
from office.types import AnnotatedRow, Message
from welfare.budgets import execution
from welfare.budgets.execution import KindRow, MonthRow
from welfare.budgets.forms import ExecutionFilter
from welfare.budgets.models import BudgetLine
from welfare.budgets.querysets import BudgetLines
from welfare.budgets.rules import Execution
from welfare.permissions import WelfarePermission

VIEW, EDIT = WelfarePermission.VIEW_BUDGETLINE, WelfarePermission.CHANGE_BUDGETLINE
UNIT_COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(_("Unit"), 28, lambda row: row),
    Column(_("Budget"), 16, lambda row: row.planned, total=True),
    Column(_("Reserved"), 16, lambda row: row.reserved, total=True),
    Column(_("Spent"), 16, lambda row: row.spent, total=True),
    Column(_("Carried or lapsed"), 16, lambda row: row.moved_out, total=True),
    Column(_("Left"), 16, lambda row: row.left_over, total=True),
    Column(_("Execution rate, %"), 10, lambda row: _of_unit(row).rate),
    Column(_("Spent in the year before"), 16, lambda row: row.last_spent, total=True),
)
MONTH_COLUMNS: tuple[Column[MonthRow], ...] = (
    Column(_("Month"), 12, lambda row: row.label),
    Column(_("Budget so far"), 16, lambda row: row.month.so_far.planned),
    Column(_("Reserved at its end"), 16, lambda row: row.month.so_far.reserved),
    Column(_("Spent in the month"), 16, lambda row: row.month.spent, total=True),
    Column(_("Spent so far"), 16, lambda row: row.month.so_far.spent),
    Column(_("Execution rate, %"), 10, lambda row: row.month.so_far.rate),
    Column(_("Spent in that month of the year before"), 16, lambda row: row.last.spent if row.last else None),
    Column(_("Spent so far in the year before"), 16, lambda row: row.last.so_far.spent if row.last else None),
)
KIND_COLUMNS: tuple[Column[KindRow], ...] = (
    Column(_("Kind"), 18, lambda row: row.label),
    Column(_("Budget"), 16, lambda row: row.this.planned, total=True),
    Column(_("Reserved"), 16, lambda row: row.this.reserved, total=True),
    Column(_("Spent"), 16, lambda row: row.this.spent, total=True),
    Column(_("Carried or lapsed"), 16, lambda row: row.this.moved_out, total=True),
    Column(_("Left"), 16, lambda row: row.this.left, total=True),
    Column(_("Execution rate, %"), 10, lambda row: row.this.rate),
    Column(_("Budget of the year before"), 16, lambda row: row.last.planned, total=True),
    Column(_("Spent in the year before"), 16, lambda row: row.last.spent, total=True),
)


@dataclass(frozen=True)
class Asked:
    """The year that is asked for, its budget lines in reach, and their units."""

    form: ExecutionFilter
    year: int
    lines: BudgetLines
    units: Units


def _asked(request: AuthenticatedHttpRequest) -> Asked:
    form = ExecutionFilter(request.GET, user=request.user)
    lines = form.narrow(BudgetLine.objects.visible_to(request.user, VIEW))
    return Asked(form, form.year_asked, lines, Unit.objects.visible_to(request.user, VIEW))


def _of_unit(row: AnnotatedRow) -> Execution:
    return Execution(planned=row.planned, reserved=row.reserved, spent=row.spent, moved_out=row.moved_out)


def _by_unit(request: AuthenticatedHttpRequest, asked: Asked) -> Listing[Unit]:
    return Listing(
        request=request,
        name=_("Budget execution %(year)s by unit") % {"year": asked.year},
        form=asked.form,
        rows=execution.with_execution(asked.units, asked.lines, asked.year),
        sorts={"unit": "path"},
        default="unit",
        columns=UNIT_COLUMNS,
        export_url=reverse("welfare:execution_export"),
    )


@needs(VIEW)
def budget_execution(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show how far the budgets of a year are carried out: by month as charts and table, by kind, and by unit."""
    asked = _asked(request)
    by_unit = _by_unit(request, asked)
    for row in by_unit.page:
        set_for_template(row, rate=_of_unit(row).rate)
    found = execution.movements(asked.lines, asked.year)
    months = execution.month_rows(found, asked.year)
    return by_unit.render(
        "welfare/budgets/budget_execution.html",
        year=asked.year,
        months=months,
        kinds=execution.kind_rows(found, asked.year),
        total=execution.total_of(found, asked.year),
        total_last=execution.total_of(found, asked.year - 1),
        charts=execution.charts(months, asked.year),
        may_edit=access.holds(request.user, EDIT),
        this_year=timezone.localdate().year,
    )


@needs(VIEW)
def execution_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the year's totals by unit; an audit event says so."""
    return _by_unit(request, _asked(request)).export("budget.export_execution")


@needs(VIEW)
def months_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the year's execution by month; an audit event says so."""
    asked = _asked(request)
    rows = execution.month_rows(execution.movements(asked.lines, asked.year), asked.year)
    return _table(request, asked, _("Budget execution %(year)s by month"), rows, MONTH_COLUMNS)


@needs(VIEW)
def kinds_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the year's totals by kind of benefit; an audit event says so."""
    asked = _asked(request)
    rows = execution.kind_rows(execution.movements(asked.lines, asked.year), asked.year)
    return _table(request, asked, _("Budget execution %(year)s by kind"), rows, KIND_COLUMNS)


def _table(
    request: AuthenticatedHttpRequest,
    asked: Asked,
    name: Message,
    rows: Sequence[MonthRow] | Sequence[KindRow],
    columns: Sequence[Column[MonthRow]] | Sequence[Column[KindRow]],
) -> FileResponse:
    table: Listing[AnnotatedRow] = Listing(
        request=request,
        name=str(name) % {"year": asked.year},
        form=asked.form,
        rows=rows,
        columns=columns,
        export_url="",
    )
    return table.export("budget.export_execution")

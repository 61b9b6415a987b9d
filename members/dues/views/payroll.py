"""Dues paid by payroll file: upload, comparison with what is due, taking it, result."""

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.dues.actions import payroll
from members.dues.forms.payroll import ConfirmPayrollForm, PayrollFilter, PayrollForm
from members.dues.models.payroll import DIFFERING, Outcome, PayrollFile, PayrollRow
from members.dues.payroll_reading import COLUMNS, HEADS
from members.dues.tasks import process_payroll_files
from members.dues.views.months import KEEP
from office import paging
from office.exports import Column, export_list
from office.forms import ButtonForm
from office.lists import Listing
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.sheets.finding import split_unread_heads
from office.wake import wake_worker
from office.workbooks import workbook_response

ROWS_SHOWN = 100
FILE_COLUMNS: tuple[Column[PayrollFile], ...] = (
    Column(_("Payroll file"), 32, lambda file: file),
    Column(_("Unit"), 24, lambda file: file.unit),
    Column(_("Handler"), 12, lambda file: file.by),
    Column(_("Uploaded"), 20, lambda file: file.started_at),
    Column(_("Month"), 10, lambda file: f"{file.month:%Y-%m}" if file.month else ""),
    Column(_("Paid on"), 12, lambda file: file.paid_on),
    Column(_("Payments"), 10, lambda file: file.payments),
    Column(_("Amount"), 14, lambda file: file.amount, total=True),
    Column(_("State"), 12, lambda file: file.get_state_display()),
)
ROW_COLUMNS: tuple[Column[PayrollRow], ...] = (
    Column(_("Sheet row"), 10, lambda row: row.row_label),
    Column(_("employee number"), 14, lambda row: row.employee_number),
    Column(_("name"), 12, lambda row: row.name),
    Column(_("month"), 10, lambda row: f"{row.month:%Y-%m}" if row.month else ""),
    Column(_("deducted"), 12, lambda row: row.amount),
    Column(_("still open"), 12, lambda row: row.expected),
    Column(_("comparison"), 16, lambda row: row.get_outcome_display()),
    Column(_("reason"), 40, lambda row: row.fault_text),
)


def _visible(request: AuthenticatedHttpRequest) -> QuerySet[PayrollFile]:
    return PayrollFile.objects.visible_to(request.user, KEEP).select_related("unit", "by")


def _file(request: AuthenticatedHttpRequest, pk: int) -> PayrollFile:
    return get_object_or_404(_visible(request), pk=pk)


def _files(request: AuthenticatedHttpRequest) -> Listing[PayrollFile]:
    form = PayrollFilter(request.GET, user=request.user, perm=KEEP)
    return Listing(
        request=request,
        name=_("Payroll files"),
        form=form,
        rows=form.narrow(_visible(request)),
        sorts={"uploaded": "pk"},
        default="-uploaded",
        sorts_if_few={
            "unit": "unit__path",
            "month": "month",
            "paid_on": "paid_on",
            "amount": "amount",
            "state": "state",
        },
        columns=FILE_COLUMNS,
        export_url=reverse("members:dues_file_export"),
    )


@needs(KEEP)
def dues_file_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the payroll files of the units in reach, the latest first."""
    return _files(request).render("members/dues/dues_file_list.html")


@needs(KEEP)
def dues_file_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the payroll files that the list shows; recorded in the audit log."""
    return _files(request).export("dues.export_payments")


@needs(KEEP)
def dues_file_template(request: AuthenticatedHttpRequest) -> FileResponse:
    """Return an empty workbook with the columns that are read."""
    return workbook_response("会费扣缴表", [list(COLUMNS.values())], widths=[16] * len(COLUMNS))


@needs(KEEP)
def dues_file_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the upload form; take the file sent, for a worker to compare, or say at its field why it can't be read."""
    form = PayrollForm(request.POST or None, files=request.FILES or None, user=request.user, perm=KEEP)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            file = payroll.start_payroll(given.pop("file"), given.pop("unit"), **given, by=request.user)
            wake_worker(process_payroll_files)
            return redirect(file)
    return answer(request, "members/dues/dues_file_form.html", {"form": form})


@needs(KEEP)
def dues_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one payroll file: its progress, the comparison, or its result, with the rows of one outcome."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    file = _file(request, pk)
    context: dict[str, object] = {
        "file": file,
        "unread": split_unread_heads(file.unknown_heads, HEADS),
        "form": ConfirmPayrollForm(),
        **forms,
    }
    if not file.at_work:
        outcome = _outcome(request)
        rows = file.rows.filter(outcome=outcome) if outcome else file.rows.exclude(outcome__in=[Outcome.EXACT])
        context |= {
            "outcome": outcome,
            "outcomes": [(one, file.counts[one]) for one in Outcome if file.counts.get(one)],
            "differing": sum(file.counts.get(one, 0) for one in DIFFERING),
            "as_due": file.counts.get(Outcome.EXACT, 0) + file.counts.get(Outcome.WAGE, 0),
            "page": paging.keyset(rows, request.GET, order=("row",), size=ROWS_SHOWN),
        }
    return answer(request, "members/dues/dues_file.html", context, address=file.get_absolute_url())


def _outcome(request: AuthenticatedHttpRequest) -> Outcome | None:
    asked = request.GET.get("outcome", "")
    return Outcome(asked) if asked in Outcome.values else None


@needs(KEEP)
def dues_file_rows(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export every row with its outcome; recorded in the audit log."""
    file = _file(request, pk)
    rows = file.rows.order_by("row")
    return export_list(
        "dues.export_payments", rows, ROW_COLUMNS, request=request, name=_("Payroll file"), about=file, unit=file.unit
    )


@needs(KEEP)
def dues_file_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; when the work is done, the browser loads the page again."""
    file = _file(request, pk)
    return progress_response(request, "members/dues/_dues_file_progress.html", {"file": file}, at_work=file.at_work)


@require_POST
@needs(KEEP)
def dues_file_confirm(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Confirm the compared rows as paid."""
    file, form = _file(request, pk), ConfirmPayrollForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            payroll.confirm_payroll(file, by=request.user, **form.cleaned_data)
            wake_worker(process_payroll_files)
            return redirect(file)
    return _page(request, pk, form=form)


@require_POST
@needs(KEEP)
def dues_file_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Cancel a payroll file before any of its rows count as paid."""
    file, button = _file(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        payroll.cancel_payroll(file, by=request.user)
        return redirect(file)
    return _page(request, pk, button=button)

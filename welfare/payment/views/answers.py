"""A bank's answer: sent in, compared, taken, taken back."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office import paging
from office.exports import Column, export_list
from office.forms import ButtonForm
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.wake import wake_worker
from welfare.payment.actions import answers
from welfare.payment.forms import AnswerForm, UndoForm
from welfare.payment.models.answers import AnswerFile, AnswerRow
from welfare.payment.rules import TAKEN, Outcome
from welfare.payment.tasks import process_bank_answers
from welfare.payment.views.payments import MAKE, VIEW, visible_payment

ROWS_SHOWN = 100
ROW_COLUMNS: tuple[Column[AnswerRow], ...] = (
    Column(_("Sheet row"), 10, lambda row: row.row_label),
    Column(_("Number"), 18, lambda row: row.number),
    Column(_("Amount"), 12, lambda row: row.amount),
    Column(_("Result"), 14, lambda row: row.said),
    Column(_("Date"), 12, lambda row: row.day),
    Column(_("Reason"), 30, lambda row: row.reason),
    Column(_("Comparison"), 16, lambda row: row.get_outcome_display()),
    Column(_("Column"), 12, lambda row: row.column),
    Column(_("Fault"), 50, lambda row: row.fault_text),
)


def _answer(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> AnswerFile:
    found = AnswerFile.objects.visible_to(request.user, perm)
    return get_object_or_404(found.select_related("batch__unit", "batch__version__profile", "by", "undo_by"), pk=pk)


@needs(MAKE)
def answer_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the upload form; take the file sent, for a worker to compare, or say at its field why it can't be read."""
    batch = visible_payment(request, pk, MAKE)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            sent = answers.start_answer(form.cleaned_data["file"], batch, by=request.user)
            wake_worker(process_bank_answers)
            return redirect(sent)
    return answer(request, "welfare/payment/answer_form.html", {"form": form, "batch": batch})


@needs(VIEW)
def answer_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show an answer: its progress, the comparison, or its result, with the rows of one outcome."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    file = _answer(request, pk)
    context: dict[str, object] = {
        "file": file,
        "same": answers.taken_before(file),
        "may_make": access.can(request.user, MAKE, file.batch.unit),
        **forms,
    }
    if not file.at_work:
        asked = request.GET.get("outcome", "")
        outcome = Outcome(asked) if asked in Outcome.values else None
        rows = file.rows.filter(outcome=outcome) if outcome else file.rows.to_look_at()
        # Their labels name the sheet, which the file knows.
        page = paging.keyset(rows, request.GET, order=("row",), size=ROWS_SHOWN)
        for row in page:
            row.file = file
        context |= {
            "outcome": outcome,
            "outcomes": [(one, file.counts[one]) for one in Outcome if file.counts.get(one)],
            "faulty": file.counts.get(Outcome.FAULTY, 0),
            "new": sum(file.counts.get(one, 0) for one in TAKEN),
            "page": page,
        }
    return answer(request, "welfare/payment/answer_detail.html", context, address=file.get_absolute_url())


@needs(VIEW)
def answer_rows_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export every row with how it compares; an audit event says so."""
    file = _answer(request, pk)
    rows = file.rows.select_related("file").order_by("row")
    return export_list(
        "bank_answer.export",
        rows,
        ROW_COLUMNS,
        request=request,
        name=_("The bank's answer"),
        about=file,
        unit=file.batch.unit,
    )


@needs(VIEW)
def answer_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; when the work is done, the browser loads the page again."""
    file = _answer(request, pk)
    return progress_response(request, "welfare/payment/_answer_progress.html", {"file": file}, at_work=file.at_work)


@require_POST
@needs(MAKE)
def answer_confirm(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Have the compared rows taken."""
    file, button = _answer(request, pk, MAKE), ButtonForm(request.POST)
    with refusals_into(button):
        answers.confirm_answer(file, by=request.user)
        wake_worker(process_bank_answers)
        return redirect(file)
    return _page(request, pk, button=button)


@require_POST
@needs(MAKE)
def answer_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Set an answer aside before any of it is taken."""
    file, button = _answer(request, pk, MAKE), ButtonForm(request.POST)
    with refusals_into(button):
        answers.cancel_answer(file, by=request.user)
        return redirect(file)
    return _page(request, pk, button=button)


@require_http_methods(["GET", "POST"])
@needs(MAKE)
def answer_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then have a taken answer taken back as a whole."""
    file = _answer(request, pk, MAKE)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            answers.undo_answer(file, by=request.user, reason=form.cleaned_data["reason"])
            wake_worker(process_bank_answers)
            messages.success(request, _("The answer is being taken back."))
            return redirect(file)
    context = {
        "form": form,
        "heading": _("Take the answer back"),
        "about": file,
        "back": file.get_absolute_url(),
        "warning": _("All its payments are again as they were before it, and wait for another answer."),
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)

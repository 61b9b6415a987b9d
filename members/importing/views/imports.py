"""Pages of imports: list, upload, preview, progress, result, and what an officer does with an import."""

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import IO, TypeAlias

from django.contrib import messages
from django.core.files import File
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.importing import workbooks
from members.importing.actions import imports
from members.importing.differences import changed_fields
from members.importing.forms.imports import ConfirmImportForm, ImportFilter, ImportForm, LeaveOutForm
from members.importing.models.imports import ImportJob
from members.importing.querysets import ImportJobs
from members.importing.reading.columns import HEADS
from members.importing.refused_rows import with_values
from members.importing.tasks import process_imports
from members.permissions import MembersPermission
from office import paging
from office.chunked_files.rules import FileState
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.sheets.finding import split_unread_heads
from office.wake import wake_worker
from office.workbooks import workbook_response

PERM = MembersPermission.IMPORT_MEMBER
Rows: TypeAlias = Callable[[ImportJob, IO[bytes]], Iterator[list[object]]]
FAULTS_SHOWN = 100
COLUMNS: tuple[Column[ImportJob], ...] = (
    Column(_("Workbook"), 32, lambda job: job),
    Column(_("Unit"), 24, lambda job: job.unit),
    Column(_("Mode"), 16, lambda job: job.mode_label),
    Column(_("Handler"), 12, lambda job: job.by),
    Column(_("Uploaded"), 20, lambda job: job.started_at),
    Column(_("Rows"), 10, lambda job: job.rows),
    Column(_("New"), 10, lambda job: job.created),
    Column(_("Changed"), 10, lambda job: job.updated),
    Column(_("Rejected"), 10, lambda job: job.rejected),
    Column(_("In conflict"), 10, lambda job: job.conflicts),
    Column(_("State"), 12, lambda job: job.get_state_display()),
)


def _visible(request: AuthenticatedHttpRequest) -> ImportJobs:
    return ImportJob.objects.visible_to(request.user, PERM).select_related("unit", "by")


def _job(request: AuthenticatedHttpRequest, pk: int) -> ImportJob:
    return get_object_or_404(_visible(request), pk=pk)


def _imports(request: AuthenticatedHttpRequest) -> Listing[ImportJob]:
    form = ImportFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Past imports"),
        form=form,
        rows=form.narrow(_visible(request)),
        sorts={"uploaded": "pk"},
        default="-uploaded",
        sorts_if_few={"unit": "unit__path", "handler": "by__name", "rows": "rows", "state": "state"},
        columns=COLUMNS,
        export_url=reverse("members:import_export"),
    )


@needs(PERM)
def import_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the imports of units where the user may import, the latest first."""
    return _imports(request).render("members/importing/import_list.html")


@needs(PERM)
def import_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the imports, as filtered, as a workbook; an audit event says so."""
    return _imports(request).export("member.export_imports")


@needs(PERM)
def import_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Start an import: choose the unit, the file, the mode and the key. A file that is no roster is refused."""
    form = ImportForm(request.POST or None, files=request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            job = imports.start_import(**form.cleaned_data, by=request.user)
            wake_worker(process_imports)
            return redirect(job)
    return answer(request, "members/importing/import_form.html", {"form": form})


@needs(PERM)
def import_template(request: AuthenticatedHttpRequest) -> FileResponse:
    """Download the empty workbook, with the columns in their official order and a guide."""
    return workbooks.template_response()


@needs(PERM)
def import_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show an import by its state: the progress, the preview or the result, with all faults."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    """Return the page of an import; `forms`: those of it that were sent and refused."""
    job = _job(request, pk)
    context: dict[str, object] = {
        "job": job,
        "unread": split_unread_heads(job.unknown_heads, HEADS),
        "confirm_form": ConfirmImportForm(),
        "left_out": request.POST.getlist("left_out") if "leave_out_form" in forms else job.left_out,
        **forms,
    }
    if not job.at_work:
        page = paging.keyset(job.faults.refusing(), request.GET, order=("row", "pk"), size=FAULTS_SHOWN)
        context["page"], context["faults"] = page, with_values(job, page, reader=request.user)
        context["may_correct"] = job.state == FileState.CHECKED and bool(job.file and job.layout)
        context["notes"] = list(job.faults.filter(refuses=False).order_by("row", "pk")[:FAULTS_SHOWN])
        context["may_hand_out"] = access.can(request.user, MembersPermission.HAND_OUT_CODE, job.unit)
        context["changed_fields"] = changed_fields(job)
        context["leavers"] = job.leavers.count()
        context["unknown"] = sorted(job.unknown_units.items(), key=lambda item: -item[1])
        context["unknown_rows"] = sum(job.unknown_units.values())
    return answer(request, "members/importing/import_detail.html", context, address=job.get_absolute_url())


@needs(PERM)
def import_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the progress bar alone, which the page requests every second; once the work is over, reload the page."""
    job = _job(request, pk)
    return progress_response(request, "members/importing/_import_progress.html", {"job": job}, at_work=job.at_work)


@require_POST
@needs(PERM)
def import_confirm(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Confirm the import, so that the checked rows are applied."""
    job, form = _job(request, pk), ConfirmImportForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            imports.confirm_import(job, by=request.user, **form.cleaned_data)
            wake_worker(process_imports, times=2)
            return redirect(job)
    return _page(request, pk, confirm_form=form)


@require_POST
@needs(PERM)
def import_leave_out(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Choose the fields of registered members that no row changes."""
    job = _job(request, pk)
    form = LeaveOutForm(request.POST, job=job)
    if form.is_valid():
        with refusals_into(form):
            imports.leave_out_fields(job, form.cleaned_data["left_out"])
            messages.success(request, _("Your choice is kept."))
            return redirect(job)
    return _page(request, pk, leave_out_form=form)


@require_POST
@needs(PERM)
def import_resume(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Resume a cancelled or failed import."""
    job, button = _job(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        imports.resume_import(job, by=request.user)
        wake_worker(process_imports, times=2)
        return redirect(job)
    return _page(request, pk, button=button)


@require_POST
@needs(PERM)
def import_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Cancel the import."""
    job, button = _job(request, pk), ButtonForm(request.POST)
    with refusals_into(button):
        imports.cancel_import(job, by=request.user)
        return redirect(job)
    return _page(request, pk, button=button)


@needs(PERM)
def import_result(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Download the sheet that was sent, with 是否导入成功 and 错误原因 for every row."""
    return _workbook(request, pk, workbooks.result_rows, "结果")


@needs(PERM)
def import_refused(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Download the refused rows of the sheet that was sent, with 错误原因, to mend them and upload them again."""
    return _workbook(request, pk, workbooks.refused_rows, "有误")


def _workbook(request: AuthenticatedHttpRequest, pk: int, rows: Rows, suffix: str) -> HttpResponse | FileResponse:
    job = _job(request, pk)
    if job.state not in (FileState.CHECKED, FileState.DONE) or not job.layout or not job.file:
        messages.error(request, _("There is no result workbook: the file of this import isn't kept any more."))
        return redirect(job)
    # Opened before anything is sent, so that a file that can't be decrypted is answered in words.
    return workbook_response(f"{PurePath(job.file_name).stem}-{suffix}", _rows(rows, job, job.file.open("rb")))


def _rows(rows: Rows, job: ImportJob, file: File[bytes]) -> Iterator[list[object]]:
    with file:
        yield from rows(job, file)

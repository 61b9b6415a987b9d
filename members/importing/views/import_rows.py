"""The staged rows of an import: what would change, and who seems to leave."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.authority.guards import PersonRequest, needs
from members.importing.actions import imports
from members.importing.actions.leavers import KINDS, decide_leavers
from members.importing.differences import differences
from members.importing.forms.imports import ChangesFilter, LeaveOutRowForm, LeaversForm
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportLeaver
from members.importing.rules import RowOutcome
from members.permissions import MembersPermission
from office import paging
from office.exports import Column, export_list
from office.refusals import answer, refusals_into

PERM = MembersPermission.IMPORT_MEMBER
LEAVERS_SHOWN = 100
SHEET: tuple[Column[ImportLeaver], ...] = (
    Column(_("name"), 12, lambda leaver: leaver.member.name),
    Column(_("employee number"), 14, lambda leaver: leaver.member.employee_number),
    Column(_("unit"), 24, lambda leaver: leaver.member.unit),
    Column(_("phone"), 16, lambda leaver: leaver.member.masked_phone),
    Column(_("member since"), 12, lambda leaver: leaver.member.joined_on),
    Column(_("decision"), 16, lambda leaver: leaver.get_kind_display()),
    Column(_("takes effect on"), 12, lambda leaver: leaver.effective_on),
    Column(_("handler"), 12, lambda leaver: leaver.decided_by),
)


def _job(request: PersonRequest, pk: int) -> ImportJob:
    return get_object_or_404(ImportJob.objects.visible_to(request.user, PERM).select_related("unit", "by"), pk=pk)


@needs(PERM)
def import_changes(request: PersonRequest, pk: int) -> HttpResponse:
    """The rows that change somebody, old beside new; a POST leaves one out, or takes it again."""
    if request.method != "POST":
        return _changes(request, pk)
    job, row_form = _job(request, pk), LeaveOutRowForm(request.POST)
    if row_form.is_valid():
        with refusals_into(row_form):
            imports.leave_out_row(job, row_form.cleaned_data["number"], left_out=row_form.cleaned_data["left_out"])
            return redirect(request.get_full_path())
    return _changes(request, pk, row_form=row_form)


def _changes(request: PersonRequest, pk: int, **forms: LeaveOutRowForm) -> HttpResponse:
    job = _job(request, pk)
    form = ChangesFilter(request.GET, job=job)
    conflicts = "conflicts" in request.GET
    outcome = RowOutcome.CONFLICT if conflicts else RowOutcome.UPDATED
    rows = form.narrow(job.staged.filter(outcome=outcome).select_related("member"))
    page = paging.keyset(rows, request.GET, order=("number",))
    context = {
        "job": job,
        "form": form,
        "conflicts": conflicts,
        "page": page,
        "tally": paging.tally(rows),
        "rows": differences(job, page),
        "may_choose": job.state == "checked",
        **forms,
    }
    return answer(request, "members/importing/import_changes.html", context)


def _leavers(request: PersonRequest, job: ImportJob) -> QuerySet[ImportLeaver]:
    return (
        ImportLeaver.objects.visible_to(request.user, PERM)
        .filter(job=job)
        .select_related("member__unit", "decided_by")
        .defer("member__id_number", "member__bank_card")
    )


@needs(PERM)
def import_leavers(request: PersonRequest, pk: int) -> HttpResponse:
    """Who is in the register but not in the file; only those who are ticked are changed."""
    job = _job(request, pk)
    form = LeaversForm(request.POST or None, initial={"on": timezone.localdate(), "reason": _missing_from(job)})
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("reason", "outside")}
        decisions = form.decisions()
        with refusals_into(form):
            refused = decide_leavers(job, decisions, by=request.user, **given)
            done = len(decisions) - len(refused)
            told = ngettext("%(n)s membership changed.", "%(n)s memberships changed.", done) % {"n": done}
            messages.success(request, told)
            for sentence in refused:
                messages.warning(request, sentence)
            return redirect(request.get_full_path())
    leavers = _leavers(request, job)
    if "all" not in request.GET:
        leavers = leavers.filter(Q(kind=""))
    page = paging.keyset(leavers, request.GET, order=("pk",), size=LEAVERS_SHOWN)
    context = {
        "job": job,
        "form": form,
        "page": page,
        "rows": [(leaver, request.POST.get(f"kind_{leaver.pk}", "")) for leaver in page],
        "tally": paging.tally(leavers),
        "kinds": [(kind.value, kind.label) for kind in KINDS],
        "ticked": request.POST.getlist("leaver"),
    }
    return answer(request, "members/importing/import_leavers.html", context)


def _missing_from(job: ImportJob) -> str:
    return _("Missing from the roster %(file)s") % {"file": job.file_name}


@needs(PERM)
def import_leavers_export(request: PersonRequest, pk: int) -> FileResponse:
    """The proposed leavers as a workbook, with what was decided; on the record."""
    job = _job(request, pk)
    rows = _leavers(request, job).order_by("pk")
    name = _("Proposed leavers")
    return export_list("member.export_leavers", rows, SHEET, request=request, name=name, about=job, unit=job.unit)

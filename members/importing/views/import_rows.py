"""Pages of the rows of an import that change members, and of the proposed leavers."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.importing.actions import imports
from members.importing.actions.checking import CheckedRow
from members.importing.actions.correcting import correct_row
from members.importing.actions.leavers import LEAVER_KINDS, decide_leavers
from members.importing.actions.staging import faults_of
from members.importing.differences import Difference, differences
from members.importing.forms.imports import ChangesFilter, CorrectRowForm, LeaveOutRowForm, LeaversFilter, LeaversForm
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportLeaver, ImportRow
from members.importing.reading.columns import COLUMNS
from members.importing.refused_rows import KEYS, NUMBERS, cells_to_correct
from members.importing.rules import RowOutcome
from members.permissions import MembersPermission
from office.chunked_files.rules import FileState
from office.exports import Column
from office.lists import Listing, set_for_template
from office.paging import Page
from office.refusals import answer, refusals_into

PERM = MembersPermission.IMPORT_MEMBER
LEAVERS_SHOWN = 100
LEAVER_COLUMNS: tuple[Column[ImportLeaver], ...] = (
    Column(_("name"), 12, lambda leaver: leaver.member.name),
    Column(_("employee number"), 14, lambda leaver: leaver.member.employee_number),
    Column(_("unit"), 24, lambda leaver: leaver.member.unit),
    Column(_("phone"), 16, lambda leaver: leaver.member.masked_phone),
    Column(_("member since"), 12, lambda leaver: leaver.member.joined_on),
    Column(_("decision"), 16, lambda leaver: leaver.get_kind_display()),
    Column(_("takes effect on"), 12, lambda leaver: leaver.effective_on),
    Column(_("handler"), 12, lambda leaver: leaver.decided_by),
)


class ChangedCell(NamedTuple):
    """A field that a row changes: one line of the export."""

    row: ImportRow
    difference: Difference


CHANGE_COLUMNS: tuple[Column[ChangedCell], ...] = (
    Column(_("Sheet row"), 10, lambda cell: cell.row.row_label),
    Column(_("name"), 12, lambda cell: cell.row.member and cell.row.member.name),
    Column(_("employee number"), 14, lambda cell: cell.row.member and cell.row.member.employee_number),
    Column(_("field"), 18, lambda cell: cell.difference.label),
    Column(_("Register"), 30, lambda cell: cell.difference.old),
    Column(_("File"), 30, lambda cell: cell.difference.new),
    Column(_("taken over"), 10, lambda cell: _("yes") if cell.difference.taken else _("no")),
)


def _job(request: AuthenticatedHttpRequest, pk: int) -> ImportJob:
    return get_object_or_404(ImportJob.objects.visible_to(request.user, PERM).select_related("unit", "by"), pk=pk)


def _changes(request: AuthenticatedHttpRequest, job: ImportJob) -> Listing[ChangedCell]:
    """Return the list of the rows that change members, or of those in conflict.

    Its rows are ImportRows; only the export has them as ChangedCells.
    """
    form = ChangesFilter(request.GET, job=job)
    conflicts = "conflicts" in request.GET
    outcome = RowOutcome.CONFLICT if conflicts else RowOutcome.UPDATED
    rows = form.narrow(job.staged.filter(outcome=outcome).select_related("member"))
    return Listing(
        request=request,
        name=_("Rows in conflict") if conflicts else _("Changed rows"),
        form=form,
        rows=cast("QuerySet[ImportRow, ChangedCell]", rows),
        sorts={"row": "number"},
        default="row",
        last="number",
        columns=CHANGE_COLUMNS,
        export_url=reverse("members:import_changes_export", args=[job.pk]),
        kept=("conflicts",),
    )


@needs(PERM)
def import_changes(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the rows that change members, or with `?conflicts` those in conflict; a POST leaves a row out, or not."""
    if request.method != "POST":
        return _changes_page(request, pk)
    job, row_form = _job(request, pk), LeaveOutRowForm(request.POST)
    if row_form.is_valid():
        with refusals_into(row_form):
            imports.leave_out_row(job, row_form.cleaned_data["number"], left_out=row_form.cleaned_data["left_out"])
            return redirect(request.get_full_path())
    return _changes_page(request, pk, row_form=row_form)


def _changes_page(request: AuthenticatedHttpRequest, pk: int, **forms: LeaveOutRowForm) -> HttpResponse:
    job = _job(request, pk)
    changes = _changes(request, job)
    return changes.render(
        "members/importing/import_changes.html",
        job=job,
        conflicts="conflicts" in request.GET,
        rows=differences(job, cast("Page[ImportRow]", changes.page), reader=request.user),
        may_choose=job.state == FileState.CHECKED,
        **forms,
    )


@needs(PERM)
def import_changes_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export each field that the file changes, as filtered, as a workbook; an audit event says so."""
    job = _job(request, pk)

    def changed_cells(rows: list[ChangedCell]) -> Iterator[ChangedCell]:
        for row, found in differences(job, cast("list[ImportRow]", rows)):
            yield from (ChangedCell(row, difference) for difference in found)

    return _changes(request, job).export("member.export_changes", about=job, unit=job.unit, transform=changed_cells)


def _leavers(request: AuthenticatedHttpRequest, job: ImportJob) -> Listing[ImportLeaver]:
    form = LeaversFilter(request.GET, user=request.user)
    leavers = form.narrow(ImportLeaver.objects.visible_to(request.user, PERM).filter(job=job))
    leavers = leavers if "all" in request.GET else leavers.filter(kind="")
    return Listing(
        request=request,
        name=_("Proposed leavers"),
        form=form,
        rows=leavers.select_related("member__unit", "decided_by").defer("member__id_number", "member__bank_card"),
        default="entered",
        sorts_if_few={"name": "member__pinyin", "unit": "member__unit__path", "since": "member__joined_on"},
        size=LEAVERS_SHOWN,
        columns=LEAVER_COLUMNS,
        export_url=reverse("members:import_leavers_export", args=[job.pk]),
        selectable=True,
        kept=("all",),
    )


@needs(PERM)
def import_leavers(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the proposed leavers; a POST changes the memberships of those that are ticked."""
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
    ticked = request.POST.getlist("leaver")
    for leaver in leavers.page:
        kind = request.POST.get(f"kind_{leaver.pk}", "")
        set_for_template(leaver, ticked=str(leaver.pk) in ticked, own_kind=kind)
    return leavers.render(
        "members/importing/import_leavers.html",
        job=job,
        form=form,
        kinds=[(kind.value, kind.label) for kind in LEAVER_KINDS],
    )


def _missing_from(job: ImportJob) -> str:
    return _("Missing from the roster %(file)s") % {"file": job.file_name}


@needs(PERM)
def import_leavers_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export the proposed leavers, as filtered, with the decisions, as a workbook; an audit event says so."""
    job = _job(request, pk)
    return _leavers(request, job).export("member.export_leavers", about=job, unit=job.unit)


@needs(PERM)
def import_row(request: AuthenticatedHttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a refused row of the sheet right: its faulty cells are typed again, checked, and taken with the rest."""
    job = _job(request, pk)
    cells = cells_to_correct(job, number, reader=request.user)
    if not cells:
        raise Http404
    if job.state != FileState.CHECKED or not job.file or not job.layout:
        return redirect(job)
    sent = {key: ("", "") for key in COLUMNS if key in request.POST}
    form = CorrectRowForm(request.POST or None, sent | cells)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            checked = correct_row(job, number, form.typed(), by=request.user)
            waits = checked.missing_unit and "unit" in form.typed()
            if not checked.faults and not waits:
                _tell_corrected(request, job, number, unit=checked.missing_unit)
                return redirect(job)
            form = _refused_again(form, checked, cells)
    context = {"job": job, "form": form, "row": job.row_label(number), "name": _name_in(job, number)}
    return answer(request, "members/importing/import_row.html", context)


def _tell_corrected(request: AuthenticatedHttpRequest, job: ImportJob, number: int, *, unit: str) -> None:
    told = {"row": job.row_label(number), "unit": unit}
    if unit:
        messages.warning(request, gettext("Row %(row)s is right now, but there is no unit “%(unit)s” yet.") % told)
    else:
        messages.success(request, gettext("Row %(row)s is right now, and will be imported with the others.") % told)


def _name_in(job: ImportJob, number: int) -> str:
    return job.faults.filter(row=number).values_list("name", flat=True).first() or ""


def _refused_again(form: CorrectRowForm, checked: CheckedRow, cells: dict[str, tuple[str, str]]) -> CorrectRowForm:
    """Return the form with why the row is refused still, and a field for each other column that is wrong now."""
    found = {key: cell for key, cell in cells.items() if key in form.fields}
    data, faults = {**form.cleaned_data}, faults_of(checked)
    for fault in faults:
        key = KEYS[fault.column]
        if key not in form.fields:
            data[key] = "" if key in NUMBERS else checked.read.written(key)
    keys = {key: found.get(key, ("", "")) for key in [*form.fields, *(KEYS[fault.column] for fault in faults)]}
    again = CorrectRowForm(data, keys)
    again.is_valid()
    for fault in faults:
        again.add_error(KEYS[fault.column], fault.text)
    return again

"""The staged rows of an import: what would change, and who seems to leave."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.authority.guards import PersonRequest, needs
from members.importing.actions import imports
from members.importing.actions.leavers import KINDS, decide_leavers
from members.importing.differences import differences
from members.importing.forms.imports import ChangesFilter, LeaveOutRowForm, LeaversFilter, LeaversForm
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportLeaver
from members.importing.rules import RowOutcome
from members.permissions import MembersPermission
from office.exports import Column
from office.lists import Listing, set_for_template
from office.refusals import refusals_into

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

CHANGE_COLUMNS: tuple[Column[Any], ...] = (
    Column(_("Sheet row"), 10, lambda pair: pair[0].number),
    Column(_("name"), 12, lambda pair: pair[0].member.name),
    Column(_("employee number"), 14, lambda pair: pair[0].member.employee_number),
    Column(_("field"), 18, lambda pair: pair[1].label),
    Column(_("Register"), 30, lambda pair: pair[1].old),
    Column(_("File"), 30, lambda pair: pair[1].new),
    Column(_("taken over"), 10, lambda pair: _("yes") if pair[1].taken else _("no")),
)


def _job(request: PersonRequest, pk: int) -> ImportJob:
    return get_object_or_404(ImportJob.objects.visible_to(request.user, PERM).select_related("unit", "by"), pk=pk)


def _changes(request: PersonRequest, job: ImportJob) -> Listing[Any]:
    form = ChangesFilter(request.GET, job=job)
    conflicts = "conflicts" in request.GET
    outcome = RowOutcome.CONFLICT if conflicts else RowOutcome.UPDATED
    return Listing(
        request=request,
        name=_("Rows in conflict") if conflicts else _("Changed rows"),
        form=form,
        rows=form.narrow(job.staged.filter(outcome=outcome).select_related("member")),
        sorts={"row": "number"},
        default="row",
        last="number",
        columns=CHANGE_COLUMNS,
        export_url=reverse("members:import_changes_export", args=[job.pk]),
        kept=("conflicts",),
    )


@needs(PERM)
def import_changes(request: PersonRequest, pk: int) -> HttpResponse:
    """The rows that change somebody, old beside new; a POST leaves one out, or takes it again."""
    if request.method != "POST":
        return _changes_page(request, pk)
    job, row_form = _job(request, pk), LeaveOutRowForm(request.POST)
    if row_form.is_valid():
        with refusals_into(row_form):
            imports.leave_out_row(job, row_form.cleaned_data["number"], left_out=row_form.cleaned_data["left_out"])
            return redirect(request.get_full_path())
    return _changes_page(request, pk, row_form=row_form)


def _changes_page(request: PersonRequest, pk: int, **forms: LeaveOutRowForm) -> HttpResponse:
    job = _job(request, pk)
    changes = _changes(request, job)
    return changes.render(
        "members/importing/import_changes.html",
        job=job,
        conflicts="conflicts" in request.GET,
        rows=differences(job, changes.page),
        may_choose=job.state == "checked",
        **forms,
    )


@needs(PERM)
def import_changes_export(request: PersonRequest, pk: int) -> FileResponse:
    """Export each field that the file changes, as filtered, as a workbook; an audit event says so."""
    job = _job(request, pk)

    def one_by_one(rows: list[Any]) -> Iterator[Any]:
        for row, changes in differences(job, rows):
            yield from ((row, change) for change in changes)

    return _changes(request, job).export("member.export_changes", about=job, unit=job.unit, turned=one_by_one)


def _leavers(request: PersonRequest, job: ImportJob) -> Listing[ImportLeaver]:
    form = LeaversFilter(request.GET, user=request.user)
    leavers = form.narrow(ImportLeaver.objects.visible_to(request.user, PERM).filter(job=job))
    leavers = leavers if "all" in request.GET else leavers.filter(kind="")
    return Listing(
        request=request,
        name=_("Proposed leavers"),
        form=form,
        rows=leavers.select_related("member__unit", "decided_by").defer("member__id_number", "member__bank_card"),
        default="entered",
        while_few={"name": "member__pinyin", "unit": "member__unit__path", "since": "member__joined_on"},
        size=LEAVERS_SHOWN,
        columns=LEAVER_COLUMNS,
        export_url=reverse("members:import_leavers_export", args=[job.pk]),
        ticks=True,
        kept=("all",),
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
    ticked = request.POST.getlist("leaver")
    for leaver in leavers.page:
        kind = request.POST.get(f"kind_{leaver.pk}", "")
        set_for_template(leaver, ticked=str(leaver.pk) in ticked, own_kind=kind)
    return leavers.render(
        "members/importing/import_leavers.html",
        job=job,
        form=form,
        kinds=[(kind.value, kind.label) for kind in KINDS],
    )


def _missing_from(job: ImportJob) -> str:
    return _("Missing from the roster %(file)s") % {"file": job.file_name}


@needs(PERM)
def import_leavers_export(request: PersonRequest, pk: int) -> FileResponse:
    """The proposed leavers as they are narrowed, with what was decided, as a workbook; on the record."""
    job = _job(request, pk)
    return _leavers(request, job).export("member.export_leavers", about=job, unit=job.unit)

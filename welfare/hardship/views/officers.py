"""Officers' pages of hardship files: the list, a file, its assessment, what is given, and the day of leaving."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members import access
from members.approvals.actions.rounds import open_round
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.permissions import MembersPermission
from members.register.actions.entry_lock import is_own
from office.exports import Column
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import Message
from office.uploads.serving import attachment_or_404, download_in_post
from welfare.hardship import actions, lookup
from welfare.hardship.choices import HARDSHIP_KIND, Figure, FileState, Leaving
from welfare.hardship.documents import file_document, printed_file
from welfare.hardship.forms import AidForm, AssessForm, EndForm, GiveBackForm, HardshipFilter, PrintForm, RevealForm
from welfare.hardship.household import declared
from welfare.hardship.models.files import HardshipAid, HardshipFile
from welfare.hardship.page import Told, exclusions, reckoning_lines, told
from welfare.permissions import WelfarePermission

VIEW, ASSESS = WelfarePermission.VIEW_HARDSHIPFILE, WelfarePermission.ASSESS_HARDSHIPFILE
APPROVE = WelfarePermission.APPROVE_HARDSHIPFILE

COLUMNS: tuple[Column[HardshipFile], ...] = (
    Column(_("Number"), 10, lambda file: file.pk),
    Column(_("Member"), 14, lambda file: file.member),
    Column(_("Employee number"), 16, lambda file: file.member.employee_number),
    Column(_("Unit"), 24, lambda file: file.member.unit),
    Column(_("State"), 14, lambda file: file.get_state_display()),
    Column(_("Level of hardship"), 18, lambda file: file.get_level_display() if file.level else ""),
    Column(_("File since"), 12, lambda file: file.since),
    Column(_("To be reviewed on"), 14, lambda file: file.review_on),
    Column(_("Leaves on"), 12, lambda file: file.leaves_on),
)


def _files(request: AuthenticatedHttpRequest) -> Listing[HardshipFile]:
    form = HardshipFilter(request.GET, user=request.user)
    files = HardshipFile.objects.visible_to(request.user, VIEW).handed_in()
    return Listing(
        request=request,
        name=_("Hardship files"),
        form=form,
        rows=form.narrow(files).select_related("member__unit").defer("content", "answer"),
        sorts_if_few={"review": "review_on", "unit": "member__unit__path"},
        default="-entered",
        columns=COLUMNS,
        export_url=reverse("welfare:hardship_export"),
    )


@needs(VIEW)
def hardship_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the hardship files of the units in reach, without income, health and family."""
    return _files(request).render("welfare/hardship/hardship_list.html", today=timezone.localdate())


@needs(VIEW)
def hardship_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _files(request).export("hardship.export")


def _file(request: AuthenticatedHttpRequest, pk: int, *perms: str) -> HardshipFile:
    reach = Q(pk__in=[])
    for perm in perms or (VIEW,):
        reach |= access.within(request.user, perm, "member__unit")
    files = HardshipFile.objects.handed_in().filter(reach).select_related("member__unit", "entered_by")
    return get_object_or_404(files, pk=pk)


@needs(VIEW, ASSESS, APPROVE)
def hardship_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a file: level, reviews, assessments and aid; what it says is read for a reason only."""
    return _detail(request, _file(request, pk, VIEW, ASSESS, APPROVE), RevealForm(), None)


@never_cache
@require_POST
@needs(ASSESS, APPROVE)
def hardship_reveal(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show family, income, health and reckoning, for a reason, which an audit event records."""
    file = _file(request, pk, ASSESS, APPROVE)
    form = RevealForm(request.POST)
    secrets: Told | None = None
    if form.is_valid():
        with refusals_into(form):
            secrets = told(actions.reveal_file(file, by=request.user, reason=form.cleaned_data["reason"]))
    response = _detail(request, file, form, secrets)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _detail(
    request: AuthenticatedHttpRequest, file: HardshipFile, form: RevealForm, secrets: Told | None
) -> HttpResponse:
    user, unit, today = request.user, file.member.unit, timezone.localdate()
    rows = file.assessments.select_related("rule", "minimum", "province_income", "made_by")
    assessments = [
        {
            "row": row,
            "round": open_round(HARDSHIP_KIND, row.pk) if row.state == "proposed" else None,
            "lines": reckoning_lines(row) if secrets else [],
            "excluded": exclusions(row) if secrets else [],
            "documents": row.read().get("documents", "") if secrets else "",
        }
        for row in rows[:20]
    ]
    own = is_own(user, file.member)
    assesses = access.can(user, ASSESS, unit) and not own
    waits = any(one["round"] for one in assessments)
    context = {
        "file": file,
        "assessments": assessments,
        "aids": file.aids.select_related("noted_by")[:50],
        "papers": file.attachments.all(),
        "due": file.state == FileState.IN_FORCE and file.review_on is not None and file.review_on <= today,
        "leaves": file.leaves_on is not None and file.leaves_on <= today,
        "may_read": not own and (access.can(user, ASSESS, unit) or access.can(user, APPROVE, unit)),
        "may_assess": assesses and not waits and file.state in (FileState.SUBMITTED, FileState.IN_FORCE),
        "may_give_back": assesses and not waits and file.state == FileState.SUBMITTED,
        "may_aid": assesses and file.state == FileState.IN_FORCE,
        "may_end": assesses and not waits and file.state == FileState.IN_FORCE,
        "reveal_form": form,
        "told": secrets,
    }
    return answer(request, "welfare/hardship/hardship_detail.html", context, address=file.get_absolute_url())


def _step(
    request: AuthenticatedHttpRequest,
    file: HardshipFile,
    form: forms.BaseForm,
    act: Callable[[], object],
    *,
    heading: Message,
    button: Message,
    done: Message,
    note: Message = "",
) -> HttpResponse:
    """Show the form of a step, and take it."""
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            act()
            messages.success(request, done)
            return redirect(file)
    context = {"file": file, "form": form, "heading": heading, "button": button, "note": note}
    return answer(request, "welfare/hardship/step_form.html", context)


@never_cache
@needs(ASSESS)
def hardship_assess(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Assess a file. The form is empty until a reason for reading was given: it then begins with what is declared."""
    file = _file(request, pk, ASSESS)
    today = timezone.localdate()
    form = AssessForm(request.POST if "income" in request.POST else None, today=today)
    reading = RevealForm(request.POST if "reason" in request.POST else None)
    if reading.is_bound and reading.is_valid():
        with refusals_into(reading):
            content = actions.reveal_file(file, by=request.user, reason=reading.cleaned_data["reason"])
            said = declared(content, actions.aid_of_last_year(file, today))
            form = AssessForm(said=said, today=today)
    if form.is_bound and form.is_valid():
        with refusals_into(form):
            checked = actions.Checked(form.found(), form.cleaned_data["starts_on"], form.cleaned_data["documents"])
            actions.propose_assessment(file, checked, by=request.user)
            messages.success(request, _("The assessment waits for approval."))
            return redirect(file)
    unit = file.member.unit
    context = {
        "file": file,
        "form": form,
        "reveal_form": reading,
        "rule": lookup.rule_for(unit, today),
        "minimum": lookup.figure_for(unit, Figure.MINIMUM, today),
    }
    response = answer(request, "welfare/hardship/assess.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@needs(ASSESS)
def hardship_give_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give an application back to the member, with words that only they and officers who assess read."""
    file = _file(request, pk, ASSESS)
    form = GiveBackForm(request.POST or None)
    return _step(
        request,
        file,
        form,
        lambda: actions.return_file(file, by=request.user, words=form.cleaned_data["reason"]),
        heading=_("Give the application back"),
        button=_("Give back"),
        done=_("The member is told to complete the application."),
    )


@needs(ASSESS)
def hardship_aid(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Note aid that was given outside of runs; the nearest limit with its document is kept."""
    file = _file(request, pk, ASSESS)
    form = AidForm(request.POST or None, instance=HardshipAid(file=file))
    return _step(
        request,
        file,
        form,
        lambda: actions.note_aid(form.save(commit=False), cost=form.cleaned_data["cost"], by=request.user),
        heading=_("Note aid"),
        button=_("Save"),
        done=_("The aid is noted; it counts as income at the next assessment."),
        note=_("Aid of a benefit run is read from the run: note here only what was given otherwise."),
    )


@needs(ASSESS)
def hardship_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """End a file, for a reason; the mark in the register is lifted with it."""
    file = _file(request, pk, ASSESS)
    form = EndForm(request.POST or None)
    return _step(
        request,
        file,
        form,
        lambda: actions.end_file(
            file,
            on=form.cleaned_data["on"],
            why=Leaving(form.cleaned_data["why"]),
            words=form.cleaned_data["words"],
            by=request.user,
        ),
        heading=_("End the file"),
        button=_("End the file"),
        done=_("The file has ended, and the mark is lifted."),
    )


@never_cache
@needs(ASSESS, APPROVE)
def hardship_paper(request: AuthenticatedHttpRequest, pk: int, paper_pk: int) -> HttpResponse | FileResponse:
    """Send a paper of a file: the reason is asked first, and recorded."""
    file = _file(request, pk, ASSESS, APPROVE)
    paper = attachment_or_404(paper_pk, HardshipFile.objects.filter(pk=file.pk))
    form = RevealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.open_paper(file, paper, by=request.user, reason=form.cleaned_data["reason"])
            return download_in_post(request, paper)
    context = {"file": file, "form": form, "heading": _("Open a paper"), "button": _("Open the paper"), "note": ""}
    return answer(request, "welfare/hardship/step_form.html", context)


@never_cache
@needs(ASSESS, APPROVE)
def hardship_print(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Print the file (困难职工档案) with what it says, as PDF or Word; the reason is asked first, and recorded.

    Numbers are masked for whoever may not reveal those of the member.
    """
    file = _file(request, pk, ASSESS, APPROVE)
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            content = actions.print_file(file, by=request.user, reason=form.cleaned_data["reason"])
            in_full = access.can(request.user, MembersPermission.REVEAL_MEMBER, file.member.unit)
            return printed_file(file_document(file, content, in_full=in_full), form.cleaned_data["format"])
    context = {"file": file, "form": form, "heading": _("Print the file"), "button": _("Print"), "note": ""}
    return answer(request, "welfare/hardship/step_form.html", context)

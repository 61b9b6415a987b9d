"""The desk's side of questions: the list, the page, and every act on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from consultation.audit_verbs import due_words
from consultation.choices import QuestionState, Tier
from consultation.permissions import ConsultationPermission
from consultation.questions import actions, forms
from consultation.questions.models import Question
from consultation.questions.next_steps import next_step
from consultation.questions.querysets import Questions
from consultation.questions.timeline import question_timeline
from consultation.referrals import actions as referrals
from consultation.referrals import forms as referrals_forms
from members import access
from members.authority.guards import PersonRequest, needs
from members.cases.rules import Side
from office import paging
from office.attachments import attachment_or_404, download
from office.exports import Column, export_list
from office.refusals import answer, refusals_into

VIEW, ANSWER = ConsultationPermission.VIEW_QUESTION, ConsultationPermission.ANSWER_QUESTION
REFER, URGE = ConsultationPermission.REFER_QUESTION, ConsultationPermission.URGE_QUESTION
ACCEPTED, ANSWERED = QuestionState.ACCEPTED, QuestionState.ANSWERED
COLUMNS = {"due": "due_on", "number": "pk", "kind": "kind", "tier": "tier"}
SHEET: tuple[Column[Question], ...] = (
    Column(_("Number"), 18, lambda question: question.number),
    Column(_("Title"), 40, lambda question: question.title),
    Column(_("Kind"), 10, lambda question: question.get_kind_display()),
    Column(_("Tier"), 10, lambda question: question.get_tier_display()),
    Column(_("Unit"), 24, lambda question: question.unit),
    Column(_("Asker"), 12, lambda question: question.member.name),
    Column(_("Counsellor"), 12, lambda question: question.counsellor),
    Column(_("Due"), 18, due_words),
    Column(_("State"), 12, lambda question: question.get_state_display()),
    Column(_("Under supervision"), 12, lambda question: _("supervised") if question.supervised else ""),
)


@dataclass(frozen=True)
class Act:
    """One thing the desk can do to a question: who may, when, with which form, and what it says afterwards."""

    perm: str
    states: tuple[QuestionState, ...]
    form: type[forms.AboutQuestion]
    do: Callable[..., Any]
    heading: Any
    button: Any
    done: Any


def _refer(question: Question, *, unit: Any, text: str, by: Any) -> Any:
    return referrals.refer_question(question, unit, text=text, by=by)


ACTS: dict[str, Act] = {
    "accept": Act(
        ANSWER,
        (QuestionState.SUBMITTED,),
        forms.AcceptForm,
        lambda question, *, tier, by: actions.accept_question(question, Tier(tier), by=by),
        _("Accept"),
        _("Accept"),
        _("Accepted. The limit for the answer runs."),
    ),
    "answer": Act(
        ANSWER,
        (ACCEPTED, ANSWERED),
        forms.AnswerForm,
        actions.answer_question,
        _("Answer the asker"),
        _("Send the answer"),
        _("The answer has been sent."),
    ),
    "note": Act(
        ANSWER,
        tuple(QuestionState),
        forms.NoteForm,
        actions.note_question,
        _("Internal note"),
        _("Keep the note"),
        _("The note has been kept."),
    ),
    "refer": Act(
        REFER,
        (ACCEPTED, ANSWERED),
        referrals_forms.ReferForm,
        _refer,
        _("Refer to a department"),
        _("Send the slip"),
        _("The slip has been sent to the department."),
    ),
    "assign": Act(
        ANSWER,
        (ACCEPTED, ANSWERED),
        forms.AssignForm,
        lambda question, *, counsellor, by: actions.assign_question(question, counsellor, by=by),
        _("Assign to another counsellor"),
        _("Assign"),
        _("The question has been assigned."),
    ),
    "tier": Act(
        ANSWER,
        (ACCEPTED,),
        forms.TierForm,
        lambda question, *, tier, reason, by: actions.change_tier(question, Tier(tier), reason=reason, by=by),
        _("Change the tier"),
        _("Change the tier"),
        _("The tier has been changed, and with it the day of the answer."),
    ),
    "urge": Act(
        URGE,
        (QuestionState.SUBMITTED, ACCEPTED),
        forms.UrgeForm,
        actions.urge_question,
        _("Urge"),
        _("Urge"),
        _("Whoever has the question has been reminded."),
    ),
}


def filtered(request: PersonRequest) -> tuple[Questions, forms.QuestionFilter]:
    """The questions that the address asks for, among those this officer may see, and the form that says so."""
    form = forms.QuestionFilter(request.GET, units=access.units(request.user, VIEW))
    found = Question.objects.visible_to(request.user, VIEW).matching(form.chosen("q") or "")
    state, unit = form.chosen("state"), form.chosen("unit")
    if state == form.OPEN:
        found = found.open()
    elif state != form.ALL:
        found = found.filter(state=state)
    if form.chosen("tier"):
        found = found.filter(tier=form.chosen("tier"))
    if unit:
        found = found.filter(unit__path__startswith=unit.path)
    if form.chosen("overdue"):
        found = found.overdue(timezone.localdate())
    if form.chosen("mine"):
        found = found.filter(counsellor=request.user)
    if form.chosen("supervised"):
        found = found.filter(supervised=True)
    return found, form


def _shown(request: PersonRequest) -> tuple[Questions, forms.QuestionFilter, tuple[str, ...]]:
    found, form = filtered(request)
    default = "due" if form.chosen("state") == form.OPEN else "-number"
    rows = found.with_due().select_related("unit", "member", "counsellor").defer("grams")
    return rows, form, paging.chosen_order(request.GET, COLUMNS, default=default)


@require_GET
@needs(VIEW)
def question_list(request: PersonRequest) -> HttpResponse:
    """Open questions first, the most pressing on top; every filter stands in the address."""
    rows, form, order = _shown(request)
    page = paging.keyset(rows, request.GET, order=order)
    context = {"page": page, "filter": form, "tally": paging.tally(rows), "today": timezone.localdate()}
    return render(request, "consultation/questions/question_list.html", context)


@require_GET
@needs(VIEW)
def question_export(request: PersonRequest) -> FileResponse:
    """The questions as they are narrowed, as a workbook; on the record."""
    found, form, order = _shown(request)
    rows = found.order_by(*order)
    return export_list("question.export", rows, SHEET, request=request, name=_("Questions"), form=form)


def _question(request: PersonRequest, pk: int, perm: str = VIEW) -> Question:
    rows = Question.objects.visible_to(request.user, perm).visible_to(request.user, VIEW).with_due()
    return get_object_or_404(rows.select_related("unit", "member", "counsellor", "asker"), pk=pk)


def _page(request: PersonRequest, question: Question, tried: str = "", form: Any = None) -> HttpResponse:
    offered = []
    for name, act in ACTS.items():
        if question.state in act.states and access.can(request.user, act.perm, question.unit):
            mine = form if name == tried else act.form(question=question, auto_id=f"{name}_%s")
            offered.append({"name": name, "act": act, "form": mine, "open": name == tried})
    context = {
        "question": question,
        "next_step": next_step(question).for_officer,
        "talk": question.messages.select_related("author").prefetch_related("attachments"),
        "worker_side": Side.WORKER,
        "clocks": question.clocks.select_related("rule").order_by("id"),
        "today": timezone.localdate(),
        "ratings": question.ratings.all(),
        "referrals": question.referrals.select_related("unit").with_due(),
        "timeline": question_timeline(question),
        "acts": {one["name"]: one for one in offered},
        "first_act": next((one for one in offered if one["name"] in ("accept", "answer")), None),
        "more_acts": [one for one in offered if one["name"] not in ("accept", "answer")],
        "form": form,
    }
    return answer(request, "consultation/questions/question_detail.html", context, address=question.get_absolute_url())


@require_GET
@needs(VIEW)
def question_detail(request: PersonRequest, pk: int) -> HttpResponse:
    return _page(request, _question(request, pk))


@require_POST
def question_act(request: PersonRequest, pk: int, what: str) -> HttpResponse:
    """Carry out one of ACTS; a refusal shows the page again with what was typed."""
    act = ACTS[what]
    question = _question(request, pk, act.perm)
    form = act.form(request.POST, request.FILES, question=question, auto_id=f"{what}_%s")
    if form.is_valid():
        with refusals_into(form):
            act.do(question, by=request.user, **form.cleaned_data)
            messages.success(request, str(act.done))
            return redirect(question)
    return _page(request, _question(request, pk), tried=what, form=form)


@require_GET
def file(request: PersonRequest, pk: int, file_pk: int) -> FileResponse:
    """A file of any message of a question that this officer may see."""
    return download(attachment_or_404(file_pk, _question(request, pk).messages.all()))

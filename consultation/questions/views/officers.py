"""The officers' pages of questions: the list, its export, one question and its acts."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from consultation.deadlines.views import days_page
from consultation.knowledge.models import CannedAnswer, FaqEntry
from consultation.permissions import ConsultationPermission
from consultation.questions.forms import QuestionFilter
from consultation.questions.models import Question
from consultation.questions.next_steps import next_step
from consultation.questions.page import ACTS, SECTIONS
from consultation.questions.timeline import question_timeline
from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.cases.page import Offer, act_named, acts_on_page, sections_of, sent_offer
from members.cases.rules import Side
from members.cases.views import carry_out
from office.exports import Column
from office.lists import Listing
from office.refusals import answer
from office.uploads.serving import attachment_or_404, download

VIEW = ConsultationPermission.VIEW_QUESTION
CANNED_SHOWN, FAQ_SHOWN, SIMILAR_SHOWN = 30, 3, 5
COLUMNS: tuple[Column[Question], ...] = (
    Column(_("Number"), 18, lambda question: question.number),
    Column(_("Title"), 40, lambda question: question.title),
    Column(_("Kind"), 10, lambda question: question.get_kind_display()),
    Column(_("Tier"), 10, lambda question: question.get_tier_display()),
    Column(_("Unit"), 24, lambda question: question.unit),
    Column(_("Asker"), 12, lambda question: question.member.name),
    Column(_("Counsellor"), 12, lambda question: question.counsellor),
    Column(_("Due"), 18, lambda question: question.due_text),
    Column(_("State"), 12, lambda question: question.get_state_display()),
    Column(_("Under supervision"), 12, lambda question: _("supervised") if question.supervised else ""),
)


def _questions(request: AuthenticatedHttpRequest) -> Listing[Question]:
    form = QuestionFilter(request.GET, user=request.user)
    found = form.narrow(Question.objects.visible_to(request.user, VIEW))
    return Listing(
        request=request,
        name=_("Questions"),
        form=form,
        rows=found.with_due().select_related("unit", "member", "counsellor").defer("grams"),
        sorts={"due": "due_on", "number": "pk", "kind": "kind", "tier": "tier"},
        default="due" if form.chosen("state") == form.OPEN else "-number",
        columns=COLUMNS,
        export_url=reverse("consultation:question_export"),
        reset=_("Open ones"),
    )


@require_GET
@needs(VIEW)
def question_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List questions; by default the open ones, the most pressing first."""
    return _questions(request).render("consultation/questions/question_list.html", today=timezone.localdate())


@require_GET
@needs(VIEW)
def question_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _questions(request).export("question.export")


def _question(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> Question:
    rows = Question.objects.visible_to(request.user, perm).visible_to(request.user, VIEW).with_due()
    return get_object_or_404(rows.select_related("unit", "member", "counsellor", "asker"), pk=pk)


def _help_to_answer(request: AuthenticatedHttpRequest, question: Question) -> dict[str, object]:
    """Return canned answers, frequent questions and earlier questions like this one, for who may answer it."""
    if not access.can(request.user, ConsultationPermission.ANSWER_QUESTION, question.unit):
        return {}
    told = " ".join([question.title, *question.messages.filter(side=Side.WORKER).values_list("text", flat=True)[:1]])
    seen = Question.objects.visible_to(request.user, VIEW).exclude(pk=question.pk)
    return {
        "canned": CannedAnswer.objects.in_use_for(question.unit, question.topic, most=CANNED_SHOWN),
        "faq": FaqEntry.objects.published_for(question.unit).most_like(told, most=FAQ_SHOWN),
        "similar": seen.answered_like(told, most=SIMILAR_SHOWN),
    }


def _page(
    request: AuthenticatedHttpRequest, question: Question, *, refused: Offer[Question] | None = None
) -> HttpResponse:
    context = {
        "question": question,
        "case": question,
        "next_step": next_step(question).for_officer,
        "talk": question.messages.select_related("author").prefetch_related("attachments"),
        "worker_side": Side.WORKER,
        "deadlines": question.clocks.select_related("rule").order_by("id"),
        "today": timezone.localdate(),
        "ratings": question.ratings.all(),
        "timeline": question_timeline(question),
        "sections": sections_of(SECTIONS, question),
        **_help_to_answer(request, question),
        **acts_on_page(ACTS, question, request.user, refused=refused),
    }
    return answer(request, "consultation/questions/question_detail.html", context, address=question.get_absolute_url())


@require_GET
@needs(VIEW)
def question_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _page(request, _question(request, pk))


@require_GET
@needs(VIEW)
def question_days(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how the deadlines of a question are counted, day by day."""
    question = _question(request, pk)
    return days_page(request, question.clocks.all(), number=question.number, back=question.get_absolute_url())


@require_POST
def question_act(request: AuthenticatedHttpRequest, pk: int, act_name: str) -> HttpResponse:
    """Do one of ACTS and redirect to the question; a refusal returns its page with what was typed."""
    act = act_named(ACTS, act_name)
    question = _question(request, pk, act.perm)
    sent = sent_offer(act, question, request)
    if carry_out(request, sent):
        return redirect(question)
    return _page(request, _question(request, pk), refused=sent)


@require_GET
def question_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download a file of any message of a question that this officer may see."""
    return download(attachment_or_404(file_pk, _question(request, pk).messages.all()))

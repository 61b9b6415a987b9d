"""A worker's pages of their own questions: the list, the form, one question with its forms, its files."""

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consultation.choices import QuestionState
from consultation.deadlines.views import days_page
from consultation.knowledge.views.workers import faq_of_worker
from consultation.questions import actions
from consultation.questions.forms import AskForm, RateForm
from consultation.questions.models import Question
from consultation.questions.next_steps import next_step
from members.authority.guards import AuthenticatedHttpRequest
from members.cases.forms import MessageForm
from office import paging
from office.errors import NotAllowed
from office.forms import ButtonForm
from office.lists import set_for_template
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download

FAQ_SHOWN = 3
# The beginning of a question says what it is about.
COMPARED_TEXT = 300


@require_GET
def my_questions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what I have asked, newest first, each with its next step and due day."""
    own = Question.objects.own(request.user).with_due()
    page = paging.keyset(own, request.GET, order=["-pk"], size=20)
    for question in page:
        set_for_template(question, next_step=next_step(question).for_worker)
    return render(request, "consultation/questions/my_questions.html", {"page": page})


def ask(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new question, and ask it."""
    form = AskForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            question = actions.ask_question(by=request.user, **form.cleaned_data)
            return redirect(f"{question.own_url}?sent=1")
    return answer(request, "consultation/questions/ask.html", {"form": form})


@require_POST
def similar_faq(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Return the frequent questions most like the `text` being typed, for htmx; they name nobody who asked."""
    text = request.POST.get("text", "")[:COMPARED_TEXT]
    alike = faq_of_worker(request).most_like(text, most=FAQ_SHOWN)
    return render(request, "consultation/questions/_similar_faq.html", {"entries": alike})


def _own_question(request: AuthenticatedHttpRequest, key: str) -> Question:
    return get_object_or_404(
        Question.objects.own(request.user).with_due().select_related("unit", "counsellor"), key=key
    )


def _page(request: AuthenticatedHttpRequest, question: Question, **forms: Form) -> HttpResponse:
    """Return the page of my question; `forms` replace those of its forms that were sent and refused."""
    overdue = question.clocks.overdue(timezone.localdate()).exists()
    context = {
        "question": question,
        "next_step": next_step(question).for_worker,
        "talk": question.messages.for_worker().prefetch_related("attachments"),
        "rating": question.ratings.last(),
        "just_sent": "sent" in request.GET,
        "may_rate": question.state == QuestionState.ANSWERED,
        "may_urge": overdue and question.state in (QuestionState.SUBMITTED, QuestionState.ACCEPTED),
        "write_form": MessageForm(auto_id="write_%s"),
        "rate_form": RateForm(auto_id="rate_%s"),
        **forms,
    }
    return answer(request, "consultation/questions/my_question.html", context, address=question.own_url)


@require_GET
def my_question(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    return _page(request, _own_question(request, key))


@require_GET
def my_question_days(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """Show how the deadlines of my question are counted, day by day."""
    question = _own_question(request, key)
    return days_page(request, question.clocks.all(), number=question.number, back=question.own_url, for_worker=True)


@require_POST
def my_question_write(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """Add a message to my question."""
    question = _own_question(request, key)
    form = MessageForm(request.POST, request.FILES, auto_id="write_%s")
    if form.is_valid():
        with refusals_into(form):
            actions.follow_up(question, by=request.user, **form.cleaned_data)
            messages.success(request, _("Sent. The desk has been told."))
            return redirect(f"{question.own_url}?sent=more")
    return _page(request, _own_question(request, key), write_form=form)


@require_POST
def my_question_rate(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """Rate the answer to my question."""
    question = _own_question(request, key)
    form = RateForm(request.POST, auto_id="rate_%s")
    if form.is_valid():
        with refusals_into(form):
            actions.rate_question(question, by=request.user, **form.cleaned_data)
            _thank(request, question)
            return redirect(question.own_url)
    return _page(request, _own_question(request, key), rate_form=form)


def _thank(request: AuthenticatedHttpRequest, question: Question) -> None:
    if question.state == QuestionState.CLOSED:
        messages.success(request, _("Thank you. The question is closed; you can write again at any time."))
    else:
        messages.info(request, _("Thank you for saying so. Your question goes back to the desk and is supervised."))


@require_POST
def my_question_urge(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """Remind the desk of my overdue question."""
    question, button = _own_question(request, key), ButtonForm(request.POST)
    with refusals_into(button):
        if not question.clocks.overdue(timezone.localdate()).exists():
            raise NotAllowed(_("The answer isn't overdue yet."))
        actions.urge_question(question, by=request.user)
        messages.success(request, _("The desk has been reminded."))
        return redirect(question.own_url)
    return _page(request, _own_question(request, key), button=button)


@require_GET
def my_question_file(request: AuthenticatedHttpRequest, key: str, pk: int) -> FileResponse:
    """Download a file of a message that the asker may read."""
    return download(attachment_or_404(pk, _own_question(request, key).messages.for_worker()))

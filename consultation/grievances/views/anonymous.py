"""Anonymous reports: no session, log entry or file may tell who the person is. ADR 12."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from consultation.deadlines.views import count_clocks
from consultation.grievances import actions
from consultation.grievances.forms import AnonymousMessageForm, AnonymousStoryForm, ReceiptForm
from consultation.grievances.models import Grievance
from consultation.grievances.next_steps import counted_limits, next_step
from consultation.grievances.receipts import grievance_of
from consultation.grievances.timeline import grievance_timeline
from office.once.acts import act_once
from office.once.answers import of_nobody, shown_again
from office.rate_limits import Limit, give_back, limited, sender, take
from office.receipts import bare_receipt, grouped_receipt
from office.refusals import answer, refusals_into
from office.uploads.clean_copies import CleanersBusy, nameless_copies
from office.uploads.serving import attachment_or_404, download

P = ParamSpec("P")
MB = 1024 * 1024
# Of one network, where a whole shift may share an address, and of all. One report or message has 50 MB at most.
REPORT_POSTS = Limit(
    "report_posts", seconds=3600, most=100, most_of_all=3000, most_bytes=400 * MB, most_bytes_of_all=8000 * MB
)
CODE_POSTS = Limit("code_posts", seconds=3600, most=300, most_of_all=20_000, most_bytes=10 * MB)
MESSAGE_POSTS = Limit(
    "message_posts", seconds=3600, most=100, most_of_all=3000, most_bytes=400 * MB, most_bytes_of_all=8000 * MB
)
REPORTS = Limit("report", seconds=3600, most=20)
MESSAGES_OF_A_CASE = Limit("messages", seconds=3600, most=20, most_bytes=120 * MB)
WRONG_CODES = Limit("receipt", seconds=15 * 60, most=10)
UNKNOWN_CODE = _("No report opens with this code. Check the digits; a lost code can't be restored.")
TOO_OFTEN = _("Too many tries from here. Please wait a quarter of an hour and try again.")
TOO_MANY_MESSAGES = _("Many messages have come in this case within the hour. Please try again later.")
TOO_MANY_REPORTS = _("Many reports have come from this network within the hour. Please try again later.")


def anonymous(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer as if nobody were logged in, write no session, and forbid browsers to keep the page or tell its address.

    No CSRF check: nothing here acts on a cookie, and under no-referrer browsers send `Origin: null`, which it refuses.
    """

    @of_nobody
    @login_not_required
    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def without_account(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        # Row history records request.user as the one who changed a row.
        request.user = AnonymousUser()
        # The session middleware leaves the cookie alone where it finds a plain dict.
        request.session = cast(SessionBase, {})
        if hasattr(request, "_messages"):
            del request._messages
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return without_account


@limited(REPORT_POSTS)
@anonymous
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponseBase:
    """Show the form of an anonymous report, and file it; the answer is the only page that shows the receipt code."""
    if request.method == "GET":
        return render(request, "consultation/grievances/report.html", {"form": AnonymousStoryForm()})
    if request.POST.get("language") in dict(settings.LANGUAGES):
        return _in_language(request, request.POST["language"])
    form = AnonymousStoryForm(request.POST, files=request.FILES)
    return act_once(
        request, lambda: _file(request, form), prepare=lambda: _refuse_report(request, form), of_nobody=True
    )


def _in_language(request: HttpRequest, language: str) -> HttpResponse:
    """Return the form in another language with what was typed: no browser stores a draft of it."""
    typed: dict[str, object] = {**request.POST.dict()}
    form = AnonymousStoryForm(initial=typed)
    with translation.override(language):
        page = render(request, "consultation/grievances/report.html", {"form": form})
    page.headers["Content-Language"] = language
    page.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return page


def _refuse_report(request: HttpRequest, form: AnonymousStoryForm) -> HttpResponse | None:
    """Put clean copies in the place of the files of the form; return the page that refuses it, with what was typed."""
    page = "consultation/grievances/report.html"
    if not take(REPORTS, sender(request)):
        form.add_error(None, TOO_MANY_REPORTS)
        return answer(request, page, {"form": form}, status=429)
    status = _clean_files(form)
    if form.is_valid():
        return None
    give_back(REPORTS, sender(request))
    return answer(request, page, {"form": form}, status=status)


def _clean_files(form: AnonymousStoryForm | AnonymousMessageForm) -> int:
    """Put clean copies in the place of the files of a valid form, and return the status to refuse it with if it is not.

    It becomes invalid by files of which none can be made, or not now: then 503 is returned, else 422.
    """
    if form.is_valid() and not form.cleaned_data.get("website"):
        with refusals_into(form):
            form.cleaned_data["attachments"] = nameless_copies(form.cleaned_data["attachments"])
    return 503 if form.has_error("attachments", CleanersBusy.CODE) else 422


def _file(request: HttpRequest, form: AnonymousStoryForm) -> HttpResponse:
    with refusals_into(form):
        return _filed(request, form)
    give_back(REPORTS, sender(request))
    return answer(request, "consultation/grievances/report.html", {"form": form})


def _filed(request: HttpRequest, form: AnonymousStoryForm) -> HttpResponse:
    """File the report and show its receipt code, also when the form is sent again; drop what a program filled in."""
    data = form.cleaned_data
    if data["website"]:
        return render(request, "consultation/grievances/report_sent.html", {})
    grievance, receipt = actions.file_anonymously(form.story(), data["unit"], attachments=data["attachments"])
    context = {
        "grievance": grievance,
        "receipt": grouped_receipt(receipt, "-"),
        "deadline": grievance.clocks.first(),
        "next_step": next_step(grievance).for_worker,
    }
    return shown_again(render(request, "consultation/grievances/report_sent.html", context))


def _opened(request: HttpRequest) -> tuple[Grievance | None, ReceiptForm, int]:
    """Return the case of the posted receipt code, its form, and the status to answer with where there is no case.

    The error is the same for every wrong code; too many wrong ones are answered with 429.
    """
    form = ReceiptForm(request.POST)
    if not take(WRONG_CODES, sender(request)):
        form.add_error(None, TOO_OFTEN)
        return None, form, 429
    try:
        grievance = grievance_of(form.cleaned_data["code"]) if form.is_valid() else None
    except DatabaseError:
        # Nobody has tried a wrong code while the database was away.
        give_back(WRONG_CODES, sender(request))
        raise
    if grievance is not None:
        give_back(WRONG_CODES, sender(request))
    elif form.is_valid():
        form.add_error(None, UNKNOWN_CODE)
    return grievance, form, 422


def _page(
    request: HttpRequest, grievance: Grievance, form: AnonymousMessageForm, *, sent: bool = False, status: int = 422
) -> HttpResponse:
    context = {
        "grievance": grievance,
        "code": bare_receipt(request.POST["code"]),
        "next_step": next_step(grievance).for_worker,
        "deadline": grievance.clocks.running().first(),
        "counted": count_clocks(grievance.clocks.running()),
        "timeline": grievance_timeline(grievance, for_reporter=True),
        "files": grievance.attachments.all(),
        "limits": counted_limits(grievance),
        "form": form,
        "sent": sent,
    }
    return answer(request, "consultation/grievances/report_case.html", context, status=status)


@limited(CODE_POSTS)
@anonymous
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt code and show its case; the code is sent in the body of requests, never in an address."""
    if request.method == "GET":
        return render(request, "consultation/grievances/report_follow.html", {"form": ReceiptForm()})
    return _case(request)


def _case(request: HttpRequest) -> HttpResponse:
    """Return the page of the case of the posted code, or the form that asks for the code and says what is wrong."""
    grievance, form, status = _opened(request)
    if grievance is None:
        return answer(request, "consultation/grievances/report_follow.html", {"form": form}, status=status)
    return _page(request, grievance, AnonymousMessageForm())


@limited(MESSAGE_POSTS)
@anonymous
@require_http_methods(["GET", "POST"])
def follow_write(request: HttpRequest) -> HttpResponseBase:
    """Write to the rights officer, by receipt code; a GET is redirected to the form that asks for the code."""
    if request.method == "GET":
        return redirect("consultation:follow")
    form = AnonymousMessageForm(request.POST, request.FILES)
    opened: list[Grievance] = []
    return act_once(
        request,
        lambda: _write(request, opened[0], form),
        prepare=lambda: _refuse_message(request, opened, form),
        page=lambda: _case(request),
        of_nobody=True,
    )


def _refuse_message(
    request: HttpRequest, opened: list[Grievance], message_form: AnonymousMessageForm
) -> HttpResponse | None:
    """Add the case to `opened` and put clean copies in the place of the files; return the page that refuses them."""
    grievance, form, status = _opened(request)
    if grievance is None:
        return answer(request, "consultation/grievances/report_follow.html", {"form": form}, status=status)
    opened.append(grievance)
    if not message_form.is_valid():
        return _page(request, grievance, message_form)
    who, size = f"case {grievance.pk}", sum(file.size or 0 for file in message_form.cleaned_data["attachments"])
    if not take(MESSAGES_OF_A_CASE, who, size):
        message_form.add_error(None, TOO_MANY_MESSAGES)
        return _page(request, grievance, message_form, status=429)
    status = _clean_files(message_form)
    if message_form.is_valid():
        return None
    if status == 503:
        give_back(MESSAGES_OF_A_CASE, who, size)
    return _page(request, grievance, message_form, status=status)


def _write(request: HttpRequest, grievance: Grievance, form: AnonymousMessageForm) -> HttpResponse:
    with refusals_into(form):
        actions.write_as_reporter(grievance, **form.cleaned_data)
        return shown_again(_page(request, grievance, AnonymousMessageForm(), sent=True))
    return _page(request, grievance, form)


@limited(CODE_POSTS)
@anonymous
@require_POST
def follow_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Download a file of the case, by receipt code."""
    grievance, form, status = _opened(request)
    if grievance is None:
        return answer(request, "consultation/grievances/report_follow.html", {"form": form}, status=status)
    itself = Grievance.objects.filter(pk=grievance.pk)
    return download(attachment_or_404(pk, itself, grievance.entries.for_worker()))

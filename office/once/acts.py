"""Carry out a posted form once."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from office.once import answers, claims, kept
from office.once.answers import account_of, html_of
from office.once.claims import Claim
from office.once.kept import Typed
from office.once.models import CONTENT_KNOWN, FORM_KNOWN, PAGE_SHOWN, OnceKey
from office.once.pages import ASKS_AGAIN, CSRF, KEPT_KEY, KEY, ONCE, ONCE_MORE, OWN_FIELDS, TYPED, VISITOR, Opened
from office.types import JsonObject

# Fields of forms without an account that are not shown again.
WITHHELD = ("code", "receipt", "last_six", "id_number", "password", "again")
# Answers of Django to a view that refuses by an exception; what the view had counted until then stays.
REFUSALS = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
# The cookie that static/js/draft.js reads: the beginning of the key of the form that was carried out.
DRAFT_SENT, SENT_LENGTH = "draft-sent", 16
Act = Callable[[], HttpResponseBase]
Response = TypeVar("Response", bound=HttpResponseBase)


def nothing_to_prepare() -> HttpResponseBase | None:
    """Stand for the preparation of an act that has none."""
    return None


@dataclass(frozen=True)
class _Sending:
    """A form that was sent with a key, what it contains, and how it is carried out and shown."""

    request: HttpRequest
    act: Act
    prepare: Callable[[], HttpResponseBase | None]
    page: Callable[[], HttpResponseBase] | None
    of_nobody: bool
    account: int | None
    claim: Claim
    content: bytes
    opened: Opened | None

    @property
    def body_hash(self) -> str:
        return self.claim.body_hash([self.content])

    def answered_before(self, earlier: OnceKey) -> HttpResponseBase:
        same = earlier.body_hash == self.body_hash
        response = _answered_before(self.request, self.claim, earlier, same=same)
        return self.carried_out(response) if same else response

    def carried_out(self, response: HttpResponseBase) -> HttpResponseBase:
        """Let the script that stores drafts know that the form of this key was carried out."""
        if self.account is not None and TYPED in self.request.POST:
            draft_is_over(response, self.request.POST[ONCE])
        return response


def draft_is_over(response: Response, key: str) -> Response:
    """Have the browser delete what it stores of the form with this key, which was sent or discarded; return `response`.

    An empty key changes nothing.
    """
    if key:
        begins = key[:SENT_LENGTH]
        response.set_cookie(DRAFT_SENT, begins, max_age=300, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
    return response


def act_once(
    request: HttpRequest,
    act: Act,
    *,
    prepare: Callable[[], HttpResponseBase | None] = nothing_to_prepare,
    page: Callable[[], HttpResponseBase] | None = None,
    of_nobody: bool = False,
) -> HttpResponseBase:
    """Return the answer of `act`, or that of the first time where the form was sent before; one without a key acts.

    The key is claimed in the transaction of the act. The same form meanwhile waits for its end, but only as long as
    `Claim.lock` does; then its page says that it is being sent, and asks again. `prepare` does before, outside of any
    transaction, what may take long – that a form has files is the sign of it – and returns an answer where it refuses:
    then nothing is done. A refused act releases the key. With `of_nobody` nothing of the row is kept longer than
    PAGE_SHOWN.

    The same content under another key, as after Back or from a second tab, is not carried out within CONTENT_KNOWN: it
    is shown again on the page of the form – `page` returns it where no address does – and may be sent once more.
    """
    key = request.POST.get(ONCE, "")
    if not KEY.fullmatch(key):
        return prepare() or act()
    account = None if of_nobody else account_of(request)
    claim = Claim("" if account is None else str(account), key)
    if ASKS_AGAIN in request.POST:
        return _what_came_of(request, claim)
    content = claims.content_of_form(request, besides=OWN_FIELDS)
    sending = _Sending(request, act, prepare, page, of_nobody, account, claim, content, kept.opened_form(request))
    if prepare is nothing_to_prepare or not request.FILES:
        return _prepare_and_act(sending)
    with claim.prepare_alone() as alone:
        earlier = claim.find()
        if earlier is not None:
            return sending.answered_before(earlier)
        if not alone:
            return _under_way(request)
        return prepare() or _prepare_and_act(replace(sending, prepare=nothing_to_prepare))


def _prepare_and_act(sending: _Sending) -> HttpResponseBase:
    """Return the answer of the act, carried out in the transaction that claims the key, or that of the first time."""
    request, claim, account, of_nobody = sending.request, sending.claim, sending.account, sending.of_nobody
    refusal: Exception | None = None
    with transaction.atomic():
        if not claim.lock():
            return _under_way(request)
        earlier = claim.begin(sending.body_hash)
        if earlier is not None:
            return sending.answered_before(earlier)
        content = _content_claim(sending)
        while content is not None and not content.take(_about(sending), known_for=CONTENT_KNOWN):
            if not content.lock():
                claim.release()
                return _under_way(request)
            same = content.find()
            if same is not None and same.known_until >= timezone.now():
                claim.release()
                return _sent_exactly_so(sending, content.answer_of(same) or {})
        session = {} if of_nobody or account is not None else answers.session_of_visitor(request)
        session_key = answers.session_key(request)
        try:
            response = sending.prepare() or sending.act()
        except REFUSALS as why:
            refusal = why
        else:
            logged_out = account is not None and account_of(request) is None
            logged_in = account_of(request) is not None and answers.session_key(request) != session_key
            answer = None if logged_out else answers.stored(request, response, session, logged_in=logged_in)
            if answer is not None:
                shown_for = PAGE_SHOWN if of_nobody or "page" in answer else FORM_KNOWN
                claim.keep(answer, shown_for=shown_for, known_for=PAGE_SHOWN if of_nobody else FORM_KNOWN)
                if account is not None:
                    kept.forget(account, request.POST.get(KEPT_KEY, ""))
                return sending.carried_out(response)
        claim.release()
        if content is not None:
            content.release()
    if refusal is not None:
        raise refusal
    return response


def _content_claim(sending: _Sending) -> Claim | None:
    """Return the claim of the content; None where it may be sent as often as one likes, or is meant once more."""
    if ONCE_MORE in sending.request.POST or not (sending.of_nobody or TYPED in sending.request.POST):
        return None
    who = "nobody" if sending.of_nobody else sending.account or "visitor"
    return Claim(f"content {who}", sending.content.hex())


def _about(sending: _Sending) -> JsonObject:
    """Return what is kept of the first sending: its key, which leads to its answer, and when it was; of nobody nothing.

    Without the account nothing leads to the page with a receipt, since others may send the same.
    """
    if sending.account is None:
        return {}
    return {"key": sending.request.POST[ONCE], "at": timezone.now().isoformat()}


def _sent_exactly_so(sending: _Sending, about: JsonObject) -> HttpResponseBase:
    """Return the page of the form with everything typed, and what it takes to send that once more on purpose."""
    request, account, opened = sending.request, sending.account, sending.opened
    outcome, at = "", str(about.get("at", ""))
    if account is not None:
        first = Claim(str(account), str(about.get("key", "")))
        row = first.find()
        answer = first.answer_of(row) if row is not None else None
        outcome = str(answer.get("to", "")) if answer is not None else ""
        if opened is not None and opened.account == account:
            return kept.lead_back(request, opened, kept.typed_into(request, opened, "repeated", outcome, at))
    page = (sending.page or partial(page_of_form, request, opened))()
    number_shown = account is None and sending.page is None
    typed = kept.typed_into(request, _as_visitor(request), "repeated" if number_shown else "repeated_here", outcome, at)
    return shown_with(request, page, typed)


def _as_visitor(request: HttpRequest) -> Opened:
    return Opened(VISITOR, request.path, _withheld(request))


def page_of_form(request: HttpRequest, opened: Opened | None) -> HttpResponseBase:
    """Return the page on which the form was rendered, as asked for anew; by default that at the form's own address."""
    place = urlsplit(opened.page if opened is not None else request.get_full_path())
    asked = copy(request)
    asked.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": place.query}
    asked.method, asked.GET, asked.path, asked.path_info = "GET", QueryDict(place.query), place.path, place.path
    vars(asked).update(_post=QueryDict(), _files=MultiValueDict())
    asked.resolver_match = match = resolve(place.path)
    response: HttpResponseBase = match.func(asked, *match.args, **match.kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    request.META.update({name: value for name, value in asked.META.items() if name.startswith("CSRF_COOKIE")})
    return response


def shown_with(request: HttpRequest, page: HttpResponseBase, typed: Typed) -> HttpResponseBase:
    """Return the page with its form filled in, or with what was typed at its top, and status 409."""
    html = html_of(page)
    if html is None or "<body" not in html:
        return page
    assert isinstance(page, HttpResponse)
    page.content = kept.page_with(html, typed, request.path)
    page.status_code = 409
    page.headers["Cache-Control"] = "no-store"
    return page


def first_answer(request: HttpRequest) -> HttpResponseBase | None:
    """Return the answer that this very form has got already, although its account has another session by now.

    Changing a password or opening an account begins a new session, so that a second tap comes with the old one. None
    where the form was not carried out, or only the log-in may lead to its answer.
    """
    key, account, opened = request.POST.get(ONCE, ""), account_of(request), kept.opened_form(request)
    if not KEY.fullmatch(key):
        return None
    content = claims.content_of_form(request, besides=OWN_FIELDS)
    # Each with whether its answer must bring the session.
    scopes = [("", False)] if account is None else [(str(account), False), ("", False)]
    if account is None and opened is not None:
        scopes.append((str(opened.account), True))
    for scope, with_session in scopes:
        claim = Claim(scope, key)
        row = claim.find()
        answer = claim.answer_of(row) if row is not None and row.body_hash == claim.body_hash([content]) else None
        if answer is not None and (answers.SESSION_KEY in answer or not with_session):
            return answers.repeated(request, answer)
    return None


def _what_came_of(request: HttpRequest, claim: Claim) -> HttpResponseBase:
    """Return the answer of a form that was under way; the page that waits as long as it still is.

    A form that was refused meanwhile, or whose process ended, was not carried out: what was typed into it is shown.
    """
    with transaction.atomic():
        if not claim.try_lock():
            return _under_way(request)
        row = claim.find()
    if row is not None:
        return _answered_before(request, claim, row, same=True)
    with claim.prepare_alone() as alone:
        if not alone:
            return _under_way(request)
    typed = kept.typed_into(request, _as_visitor(request), "not_sent")
    context = {"note": kept.note(typed, in_form=False), "again": request.path}
    return render(request, "office/once/not_sent.html", context, status=409)


def _under_way(request: HttpRequest) -> HttpResponseBase:
    """Return a page that asks again by itself what came of the form; it holds what was typed but files and secrets."""
    names = set(request.POST) - {CSRF, ASKS_AGAIN, *_withheld(request)}
    fields = [(name, text) for name in sorted(names) for text in request.POST.getlist(name)]
    context = {"fields": fields, "asks_again": ASKS_AGAIN}
    response = render(request, "office/once/under_way.html", context, status=409)
    response.headers["Cache-Control"] = "no-store"
    return response


def _withheld(request: HttpRequest) -> Sequence[str]:
    """Return the names of the fields of the form that no page shows again."""
    opened = kept.opened_form(request)
    return WITHHELD if opened is None else (*WITHHELD, *opened.withheld)


def _answered_before(request: HttpRequest, claim: Claim, earlier: OnceKey, *, same: bool) -> HttpResponseBase:
    """Return the first answer; with other content a page that says so, and what was typed since."""
    answer = claim.answer_of(earlier)
    if same and answer is not None and (response := answers.repeated(request, answer)) is not None:
        return response
    outcome = answer.get("to", "") if answer is not None else ""
    assert isinstance(outcome, str)
    opened = kept.opened_form(request)
    if not same and opened is not None and opened.account == account_of(request):
        return kept.lead_back(request, opened, kept.typed_into(request, opened, "sent", outcome))
    nowhere = _as_visitor(request)
    typed = None if same else kept.typed_into(request, nowhere, "sent", outcome)
    if typed is not None and answer is not None and "page" in answer:
        shown = answers.repeated(request, answer)
        if shown is not None and (html := html_of(shown)) is not None:
            # No path of a form: what was typed is shown at the top.
            shown.content = kept.page_with(html, kept.elsewhere(typed), request.path)
            shown.status_code = 409
            return shown
    context = {"outcome": outcome, "note": kept.note(typed, in_form=False) if typed else "", "again": request.path}
    response = render(request, "office/once/sent_before.html", context, status=409)
    response.headers["Cache-Control"] = "no-store"
    return response

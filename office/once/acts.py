"""Carry out a posted form once."""

from collections.abc import Callable, Sequence

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from office.once import answers, claims, kept
from office.once.answers import account_of, html_of
from office.once.claims import Claim
from office.once.models import FORM_KNOWN, PAGE_SHOWN, OnceKey
from office.once.pages import ASKS_AGAIN, CSRF, KEY, ONCE, OWN_FIELDS, Opened

# Fields of forms without an account that are not shown again.
WITHHELD = ("code", "receipt", "last_six", "id_number", "password", "again")
# Answers of Django to a view that refuses by an exception; what the view had counted until then stays.
REFUSALS = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
Act = Callable[[], HttpResponseBase]


def nothing_to_prepare() -> HttpResponseBase | None:
    """Stand for the preparation of an act that has none."""
    return None


def act_once(
    request: HttpRequest,
    act: Act,
    *,
    prepare: Callable[[], HttpResponseBase | None] = nothing_to_prepare,
    of_nobody: bool = False,
) -> HttpResponseBase:
    """Return the answer of `act`, or that of the first time where the form was sent before; one without a key acts.

    The key is claimed in the transaction of the act. The same form meanwhile waits for its end, but only as long as
    `Claim.lock` does; then its page says that it is being sent, and asks again. `prepare` does before, outside of any
    transaction, what may take long – that a form has files is the sign of it – and returns an answer where it refuses:
    then nothing is done. A refused act releases the key. With `of_nobody` nothing of the row is kept longer than
    PAGE_SHOWN.
    """
    key = request.POST.get(ONCE, "")
    if not KEY.fullmatch(key):
        return prepare() or act()
    account = None if of_nobody else account_of(request)
    claim = Claim("" if account is None else str(account), key)
    if ASKS_AGAIN in request.POST:
        return _what_came_of(request, claim)
    body_hash = claim.body_hash(claims.parts_of_form(request, besides=OWN_FIELDS))
    if prepare is nothing_to_prepare or not request.FILES:
        return _prepare_and_act(request, claim, body_hash, act, prepare, of_nobody=of_nobody)
    with claim.prepare_alone() as alone:
        earlier = claim.find()
        if earlier is not None:
            return _answered_before(request, claim, earlier, same=earlier.body_hash == body_hash)
        if not alone:
            return _under_way(request)
        return prepare() or _prepare_and_act(request, claim, body_hash, act, nothing_to_prepare, of_nobody=of_nobody)


def _prepare_and_act(
    request: HttpRequest,
    claim: Claim,
    body_hash: str,
    act: Act,
    prepare: Callable[[], HttpResponseBase | None],
    *,
    of_nobody: bool,
) -> HttpResponseBase:
    """Return the answer of `act`, carried out in the transaction that claims the key, or that of the first time."""
    account = None if of_nobody else account_of(request)
    refusal: Exception | None = None
    with transaction.atomic():
        if not claim.lock():
            return _under_way(request)
        earlier = claim.begin(body_hash)
        if earlier is not None:
            return _answered_before(request, claim, earlier, same=earlier.body_hash == body_hash)
        session = {} if of_nobody or account is not None else answers.session_of_visitor(request)
        try:
            response = prepare() or act()
        except REFUSALS as why:
            refusal = why
        else:
            logged_in_or_out = not of_nobody and account_of(request) != account
            answer = None if logged_in_or_out else answers.stored(request, response, session)
            if answer is not None:
                shown_for = PAGE_SHOWN if of_nobody or "page" in answer else FORM_KNOWN
                claim.keep(answer, shown_for=shown_for, known_for=PAGE_SHOWN if of_nobody else FORM_KNOWN)
                return response
        claim.release()
    if refusal is not None:
        raise refusal
    return response


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
    typed = kept.typed_into(request, Opened(0, request.path, _withheld(request)), "not_sent")
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
        return kept.lead_back(opened, kept.typed_into(request, opened, "sent", outcome))
    nowhere = Opened(0, request.path, WITHHELD)
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

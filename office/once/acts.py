"""Carry out a posted form once."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from office.once import answers, claims, kept
from office.once.answers import account_of, html_of
from office.once.claims import Claim
from office.once.models import FORM_KNOWN, PAGE_SHOWN, OnceKey
from office.once.pages import KEY, ONCE, OWN_FIELDS, Opened

# Answers of Django to a view that refuses by an exception; what the view had counted until then stays.
# Fields of forms without an account that are not shown again.
WITHHELD = ("code", "receipt", "last_six", "id_number", "password", "again")
REFUSALS = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)


def act_once(request: HttpRequest, act: Callable[[], HttpResponseBase], *, of_nobody: bool = False) -> HttpResponseBase:
    """Return the answer of `act`, or that of the first time where the form was sent before; one without a key acts.

    The key is claimed in the transaction of the act; the same form meanwhile waits for its end. A refused act releases
    it. With `of_nobody` nothing of the row is kept longer than PAGE_SHOWN.
    """
    key = request.POST.get(ONCE, "")
    if not KEY.fullmatch(key):
        return act()
    account = None if of_nobody else account_of(request)
    claim = Claim("" if account is None else str(account), key)
    refusal: Exception | None = None
    with transaction.atomic():
        body_hash = claim.body_hash(claims.parts_of_form(request, besides=OWN_FIELDS))
        earlier = claim.begin(body_hash)
        if earlier is not None:
            return _answered_before(request, claim, earlier, same=earlier.body_hash == body_hash)
        session = {} if of_nobody or account is not None else answers.session_of_visitor(request)
        try:
            response = act()
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

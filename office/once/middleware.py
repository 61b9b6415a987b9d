"""Every form that is posted carries a key and acts once, and what was typed into it outlasts the session."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.views.csrf import csrf_failure as plain_csrf_failure

from office.once import kept
from office.once.acts import WITHHELD, act_once, first_answer, nothing_to_prepare, page_of_form, shown_with
from office.once.answers import account_of, belongs_to_nobody, html_of
from office.once.kept import Opened
from office.once.pages import VISITOR, mark_forms, shown_at
from office.uploads.scanning import scan_sent

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def _is_api(view: View) -> bool:
    """Return whether this is the API, which has its own header."""
    return hasattr(view, "cls")


def _scanning(request: HttpRequest) -> Callable[[], HttpResponseBase | None]:
    """Return what asks the virus scanner about the attachments of an account, where one is set."""
    if not settings.CLAMAV_SOCKET or account_of(request) is None:
        return nothing_to_prepare
    return lambda: scan_sent(request.FILES)


def _is_of_nobody(request: HttpRequest) -> bool:
    return request.resolver_match is not None and belongs_to_nobody(request.resolver_match.func)


@lru_cache(maxsize=8)
def _draft_note(language: str) -> str:
    """Return the note at the head of a form whose draft has come back, in the active language."""
    return render_to_string("office/once/_draft_note.html")


class OnceMiddleware:
    """Gives every posted form of a page a key, and carries out what is sent with one key a single time.

    The key is claimed in the transaction of the act. Sent again, the form waits for the first and gets its answer; sent
    again with other content, it is told that it was sent already. A form that was refused may be sent again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        html = html_of(response)
        if html is not None and "<form" in html:
            assert isinstance(response, HttpResponse)
            page = shown_at(html, _page_of(request))
            account = None if _is_of_nobody(request) else account_of(request) or VISITOR
            note = _draft_note(get_language()) if account and "js/draft" in html else ""
            response.content = mark_forms(html, account=account, page=page, draft_note=note)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method != "POST" or _is_api(view):
            return None
        if belongs_to_nobody(view) or (view.__module__.startswith("allauth.") and account_of(request) is None):
            # Such a view calls act_once itself, once nothing of the request says who sent it; each log-in brings
            # cookies of its own.
            return None
        return act_once(request, lambda: view(request, *args, **kwargs), prepare=_scanning(request))


class KeptFormMiddleware:
    """Keeps what is typed into a form whose session has ended, and fills it in on its page after the log-in.

    Until it is sent, or the hour is over, each page of the account leads to it.

    It stands before LoginRequiredMiddleware, which would lead to the address of the form, where a POST alone is taken.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        key = request.GET.get(kept.KEPT_PARAMETER, "") if request.method == "GET" else ""
        if (
            not key
            and request.method == "GET"
            and kept.unsent_cookie() in request.COOKIES
            and response.status_code == 200
        ):
            return _leading_to_unsent(request, response)
        if not key or response.status_code in (301, 302):
            return response
        account = account_of(request)
        typed = kept.give_back(account, key) if account is not None else None
        if typed is None:
            return response
        html = html_of(response)
        if response.status_code == 405 or html is None or "<body" not in html:
            context = {"note": kept.note(typed, in_form=False), "outcome": typed.outcome, "again": reverse("home")}
            response = render(request, "office/once/typed_before.html", context)
        else:
            assert isinstance(response, HttpResponse)
            response.content = kept.page_with(html, typed, request.path)
        response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        asks_for_log_in = request.method == "POST" and getattr(view, "login_required", True)
        if not asks_for_log_in or _is_api(view) or account_of(request) is not None:
            return None
        opened = kept.opened_form(request)
        return None if opened is None else first_answer(request) or _to_log_in(request, opened)


def _leading_to_unsent(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the page with a line that leads to what its account has typed and not sent."""
    account, html = account_of(request), html_of(response)
    if account is None or html is None or "<main" not in html or getattr(request, "htmx", None):
        return response
    if request.resolver_match is not None and request.resolver_match.view_name == "office:discard_unsent":
        return response
    assert isinstance(response, HttpResponse)
    forms = [typed for typed in kept.unsent(account, kept.named_in(request)) if typed.page]
    if forms:
        response.content = kept.page_leading_to(html, forms)
    else:
        response.delete_cookie(kept.unsent_cookie(), samesite="Lax")
    return response


def _to_log_in(request: HttpRequest, opened: Opened) -> HttpResponse:
    typed = kept.typed_into(request, opened, "ended")
    typed = kept.keep(opened, typed)
    return kept.named(request, redirect_to_login(typed.page, settings.LOGIN_URL), typed)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Give a form back that was sent after a new log-in in another tab; refuse any other one with 403.

    Only the portal has signed for which account the form was rendered, so that no other site can send one. A visitor's
    form, which another site may have from the portal as well, is shown on its page with what was typed: nothing more.
    """
    answered = first_answer(request)
    if answered is not None:
        return answered
    opened = kept.opened_by_visitor(request)
    if opened is not None:
        return _visitors_form_again(request, opened) or plain_csrf_failure(request, reason)
    opened = kept.opened_form(request)
    if opened is None:
        return plain_csrf_failure(request, reason)
    account = account_of(request)
    if account is None:
        return _to_log_in(request, opened)
    if account != opened.account:
        return plain_csrf_failure(request, reason)
    return kept.lead_back(request, opened, kept.typed_into(request, opened, "ended"))


def _visitors_form_again(request: HttpRequest, opened: Opened) -> HttpResponseBase | None:
    """Return the page of a visitor's form with what was typed; None where it asks for a log-in."""
    try:
        view = resolve(urlsplit(opened.page).path).func
    except Resolver404:
        return None
    if getattr(view, "login_required", True):
        return None
    typed = kept.typed_into(request, Opened(opened.account, opened.page, (*WITHHELD, *opened.withheld)), "out_of_date")
    return shown_with(request, page_of_form(request, opened), typed)


def _page_of(request: HttpRequest) -> str:
    """Return the path of the page that is in the browser: of the whole page where htmx asks for a part."""
    inner = getattr(request, "htmx", None)
    address = (inner.current_url_abs_path or "") if inner else ""
    path, _mark, query = (address or request.get_full_path()).partition("?")
    left = QueryDict(query, mutable=True)
    if left.pop(kept.KEPT_PARAMETER, None) is None:
        return f"{path}?{query}" if query else path
    return f"{path}?{left.urlencode()}" if left else path

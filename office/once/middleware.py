"""Every form that is posted carries a key and acts once, and what was typed into it outlasts the session.

The admin is left as it is: its forms carry no key.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_csrf_failure

from office.once import kept
from office.once.acts import act_once
from office.once.answers import account_of, belongs_to_nobody, html_of
from office.once.kept import Opened
from office.once.pages import mark_forms, shown_at

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def _left_alone(request: HttpRequest, view: View) -> bool:
    """Return whether this is the admin, which keeps its own forms, or the API, which has its own header."""
    return hasattr(view, "cls") or request.path.startswith(reverse("admin:index"))


class OnceMiddleware:
    """Gives every posted form of a page a key, and carries out what is sent with one key a single time.

    The key is claimed in the transaction of the act. Sent again, the form waits for the first and gets its answer; sent
    again with other content, it is told that it was sent already. A form that was refused may be sent again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        html = None if request.path.startswith(reverse("admin:index")) else html_of(response)
        if html is not None and "<form" in html:
            assert isinstance(response, HttpResponse)
            page = shown_at(html, _page_of(request))
            response.content = mark_forms(html, account=account_of(request), page=page)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method != "POST" or _left_alone(request, view):
            return None
        if belongs_to_nobody(view) or (view.__module__.startswith("allauth.") and account_of(request) is None):
            # Such a view calls act_once itself, once nothing of the request says who sent it; each log-in brings
            # cookies of its own.
            return None
        return act_once(request, lambda: view(request, *args, **kwargs))


class KeptFormMiddleware:
    """Keeps what is typed into a form whose session has ended, and fills it in on its page after the log-in.

    It stands before LoginRequiredMiddleware, which would lead to the address of the form, where a POST alone is taken.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        key = request.GET.get(kept.KEPT_PARAMETER, "") if request.method == "GET" else ""
        if not key or response.status_code in (301, 302):
            return response
        account = account_of(request)
        typed = kept.give_back(account, key) if account is not None else None
        if typed is None:
            return response
        html = html_of(response)
        if response.status_code == 405 or html is None or "<main" not in html:
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
        if not asks_for_log_in or _left_alone(request, view) or account_of(request) is not None:
            return None
        opened = kept.opened_form(request)
        return None if opened is None else _to_log_in(request, opened)


def _to_log_in(request: HttpRequest, opened: Opened) -> HttpResponse:
    typed = kept.typed_into(request, opened, "ended")
    return redirect_to_login(kept.keep(opened, typed), settings.LOGIN_URL)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Give a form back that was sent after a new log-in in another tab; refuse any other one with 403.

    Only the portal has signed for which account the form was rendered, so that no other site can send one.
    """
    opened = kept.opened_form(request)
    if opened is None:
        return plain_csrf_failure(request, reason)
    account = account_of(request)
    if account is None:
        return _to_log_in(request, opened)
    if account != opened.account:
        return plain_csrf_failure(request, reason)
    return kept.lead_back(opened, kept.typed_into(request, opened, "ended"))


def _page_of(request: HttpRequest) -> str:
    """Return the path of the page that is in the browser: of the whole page where htmx asks for a part."""
    inner = getattr(request, "htmx", None)
    address = (inner.current_url_abs_path or "") if inner else ""
    path, _mark, query = (address or request.get_full_path()).partition("?")
    left = QueryDict(query, mutable=True)
    if left.pop(kept.KEPT_PARAMETER, None) is None:
        return f"{path}?{query}" if query else path
    return f"{path}?{left.urlencode()}" if left else path

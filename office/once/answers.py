"""The answer of a form as it is stored, and answered again."""

import base64
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.safestring import SafeData, SafeString

from office.secrets import keyed_hash
from office.types import JsonObject

LARGEST_PAGE = 5 * 1024 * 1024
STORED_HEADERS = ("Content-Type", "Content-Disposition", "Cache-Control")
SESSION_KEY = "session_key"
_SHOWN_AGAIN, _OF_NOBODY, _ABOUT, _READABLE = "shown_again", "of_nobody", "shown_again_about", "rows_readable"
View = TypeVar("View", bound=Callable[..., object])
Response = TypeVar("Response", bound=HttpResponseBase)


def shown_again(response: Response, *, about: Iterable[int] = ()) -> Response:
    """Mark the answer of an act that is a page or a file, not a redirect: whoever sends the form again gets it too.

    `about` are the keys of the rows that it shows, if its view is marked by `while_readable`.
    """
    setattr(response, _SHOWN_AGAIN, True)
    setattr(response, _ABOUT, list(about))
    return response


def while_readable(check: Callable[[HttpRequest, Sequence[int]], bool]) -> Callable[[View], View]:
    """Mark a view whose page is shown again only if `check` returns that the account may still read all its rows."""

    def mark(view: View) -> View:
        setattr(view, _READABLE, check)
        return view

    return mark


def of_nobody(view: View) -> View:
    """Mark a view whose forms belong to no account, even where somebody is logged in."""
    setattr(view, _OF_NOBODY, True)
    return view


def belongs_to_nobody(view: Callable[..., object]) -> bool:
    return getattr(view, _OF_NOBODY, False)


def account_of(request: HttpRequest) -> int | None:
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def rights_of(user: AbstractBaseUser | AnonymousUser) -> str:
    """Return a hash of what the account may do where, today; "" for nobody."""
    if not user.is_authenticated:
        return ""
    paths: Mapping[str, Iterable[str]] = getattr(user, "permission_paths", {})
    held = sorted((perm, *sorted(units)) for perm, units in paths.items())
    return keyed_hash(f"rights {user.is_active} {getattr(user, 'is_superuser', False)} {held}")


def html_of(response: HttpResponseBase) -> str | None:
    """Return the page as text, None where the answer is none."""
    if not isinstance(response, HttpResponse) or not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    return response.content.decode(response.charset)


def is_page(response: HttpResponseBase) -> bool:
    return getattr(response, _SHOWN_AGAIN, False)


def stored(
    request: HttpRequest, response: HttpResponseBase, session_before: Mapping[str, Any], *, logged_in: bool = False
) -> JsonObject | None:
    """Return the answer to be stored; None where nothing was done, so that the form may be sent again.

    An act answers with a redirect, or with what `shown_again` marks. What sets cookies of its own (a language) must do
    so each time; with `logged_in`, when the act has begun a session, the answer brings that and the cookies again.
    """
    if logged_in and isinstance(response, HttpResponseRedirect):
        # Saved in the transaction of the act, the session is complete as soon as others find the answer.
        request.session.save()
        cookies = {name: [cookie.value, dict(cookie)] for name, cookie in response.cookies.items()}
        begun = {SESSION_KEY: session_key(request), "cookies": cookies}
        return {"to": response.url, "messages": _queued(request), "session": {}, **begun}
    # The admin sets that of the CSRF check within its views.
    if set(response.cookies) - {settings.CSRF_COOKIE_NAME}:
        return None
    if isinstance(response, HttpResponseRedirect):
        return {"to": response.url, "messages": _queued(request), "session": _added(request, session_before)}
    if not is_page(response):
        return None
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if isinstance(response, StreamingHttpResponse):
        content = b"".join(bytes(part) for part in response)
        response.streaming_content = [content]
    else:
        assert isinstance(response, HttpResponse)
        content = response.content
    if len(content) > LARGEST_PAGE:
        return {"too_large": True}
    headers = {name: response.headers[name] for name in STORED_HEADERS if name in response.headers}
    return {
        "page": base64.b64encode(content).decode(),
        "headers": headers,
        "session": _added(request, session_before),
        "rights": rights_of(request.user),
        "about": getattr(response, _ABOUT),
    }


def repeated(request: HttpRequest, answer: JsonObject) -> HttpResponse | None:
    """Return the answer once more; None where it was too large to be stored.

    None as well for a page that its account might not get any more: it has other rights than when the page was stored,
    or can't read one of its rows.
    """
    if "page" in answer and not _readable(request, answer):
        return None
    if isinstance(session_key := answer.get(SESSION_KEY), str):
        _take_over(request, session_key)
    session = answer.get("session")
    if isinstance(session, Mapping) and session:
        _session(request).update(session)
    if isinstance(to := answer.get("to"), str):
        queued = answer.get("messages")
        assert isinstance(queued, list)
        # Those stored by an earlier version don't say whether they are HTML.
        for level, text, tags, *is_html in queued:
            said = SafeString(text) if is_html and is_html[0] else text
            messages.add_message(request, level, said, extra_tags=tags, fail_silently=True)
        response = HttpResponseRedirect(to)
        cookies = cast("Mapping[str, tuple[str, Mapping[str, Any]]]", answer.get("cookies", {}))
        for name, (value, attributes) in cookies.items():
            response.cookies[name] = value
            response.cookies[name].update(attributes)
        return response
    page, headers = answer.get("page"), answer.get("headers")
    if not isinstance(page, str) or not isinstance(headers, Mapping):
        return None
    return HttpResponse(base64.b64decode(page), headers={str(name): str(value) for name, value in headers.items()})


def _readable(request: HttpRequest, answer: JsonObject) -> bool:
    match = request.resolver_match
    check = getattr(match.func, _READABLE, None) if match else None
    return answer.get("rights") == rights_of(request.user) and (check is None or check(request, answer["about"]))


def _session(request: HttpRequest) -> MutableMapping[str, Any]:
    # Pages for anonymous reports replace the session by a plain dictionary.
    return cast("MutableMapping[str, Any]", request.session)


def session_key(request: HttpRequest) -> str | None:
    session = request.session
    return session.session_key if isinstance(session, SessionBase) else None


def _take_over(request: HttpRequest, key: str) -> None:
    """Let the answer bring the cookie of the session that the first answer brought, if it lasts still."""
    session = type(request.session)(key)
    if not session.is_empty() and session.session_key == key:
        session.modified = True
        request.session = session


def session_of_visitor(request: HttpRequest) -> dict[str, Any]:
    """Return the session of somebody who is not logged in, whose cookie an answer that got lost has not brought."""
    return dict(_session(request).items()) if isinstance(request.session, SessionBase) else {}


def _added(request: HttpRequest, before: Mapping[str, Any]) -> dict[str, Any]:
    if request.user.is_authenticated:
        return {}
    after = session_of_visitor(request)
    return {name: value for name, value in after.items() if before.get(name) != value}


def _queued(request: HttpRequest) -> list[list[Any]]:
    """Return the messages that this request has added, as level, text and tags."""
    storage: Any = getattr(request, "_messages", None)
    return [
        [one.level, str(one.message), one.extra_tags, isinstance(one.message, SafeData)]
        for one in getattr(storage, "_queued_messages", ())
    ]

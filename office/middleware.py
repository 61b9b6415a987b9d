"""What every request passes: a session that lasts, the language, and the one exception to the content policy."""

import time
from collections.abc import Callable

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponseBase]


class LanguageMiddleware:
    """Answers in the language chosen by the switch, else in the portal's own, whatever the browser prefers.

    Browsers of Chinese workplaces often claim English; the portal speaks Chinese until someone says otherwise.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SlidingSessionMiddleware:
    """Lets a session end so long after the last request, not after the log-in; to within five minutes.

    Writing it at every request (SESSION_SAVE_EVERY_REQUEST) would add a transaction to each page that is only read.
    """

    FRESH_SECONDS = 300

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session, now = request.session, int(time.time())
        # Who reports without a name has a plain dictionary instead, which nothing writes.
        kept = isinstance(session, SessionBase) and session.accessed and not session.is_empty()
        if kept and now - session.get("at_work", 0) > self.FRESH_SECONDS:
            session["at_work"] = now
        return response


class AdminContentPolicyMiddleware:
    """Lets the admin's pages evaluate script and carry inline styles: its theme runs on Alpine, which asks for both.

    Every other page keeps the strict policy; the admin is for few, named, trusted people.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        relaxed = {"script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}
        self.relaxed = csp_update(relaxed)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(reverse("admin:index")):
            return self.relaxed(request)
        return self.get_response(request)

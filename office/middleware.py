"""Middleware for the stack, the language, sessions, caches, limits and the admin's content security policy."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import is_valid_path, reverse
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from office.once.answers import belongs_to_nobody
from office.rate_limits import Limit, seconds_left, sender, take

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MB = 1024 * 1024
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# Of people without a log-in, to pages that ask for it and to paths of no page: the CSRF check reads their bodies too.
OTHER_POSTS = Limit(
    "other_posts", seconds=3600, most=600, most_of_all=20_000, most_bytes=400 * MB, most_bytes_of_all=8000 * MB
)


class DeepCallsMiddleware:
    """Runs a request in one large piece of Python's data stack: 512 KiB, of which only what is used takes memory.

    Python takes that stack in pieces of 16 KiB and gives each back as soon as it is empty. A template whose loop lies
    at the border of two pieces has one mapped and unmapped at every call: 17 of 40 ms on a page of 50 rows
    (python/cpython#142183, mended in later releases of 3.13 and 3.14).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    # A frame that asks for many slots is given a piece of at least that size, and the calls under it use the rest.
    __call__.__code__ = __call__.__code__.replace(co_stacksize=40_000)


class PlainHttpApiMiddleware:
    """Refuses calls of the API over plain http where HTTPS is on, instead of leading them to https.

    A program that follows the redirect would send its token in the clear each time, and nobody would notice.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            words = "The API is called by https only. Make a new token: this one was sent in the clear."
            return JsonResponse({"detail": words, "code": "https_required"}, status=403)
        return self.get_response(request)


def language_of(request: HttpRequest) -> str:
    """Return the language that the user has chosen by the switch, else LANGUAGE_CODE.

    Accept-Language is ignored, since browsers in Chinese workplaces often ask for English.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Activates the language of `language_of` during the request, and names it in the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SlidingSessionMiddleware:
    """Makes a session expire SESSION_COOKIE_AGE after the last request instead of after the log-in.

    The session is saved at most every SAVE_EVERY_SECONDS; SESSION_SAVE_EVERY_REQUEST would write on each request.
    It ends SESSION_LASTS_AT_MOST after the log-in all the same.
    """

    SAVE_EVERY_SECONDS = 300
    # When the session's account logged in.
    BEGAN = "began"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session, now = request.session, int(time.time())
        # Pages for anonymous reports replace the session by a plain dictionary, which is never saved.
        in_use = isinstance(session, SessionBase) and session.accessed and not session.is_empty()
        if in_use and now - session.get("last_saved", 0) > self.SAVE_EVERY_SECONDS:
            session["last_saved"] = now
        if in_use and SESSION_KEY in session and self.BEGAN not in session:
            session[self.BEGAN] = now
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> None:
        if belongs_to_nobody(view):
            return
        began = request.session.get(self.BEGAN)
        if began is not None and time.time() - began > settings.SESSION_LASTS_AT_MOST.total_seconds():
            request.session.flush()
            # Another middleware has asked for the user by now.
            request.user = AnonymousUser()


class OddPathMiddleware:
    """Answers 404 for a path with NUL, which no key or name has and PostgreSQL does not take."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)


class FragmentLogInMiddleware:
    """Has htmx load the log-in page as a whole, instead of putting it into the page as the part that it asked for.

    The log-in then leads back to the page that is in the browser.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        log_in = reverse(settings.LOGIN_URL)
        if "HX-Request" in request.headers and response.headers.get("Location", "").partition("?")[0] == log_in:
            page = HtmxDetails(request).current_url_abs_path or reverse(settings.LOGIN_REDIRECT_URL)
            return HttpResponseClientRedirect(f"{log_in}?{urlencode({REDIRECT_FIELD_NAME: page})}")
        return response


class NoStoreMiddleware:
    """Lets neither browsers nor proxies keep an answer of the portal, whatever its view says: `no-store, private`.

    All of them, not only those to accounts: forms without an account show names and numbers as well when they come back
    with an error, and an anonymous report must not be found on the device. Static files are answered before.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        return response


class CompressionMiddleware(GZipMiddleware):
    """Compresses pages for browsers that take gzip, but for those that a page of another site has asked for.

    Whoever makes somebody's browser open a page again and again, each time with another guess in its address, could
    read from the length of the answers what the page says (BREACH). Browsers tell which site asks (Sec-Fetch-Site). For
    older ones that do not, every answer has bytes of a random number besides, as Django adds them. Files that are
    streamed stay as they are: workbooks are compressed already.
    """

    OWN = ("same-origin", "none")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or request.headers.get("Sec-Fetch-Site", "none") not in self.OWN:
            return response
        return super().process_response(request, response)


class BrowserPolicyMiddleware:
    """Adds to every answer what a browser must not do with it: use devices, or give it to pages of other sites.

    A page that scans codes (`office.browser_policy.may_scan`) may ask for the camera. A log-out also has the browser
    delete what pages stored in it, where no script runs that would.
    """

    PERMISSIONS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = ", ".join(f"{feature}=()" for feature in self.PERMISSIONS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.policy)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"storage"'
        return response


class PostLimitMiddleware:
    """Answers 429 to a POST past the limit that its view declares with `limited`, before the body is read.

    To any other POST of somebody who is not logged in OTHER_POSTS applies, but for the API, which asks for the token
    before it reads. It stands before the CSRF check, which reads the body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE_METHODS and not is_valid_path(request.path_info) and _is_of_nobody(request):
            return _refusal(request, OTHER_POSTS) or self.get_response(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        if request.method in SAFE_METHODS:
            return None
        limit: Limit | None = getattr(view, "post_limit", None)
        if limit is None and not hasattr(view, "cls") and _is_of_nobody(request):
            limit = OTHER_POSTS
        return None if limit is None else _refusal(request, limit)


def _is_of_nobody(request: HttpRequest) -> bool:
    return SESSION_KEY not in request.session


def _refusal(request: HttpRequest, limit: Limit) -> HttpResponseBase | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    # The server reads no more of a body than its length says.
    size = int(length) if length.isascii() and length.isdecimal() else 0
    if take(limit, sender(request), size):
        return None
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(seconds_left(limit))
    return response


class AdminContentPolicyMiddleware:
    """Allows on the admin's pages what its theme can't do without, and nothing else; other pages stay strict.

    Alpine makes functions of the texts in its attributes (eval) and sets `style` attributes; htmx adds one known style.
    Neither inline scripts nor other inline styles run: docs/security.md, 3.4.3.
    """

    # Of what htmx 2 inserts for its indicators; tests/browser/test_admin.py finds out when it changes.
    STYLE_OF_HTMX = "'sha256-bsV5JivYxvGywDAZ22EZJKBFip65Ng9xoJVLbBg7bdo='"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        relaxed = {
            "script-src": [SELF, UNSAFE_EVAL],
            "style-src-elem": [SELF, self.STYLE_OF_HTMX],
            "style-src-attr": [UNSAFE_INLINE],
        }
        self.relaxed = csp_update(relaxed)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(reverse("admin:index")):
            return self.relaxed(request)
        return self.get_response(request)

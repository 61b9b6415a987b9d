"""The number of the request or task at work: in every line of the log, in the answer, and on the page of an error."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"
# What a proxy of one's own may give; anything else could forge further fields of the log.
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
NONE = "-"
_current: ContextVar[str] = ContextVar("request_id", default=NONE)


def current_id() -> str:
    """Return the number of the request or task at work, "-" outside of both."""
    return _current.get()


@contextmanager
def numbered(number: str) -> Iterator[None]:
    """Give the lines of the log `number` meanwhile."""
    token = _current.set(number)
    try:
        yield
    finally:
        _current.reset(token)


class RequestIdMiddleware:
    """Numbers each request at random, or as a proxy of one's own has; the number says nothing of who sent it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
        with numbered(given if GIVEN.fullmatch(given) else uuid.uuid4().hex[:16]):
            response = self.get_response(request)
            response.headers[HEADER] = current_id()
        return response

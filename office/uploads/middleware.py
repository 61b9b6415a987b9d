from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from office.uploads.serving import NoCopy, no_copy_page


class NoCopyMiddleware:
    """Answers in plain words where a view sends a file of which there is no clean copy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return no_copy_page(request, error) if isinstance(error, NoCopy) else None

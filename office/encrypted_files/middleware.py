from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from office.encrypted_files.format import DamagedFile


class DamagedFileMiddleware:
    """Answers 500 in plain words where a view opens a stored file that can't be decrypted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DamagedFile):
            return None
        return render(request, "office/damaged_file.html", status=500)

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def progress_response(
    request: HttpRequest, template: str, context: Mapping[str, object], *, at_work: bool
) -> HttpResponse:
    """Return the progress bar that a page polls by htmx; unless `at_work`, have htmx reload the whole page."""
    response = render(request, template, context)
    if not at_work:
        response.headers["HX-Refresh"] = "true"
    return response

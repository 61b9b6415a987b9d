"""The page of the search box, and the part of it that appears under the box while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.finder.finding import find_all
from office.finder.rules import LONGEST, is_long_enough
from office.text import unified


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what `?q=` finds among all that the user may see: the list alone for htmx, else a page."""
    text = unified(request.GET.get("q", "")).strip()[:LONGEST]
    enough = is_long_enough(text)
    context = {"text": text, "enough": enough, "found": find_all(request.user, text) if enough else []}
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    return render(request, "office/finder/_found.html" if is_part else "office/finder/search.html", context)

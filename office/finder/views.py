"""The page of the search box, and the part of it that appears under the box while somebody types."""

from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.errors import NotAllowed
from office.finder.rules import LONGEST, MOST, SOURCES, Hit, is_long_enough
from office.text import unified
from office.types import Message


@dataclass(frozen=True)
class Found:
    """What one source found, or why it did not look."""

    label: Message
    hits: list[Hit] = field(default_factory=list)
    all_url: str = ""
    refusal: str = ""


def find_all(user: AbstractBaseUser | AnonymousUser, text: str) -> list[Found]:
    """Return what each source finds for `user`; sources without a result are left out."""
    found = []
    for source in SOURCES.values():
        try:
            hits = list(source.find(user, text))[:MOST]
        except NotAllowed as why:
            found.append(Found(source.label, refusal=str(why)))
            continue
        if hits:
            found.append(Found(source.label, hits, source.all_url(text) if source.all_url else ""))
    return found


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what `?q=` finds among all that the user may see: the list alone for htmx, else a page."""
    text = unified(request.GET.get("q", "")).strip()[:LONGEST]
    enough = is_long_enough(text)
    context = {"text": text, "enough": enough, "found": find_all(request.user, text) if enough else []}
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    return render(request, "office/finder/_found.html" if is_part else "office/finder/search.html", context)

"""Pages that ask once more before a worker's act that costs something; they work without JavaScript."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from office.types import Message


def confirm_page(
    request: HttpRequest,
    *,
    heading: Message,
    question: Message,
    button: Message,
    back: str,
    back_label: Message = "",
    facts: Sequence[tuple[Message, object]] = (),
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a page with the question, the facts, a button that posts `fields` to the same URL, and a way back."""
    context = {
        "heading": heading,
        "question": question,
        "button": button,
        "back": back,
        "back_label": back_label or _("Back"),
        "facts": facts,
        "fields": fields or {},
    }
    return render(request, "office/confirm.html", context)

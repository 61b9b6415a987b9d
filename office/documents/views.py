"""The page behind the QR code of a document."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from office.documents.authenticity import document_of
from office.rate_limits import Limit, sender, take

LOOKS = Limit("document_check", seconds=3600, most=300, most_of_all=50_000)


@never_cache
@require_GET
@login_not_required
def document_check(request: HttpRequest, key: str) -> HttpResponse:
    """Show whether a document is genuine, since when, or since when it is void; nothing of what it says.

    Answers 404, in the same words, for a wrong signature and an unknown key; 429 after too many from one network.
    """
    if not take(LOOKS, sender(request)):
        return render(request, "office/documents/document_check.html", {"too_many": True}, status=429)
    document = document_of(key)
    context = {"document": document}
    return render(request, "office/documents/document_check.html", context, status=200 if document else 404)

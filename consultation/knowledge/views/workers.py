"""The frequent questions as workers read them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from consultation.knowledge.forms import FaqSearch
from consultation.knowledge.models import FaqEntry
from consultation.knowledge.querysets import FaqEntries
from members.authority.guards import AuthenticatedHttpRequest
from members.register.models.member import Member

SHOWN = 50


def faq_of_worker(request: AuthenticatedHttpRequest) -> FaqEntries:
    """Return the published entries for the unit of the user's own member record; none without a record."""
    member = Member.objects.own(request.user).select_related("unit").first()
    return FaqEntry.objects.published_for(member.unit) if member else FaqEntry.objects.none()


@require_GET
def my_faq(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the frequent questions that the worker's unions have published, and search them."""
    form = FaqSearch(request.GET)
    found = form.narrow(faq_of_worker(request)).defer("grams")[:SHOWN]
    return render(request, "consultation/knowledge/my_faq.html", {"form": form, "entries": found})

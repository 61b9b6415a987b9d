"""What pages of visits share: entering one for a member, its papers, its file."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from members.authority.guards import AuthenticatedHttpRequest
from office.documents.blocks import Content
from office.documents.responses import printed
from office.refusals import answer, refusals_into
from welfare.visits.actions import asking
from welfare.visits.choices import Source
from welfare.visits.forms import EnterForm
from welfare.visits.models.visits import Visit


@dataclass(frozen=True)
class Paper:
    """A paper as everybody sees it who sees the visit: what it shows, its hash, never its name."""

    pk: int
    kind: str
    sha256: str
    size: int
    added_at: datetime


def papers_of(visit: Visit) -> list[Paper]:
    """Return the papers of a visit whose files are still there. Two queries."""
    return [
        Paper(paper.pk, str(paper.get_kind_display()), file.sha256, file.size, paper.added_at)
        for paper in visit.papers.prefetch_related("attachments")
        for file in paper.attachments.all()
    ]


def entering(request: AuthenticatedHttpRequest, source: Source) -> HttpResponse:
    """Show the form by which a leader or an officer enters a visit, and enter it."""
    posted = request.method == "POST"
    form = EnterForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        user=request.user,
        initial=request.GET.get("member", ""),
    )
    back = reverse("welfare:visit_list" if source == Source.OFFICER else "welfare:visit_entered")
    if posted and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            visit = asking.ask_visit(
                given["member"],
                form.wanted,
                given["papers"],
                by=request.user,
                source=source,
                agreed=given["agreed"],
                bedside=form.bedside,
            )
            messages.success(request, _("The visit is entered; the documents allow it."))
            if source == Source.OFFICER:
                return redirect(visit)
            return redirect("welfare:visit_entered_one", visit.pk)
    return answer(request, "welfare/visits/visit_form.html", {"form": form, "back": back})


def pdf_of(visit: Visit, content: Content) -> HttpResponse:
    """Return the file of a visit as PDF; nobody on the way keeps a copy, and its name tells the number alone."""
    return printed(content, str(visit))

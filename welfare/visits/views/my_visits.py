"""A worker's pages of visits: what may still be asked for, asking, and what became of it."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.authority.guards import AuthenticatedHttpRequest
from members.own_data.views.my_data import with_own_member
from members.register.models.member import Member
from office.forms import ButtonForm, is_key
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download
from welfare.visits.actions import asking
from welfare.visits.choices import RELATIONS, Source, VisitState
from welfare.visits.forms import AskForm
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit
from welfare.visits.page import papers_of

SHOWN = 50


@require_GET
def my_visits(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show for what I may still ask and until when, and what became of what was asked for."""
    own = Visit.objects.own(request.user)
    today = timezone.localdate()
    context = {
        "open": own.still_open(today).order_by("claim_until", "pk")[:SHOWN],
        "visits": own.exclude(state=VisitState.PROPOSED).exclude(asked_at=None)[:SHOWN],
    }
    return answer(request, "welfare/visits/my_visits.html", context)


@never_cache
@with_own_member
def my_visit_new(request: AuthenticatedHttpRequest, member: Member) -> HttpResponse:
    """Ask for a visit, also for what the register proposed; it is checked at once."""
    posted = request.method == "POST"
    chosen = request.GET.get("visit", "")
    proposed = Visit.objects.own(request.user).filter(pk=chosen).first() if is_key(chosen) else None
    form = AskForm(request.POST, request.FILES) if posted else AskForm(initial=_initial(proposed))
    if posted and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            visit = asking.ask_visit(
                member, form.wanted, given["papers"], by=request.user, source=Source.WORKER, agreed=given["agreed"]
            )
            told = _("Your union has it now, and the documents allow it. You are told what is decided.")
            messages.success(request, told)
            return redirect("welfare:my_visit", visit.pk)
    return answer(request, "welfare/visits/my_visit_form.html", {"form": form})


def _initial(proposed: Visit | None) -> dict[str, object]:
    if proposed is None or proposed.state != VisitState.PROPOSED:
        return {}
    said = proposed.read()
    return {
        "kind": proposed.kind,
        "event_on": proposed.event_on,
        "relation": said.relation,
        "relative": said.relative,
    }


def _own(request: AuthenticatedHttpRequest, pk: int) -> Visit:
    return get_object_or_404(Visit.objects.own(request.user).select_related("member", "unit"), pk=pk)


@never_cache
@require_GET
def my_visit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a visit of mine: how far it is, what it says, and why it was refused."""
    return _page(request, _own(request, pk), ButtonForm())


def _page(request: AuthenticatedHttpRequest, visit: Visit, form: ButtonForm) -> HttpResponse:
    said, line = visit.read(), visit.newest_payment
    if line is not None and visit.state != VisitState.CARRIED_OUT and visit.payment_id != line.pk:
        line = None  # It was paid otherwise since.
    context = {
        "visit": visit,
        "said": said,
        "relation": dict(RELATIONS).get(said.relation, ""),
        "answer": visit.answer.reveal(),
        "line": line,
        "papers": papers_of(visit),
        "form": form,
        "may_withdraw": visit.state in (VisitState.PROPOSED, VisitState.ASKED),
    }
    address = reverse("welfare:my_visit", args=[visit.pk])
    return answer(request, "welfare/visits/my_visit.html", context, address=address)


@require_POST
def my_visit_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take back what I asked for, or say that I want none; what it said is deleted."""
    visit = _own(request, pk)
    form = ButtonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            asking.withdraw_visit(visit, by=request.user)
            messages.success(request, _("It is taken back; what it said is deleted."))
            return redirect("welfare:my_visits")
    return _page(request, visit, form)


@require_GET
def my_visit_paper(request: AuthenticatedHttpRequest, pk: int, paper_pk: int) -> FileResponse:
    """Download a paper of a visit of mine."""
    own = VisitPaper.objects.filter(visit__in=Visit.objects.own(request.user).filter(pk=pk), pk=paper_pk)
    paper = get_object_or_404(own)
    return download(attachment_or_404(paper.attachments.values_list("pk", flat=True)[0], own))

"""A group leader's pages on the phone: the visits they entered or are to make, and entering one at the bedside."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.register.actions.entry_lock import is_own
from office import audit
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from welfare.permissions import WelfarePermission
from welfare.visits.actions import asking, carrying_out
from welfare.visits.choices import Source, VisitState
from welfare.visits.documents import visit_file
from welfare.visits.forms import CarryOutForm
from welfare.visits.models.visits import Visit
from welfare.visits.page import entering, papers_of, pdf_of

ASK = WelfarePermission.ASK_VISIT
COLUMNS: tuple[Column[Visit], ...] = (
    Column(_("Number"), 10, lambda visit: visit.pk),
    Column(_("Member"), 14, lambda visit: visit.member),
    Column(_("Unit"), 24, lambda visit: visit.unit),
    Column(_("Event"), 18, lambda visit: visit.get_kind_display()),
    Column(_("Day of the event"), 12, lambda visit: visit.event_on),
    Column(_("Amount"), 12, lambda visit: visit.amount, total=True),
    Column(_("State"), 14, lambda visit: visit.get_state_display()),
)


def _entered(request: AuthenticatedHttpRequest) -> Listing[Visit]:
    rows = Visit.objects.entered_by(request.user).select_related("member", "unit")
    return Listing(
        request=request,
        name=_("Visits of my group"),
        rows=rows.defer("content", "report", "receipt", "answer"),
        columns=COLUMNS,
        export_url=reverse("welfare:visit_entered_export"),
    )


@needs(ASK)
def visit_entered(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the visits that this leader entered, or is to make."""
    return _entered(request).render("welfare/visits/entered_list.html")


@needs(ASK)
def visit_entered_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export that list; an audit event says so."""
    return _entered(request).export("visit.export_entered")


@never_cache
@needs(ASK)
def visit_entered_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Enter a visit to a member of one's group, also one that was made already; it is checked at once."""
    return entering(request, Source.LEADER)


def _one(request: AuthenticatedHttpRequest, pk: int) -> Visit:
    rows = Visit.objects.entered_by(request.user).select_related("member", "unit", "first_visitor", "second_visitor")
    return get_object_or_404(rows, pk=pk)


@needs(ASK)
def visit_entered_one(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a visit that this leader entered or is to make: how far it is, and its papers by what they show."""
    return _page(request, _one(request, pk), ButtonForm())


def _page(request: AuthenticatedHttpRequest, visit: Visit, form: ButtonForm) -> HttpResponse:
    entered, line = visit.asked_by_id == request.user.pk, visit.newest_payment
    context = {
        "visit": visit,
        "line": line,
        "at_bank": visit.state == VisitState.CARRIED_OUT and line is not None and line.is_live,
        "papers": papers_of(visit),
        "form": form,
        "may_withdraw": entered and visit.state == VisitState.ASKED,
        "may_carry_out": visit.state in (VisitState.APPROVED, VisitState.PLANNED)
        and not is_own(request.user, visit.member),
    }
    address = reverse("welfare:visit_entered_one", args=[visit.pk])
    return answer(request, "welfare/visits/entered_one.html", context, address=address)


@never_cache
@needs(ASK)
def visit_entered_carry_out(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Say that the visit was made, with the signed receipt or a photo."""
    visit = _one(request, pk)
    form = CarryOutForm(request.POST or None, request.FILES or None)
    back = reverse("welfare:visit_entered_one", args=[visit.pk])
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            carrying_out.carry_out_visit(visit, form.done, by=request.user)
            messages.success(request, _("The visit is carried out, and waits to be paid."))
            return redirect(back)
    context = {"visit": visit, "form": form, "heading": _("The visit was made"), "back": back}
    return answer(request, "welfare/visits/step_form.html", context)


@require_POST
@needs(ASK)
def visit_entered_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take back a visit that this leader entered; what it said is deleted."""
    visit = _one(request, pk)
    if visit.asked_by_id != request.user.pk and not request.user.is_superuser:
        raise Http404
    form = ButtonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            asking.withdraw_visit(visit, by=request.user)
            messages.success(request, _("It is taken back; what it said is deleted."))
            return redirect("welfare:visit_entered")
    return _page(request, visit, form)


@require_GET
@never_cache
@needs(ASK)
def visit_entered_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Make the whole file as one PDF: approval form, receipt and list, without what it says of health and family.

    Who received stands in it for who was there: the two visitors, or, at the bedside, whoever entered it.
    """
    visit = _one(request, pk)
    audit.record("visit.make_file", visit, by=request.user, unit=visit.unit)
    was_there = request.user in visit.visitors if visit.visitors else request.user == visit.asked_by
    return pdf_of(visit, visit_file(visit, None, receiver=was_there))

"""Officers' pages of visits: the list, a visit, and the steps from checking to closing."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from members import access
from members.approvals.actions.rounds import is_maker, open_round
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.register.actions.entry_lock import is_own
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import Message
from office.uploads.serving import attachment_or_404, download_in_post
from welfare.permissions import WelfarePermission
from welfare.visits.actions import asking, carrying_out, deciding, reading
from welfare.visits.calendar import calendar_file
from welfare.visits.checking import rule_of
from welfare.visits.choices import RESERVED, VISIT_KIND, Source, VisitState
from welfare.visits.documents import visit_file
from welfare.visits.forms import (
    CancelForm,
    CarryOutForm,
    PayForm,
    PlanForm,
    RefuseForm,
    RevealForm,
    VisitFilter,
)
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit
from welfare.visits.page import entering, papers_of, pdf_of
from welfare.visits.said import Said

VIEW, HANDLE = WelfarePermission.VIEW_VISIT, WelfarePermission.HANDLE_VISIT
APPROVE, PAY = WelfarePermission.APPROVE_VISIT, WelfarePermission.PAY_VISIT
READ = ("member", "unit", "asked_by", "first_visitor", "second_visitor", "paid_by", "line__unit")

COLUMNS: tuple[Column[Visit], ...] = (
    Column(_("Number"), 10, lambda visit: visit.pk),
    Column(_("Member"), 14, lambda visit: visit.member),
    Column(_("Employee number"), 16, lambda visit: visit.member.employee_number),
    Column(_("Unit"), 24, lambda visit: visit.unit),
    Column(_("Event"), 18, lambda visit: visit.get_kind_display()),
    Column(_("Day of the event"), 12, lambda visit: visit.event_on),
    Column(_("Amount"), 12, lambda visit: visit.amount, total=True),
    Column(_("Document"), 30, lambda visit: visit.document),
    Column(_("State"), 14, lambda visit: visit.get_state_display()),
    Column(_("Asked for by"), 14, lambda visit: visit.get_source_display()),
    Column(_("Visited on"), 12, lambda visit: visit.visited_on),
    Column(pgettext_lazy("visit", "Paid on"), 12, lambda visit: visit.paid_on),
)


def _visits(request: AuthenticatedHttpRequest) -> Listing[Visit]:
    form = VisitFilter(request.GET, user=request.user)
    visits = Visit.objects.visible_to(request.user, VIEW)
    return Listing(
        request=request,
        name=_("Visits"),
        form=form,
        rows=form.narrow(visits).select_related("member", "unit").defer("content", "report", "receipt", "answer"),
        sorts_if_few={"event": "event_on", "unit": "unit__path", "amount": "amount"},
        sums=("amount",),
        default="-entered",
        columns=COLUMNS,
        export_url=reverse("welfare:visit_export"),
    )


@needs(VIEW)
def visit_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the visits of the units in reach, without what they say of health and family."""
    return _visits(request).render("welfare/visits/visit_list.html", may_enter=access.holds(request.user, HANDLE))


@needs(VIEW)
def visit_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _visits(request).export("visit.export")


def _visit(request: AuthenticatedHttpRequest, pk: int, *perms: str) -> Visit:
    reach = Q(pk__in=[])
    for perm in perms:
        reach |= access.within(request.user, perm)
    return get_object_or_404(Visit.objects.filter(reach).select_related(*READ), pk=pk)


@never_cache
@needs(HANDLE)
def visit_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Enter a visit that a member asked for; it is checked at once, and refused with the reason and the document."""
    return entering(request, Source.OFFICER)


@needs(VIEW, HANDLE, APPROVE, PAY)
def visit_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a visit: its event, sum, document and steps; what it says is read for a reason only."""
    return _detail(request, _visit(request, pk, VIEW, HANDLE, APPROVE, PAY))


@never_cache
@require_POST
@needs(HANDLE, APPROVE)
def visit_reveal(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what a visit says of health and family, for a reason, which an audit event records."""
    visit = _visit(request, pk, HANDLE, APPROVE)
    form = RevealForm(request.POST)
    said: Said | None = None
    if form.is_valid():
        with refusals_into(form):
            said = reading.reveal_visit(visit, by=request.user, reason=form.cleaned_data["reason"])
    response = _detail(request, visit, reveal=form, said=said)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _detail(
    request: AuthenticatedHttpRequest,
    visit: Visit,
    *,
    reveal: RevealForm | None = None,
    said: Said | None = None,
    form: ButtonForm | None = None,
) -> HttpResponse:
    user, state = request.user, visit.state
    own = is_own(user, visit.member)
    handles = access.can(user, HANDLE, visit.unit) and not own
    earlier = Visit.objects.of_person(visit.member).visible_to(user, VIEW).exclude(pk=visit.pk)
    line = visit.newest_payment
    at_bank = state == VisitState.CARRIED_OUT and line is not None and line.is_live
    context = {
        "visit": visit,
        "line": line,
        "at_bank": at_bank,
        "round": open_round(VISIT_KIND, visit.pk) if state == VisitState.IN_REVIEW else None,
        "rule": rule_of(visit.member, visit.kind, visit.event_on),
        "papers": papers_of(visit),
        "earlier": earlier.order_by("-event_on", "-pk")[:10],
        "may_read": not own and (handles or access.can(user, APPROVE, visit.unit)),
        "may_take_up": handles and state == VisitState.PROPOSED,
        "may_submit": handles and state == VisitState.ASKED,
        "may_refuse": handles and state in (VisitState.ASKED, VisitState.IN_REVIEW),
        "may_plan": handles and state in (VisitState.APPROVED, VisitState.PLANNED),
        "may_cancel": handles and state in (VisitState.ASKED, *RESERVED) and not at_bank,
        "may_pay": state == VisitState.CARRIED_OUT
        and not at_bank
        and not own
        and access.can(user, PAY, visit.unit)
        and not is_maker(VISIT_KIND, visit.pk, user),
        "may_close": handles and state == VisitState.PAID,
        "reveal_form": reveal or RevealForm(),
        "said": said,
        "form": form or ButtonForm(),
    }
    return answer(request, "welfare/visits/visit_detail.html", context, address=visit.get_absolute_url())


def _button(request: AuthenticatedHttpRequest, visit: Visit, act: Callable[[], object], done: Message) -> HttpResponse:
    """Take a step that needs no form, or show the visit with the reason why not."""
    form = ButtonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            act()
            messages.success(request, done)
            return redirect(visit)
    return _detail(request, visit, form=form)


@require_POST
@needs(HANDLE)
def visit_take_up(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take up what the register proposed, without the member asking."""
    visit = _visit(request, pk, HANDLE)
    return _button(request, visit, lambda: asking.take_up_visit(visit, by=request.user), _("The visit is taken up."))


@require_POST
@needs(HANDLE)
def visit_submit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Submit a visit for approval; its sum is reserved."""
    visit = _visit(request, pk, HANDLE)
    done = _("The visit waits for approval; its sum is reserved.")
    return _button(request, visit, lambda: deciding.submit_visit(visit, by=request.user), done)


@require_POST
@needs(HANDLE)
def visit_close(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Close a paid visit."""
    visit = _visit(request, pk, HANDLE)
    done = _("The visit is closed.")
    return _button(request, visit, lambda: carrying_out.close_visit(visit, by=request.user), done)


def _step(
    request: AuthenticatedHttpRequest,
    visit: Visit,
    form: forms.BaseForm,
    act: Callable[[], object],
    *,
    heading: Message,
    done: Message,
    note: Message = "",
) -> HttpResponse:
    """Show the form of a step, and take it."""
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            act()
            messages.success(request, done)
            return redirect(visit)
    context = {"visit": visit, "form": form, "heading": heading, "note": note, "back": visit.get_absolute_url()}
    return answer(request, "welfare/visits/step_form.html", context)


@never_cache
@needs(HANDLE)
def visit_refuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Refuse a visit by a condition of a document; the member reads why."""
    visit = _visit(request, pk, HANDLE)
    rule = rule_of(visit.member, visit.kind, visit.event_on)
    form = RefuseForm(request.POST or None, initial={"document": rule.document})
    return _step(
        request,
        visit,
        form,
        lambda: deciding.refuse_visit(visit, form.reason, by=request.user),
        heading=_("Refuse the visit"),
        done=_("The visit is refused, and the member is told."),
    )


@never_cache
@needs(HANDLE)
def visit_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give a visit up before it is paid; its money is free again."""
    visit = _visit(request, pk, HANDLE)
    form = CancelForm(request.POST or None)
    return _step(
        request,
        visit,
        form,
        lambda: deciding.cancel_visit(visit, by=request.user, words=form.cleaned_data["words"]),
        heading=_("Give the visit up"),
        done=_("The visit is given up; what was reserved for it is free again."),
    )


@needs(HANDLE)
def visit_plan(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Name the two who visit, and the day."""
    visit = _visit(request, pk, HANDLE)
    form = PlanForm(request.POST or None, visit=visit)
    return _step(
        request,
        visit,
        form,
        lambda: carrying_out.plan_visit(
            visit, form.cleaned_data["first"], form.cleaned_data["second"], form.cleaned_data["on"], by=request.user
        ),
        heading=_("Plan the visit"),
        done=_("The visit is planned, and the two are told."),
    )


@never_cache
@needs(HANDLE)
def visit_carry_out(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Say that the visit was made, with the signed receipt or a photo."""
    visit = _visit(request, pk, HANDLE)
    form = CarryOutForm(request.POST or None, request.FILES or None)
    return _step(
        request,
        visit,
        form,
        lambda: carrying_out.carry_out_visit(visit, form.done, by=request.user),
        heading=_("The visit was made"),
        done=_("The visit is carried out, and waits to be paid."),
    )


@needs(PAY)
def visit_pay(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Note how a visit was paid; what was reserved is spent."""
    visit = _visit(request, pk, PAY)
    form = PayForm(request.POST or None)
    return _step(
        request,
        visit,
        form,
        lambda: carrying_out.pay_visit(visit, form.payment, by=request.user),
        heading=_("Pay for the visit"),
        done=_("The visit is paid, and the member is told."),
    )


@never_cache
@needs(HANDLE, APPROVE)
def visit_paper(request: AuthenticatedHttpRequest, pk: int, paper_pk: int) -> HttpResponse | FileResponse:
    """Send a paper of a visit: the reason is asked first, and recorded with the hash."""
    visit = _visit(request, pk, HANDLE, APPROVE)
    paper = get_object_or_404(visit.papers.select_related("visit__unit", "visit__member"), pk=paper_pk)
    file = attachment_or_404(paper.attachments.values_list("pk", flat=True)[0], VisitPaper.objects.filter(pk=paper.pk))
    form = RevealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            reading.open_paper(paper, by=request.user, reason=form.cleaned_data["reason"])
            return download_in_post(request, file)
    context = {"visit": visit, "form": form, "heading": _("Open a paper"), "back": visit.get_absolute_url()}
    return answer(request, "welfare/visits/step_form.html", context)


@never_cache
@needs(HANDLE, APPROVE)
def visit_print(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Print the file of a visit with what it says; the reason is asked first, and recorded."""
    visit = _visit(request, pk, HANDLE, APPROVE)
    form = RevealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            said = reading.print_visit(visit, by=request.user, reason=form.cleaned_data["reason"])
            return pdf_of(visit, visit_file(visit, said, receiver=True))
    context = {"visit": visit, "form": form, "heading": _("Print the file"), "back": visit.get_absolute_url()}
    return answer(request, "welfare/visits/step_form.html", context)


@require_GET
@needs(VIEW, HANDLE, APPROVE, PAY)
def visit_calendar(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the planned day as a calendar file, which says neither to whom nor why; 404 before it is planned."""
    visit = get_object_or_404(
        Visit.objects.filter(planned_on__isnull=False), pk=_visit(request, pk, VIEW, HANDLE, APPROVE, PAY).pk
    )
    content = calendar_file(visit, request.build_absolute_uri(visit.get_absolute_url()), timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="visit-{visit.pk}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)

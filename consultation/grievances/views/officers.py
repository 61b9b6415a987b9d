"""The rights officers' pages of grievances: the list, its export, one case and its acts."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from consultation.deadlines.views import days_page
from consultation.grievances import actions, forms
from consultation.grievances.models import Grievance, GrievanceReporter
from consultation.grievances.next_steps import counted_limits, next_step, urgency
from consultation.grievances.page import ACTS
from consultation.grievances.timeline import grievance_timeline, readings
from consultation.permissions import ConsultationPermission
from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.cases.page import Offer, act_named, acts_on_page, sent_offer
from members.cases.rules import short_title
from members.cases.views import carry_out
from office.exports import Column
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download

VIEW, HANDLE = ConsultationPermission.VIEW_GRIEVANCE, ConsultationPermission.HANDLE_GRIEVANCE
FIRST_LINE = 60
# Neither stories nor reporters are exported.
COLUMNS: tuple[Column[Grievance], ...] = (
    Column(_("Number"), 18, lambda grievance: grievance.number),
    Column(_("Category"), 16, lambda grievance: grievance.get_category_display()),
    Column(_("Unit"), 24, lambda grievance: grievance.unit),
    Column(pgettext_lazy("time", "Filed"), 12, lambda grievance: timezone.localdate(grievance.filed_at)),
    Column(_("Named"), 10, lambda grievance: _("anonymous") if grievance.is_anonymous else _("named")),
    Column(_("Rights officer"), 12, lambda grievance: grievance.officer),
    Column(_("Due"), 18, lambda grievance: grievance.due_text),
    Column(_("State"), 12, lambda grievance: grievance.get_state_display()),
)


def _grievances(request: AuthenticatedHttpRequest) -> Listing[Grievance]:
    form = forms.GrievanceFilter(request.GET, user=request.user)
    found = form.narrow(Grievance.objects.visible_to(request.user, VIEW))
    return Listing(
        request=request,
        name=_("Grievances"),
        form=form,
        rows=found.with_due().select_related("unit", "officer").defer("facts", "wish", "summary", "advice"),
        on_page=found.with_due()
        .with_opening(request.user)
        .select_related("unit", "officer")
        .defer("facts", "wish", "summary", "advice"),
        sorts={"due": "due_on", "number": "pk", "category": "category"},
        default="due" if form.chosen("state") == form.OPEN else "-number",
        columns=COLUMNS,
        export_url=reverse("consultation:grievance_export"),
        reset=_("Open ones"),
    )


@require_GET
@needs(VIEW)
def grievance_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List cases, without names; by default the open ones, the most pressing first.

    The officer of a named case reads its first line.
    """
    listing, today = _grievances(request), timezone.localdate()
    for grievance in listing.page:
        set_for_template(
            grievance, first_line=short_title(grievance.opening, FIRST_LINE), urgency=urgency(grievance, today)
        )
    return listing.render("consultation/grievances/grievance_list.html", today=today)


@require_GET
@needs(VIEW)
def grievance_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _grievances(request).export("grievance.export")


def _grievance(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> Grievance:
    rows = Grievance.objects.visible_to(request.user, perm).visible_to(request.user, VIEW).with_due()
    return get_object_or_404(rows.select_related("unit", "officer"), pk=pk)


def _page(
    request: AuthenticatedHttpRequest,
    grievance: Grievance,
    *,
    refused: Offer[Grievance] | None = None,
    reveal_form: forms.RevealForm | None = None,
    revealed: bool = False,
) -> HttpResponse:
    """Record the reading, and return the page of a case; with the reporter's name for its officer or if `revealed`."""
    actions.record_reading(grievance, by=request.user)
    reporter = GrievanceReporter.objects.filter(grievance=grievance).select_related("member__unit", "user").first()
    context = {
        "grievance": grievance,
        "case": grievance,
        "next_step": next_step(grievance).for_officer,
        "reporter": reporter,
        "reporter_shown": reporter if revealed or grievance.officer_id == request.user.pk else None,
        "may_reveal": reporter is not None and access.can(request.user, HANDLE, grievance.unit),
        "reveal_form": reveal_form or forms.RevealForm(case=grievance, auto_id="reveal_%s"),
        "limits": counted_limits(grievance),
        "files": grievance.attachments.all(),
        "deadlines": grievance.clocks.select_related("rule").order_by("id"),
        "timeline": grievance_timeline(grievance, for_reporter=False),
        "readings": readings(grievance),
        "today": timezone.localdate(),
        **acts_on_page(ACTS, grievance, request.user, refused=refused),
    }
    return answer(
        request, "consultation/grievances/grievance_detail.html", context, address=grievance.get_absolute_url()
    )


@require_GET
@needs(VIEW)
def grievance_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _page(request, _grievance(request, pk))


@require_GET
@needs(VIEW)
def grievance_days(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show how the deadlines of a case are counted, day by day."""
    grievance = _grievance(request, pk)
    return days_page(request, grievance.clocks.all(), number=grievance.number, back=grievance.get_absolute_url())


@require_POST
def grievance_act(request: AuthenticatedHttpRequest, pk: int, act_name: str) -> HttpResponse:
    """Do one of ACTS and redirect to the case; a refusal returns its page with what was typed."""
    act = act_named(ACTS, act_name)
    grievance = _grievance(request, pk, act.perm)
    sent = sent_offer(act, grievance, request)
    if carry_out(request, sent):
        return redirect(grievance)
    return _page(request, _grievance(request, pk), refused=sent)


@require_POST
def grievance_reveal(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show who reported, in the response to this request only; the reason is recorded."""
    grievance = _grievance(request, pk, HANDLE)
    form = forms.RevealForm(request.POST, case=grievance, auto_id="reveal_%s")
    if form.is_valid():
        with refusals_into(form):
            actions.reveal_reporter(grievance, by=request.user, reason=form.cleaned_data["reason"])
            return _page(request, grievance, revealed=True)
    return _page(request, grievance, reveal_form=form)


@require_GET
def grievance_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download any file of a case that this officer may see, and record the reading."""
    grievance = _grievance(request, pk)
    actions.record_reading(grievance, by=request.user)
    itself = Grievance.objects.filter(pk=grievance.pk)
    return download(attachment_or_404(file_pk, itself, grievance.entries.all()))

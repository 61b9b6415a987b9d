"""Calls to a random sample of those who received: drawing it, the list, and what each said."""

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing
from office.refusals import answer, refusals_into
from welfare.choices import SHOWN_TO_MEMBERS, CallResult
from welfare.grants.models.grants import Grant
from welfare.handing_out.forms import CallForm, SampleCallFilter, SampleForm
from welfare.handing_out.models import SampleCall
from welfare.handing_out.rules import sample_size
from welfare.handing_out.sampling import draw_sample, note_call
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run

VIEW, CALL = WelfarePermission.VIEW_GRANT, WelfarePermission.UNDO_HAND_OUT
READ = ("grant__member", "grant__occasion", "run__plan", "run__occasion", "unit", "drawn_by", "called_by")
COLUMNS: tuple[Column[SampleCall], ...] = (
    Column(_("Run"), 32, lambda one: one.run),
    Column(_("Name"), 12, lambda one: one.grant.shown_name),
    Column(_("Unit"), 24, lambda one: one.unit),
    Column(_("Drawn"), 20, lambda one: one.drawn_at),
    Column(_("Confidence, %"), 10, lambda one: one.confidence),
    Column(_("Margin, %"), 10, lambda one: one.margin),
    Column(_("Drawn from"), 10, lambda one: one.population),
    Column(_("Result"), 20, lambda one: one.get_result_display()),
    Column(_("What was said"), 40, lambda one: one.words),
    Column(_("Called by"), 12, lambda one: one.called_by),
    Column(_("Called"), 20, lambda one: one.called_at),
)


def _calls(request: AuthenticatedHttpRequest) -> Listing[SampleCall]:
    form = SampleCallFilter(request.GET, user=request.user)
    rows = form.narrow(SampleCall.objects.visible_to(request.user, VIEW))
    return Listing(
        request=request,
        name=_("Calls about benefits"),
        form=form,
        rows=rows.select_related(*READ),
        sorts={"drawn": "pk"},
        sorts_if_few={"unit": "unit__path", "result": "result"},
        default="-drawn",
        columns=COLUMNS,
        export_url=reverse("welfare:sample_call_export"),
    )


@needs(VIEW)
def sample_call_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List who was drawn to be called, in the units in reach, and what they said."""
    may_call = access.holds(request.user, CALL)
    return _calls(request).render("welfare/handing_out/sample_call_list.html", may_call=may_call)


@needs(VIEW)
def sample_call_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list; an audit event says so."""
    return _calls(request).export("sample_call.export")


@require_http_methods(["GET", "POST"])
@needs(CALL)
def run_sample(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show what the sample of a run has said so far, ask how sure it has to be, and draw it."""
    runs = Run.objects.visible_to(request.user, CALL).filter(state__in=SHOWN_TO_MEMBERS)
    run = get_object_or_404(runs.select_related("plan", "occasion", "unit"), pk=pk)
    grants = Grant.objects.visible_to(request.user, CALL)
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            drawn = draw_sample(run, grants, by=request.user, **form.cleaned_data)
            told = ngettext("%(count)s member is to be called.", "%(count)s members are to be called.", drawn)
            messages.success(request, told % {"count": drawn})
            return redirect(f"{reverse('welfare:sample_call_list')}?run={run.pk}&result=open")
    population = grants.filter(run=run).received().count()
    calls = SampleCall.objects.visible_to(request.user, CALL).filter(run=run)
    found = dict(calls.order_by().values_list("result").annotate(Count("pk")))
    context = {
        "run": run,
        "form": form,
        "population": population,
        "size": sample_size(population, 95, 5),
        "results": [(result.label, found.get(result.value, 0)) for result in CallResult],
        "open": found.get("", 0),
        "drawn": sum(found.values()),
    }
    return answer(request, "welfare/handing_out/run_sample.html", context)


@require_http_methods(["GET", "POST"])
@needs(CALL)
def sample_call_note(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show whom to call about what, and note what they said."""
    calls = SampleCall.objects.visible_to(request.user, CALL).select_related(*READ, "grant__received_by")
    call = get_object_or_404(calls, pk=pk)
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            note_call(call, by=request.user, **form.cleaned_data)
            messages.success(request, _("The call is noted."))
            return redirect(f"{reverse('welfare:sample_call_list')}?run={call.run_id}&result=open")
    return answer(request, "welfare/handing_out/sample_call_note.html", {"call": call, "form": form})

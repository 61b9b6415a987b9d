"""What counters noted: the list, one hand-out, taking it back, and deciding about those in conflict."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import StatementForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from welfare.choices import HandOutState, RunState
from welfare.handing_out.counter import decide_conflict, undo_hand_out
from welfare.handing_out.forms import DecisionForm, HandOutFilter
from welfare.handing_out.models import HandOut
from welfare.permissions import WelfarePermission

VIEW, UNDO = WelfarePermission.VIEW_GRANT, WelfarePermission.UNDO_HAND_OUT
READ = ("grant__member", "grant__occasion", "grant__run", "grant__unit", "run__plan", "run__occasion", "unit", "by")
COLUMNS: tuple[Column[HandOut], ...] = (
    Column(_("Time"), 20, lambda one: one.at),
    Column(_("Name"), 12, lambda one: one.grant.shown_name),
    Column(_("Unit"), 24, lambda one: one.unit),
    Column(_("Run"), 32, lambda one: one.run),
    Column(_("Quantity"), 10, lambda one: one.quantity),
    Column(_("Taken by"), 20, lambda one: one.taken_by),
    Column(_("Handed out by"), 12, lambda one: one.by),
    Column(_("Without network"), 12, lambda one: _("yes") if one.offline else ""),
    Column(_("State"), 16, lambda one: one.get_state_display()),
    Column(_("Problem"), 40, lambda one: one.problem_told),
    Column(_("Decided by"), 12, lambda one: one.decided_by),
    Column(_("Reason"), 40, lambda one: one.reason),
)


def _hand_outs(request: AuthenticatedHttpRequest) -> Listing[HandOut]:
    form = HandOutFilter(request.GET, user=request.user)
    rows = form.narrow(HandOut.objects.visible_to(request.user, VIEW))
    return Listing(
        request=request,
        name=_("Hand-outs"),
        form=form,
        rows=rows.select_related(*READ, "leader", "decided_by"),
        sorts={"noted": "pk"},
        sorts_if_few={"unit": "unit__path", "state": "state"},
        default="-noted",
        columns=COLUMNS,
        export_url=reverse("welfare:hand_out_export"),
    )


@needs(VIEW)
def hand_out_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what counters handed out to members of the units in reach, latest first."""
    return _hand_outs(request).render("welfare/handing_out/hand_out_list.html")


@needs(VIEW)
def hand_out_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list; an audit event says so."""
    return _hand_outs(request).export("hand_out.export")


def _hand_out(request: AuthenticatedHttpRequest, pk: int, perm: str) -> HandOut:
    rows = HandOut.objects.visible_to(request.user, perm).select_related(*READ, "leader", "decided_by")
    return get_object_or_404(rows, pk=pk)


@needs(VIEW)
def hand_out_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one hand-out: who took what when, what else was noted for the same benefit, and the decision."""
    one = _hand_out(request, pk, VIEW)
    may = access.can(request.user, UNDO, one.unit)
    context = {
        "one": one,
        "others": HandOut.objects.filter(grant=one.grant_id).exclude(pk=one.pk).select_related("by", "leader"),
        "may_undo": may and one.state == HandOutState.GIVEN and one.run.state == RunState.ISSUED,
        "may_decide": may and one.state == HandOutState.CONFLICT and one.by_id != request.user.pk,
        "is_own": one.state == HandOutState.CONFLICT and one.by_id == request.user.pk,
    }
    return answer(request, "welfare/handing_out/hand_out_detail.html", context)


@require_http_methods(["GET", "POST"])
@needs(UNDO)
def hand_out_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask why it was wrong, then take the hand-out and its receipt back."""
    one = _hand_out(request, pk, UNDO)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            undo_hand_out(one, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The hand-out is taken back; the member is told."))
            return redirect(one)
    context = {"form": form, "heading": _("Take the hand-out back"), "about": one, "back": one.get_absolute_url()}
    return answer(request, "office/reason_form.html", context)


@require_http_methods(["GET", "POST"])
@needs(UNDO)
def hand_out_decide(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask what a hand-out in conflict was, and keep the decision."""
    one = _hand_out(request, pk, UNDO)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            decide_conflict(one, form.cleaned_data["decision"], by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The decision is kept."))
            return redirect(one)
    return answer(request, "welfare/handing_out/hand_out_decide.html", {"form": form, "one": one})

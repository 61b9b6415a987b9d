"""Pages of bulk transfers: of ticked members or all that the filter of the list finds; answers of the new unit."""

from typing import TypedDict

from django.contrib import messages
from django.db.models import Count, Max, Min, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.membership.actions import bulk
from members.membership.forms import AnswerForm, BulkTransferForm
from members.membership.models.changes import MembershipChange, TransferBatch
from members.membership.rules.changes import TRANSFER, ChangeState
from members.membership.tasks import carry_out_changes
from members.permissions import MembersPermission
from members.register.forms import MemberFilter
from members.register.models.member import Member
from members.units.models.units import Unit
from office import paging
from office.forms import ButtonForm, is_key
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.wake import wake_worker

VIEW = MembersPermission.VIEW_MEMBERSHIPCHANGE


def _chosen(request: AuthenticatedHttpRequest) -> tuple[MemberFilter, QuerySet[Member]]:
    """Return the filter, and the ticked members (`?member=`, repeated) or with `?all` those that pass the filter.

    Only members in units where the officer may transfer; with `?all` nobody for the register of an earlier day.
    """
    form = MemberFilter(request.GET, user=request.user, perm=TRANSFER)
    members = Member.objects.visible_to(request.user, TRANSFER)
    if "all" in request.GET:
        return form, form.narrow(members) if not form.day else members.none()
    ticked = [pk for pk in request.GET.getlist("member") if is_key(pk)]
    return form, members.filter(pk__in=ticked)


@needs(TRANSFER)
def transfer_many(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for new unit, day and reason, and begin the transfer of the members whom the address chooses."""
    chosen = _chosen(request)[1]
    tally = paging.tally(chosen)
    place = _common_unit(chosen) or access.units(request.user, TRANSFER).order_by("path")[0]
    form = BulkTransferForm(request.POST or None, user=request.user, unit=place)
    if request.method == "POST" and form.is_valid():
        entered = {name: form.cleaned_data[name] for name in ("on", "reason", "also_accept")}
        with refusals_into(form):
            batch = bulk.transfer_many(chosen, place, form.cleaned_data["unit"], by=request.user, **entered)
            wake_worker(carry_out_changes)
            return redirect(batch)
    context = {"form": form, "tally": tally, "chosen": chosen.select_related("unit").order_by("pk")[:20]}
    return answer(request, "members/membership/transfer_many.html", context)


def _common_unit(chosen: QuerySet[Member]) -> Unit | None:
    """Return the lowest unit that contains all of the chosen; None for nobody, and for members of several unions."""
    ends = chosen.order_by().aggregate(first=Min("unit__path"), last=Max("unit__path"))
    if ends["first"] is None:
        return None
    steps = 0
    while ends["first"][: steps + Unit.steplen] == ends["last"][: steps + Unit.steplen] and steps < len(ends["first"]):
        steps += Unit.steplen
    return Unit.objects.filter(path=ends["first"][:steps]).first()


class BatchContext(TypedDict):
    batch: TransferBatch
    counts: list[tuple[ChangeState, int]]
    whole: int
    done: int
    at_work: bool


def _batch_context(request: AuthenticatedHttpRequest, pk: int) -> BatchContext:
    batches = TransferBatch.objects.visible_to(request.user, VIEW).select_related("unit", "to_unit", "by")
    batch = get_object_or_404(batches, pk=pk)
    counts = dict(batch.changes.order_by().values_list("state").annotate(count=Count("pk")))
    whole = sum(counts.values())
    due = batch.changes.due(timezone.localdate()).count()
    return {
        "batch": batch,
        "counts": [(ChangeState(state), count) for state, count in sorted(counts.items())],
        "whole": whole,
        "done": whole - due,
        "at_work": bool(due),
    }


@needs(VIEW)
def batch_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a bulk transfer, its progress, and its changes within reach."""
    return _page(request, pk)


def _page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    progress = _batch_context(request, pk)
    batch = progress["batch"]
    user, released = request.user, batch.changes.filter(state=ChangeState.RELEASED)
    rows = MembershipChange.objects.visible_to(request.user, VIEW).filter(batch=batch)
    context = {
        **progress,
        "waiting": released.waiting_for(user).count(),
        "own": _(bulk.OWN) if released.filter(member__user=user).exists() else "",
        "refuse_form": AnswerForm(),
        "page": paging.keyset(rows.select_related("member", "from_unit"), request.GET, order=("state", "pk")),
        **forms,
    }
    return answer(request, "members/membership/batch_detail.html", context, address=batch.get_absolute_url())


@require_POST
@needs(TRANSFER)
def batch_accept(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Accept the members of a bulk transfer who wait for this officer's unit."""
    batch = get_object_or_404(TransferBatch.objects.to_answer(request.user), pk=pk)
    button = ButtonForm(request.POST)
    with refusals_into(button):
        bulk.accept_many(batch, by=request.user)
        wake_worker(carry_out_changes)
        messages.success(request, _("Agreed: it takes effect on its day."))
        return redirect(batch)
    return _page(request, pk, button=button)


@require_POST
@needs(TRANSFER)
def batch_refuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Refuse the members of a bulk transfer who wait for this officer's unit, for a reason."""
    batch = get_object_or_404(TransferBatch.objects.to_answer(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            bulk.refuse_many(batch, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Refused; the other unit has been told."))
            return redirect(batch)
    return _page(request, pk, refuse_form=form)


@needs(VIEW)
def batch_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; at the end reload the page."""
    context = _batch_context(request, pk)
    return progress_response(request, "members/membership/_batch_progress.html", context, at_work=context["at_work"])

"""Many members to another unit with one act: the chosen of the list, or all that its filter shows."""

from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from members import access
from members.actions import bulk
from members.doors import PersonRequest, needs
from members.forms.changes import ManyForm
from members.forms.people import MemberFilter
from members.models import Member, MembershipChange, TransferBatch, Unit
from members.rules.changes import TRANSFER, ChangeState
from members.tasks import carry_out_changes
from union_portal.office import paging
from union_portal.office.errors import NotAllowed
from union_portal.office.nudge import nudge

VIEW = "members.view_membershipchange"


def _chosen(request: PersonRequest) -> tuple[MemberFilter, QuerySet[Member]]:
    """The members ticked (`member`, repeated), or with `all` whoever the filter shows, where one may transfer."""
    form = MemberFilter(request.GET, user=request.user, perm=TRANSFER)
    members = Member.objects.visible_to(request.user, TRANSFER)
    if "all" in request.GET:
        return form, form.narrow(members) if not form.day else members.none()
    ticked = [pk for pk in request.GET.getlist("member") if pk.isdecimal() and len(pk) < 19]
    return form, members.filter(pk__in=ticked)


@needs(TRANSFER)
def transfer_many(request: PersonRequest) -> HttpResponse:
    """How many have been chosen, and where they go; the choice stands in the address."""
    chosen = _chosen(request)[1]
    tally = paging.tally(chosen)
    place = _common_unit(chosen) or access.units(request.user, TRANSFER).order_by("path")[0]
    form = ManyForm(request.POST or None, user=request.user, unit=place)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("on", "reason", "also_accept")}
        try:
            batch = bulk.transfer_many(chosen, place, form.cleaned_data["unit"], by=request.user, **said)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            nudge(carry_out_changes)
            return redirect(batch)
    context = {"form": form, "tally": tally, "chosen": chosen.select_related("unit").order_by("pk")[:20]}
    return render(request, "members/transfer_many.html", context, status=422 if form.errors else 200)


def _common_unit(chosen: QuerySet[Member]) -> Unit | None:
    """The lowest unit that holds all of the chosen; None for nobody."""
    ends = chosen.order_by().aggregate(first=Min("unit__path"), last=Max("unit__path"))
    if ends["first"] is None:
        return None
    steps = 0
    while ends["first"][: steps + Unit.steplen] == ends["last"][: steps + Unit.steplen] and steps < len(ends["first"]):
        steps += Unit.steplen
    return Unit.objects.filter(path=ends["first"][:steps]).first()


def _batch(request: PersonRequest, pk: int) -> tuple[TransferBatch, dict[str, Any]]:
    batches = TransferBatch.objects.visible_to(request.user, VIEW).select_related("unit", "to_unit", "by")
    batch = get_object_or_404(batches, pk=pk)
    counts = dict(batch.changes.order_by().values_list("state").annotate(heads=Count("pk")))
    whole = sum(counts.values())
    due = batch.changes.filter(Q(state=ChangeState.AGREED), effective_on__lte=batch.at.date()).count()
    return batch, {
        "batch": batch,
        "counts": [(ChangeState(state), heads) for state, heads in sorted(counts.items())],
        "whole": whole,
        "done": whole - due,
        "at_work": bool(due),
    }


@needs(VIEW)
def batch_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """What came of a bulk transfer, member by member, and how far it has got."""
    batch, context = _batch(request, pk)
    rows = MembershipChange.objects.visible_to(request.user, VIEW).filter(batch=batch)
    context["page"] = paging.keyset(rows.select_related("member", "from_unit"), request.GET, order=("state", "pk"))
    return render(request, "members/batch_detail.html", context)


@needs(VIEW)
def batch_progress(request: PersonRequest, pk: int) -> HttpResponse:
    """The bar that the page asks for again and again; at the end it asks for the whole page anew."""
    context = _batch(request, pk)[1]
    response = render(request, "members/_batch_progress.html", context)
    if not context["at_work"]:
        response.headers["HX-Refresh"] = "true"
    return response

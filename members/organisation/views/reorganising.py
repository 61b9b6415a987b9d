"""Pages that move, merge, close and reopen units: they show what is affected and ask for a reason."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.organisation import actions
from members.organisation.forms import CloseForm, DatedDecisionForm, DecisionForm, TargetForm
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.refusals import answer, refusals_into
from office.types import Message

PERM = MembersPermission.REORGANISE_UNIT


def _unit(request: AuthenticatedHttpRequest, pk: int) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.user, PERM), pk=pk)


def _target(request: AuthenticatedHttpRequest, label: Message) -> tuple[TargetForm, Unit | None]:
    """Return the form for the other unit, and the unit chosen in it, None for none."""
    given = request.POST if request.method == "POST" else request.GET
    form = TargetForm(given if "to" in given else None, user=request.user, label=label)
    return form, form.cleaned_data["to"] if form.is_bound and form.is_valid() else None


def _act(
    request: AuthenticatedHttpRequest,
    unit: Unit,
    form: BaseForm,
    act: Callable[[], Unit],
    done: Message,
    template: str,
    **context: object,
) -> HttpResponse:
    """Show the form and what is affected; when it is sent and valid, call `act` and redirect to its unit."""
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            after = act()
            messages.success(request, done)
            return redirect(after)
    extent, above = actions.extent_of(unit), Unit.objects.get_parent(unit)
    return answer(request, template, {"form": form, "unit": unit, "extent": extent, "above": above, **context})


@needs(PERM)
def unit_move(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Move a unit, with everything below it, under another one."""
    unit = _unit(request, pk)
    target, to = _target(request, _("new unit above"))
    form = DecisionForm(request.POST or None)

    def act() -> Unit:
        return actions.move_unit(unit, _chosen(to), by=request.user, reason=form.cleaned_data["reason"])

    return _act(
        request,
        unit,
        form,
        act,
        _("The unit has been moved."),
        "members/organisation/unit_move.html",
        target=target,
        to=to,
    )


@needs(PERM)
def unit_merge(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Merge a unit into another one, as of a day."""
    unit = _unit(request, pk)
    target, to = _target(request, _("merge into"))
    form = DatedDecisionForm(request.POST or None, unit=unit)

    def act() -> Unit:
        asked = form.cleaned_data
        actions.merge_unit(unit, _chosen(to), on=asked["on"], by=request.user, reason=asked["reason"])
        return unit

    return _act(
        request,
        unit,
        form,
        act,
        _("The units have been merged."),
        "members/organisation/unit_merge.html",
        target=target,
        to=to,
    )


@needs(PERM)
def unit_close(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Close a unit without members, and on request the units below it."""
    unit = _unit(request, pk)
    form = CloseForm(request.POST or None, unit=unit)

    def act() -> Unit:
        actions.close_unit(unit, by=request.user, **form.cleaned_data)
        return unit

    seen = {
        "may_see_transfers": access.can(request.user, MembersPermission.VIEW_MEMBERSHIPCHANGE, unit),
        "may_see_applications": access.can(request.user, MembersPermission.VIEW_APPLICATION, unit),
    }
    return _act(
        request, unit, form, act, _("The unit has been closed."), "members/organisation/unit_close.html", **seen
    )


@needs(PERM)
def unit_reopen(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Reopen a closed unit."""
    unit = _unit(request, pk)
    form = DecisionForm(request.POST or None)

    def act() -> Unit:
        return actions.reopen_unit(unit, by=request.user, reason=form.cleaned_data["reason"])

    return _act(request, unit, form, act, _("The unit is open again."), "members/organisation/unit_reopen.html")


def _chosen(to: Unit | None) -> Unit:
    if to is None:
        raise NotAllowed(_("Choose the other unit first."))
    return to

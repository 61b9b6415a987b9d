"""Pages of freeze periods: the list, a new one, lifting."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.freezes import actions
from members.freezes.forms import FreezeFilter, FreezeForm
from members.freezes.models import FreezePeriod
from members.permissions import MembersPermission
from office.days import since_in_words, until_in_words
from office.exports import Column
from office.forms import StatementForm
from office.lists import Listing
from office.refusals import answer, refusals_into

VIEW, CHANGE = MembersPermission.VIEW_FREEZEPERIOD, MembersPermission.CHANGE_FREEZEPERIOD
COLUMNS: tuple[Column[FreezePeriod], ...] = (
    Column(_("Unit"), 28, lambda row: row.unit),
    Column(_("From"), 20, lambda row: since_in_words(row.starts_at)),
    Column(_("Until"), 20, lambda row: until_in_words(row.ends_at)),
    Column(_("What is frozen"), 24, lambda row: _(", ").join(str(act.label) for act in row.forbids)),
    Column(_("Reason"), 40, lambda row: row.reason),
    Column(_("By"), 16, lambda row: row.by),
)


def _freezes(request: AuthenticatedHttpRequest) -> Listing[FreezePeriod]:
    form = FreezeFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Freeze periods"),
        form=form,
        rows=form.narrow(FreezePeriod.objects.visible_to(request.user, VIEW)).select_related("unit", "by"),
        sorts={"entered": "pk"},
        columns=COLUMNS,
        export_url=reverse("members:freeze_export"),
    )


@needs(VIEW)
def freeze_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the freeze periods of the units in reach, the latest entered first."""
    may_change = access.holds(request.user, CHANGE)
    return _freezes(request).render("members/freezes/freeze_list.html", may_change=may_change)


@needs(VIEW)
def freeze_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    return _freezes(request).export("freeze.export")


@needs(CHANGE)
def freeze_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a freeze period, and set it."""
    form = FreezeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.freeze_unit(by=request.user, **form.cleaned_data)
            messages.success(request, _("The freeze is set."))
            return redirect("members:freeze_list")
    return answer(request, "members/freezes/freeze_form.html", {"form": form})


@needs(CHANGE)
def freeze_lift(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then end a freeze period now."""
    periods = FreezePeriod.objects.visible_to(request.user, CHANGE).filter(ends_at__gt=timezone.now())
    period = get_object_or_404(periods.select_related("unit"), pk=pk)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.lift_freeze(period, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The freeze is lifted."))
            return redirect("members:freeze_list")
    context = {"form": form, "heading": _("Lift the freeze"), "about": period, "back": reverse("members:freeze_list")}
    return answer(request, "office/reason_form.html", context)

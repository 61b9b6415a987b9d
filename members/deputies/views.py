"""Pages of deputies: the list, a new one, ending it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest
from members.authority.models import User
from members.deputies import actions
from members.deputies.forms import DeputyFilter, DeputyForm
from members.deputies.models import Deputyship
from members.deputies.querysets import Deputyships
from members.permissions import MembersPermission
from office.days import since_in_words, until_in_words
from office.exports import Column
from office.forms import StatementForm
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into

VIEW, CHANGE = MembersPermission.VIEW_DEPUTYSHIP, MembersPermission.CHANGE_DEPUTYSHIP
COLUMNS: tuple[Column[Deputyship], ...] = (
    Column(_("Absent"), 16, lambda row: row.appointment.holder),
    Column(_("Post"), 16, lambda row: row.appointment.post),
    Column(_("Unit"), 28, lambda row: row.appointment.unit),
    Column(_("Deputy"), 16, lambda row: row.deputy),
    Column(_("From"), 20, lambda row: since_in_words(row.starts_at)),
    Column(_("Until"), 20, lambda row: until_in_words(row.ends_at)),
    Column(_("Reason"), 40, lambda row: row.reason),
)


def _require_officer(request: AuthenticatedHttpRequest) -> None:
    if not access.is_officer(request.user):
        raise PermissionDenied


def _deputies(request: AuthenticatedHttpRequest) -> Listing[Deputyship]:
    form = DeputyFilter(request.GET)
    found = form.narrow(Deputyship.objects.concerning(request.user, VIEW))
    return Listing(
        request=request,
        name=_("Deputies"),
        form=form,
        rows=found.select_related("appointment__holder", "appointment__post", "appointment__unit", "deputy"),
        sorts={"entered": "pk"},
        columns=COLUMNS,
        export_url=reverse("members:deputy_export"),
    )


def _endable(user: User) -> Deputyships:
    """Return the deputyships that this account may end: of its own posts, and those of its units."""
    running = Deputyship.objects.filter(ends_at__gt=timezone.now())
    return running.filter(Q(appointment__holder=user) | access.within(user, CHANGE, "appointment__unit"))


def deputy_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List who approves in place of whom: one's own, and those of the units in reach."""
    _require_officer(request)
    deputies = _deputies(request)
    endable = set(_endable(request.user).filter(pk__in=[one.pk for one in deputies.page]).values_list("pk", flat=True))
    for one in deputies.page:
        set_for_template(one, may_end=one.pk in endable)
    return deputies.render("members/deputies/deputy_list.html")


def deputy_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered list; an audit event says so."""
    _require_officer(request)
    return _deputies(request).export("deputy.export")


def deputy_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a deputy, and name it."""
    _require_officer(request)
    form = DeputyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.name_deputy(by=request.user, **form.cleaned_data)
            messages.success(request, _("The deputy is named, and told."))
            return redirect("members:deputy_list")
    return answer(request, "members/deputies/deputy_form.html", {"form": form})


def deputy_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then end a deputyship now."""
    one = get_object_or_404(_endable(request.user).select_related("appointment", "deputy"), pk=pk)
    form = StatementForm(request.POST or None, optional=True)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.end_deputyship(one, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The deputy approves no more."))
            return redirect("members:deputy_list")
    context = {"form": form, "heading": _("End it now"), "about": one, "back": reverse("members:deputy_list")}
    return answer(request, "office/reason_form.html", context)

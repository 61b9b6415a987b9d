"""The page of a winter: households in hardship by level, who was visited, what was given, what budgets have left."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.forms import ButtonForm, is_key
from office.lists import MOST_TICKED, Listing
from office.refusals import refusals_into
from office.types import AnnotatedRow
from welfare.hardship.models.files import HardshipFile
from welfare.permissions import WelfarePermission
from welfare.seasonal.actions.winter import ask_home_visits
from welfare.seasonal.choices import Visited
from welfare.seasonal.rules import winter_of
from welfare.seasonal.winter import budgets, figures, households
from welfare.seasonal.winter_forms import WinterFilter

VIEW, HANDLE = WelfarePermission.VIEW_HARDSHIPFILE, WelfarePermission.HANDLE_VISIT
# So many refusals are told one by one.
TOLD = 5

COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(_("Member"), 14, lambda file: file.member),
    Column(_("Employee number"), 16, lambda file: file.member.employee_number),
    Column(_("Unit"), 24, lambda file: file.member.unit),
    Column(_("Level of hardship"), 18, lambda file: file.get_level_display()),
    Column(_("File since"), 12, lambda file: file.since),
    Column(_("Home visit"), 14, lambda file: Visited(file.visited).label),
    Column(_("Visited on"), 12, lambda file: file.visited_on),
    Column(_("Given this winter"), 14, lambda file: file.given, total=True),
)


def _winter(request: AuthenticatedHttpRequest) -> Listing[HardshipFile]:
    form = WinterFilter(request.GET, user=request.user)
    rows = households(HardshipFile.objects.visible_to(request.user, VIEW), form.winter)
    return Listing(
        request=request,
        name=_("Winter care"),
        form=form,
        rows=form.narrow(rows).select_related("member__unit").defer("content", "answer"),
        sorts_if_few={"unit": "member__unit__path", "visited": "visited_on", "given": "given"},
        columns=COLUMNS,
        sums=("given",),
        export_url=reverse("welfare:winter_export"),
        selectable=access.holds(request.user, HANDLE) and form.winter == form.now,
        address=reverse("welfare:winter_list"),
    )


@needs(VIEW)
def winter_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the households in hardship of a winter: level, home visit, what was given; nothing of what a file says."""
    return _page(request, ButtonForm())


def _page(request: AuthenticatedHttpRequest, button: ButtonForm) -> HttpResponse:
    listing = _winter(request)
    form = listing.form
    assert isinstance(form, WinterFilter)
    reach = households(HardshipFile.objects.visible_to(request.user, VIEW), form.winter)
    return listing.render(
        "welfare/seasonal/winter_list.html",
        winter=form.winter,
        figures=figures(reach),
        budgets=budgets(request.user, form.winter),
        sees_visits=access.holds(request.user, WelfarePermission.VIEW_VISIT),
        button=button,
    )


@needs(VIEW)
def winter_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export or print the filtered households; an audit event says so."""
    return _winter(request).export("hardship.export_winter")


@require_POST
@needs(VIEW)
@needs(HANDLE)
def winter_visits(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for home visits to the households that were ticked; who gets none is told with the reason."""
    button = ButtonForm(request.POST)
    keys = [key for key in request.POST.getlist("files") if is_key(key)][:MOST_TICKED]
    reach = HardshipFile.objects.visible_to(request.user, VIEW).visible_to(request.user, HANDLE)
    files = households(reach, winter_of(timezone.localdate())).filter(pk__in=keys)
    with refusals_into(button):
        asked = ask_home_visits(list(files.select_related("member").defer("content", "answer")), by=request.user)
        if asked.visits:
            told = ngettext(
                "A home visit to %(count)s household is asked for: submit it under “Visits”.",
                "Home visits to %(count)s households are asked for: submit them under “Visits”.",
                len(asked.visits),
            )
            messages.success(request, told % {"count": len(asked.visits)})
        for name, why in asked.refused[:TOLD]:
            messages.warning(request, _("%(name)s: %(why)s") % {"name": name, "why": why})
        if len(asked.refused) > TOLD:
            told = ngettext(
                "%(count)s other household can't be visited for such reasons.",
                "%(count)s other households can't be visited for such reasons.",
                len(asked.refused) - TOLD,
            )
            messages.warning(request, told % {"count": len(asked.refused) - TOLD})
        return redirect(reverse("welfare:winter_list") + (f"?{request.GET.urlencode()}" if request.GET else ""))
    return _page(request, button)

"""Arrears of dues: who owes for how many months, and reminding them."""

from django.contrib import messages
from django.db.models import Sum
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.dues.actions.arrears import remind_of_arrears
from members.dues.forms.dues import ArrearsFilter
from members.dues.models.charges import DuesCharge
from members.dues.querysets import Arrears, ArrearsRows
from members.dues.views.months import KEEP, VIEW
from members.units.models.units import Unit
from office import paging
from office.errors import NotAllowed
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import refusals_into

COLUMNS: tuple[Column[Arrears], ...] = (
    Column(_("name"), 12, lambda row: row["name"]),
    Column(_("employee number"), 14, lambda row: row["number"]),
    Column(_("unit"), 24, lambda row: row["home"]),
    Column(_("months"), 8, lambda row: row["months"]),
    Column(_("owed since"), 10, lambda row: f"{row['since']:%Y-%m}"),
    Column(_("owed"), 12, lambda row: row["owed"], total=True),
)
SHOWN = {"name": "name", "number": "employee_number", "home": "unit__name", "account": "user"}


def _narrowed(
    request: AuthenticatedHttpRequest, data: QueryDict, perm: str
) -> tuple[ArrearsFilter, ArrearsRows, Unit | None]:
    """Return the filter, the arrears that pass it, and the unit that it names."""
    form = ArrearsFilter(data, user=request.user, perm=perm)
    charges, least, unit = DuesCharge.objects.visible_to(request.user, perm), 1, None
    if form.is_valid():
        least, unit = form.cleaned_data["months"] or 1, form.cleaned_data["unit"]
        charges = charges.filter(unit__path__startswith=unit.path) if unit else charges
    else:
        charges = charges.none()
    return form, charges.arrears(least, **SHOWN), unit


def _listing(request: AuthenticatedHttpRequest, form: ArrearsFilter, arrears: ArrearsRows) -> Listing[Arrears]:
    return Listing(
        request=request,
        name=_("Arrears of dues"),
        form=form,
        rows=arrears,
        sorts={"months": "months", "owed": "owed", "since": "since"},
        default="-months",
        last="person",
        columns=COLUMNS,
        export_url=reverse("members:arrears_export"),
        address=reverse("members:arrears_list"),
    )


@needs(VIEW)
def arrears_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List who owes dues, the most months first."""
    return _page(request, request.GET)


def _page(request: AuthenticatedHttpRequest, asked: QueryDict, **forms: ButtonForm) -> HttpResponse:
    """Show the list as `asked` narrows it; `forms`: those on it that were sent and refused."""
    form, arrears, _unit = _narrowed(request, asked, VIEW)
    totals = arrears.aggregate(all_owed=Sum("owed"), all_months=Sum("months"))
    return _listing(request, form, arrears).render(
        "members/dues/arrears_list.html",
        **forms,
        tally=paging.Tally(arrears.count(), False, totals),
        may_keep=access.holds(request.user, KEEP),
    )


@needs(VIEW)
def arrears_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the arrears as they are narrowed; recorded in the audit log."""
    form, arrears, _unit = _narrowed(request, request.GET, VIEW)
    return _listing(request, form, arrears).export("dues.export_arrears")


@require_POST
@needs(KEEP)
def arrears_remind(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Remind everybody on the list, as it is narrowed, who has an account."""
    form, arrears, unit = _narrowed(request, request.POST, KEEP)
    button = ButtonForm(request.POST)
    with refusals_into(button):
        if not form.is_valid():
            raise NotAllowed(_("The list changed: narrow it again."))
        told = remind_of_arrears(arrears, by=request.user, unit=unit)
        said = ngettext("%(count)d person was reminded.", "%(count)d people were reminded.", told)
        messages.success(request, said % {"count": told})
        return redirect("members:arrears_list")
    return _page(request, request.POST, button=button)

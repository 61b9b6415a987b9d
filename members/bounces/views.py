"""The officers' list of addresses that were refused, for whoever can have them corrected."""

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.bounces.forms import BounceFilter
from members.bounces.querysets import refused_addresses
from members.permissions import MembersPermission
from office.exports import Column
from office.lists import Listing
from office.types import AnnotatedRow

PERM = MembersPermission.CHANGE_MEMBER
COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(_("Member"), 12, lambda row: row.account.member.name),
    Column(_("Employee number"), 14, lambda row: row.account.member.employee_number),
    Column(_("Unit"), 24, lambda row: row.account.member.unit),
    Column(_("channel"), 12, lambda row: row.get_kind_display()),
    Column(_("refused address, masked"), 24, lambda row: row.bounced_address),
    Column(_("refused"), 20, lambda row: timezone.localdate(row.bounced_at)),
)


def _bounces(request: AuthenticatedHttpRequest) -> Listing[AnnotatedRow]:
    form = BounceFilter(request.GET)
    rows = refused_addresses(request.user)
    if form.is_valid() and form.cleaned_data["kind"]:
        rows = rows.filter(kind=form.cleaned_data["kind"])
    return Listing(
        request=request,
        name=_("Refused addresses"),
        form=form,
        rows=rows,
        sorts={"refused": "bounced_at"},
        default="-refused",
        columns=COLUMNS,
        export_url=reverse("members:bounce_export"),
    )


@needs(PERM)
def bounce_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the members, of units in reach, to whom messages no longer get through, the latest first."""
    return _bounces(request).render("members/bounces/bounce_list.html")


@needs(PERM)
def bounce_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _bounces(request).export("bounce.export")

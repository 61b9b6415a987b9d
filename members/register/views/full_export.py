"""Export of members with all numbers in full: needs a permission of its own and a reason, and is recorded."""

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.permissions import MembersPermission
from members.register.forms import FullExportForm
from members.register.models.member import Member
from members.register.views.members import COLUMNS, data_of_day, filtered_members, members_listing
from office.exports import Column
from office.refusals import answer

PERM = MembersPermission.EXPORT_FULL_MEMBER
IN_FULL: tuple[Column[Member], ...] = (
    *COLUMNS[:4],
    Column(_("certificate number"), 22, lambda member: member.id_number.reveal()),
    Column(_("phone"), 16, lambda member: member.phone),
    Column(_("bank card"), 24, lambda member: member.bank_card.reveal()),
    *COLUMNS[6:],
)


@never_cache
@needs(PERM)
def member_export_full(request: AuthenticatedHttpRequest) -> HttpResponse | FileResponse:
    """Show what will be exported and ask for the reason, then export it. PIPL art. 28, domain.md part 5."""
    narrowed, members = filtered_members(request, PERM)
    # Also for an earlier day the numbers are those of today, so the permission must hold in the unit of today too.
    members = members.filter(access.within(request.user, PERM))
    form = FullExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        listing = members_listing(request, narrowed, members, IN_FULL)
        reason = form.cleaned_data["reason"]
        return listing.export("member.export_full", reason=reason, transform=data_of_day(narrowed), day=narrowed.day)
    context = {"form": form, "heads": members.count(), "columns": [column.head for column in IN_FULL]}
    return answer(request, "members/register/member_export_full.html", context)

"""What do you hold about me: everything, as a file, for the member alone."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.actions.holdings import hand_out_holdings
from members.doors import PersonRequest
from members.models import Member
from members.views.own import for_members
from union_portal.office.errors import NotAllowed
from union_portal.office.holdings import PARTS, workbook_of


@require_http_methods(["GET", "POST"])
@for_members
def my_holdings(request: PersonRequest, member: Member) -> HttpResponseBase:
    """Say what the file holds; a POST hands it out, on the record."""
    if request.method == "POST":
        try:
            hand_out_holdings(member, by=request.user)
            return workbook_of(member, _("My data"))
        except NotAllowed as why:
            messages.error(request, str(why))
            return redirect("members:my_holdings")
    return render(request, "members/my_holdings.html", {"parts": PARTS.values()})

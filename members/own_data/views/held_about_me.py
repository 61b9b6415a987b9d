"""A member's page of the file of everything held about them."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.authority.guards import AuthenticatedHttpRequest
from members.own_data.actions.held_about_me import record_download
from members.own_data.views.my_data import with_own_member
from members.register.models.member import Member
from office.forms import ButtonForm
from office.held_about_me import HELD_SHEETS, held_workbook
from office.refusals import answer, refusals_into


@require_http_methods(["GET", "POST"])
@with_own_member
def my_holdings(request: AuthenticatedHttpRequest, member: Member) -> HttpResponseBase:
    """Show what the file contains; POST downloads it."""
    button = ButtonForm(request.POST if request.method == "POST" else None)
    if button.is_bound:
        with refusals_into(button):
            record_download(member, by=request.user)
            records = Member.objects.records_of_person(member).select_related("unit", "user")
            return held_workbook(list(records), _("My data"))
    return answer(request, "members/own_data/my_holdings.html", {"sheets": HELD_SHEETS.values(), "button": button})

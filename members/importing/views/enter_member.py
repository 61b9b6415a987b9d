from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from members.importing.actions.enter_member import add_member
from members.importing.forms.enter_member import MemberEntryForm
from members.permissions import MembersPermission
from office.refusals import answer, refusals_into


@needs(MembersPermission.ADD_MEMBER)
def member_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Enter a new member in a unit where the user may do so; members who resemble them are shown first."""
    form = MemberEntryForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.row:
        with refusals_into(form):
            given = form.cleaned_data
            member = add_member(form.row, given["unit"], by=request.user, work_site=given["work_site"])
            messages.success(request, _("The member has been entered."))
            return redirect(member)
    return answer(request, "members/importing/member_new.html", {"form": form})

"""Entering one new member by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from members.authority.guards import PersonRequest, needs
from members.importing.actions.enter_member import add_member
from members.importing.forms.enter_member import EnrolForm
from members.permissions import MembersPermission
from office.refusals import answer, refusals_into


@needs(MembersPermission.ADD_MEMBER)
def member_new(request: PersonRequest) -> HttpResponse:
    """Enter somebody in a unit in reach; what is wrong is told at its box, who may be known already is shown."""
    form = EnrolForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.reading:
        with refusals_into(form):
            site = {"work_site": form.cleaned_data["work_site"]}
            member = add_member(form.reading, form.cleaned_data["unit"], by=request.user, **site)
            messages.success(request, _("The member has been entered."))
            return redirect(member)
    return answer(request, "members/importing/member_new.html", {"form": form})

"""Entering one new member by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from members.authority.guards import PersonRequest, needs
from members.importing.actions.enter_member import Refused, add_member
from members.importing.forms.enter_member import EnrolForm
from members.permissions import MembersPermission
from office.errors import NotAllowed


@needs(MembersPermission.ADD_MEMBER)
def member_new(request: PersonRequest) -> HttpResponse:
    """Enter somebody in a unit in reach; what is wrong is told at its box, who may be known already is shown."""
    form = EnrolForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.reading:
        try:
            site = {"work_site": form.cleaned_data["work_site"]}
            member = add_member(form.reading, form.cleaned_data["unit"], by=request.user, **site)
        except Refused as why:
            form.tell(why.faults)
        except NotAllowed as why:
            form.add_error("id_number", str(why))
        else:
            messages.success(request, _("The member has been entered."))
            return redirect(member)
    return render(request, "members/importing/member_new.html", {"form": form}, status=422 if form.errors else 200)

from typing import TypeVar

from django.contrib import messages

from members.authority.guards import AuthenticatedHttpRequest
from members.cases.models import Case
from members.cases.page import Offer
from office.refusals import refusals_into

C = TypeVar("C", bound=Case)


def carry_out(request: AuthenticatedHttpRequest, offer: Offer[C]) -> bool:
    """Do the act with what was sent, and return whether it was done; if not, its form has the errors."""
    form = offer.form
    if form.is_valid():
        with refusals_into(form):
            offer.act.action(form.case, by=request.user, **form.cleaned_data)
            messages.success(request, str(offer.act.done))
            return True
    return False

"""A worker's own benefits, and confirming that one was received."""

from datetime import datetime
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.authority.guards import AuthenticatedHttpRequest
from members.authority.models import User
from office.confirm_pages import confirm_page
from office.forms import ButtonForm
from office.lists import set_for_template
from office.money import yuan
from office.refusals import answer, refusals_into
from welfare.choices import RunState
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions
from welfare.handing_out.rules import may_be_taken_back
from welfare.handing_out.taking_back import take_back_receipt
from welfare.runs.accounts import account_for
from welfare.runs.collection import add_details, details_of


def my_benefits(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show my grants: those to receive, those received by year with their sum, those not received in time."""
    return _page(request)


def _page(request: AuthenticatedHttpRequest, **forms: ButtonForm) -> HttpResponse:
    read = ("occasion", "run__plan", "run__unit", "unit", "received_by", "payment", "member__merged_into")
    grants = Grant.objects.own(request.user).select_related(*read).prefetch_related("payment_lines__file")
    mine = list(grants.defer("run__counts").order_by("-run__on", "-pk"))
    add_details(mine)
    for grant in mine:
        set_for_template(grant, account_shown=account_for(grant))
    past = sorted((grant for grant in mine if grant.received_at), key=_received, reverse=True)
    for grant in past:
        set_for_template(grant, may_take_back=_may_take_back(grant, request.user))
    years = [
        {"year": year, "grants": (rows := list(group)), "total": sum(grant.amount for grant in rows)}
        for year, group in groupby(past, key=lambda grant: _received(grant).year)
    ]
    context = {
        "due": [grant for grant in mine if grant.can_be_received],
        "held": [grant for grant in mine if grant.held],
        "missed": [grant for grant in mine if not (grant.received_at or grant.held or grant.can_be_received)],
        "years": years,
        **forms,
    }
    address = reverse("welfare:my_benefits")
    return answer(request, "welfare/handing_out/my_benefits.html", context, address=address)


def _received(grant: Grant) -> datetime:
    """Return the local time at which a received grant was signed for."""
    assert grant.received_at is not None
    return timezone.localtime(grant.received_at)


def _may_take_back(grant: Grant, user: User) -> bool:
    """Return whether `user` confirmed this receipt, not long ago, of a list that is still open."""
    if grant.received_at is None or grant.payment_id:
        return False
    if grant.received_by_id != user.pk or grant.run.state != RunState.ISSUED:
        return False
    return may_be_taken_back(grant.received_at, timezone.now())


@require_http_methods(["GET", "POST"])
def benefit_receive(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask whether I have a grant in my hands, then confirm that I have received it."""
    grants = Grant.objects.own(request.user).select_related("member", "run__unit", "occasion", "unit")
    grant = get_object_or_404(grants, pk=pk)
    if request.method == "GET":
        waits = grant.can_be_received and grant.newest_payment is None
        return _ask_whether_received(request, grant) if waits else redirect("welfare:my_benefits")
    button = ButtonForm(request.POST)
    with refusals_into(button):
        first = actions.receive_grant(grant, by=request.user)
        messages.success(
            request, _("Thank you, your receipt is noted.") if first else _("Your receipt was noted before.")
        )
        return redirect("welfare:my_benefits")
    return _page(request, button=button)


def _ask_whether_received(request: AuthenticatedHttpRequest, grant: Grant) -> HttpResponse:
    collection = details_of(grant)
    said = [
        (_("Goods"), collection.goods),
        (_("Where"), collection.place),
        (_("When"), collection.hours),
        (_("Until"), collection.until.isoformat() if collection.until else ""),
    ]
    return confirm_page(
        request,
        heading=_("Have you received it?"),
        question=_("Confirm only when you have it in your hands: this counts as your signature."),
        button=_("Yes, I have received it"),
        back=reverse("welfare:my_benefits"),
        back_label=_("My benefits"),
        facts=[
            (_("Benefit"), grant.occasion),
            *((label, text) for label, text in said if text),
            (_("Worth"), yuan(grant.amount)),
            (_("Given by"), grant.run.unit),
        ],
    )


@require_http_methods(["GET", "POST"])
def benefit_take_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask whether I confirmed a receipt by mistake, then take it back."""
    grants = Grant.objects.own(request.user).select_related("run", "occasion")
    grant = get_object_or_404(grants, pk=pk)
    if request.method == "GET":
        if not _may_take_back(grant, request.user):
            return redirect("welfare:my_benefits")
        return confirm_page(
            request,
            heading=_("Take your receipt back?"),
            question=_("The benefit then waits for you again. Confirm it when you have it in your hands."),
            button=_("Yes, I have not received it"),
            back=reverse("welfare:my_benefits"),
            back_label=_("My benefits"),
            facts=[(_("Benefit"), grant.occasion), (_("Worth"), yuan(grant.amount))],
        )
    button = ButtonForm(request.POST)
    with refusals_into(button):
        take_back_receipt(grant, by=request.user)
        messages.success(request, _("Your receipt is taken back. The benefit waits for you again."))
        return redirect("welfare:my_benefits")
    return _page(request, button=button)

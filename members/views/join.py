"""Joining without an account: the form, the receipt number, and how the application stands."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.actions.applications import application_of, apply_for_membership
from members.forms.applications import JoinForm, ReceiptForm
from members.models import Member
from members.rules.applications import grouped_receipt
from union_portal.office import limits

APPLICATIONS_AN_HOUR = 20
WRONG_RECEIPTS, QUARTER = 10, 15 * 60
TOO_MANY = _("Many applications have come from this network within the hour. Please try again later.")
TOO_OFTEN = _("Too many tries from here. Please wait a quarter of an hour and try again.")
UNKNOWN = _("There is no application with this receipt number. Check the digits.")
RECEIPT = "application_receipt"


@login_not_required
@sensitive_post_parameters("id_number", "phone")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The form; whatever number it names, it answers alike."""
    user: Any = request.user if request.user.is_authenticated else None
    if user and Member.objects.own(user).exists():
        return render(request, "members/join.html", {"member_already": True})
    form = JoinForm(request.POST or None, initial={"name": user.name, "phone": user.phone or ""} if user else None)
    if request.method == "GET":
        return render(request, "members/join.html", {"form": form})
    if limits.tries(request, "join", 3600) >= APPLICATIONS_AN_HOUR:
        form.add_error(None, TOO_MANY)
        return render(request, "members/join.html", {"form": form}, status=429)
    if not form.is_valid():
        return render(request, "members/join.html", {"form": form}, status=422)
    if form.cleaned_data["website"]:
        return redirect("members:join")
    limits.count_try(request, "join", 3600)
    receipt = apply_for_membership(form.applicant(), form.cleaned_data["unit"], by=user)[1]
    request.session[RECEIPT] = receipt
    return redirect("members:join_sent")


@login_not_required
@never_cache
def join_sent(request: HttpRequest) -> HttpResponse:
    """The receipt number, for as long as the browser's session knows it."""
    receipt = request.session.get(RECEIPT, "")
    application = application_of(receipt)
    if application is None:
        return redirect("members:join")
    context = {"application": application, "receipt": grouped_receipt(receipt)}
    return render(request, "members/join_sent.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join_follow(request: HttpRequest) -> HttpResponse:
    """How an application stands, by its receipt number, which travels in the body and nowhere else."""
    form = ReceiptForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "members/join_follow.html", {"form": form}, status=422 if form.errors else 200)
    if limits.tries(request, "join_follow", QUARTER) >= WRONG_RECEIPTS:
        form.add_error(None, TOO_OFTEN)
        return render(request, "members/join_follow.html", {"form": form}, status=429)
    application = application_of(form.cleaned_data["receipt"])
    if application is None:
        limits.count_try(request, "join_follow", QUARTER)
        form.add_error("receipt", UNKNOWN)
        return render(request, "members/join_follow.html", {"form": form}, status=422)
    return render(request, "members/join_follow.html", {"form": form, "application": application})

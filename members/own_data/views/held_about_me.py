"""What do you hold about me, and how do I have it erased: for the member alone."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.authority.guards import PersonRequest
from members.own_data.actions import retention
from members.own_data.actions.held_about_me import hand_out_holdings
from members.own_data.forms.erasures import AskErasureForm
from members.own_data.models.retention import RetentionRule
from members.own_data.views.my_data import for_members
from members.register.models.member import Member
from office.errors import NotAllowed
from office.held_about_me import PARTS, workbook_of


@require_http_methods(["GET", "POST"])
@for_members
def my_holdings(request: PersonRequest, member: Member) -> HttpResponseBase:
    """Say what the file holds; a POST hands it out, on the record."""
    if request.method == "POST":
        try:
            hand_out_holdings(member, by=request.user)
            records = Member.objects.one_with(member).select_related("unit", "user")
            return workbook_of(list(records), _("My data"))
        except NotAllowed as why:
            messages.error(request, str(why))
            return redirect("members:my_holdings")
    return render(request, "members/own_data/my_holdings.html", {"parts": PARTS.values()})


@require_http_methods(["GET", "POST"])
@for_members
def my_erasure(request: PersonRequest, member: Member) -> HttpResponse:
    """How long my data is kept and what was answered; a POST asks to have it erased."""
    form = AskErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            retention.ask_erasure(member, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Sent. You get a notice when it is decided."))
            return redirect("members:my_erasure")
        except NotAllowed as why:
            form.add_error(None, str(why))
    waiting, kept_until = member.erasures.waiting().first(), retention.kept_until(member)
    context = {
        "form": form,
        "erasures": member.erasures.all(),
        "waiting": waiting,
        "kept_until": kept_until,
        "earliest": max(waiting.not_before, kept_until) if waiting and kept_until else None,
        "rules": RetentionRule.objects.exclude(state="merged"),
    }
    return render(request, "members/own_data/my_erasure.html", context, status=422 if form.errors else 200)


@require_POST
@for_members
def my_erasure_withdraw(request: PersonRequest, member: Member) -> HttpResponse:
    """Take my request back."""
    try:
        if waiting := member.erasures.waiting().first():
            retention.withdraw_erasure(waiting, by=request.user)
            messages.success(request, _("You have taken the request back."))
    except NotAllowed as why:
        messages.error(request, str(why))
    return redirect("members:my_erasure")

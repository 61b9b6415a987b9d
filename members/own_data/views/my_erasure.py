"""A member's page of the erasure of their own entry."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.authority.guards import AuthenticatedHttpRequest
from members.choices import MemberState
from members.own_data.actions import erasures, retention
from members.own_data.forms.erasures import AskErasureForm
from members.own_data.models.retention import RetentionRule
from members.own_data.views.my_data import with_own_member
from members.register.models.member import Member
from office.confirm_pages import confirm_page
from office.forms import ButtonForm
from office.refusals import answer, refusals_into


@require_http_methods(["GET", "POST"])
@with_own_member
def my_erasure(request: AuthenticatedHttpRequest, member: Member) -> HttpResponse:
    """Show how long my data is kept, and my requests with their answers; POST asks to have it erased."""
    form = AskErasureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_into(form):
            erasures.ask_erasure(member, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Sent. You get a notice when it is decided."))
            return redirect("members:my_erasure")
    return _page(request, member, form=form)


def _page(request: AuthenticatedHttpRequest, member: Member, **forms: BaseForm) -> HttpResponse:
    waiting, kept_until = member.erasures.waiting().first(), retention.kept_until(member)
    context = {
        "form": AskErasureForm(),
        "erasures": member.erasures.all(),
        "waiting": waiting,
        "kept_until": kept_until,
        "earliest": max(waiting.not_before, kept_until) if waiting and kept_until else None,
        "rules": RetentionRule.objects.exclude(state=MemberState.MERGED),
        **forms,
    }
    return answer(request, "members/own_data/my_erasure.html", context, address=reverse("members:my_erasure"))


@require_http_methods(["GET", "POST"])
@with_own_member
def my_erasure_withdraw(request: AuthenticatedHttpRequest, member: Member) -> HttpResponse:
    """Ask whether I want to withdraw my request for erasure, then withdraw it."""
    if request.method == "GET":
        return confirm_page(
            request,
            heading=_("Take the request back?"),
            question=_("Your data then stays in the register. You can ask again at any time."),
            button=_("Take it back"),
            back=reverse("members:my_erasure"),
        )
    button = ButtonForm(request.POST)
    with refusals_into(button):
        if waiting := member.erasures.waiting().first():
            erasures.withdraw_erasure(waiting, by=request.user)
            messages.success(request, _("You have taken the request back."))
        return redirect("members:my_erasure")
    return _page(request, member, button=button)

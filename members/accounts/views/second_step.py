"""The page to which an account without a second step is redirected when its post, or the admin, asks for one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from members.authority.guards import AuthenticatedHttpRequest
from members.authority.required_step import asks_of_staff, has_step, is_asked_of, posts_asking


@require_safe
def second_step_first(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Say which post asks for the second step and how it is set up.

    Redirects to the page of the account's second steps where none is asked for or one is set up.
    """
    if not is_asked_of(request.user) or has_step(request.user):
        return redirect("mfa_index")
    context = {"posts": posts_asking(request.user), "for_admin": asks_of_staff(request.user)}
    return render(request, "members/accounts/second_step_first.html", context)

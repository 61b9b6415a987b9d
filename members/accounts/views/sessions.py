"""The list of one's own sessions, from which each can be ended. No page shows anybody else's."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.accounts.models import AccountSession
from members.accounts.sessions import end_other_sessions, end_session, note_session
from members.authority.guards import AuthenticatedHttpRequest
from office.lists import set_for_template


@require_safe
def my_sessions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show where the account is logged in: with what, from where, since when, last used when."""
    here = note_session(request, request.user)
    rows = list(AccountSession.objects.filter(account=request.user).lasting())
    for row in rows:
        # Each use sets the end anew, at most every five minutes.
        last_used = row.ends_at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        set_for_template(row, is_here=row.pk == here.pk, last_used_at=last_used)
    rows.sort(key=lambda row: row.pk != here.pk)
    return render(request, "members/accounts/my_sessions.html", {"sessions": rows})


@require_POST
def session_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """End another session of the account."""
    here = note_session(request, request.user)
    row = get_object_or_404(AccountSession.objects.filter(account=request.user).exclude(pk=here.pk), pk=pk)
    end_session(row, by=request.user)
    messages.success(request, _("Logged out there: %(device)s.") % {"device": row})
    return redirect("my_sessions")


@require_POST
def sessions_end_others(request: AuthenticatedHttpRequest) -> HttpResponse:
    """End all sessions of the account but this one."""
    end_other_sessions(request, by=request.user)
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("my_sessions")

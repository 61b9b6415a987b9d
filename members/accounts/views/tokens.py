"""One's own API tokens: making, replacing and revoking them. A token is shown once, in the answer that makes it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.api_tokens import issue_token, replace_token, revoke_token
from members.accounts.forms import ReplaceTokenForm, TokenForm
from members.accounts.models import ApiToken
from members.authority.confirmed import confirmed
from members.authority.guards import AuthenticatedHttpRequest
from office.once.answers import shown_again
from office.rate_limits import Limit, limited
from office.refusals import answer, refusals_into

TOKEN_POSTS = Limit("token_posts", seconds=3600, most=60, most_bytes=1024 * 1024)


@require_safe
def my_tokens(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the account's tokens: what each opens, until when, when it was last used."""
    tokens = ApiToken.objects.filter(user=request.user).select_related("replaced_by")
    return render(request, "members/accounts/my_tokens.html", {"tokens": tokens, "today": timezone.localdate()})


@limited(TOKEN_POSTS)
@never_cache
@require_http_methods(["GET", "POST"])
@confirmed
def token_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask what a token is for, make it, and show it this once."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            row = form.save(commit=False)
            row.user = request.user
            return _shown_once(request, row, issue_token(row, by=request.user))
    return answer(request, "members/accounts/token_form.html", {"form": form})


@limited(TOKEN_POSTS)
@never_cache
@require_http_methods(["GET", "POST"])
@confirmed
def token_replace(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Make the successor of a token, which itself goes on for some days, and show the new one this once."""
    row = get_object_or_404(ApiToken.objects.live().filter(replaced_by=None), user=request.user, pk=pk)
    form = ReplaceTokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        with refusals_into(form):
            overlap = timedelta(days=asked["overlap"])
            plain = replace_token(row, by=request.user, expires_on=asked["expires_on"], overlap=overlap)
            return _shown_once(request, row, plain)
    return answer(request, "members/accounts/token_replace.html", {"form": form, "token": row})


@require_POST
def token_revoke(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Revoke a token of the account."""
    row = get_object_or_404(ApiToken, user=request.user, pk=pk)
    revoke_token(row, by=request.user)
    messages.success(request, _("The token is revoked: it opens nothing any more."))
    return redirect("my_tokens")


def _shown_once(request: HttpRequest, row: ApiToken, plain: str) -> HttpResponse:
    return shown_again(render(request, "members/accounts/token_made.html", {"token": row, "plain": plain}))

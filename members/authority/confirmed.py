"""Whether a person has confirmed just now who they are, for pages that change how their account is opened."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from members.authority.guards import AuthenticatedHttpRequest

# What a person types or shows themselves; that a provider has sent them says nothing of who sits there now.
TYPED = {"password", "mfa", "code"}
# A form that was opened in time may stay open for so long.
FORM_OPEN_SECONDS = 3600
View = Callable[..., HttpResponse]


def has_confirmed(request: HttpRequest) -> bool:
    """Return whether a password, a code or a passkey was given in this session within allauth's own time, 5 minutes.

    It may have been at the log-in. A form that is sent was opened at most FORM_OPEN_SECONDS before.
    """
    within = app_settings.REAUTHENTICATION_TIMEOUT + (FORM_OPEN_SECONDS if request.method == "POST" else 0)
    records = get_authentication_records(request, request.user)
    return any(one.get("method") in TYPED and time.time() - one["at"] < within for one in records)


def confirm_first(page: str) -> HttpResponse:
    """Redirect to “Confirm that it is you”, which leads to the address `page` afterwards."""
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': page})}")


def confirmed(view: View) -> View:
    """Decorate a view so that it redirects to “Confirm that it is you” unless `has_confirmed`."""

    @wraps(view)
    def guarded(request: AuthenticatedHttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs) if has_confirmed(request) else confirm_first(request.path)

    return guarded

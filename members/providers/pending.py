"""An identity that a browser has just proven and that no account is bound to yet, kept in its session for a while."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from members.providers.exchange.asking import Identity
from members.providers.models import SignInProvider

KEY = "unbound_identity"
LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Unbound:
    """A proven identity, its provider, and the page that the person wanted."""

    provider: SignInProvider
    identity: Identity
    next: str


def keep(request: HttpRequest, provider: SignInProvider, identity: Identity, next_page: str) -> None:
    """Keep an identity in the session for LASTS, in place of an earlier one; its other claims are not kept."""
    until = (timezone.now() + LASTS).timestamp()
    request.session[KEY] = [provider.pk, identity.tenant, identity.subject, until, next_page]


def kept(request: HttpRequest) -> Unbound | None:
    """Return the identity that this browser has proven within LASTS; None without one."""
    found = request.session.get(KEY)
    if not isinstance(found, list) or found[3] < timezone.now().timestamp():
        return None
    provider = SignInProvider.objects.active().filter(pk=found[0]).first()
    return Unbound(provider, Identity(found[1], found[2]), found[4]) if provider else None


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)

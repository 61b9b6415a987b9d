"""How often something may be tried, from one place and from everywhere, counted without keeping what place it was."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

EVERYWHERE = "everywhere"


def _place(request: HttpRequest) -> str:
    """A name for the sender's address that holds for one day and leads back to no address without the portal's key."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # The last hop is what our own proxy saw; whatever stands before it anybody can write.
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rsplit(",", 1)[-1].strip()
    today = timezone.localdate().isoformat()
    return hmac.new(settings.HASH_KEY.encode(), f"{today} {address}".encode(), hashlib.sha256).hexdigest()[:32]


def _key(request: HttpRequest | None, what: str, seconds: int) -> str:
    window = int(timezone.now().timestamp()) // seconds
    return f"limit:{what}:{window}:{_place(request) if request else EVERYWHERE}"


def attempts(request: HttpRequest | None, what: str, seconds: int) -> int:
    """How often `what` was counted from this place, None for everywhere, in the running window of `seconds`."""
    return cache.get(_key(request, what, seconds), 0)


def count_attempt(request: HttpRequest | None, what: str, seconds: int) -> None:
    """Add one to what `attempts` says."""
    key = _key(request, what, seconds)
    cache.set(key, cache.get(key, 0) + 1, seconds)

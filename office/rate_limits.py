"""Counts attempts per sender and in all, without storing the senders' addresses."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

ALL_SENDERS = "everywhere"


def _sender(request: HttpRequest) -> str:
    """Return a keyed hash of the sender's address and the day, which does not reveal the address without the key."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # The last hop is the address that our own proxy saw; senders can write anything before it.
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rsplit(",", 1)[-1].strip()
    today = timezone.localdate().isoformat()
    return hmac.new(settings.HASH_KEY.encode(), f"{today} {address}".encode(), hashlib.sha256).hexdigest()[:32]


def _key(request: HttpRequest | None, what: str, seconds: int) -> str:
    window = int(timezone.now().timestamp()) // seconds
    return f"limit:{what}:{window}:{_sender(request) if request else ALL_SENDERS}"


def attempts(request: HttpRequest | None, what: str, seconds: int) -> int:
    """Return the attempts at `what` by this request's sender, by all senders for None, in the current `seconds`."""
    counted: int = cache.get(_key(request, what, seconds), 0)
    return counted


def count_attempt(request: HttpRequest | None, what: str, seconds: int) -> None:
    """Count one more attempt."""
    key = _key(request, what, seconds)
    cache.set(key, cache.get(key, 0) + 1, seconds)

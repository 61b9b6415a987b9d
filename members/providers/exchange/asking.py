"""Requests to a provider: guarded as those of channels are, limited in time, and read as JSON objects only."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from cryptography.fernet import InvalidToken
from django.core.cache import cache

from members.providers.models import SignInProvider
from members.providers.rules import Refusal, SignInRefusedError
from office.outbox.channels.guarded_http import OwnNetworkError, request, why_unreachable
from office.secrets import Sealed, keyed_hash

logger = logging.getLogger(__name__)
# For all requests of one sign-in together: a person waits, and keeps a thread of the web server.
WHOLE_SECONDS = 12
# A token is asked for anew so long before its end.
MARGIN_SECONDS = 300


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a provider: the id, the enterprise it belongs to, and what else the provider tells."""

    tenant: str
    subject: str
    claims: Mapping[str, object] = field(default_factory=dict, compare=False)


class Asking:
    """The requests of one sign-in. Each raises SignInRefusedError where there is no answer, or no JSON object in it."""

    def __init__(self, provider: SignInProvider) -> None:
        self.provider = provider
        self.until = time.monotonic() + WHOLE_SECONDS

    def ask(self, method: str, url: str, **options: Any) -> dict[str, Any]:
        """Return the JSON object of the answer, whatever its status below 500."""
        if not self.provider.own_network and not url.startswith("https://"):
            raise SignInRefusedError(Refusal.SET_UP, "no https")
        left = self.until - time.monotonic()
        if left <= 0:
            raise SignInRefusedError(Refusal.NO_ANSWER, "out of time")
        try:
            reply = request(method, url, own_network=self.provider.own_network, seconds=left, **options)
        except OwnNetworkError as why:
            raise SignInRefusedError(Refusal.SET_UP, why_unreachable(why)) from why
        except (requests.RequestException, ValueError) as why:
            raise SignInRefusedError(Refusal.NO_ANSWER, type(why).__name__) from why
        if reply.status >= 500:
            raise SignInRefusedError(Refusal.NO_ANSWER, f"HTTP {reply.status}")
        said = reply.json()
        if not said:
            raise SignInRefusedError(Refusal.GARBAGE, f"HTTP {reply.status}")
        return said

    def kept_token(self, ask: Callable[[], tuple[str, int]], *, fresh: bool) -> str:
        """Return the app's own token, which `ask` gets with its seconds; kept encrypted until shortly before its end.

        All workers share it, since providers count how often one is asked for.
        """
        mark = keyed_hash(f"{self.provider.tenant} {self.provider.client_id} {self.provider.secret.reveal()}")[:16]
        kept = f"members.providers.token.{self.provider.pk}.{mark}"
        if not fresh and (sealed := cache.get(kept)):
            try:
                return Sealed(sealed).reveal()
            except InvalidToken:
                pass  # sealed with a key that is no longer in use: a new one is asked for
        token, seconds = ask()
        if seconds > MARGIN_SECONDS:
            cache.set(kept, Sealed.seal(token).token, seconds - MARGIN_SECONDS)
        return token


def seconds_in(said: Mapping[str, Any], name: str) -> int:
    """Return how long a token is valid, in seconds; 0 where the answer doesn't tell."""
    found = said.get(name)
    return found if isinstance(found, int) else 0


def token_in(said: Mapping[str, Any], name: str, *, otherwise: Refusal = Refusal.SET_UP) -> str:
    """Return a token of an answer. Raises SignInRefusedError where there is none: `otherwise` if an error is told."""
    token = said.get(name)
    if not isinstance(token, str) or not token:
        code = said.get("errcode") or said.get("code") or said.get("error")
        raise SignInRefusedError(otherwise if code else Refusal.GARBAGE, f"no token, {code}"[:60])
    return token

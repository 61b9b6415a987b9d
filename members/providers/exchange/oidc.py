"""OpenID Connect: code flow with PKCE and nonce, by what the issuer's discovery document says."""

import base64
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.core.cache import cache

from members.providers.exchange.asking import Asking, Identity, token_in
from members.providers.exchange.id_tokens import claims_of
from members.providers.rules import Refusal, SignInRefusedError, text_in
from office.secrets import keyed_hash

WELL_KNOWN = "/.well-known/openid-configuration"
# Documents and keys are asked for anew after this time, keys also where none fits.
KEPT_SECONDS = 600


def page(asking: Asking, *, redirect_uri: str, state: str, nonce: str, challenge: str) -> str:
    """Return the address of the page on which a person confirms who they are. Raises SignInRefusedError."""
    query = {
        "client_id": asking.provider.client_id,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "scope": "openid profile" if asking.provider.number_field else "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    start = _address(_discovered(asking), "authorization_endpoint")
    return f"{start}{'&' if '?' in start else '?'}{urlencode(query)}"


def identity_of(
    asking: Asking, code: str, *, redirect_uri: str, verifier: str, nonce: str, told_issuer: str
) -> Identity:
    """Return who has confirmed the log-in that `code` stands for. Raises SignInRefusedError.

    `told_issuer` is what the answer to the browser says (RFC 9207), "" where it says nothing.
    """
    provider, found = asking.provider, _discovered(asking)
    issuer = str(found["issuer"])
    if told_issuer not in {"", issuer}:
        raise SignInRefusedError(Refusal.OTHER_TENANT, "issuer of the answer")
    said = _exchanged(asking, found, code, redirect_uri, verifier)
    id_token = token_in(said, "id_token", otherwise=Refusal.CODE)
    claims = claims_of(
        id_token,
        lambda fresh: _keys(asking, found, fresh=fresh),
        issuer=issuer,
        client_id=provider.client_id,
        nonce=nonce,
        now=time.time(),
    )
    subject = text_in(claims, "sub")
    if not subject:
        raise SignInRefusedError(Refusal.GARBAGE, "no sub")
    if provider.number_field and provider.number_field not in claims and found.get("userinfo_endpoint"):
        claims = _with_userinfo(asking, found, claims, token_in(said, "access_token"))
    return Identity(issuer, subject, claims)


def _exchanged(asking: Asking, found: dict[str, Any], code: str, redirect_uri: str, verifier: str) -> dict[str, Any]:
    provider = asking.provider
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": provider.client_id,
    }
    head = {"Accept": "application/json"}
    secret, methods = provider.secret.reveal(), found.get("token_endpoint_auth_methods_supported")
    # Without a list client_secret_basic counts: OpenID Connect Discovery 1.0, 3.
    if secret and isinstance(methods, list) and "client_secret_post" in methods:
        form["client_secret"] = secret
    elif secret:
        pair = f"{quote_plus(provider.client_id)}:{quote_plus(secret)}"
        head["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    said = asking.ask("POST", _address(found, "token_endpoint"), form=form, headers=head)
    if said.get("error") in {"invalid_client", "unauthorized_client"}:
        raise SignInRefusedError(Refusal.SET_UP, "the client is refused")
    return said


def _with_userinfo(asking: Asking, found: dict[str, Any], claims: dict[str, Any], token: str) -> dict[str, Any]:
    """Return the claims with those of the userinfo endpoint, which must be about the same person."""
    head = {"Authorization": f"Bearer {token}"}
    told = asking.ask("GET", _address(found, "userinfo_endpoint"), headers=head)
    if told.get("sub") != claims["sub"]:
        raise SignInRefusedError(Refusal.GARBAGE, "userinfo of somebody else")
    return told | claims


def _discovered(asking: Asking) -> dict[str, Any]:
    """Return the issuer's discovery document; it must name the issuer that was entered, but for a slash at the end."""
    typed = asking.provider.tenant.rstrip("/")
    kept = f"members.providers.oidc.{keyed_hash(typed)[:24]}"
    found: dict[str, Any] | None = cache.get(kept)
    if found is None:
        found = asking.ask("GET", typed + WELL_KNOWN)
        if text_in(found, "issuer").rstrip("/") != typed:
            raise SignInRefusedError(Refusal.OTHER_TENANT if found.get("issuer") else Refusal.GARBAGE, "discovery")
        cache.set(kept, found, KEPT_SECONDS)
    return found


def _keys(asking: Asking, found: dict[str, Any], *, fresh: bool) -> Iterable[dict[str, Any]]:
    address = _address(found, "jwks_uri")
    kept = f"members.providers.jwks.{keyed_hash(address)[:24]}"
    keys = None if fresh else cache.get(kept)
    if keys is None:
        told = asking.ask("GET", address).get("keys")
        keys = [key for key in told if isinstance(key, dict)] if isinstance(told, list) else []
        cache.set(kept, keys, KEPT_SECONDS)
    return keys


def _address(found: dict[str, Any], name: str) -> str:
    address = text_in(found, name)
    if not address.startswith(("https://", "http://")):
        raise SignInRefusedError(Refusal.GARBAGE, name)
    return address

"""ID tokens of OpenID Connect: signature, issuer, audience, time and nonce. OpenID Connect Core 1.0, 3.1.3.7."""

import base64
import json
from collections.abc import Callable, Iterable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from django.utils.crypto import constant_time_compare

from members.providers.rules import Refusal, SignInRefusedError, text_in

# Only those with a public key: whoever knows the client's secret, or nothing, could sign by the others (HS256, none).
HASHES: dict[str, HashAlgorithm] = {
    "RS256": SHA256(),
    "RS384": SHA384(),
    "RS512": SHA512(),
    "PS256": SHA256(),
    "ES256": SHA256(),
    "ES384": SHA384(),
}
CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
CURVE_OF = {"ES256": "P-256", "ES384": "P-384"}
# Between the clocks of two servers.
LEEWAY_SECONDS = 120
LEAST_RSA_BITS = 2048

Keys = Callable[[bool], Iterable[dict[str, Any]]]
"""Returns the provider's public keys (JWK); asked for fresh ones, with True, where none fits: keys are renewed."""


def claims_of(token: str, keys: Keys, *, issuer: str, client_id: str, nonce: str, now: float) -> dict[str, Any]:
    """Return what a token says. Raises SignInRefusedError unless all of it holds; OTHER_TENANT for another issuer."""
    try:
        head, body, signature = token.split(".")
        header, claims = json.loads(_bytes(head)), json.loads(_bytes(body))
        signed, given = f"{head}.{body}".encode(), _bytes(signature)
    except (ValueError, RecursionError) as why:
        raise SignInRefusedError(Refusal.GARBAGE, "no ID token") from why
    if not isinstance(header, dict) or not isinstance(claims, dict) or header.get("alg") not in HASHES:
        raise SignInRefusedError(Refusal.GARBAGE, "ID token of another kind")
    if not any(_is_signed(header, signed, given, keys(fresh)) for fresh in (False, True)):
        raise SignInRefusedError(Refusal.GARBAGE, "signature of the ID token")
    if claims.get("iss") != issuer:
        raise SignInRefusedError(Refusal.OTHER_TENANT, "issuer")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences or claims.get("azp", client_id) != client_id:
        raise SignInRefusedError(Refusal.OTHER_TENANT, "audience")
    expires, issued = claims.get("exp"), claims.get("iat")
    if not isinstance(expires, int | float) or not isinstance(issued, int | float):
        raise SignInRefusedError(Refusal.GARBAGE, "times of the ID token")
    if expires < now - LEEWAY_SECONDS or issued > now + LEEWAY_SECONDS:
        raise SignInRefusedError(Refusal.CODE, "time of the ID token; compare the clocks")
    if not constant_time_compare(text_in(claims, "nonce"), nonce):
        raise SignInRefusedError(Refusal.CODE, "nonce")
    return claims


def _is_signed(header: dict[str, Any], signed: bytes, given: bytes, keys: Iterable[dict[str, Any]]) -> bool:
    wanted = header.get("kid")
    fitting = [key for key in keys if wanted is None or key.get("kid") == wanted]
    return any(_fits(str(header["alg"]), key, signed, given) for key in fitting)


def _fits(alg: str, key: dict[str, Any], signed: bytes, given: bytes) -> bool:
    if key.get("use", "sig") != "sig" or key.get("alg", alg) != alg:
        return False
    try:
        if alg.startswith("ES"):
            _verify_ec(alg, key, signed, given)
        else:
            _verify_rsa(alg, key, signed, given)
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def _verify_rsa(alg: str, key: dict[str, Any], signed: bytes, given: bytes) -> None:
    if key["kty"] != "RSA":
        raise ValueError
    public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
    if public.key_size < LEAST_RSA_BITS:
        raise ValueError
    hashed = HASHES[alg]
    if alg.startswith("PS"):
        public.verify(given, signed, padding.PSS(padding.MGF1(hashed), hashed.digest_size), hashed)
    else:
        public.verify(given, signed, padding.PKCS1v15(), hashed)


def _verify_ec(alg: str, key: dict[str, Any], signed: bytes, given: bytes) -> None:
    if key["kty"] != "EC" or key["crv"] != CURVE_OF[alg]:
        raise ValueError
    curve = CURVES[key["crv"]]
    size = (curve.key_size + 7) // 8
    if len(given) != 2 * size:
        raise ValueError
    public = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), curve).public_key()
    pair = encode_dss_signature(int.from_bytes(given[:size], "big"), int.from_bytes(given[size:], "big"))
    public.verify(pair, signed, ec.ECDSA(HASHES[alg]))


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")

"""Keys of membership cards: a member's primary key and a day, signed so that nobody can invent or enumerate them.

The signature is Ed25519, so that a phone without network can check a card with the public key alone. The key pair
follows from SECRET_KEY, as the other signatures of the portal do.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, timedelta
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.signing import BadSignature, Signer

# A card in somebody else's phone, or a picture of it, opens nothing for longer.
VALID_FOR_HANDING_OUT = timedelta(days=7)
_BEFORE_ALL = date(1970, 1, 1)
# Cards that were printed before they had a day have this signature; their page goes on.
_printed = Signer(salt="members.card", sep=".")


@lru_cache(maxsize=4)
def _key_pair(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(secret.encode(), b"members.card.ed25519", "sha256"))


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def public_key() -> str:
    """Return the public key with which a phone checks cards: 32 bytes as base64 for URLs, without padding."""
    return _text(_key_pair(settings.SECRET_KEY).public_key().public_bytes_raw())


def card_key(member_pk: int, on: date) -> str:
    """Return the key in the address behind the QR code of a member's card that was shown or printed on that day."""
    signed = f"{member_pk}.{(on - _BEFORE_ALL).days}"
    return f"{signed}.{_text(_key_pair(settings.SECRET_KEY).sign(signed.encode()))}"


def member_of_card(key: str) -> int | None:
    """Return the primary key of the member whose card has this key; None for an invalid key."""
    read = _read(key)
    if read is not None:
        return read[0]
    try:
        return int(_printed.unsign(key))
    except (BadSignature, ValueError):
        return None


def holder_at_counter(key: str, today: date) -> int | None:
    """Return the primary key of the member of a card that was shown in the last days; None for any other key."""
    read = _read(key)
    if read is None or not timedelta() <= today - read[1] <= VALID_FOR_HANDING_OUT:
        return None
    return read[0]


def _read(key: str) -> tuple[int, date] | None:
    """Return member and day of a key with a valid Ed25519 signature, None for any other."""
    signed, _dot, signature = key.rpartition(".")
    member, dot, day = signed.partition(".")
    if not dot or not (member.isascii() and member.isdecimal() and day.isascii() and day.isdecimal()):
        return None
    try:
        _key_pair(settings.SECRET_KEY).public_key().verify(urlsafe_b64decode(signature + "=="), signed.encode())
        return int(member), _BEFORE_ALL + timedelta(days=int(day))
    except (InvalidSignature, ValueError, OverflowError):
        return None

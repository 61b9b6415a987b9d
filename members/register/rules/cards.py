"""Keys of membership cards, signed so that they can't be invented or counted through."""

from django.core.signing import BadSignature, Signer

# Without expiry: a card is printed once, and its page looks the membership up.
_signer = Signer(salt="members.card", sep=".")


def card_key(member_pk: int) -> str:
    """Return the key in the address behind the QR code of a member's card."""
    return _signer.sign(str(member_pk))


def member_of_card(key: str) -> int | None:
    """Return the primary key of the member whose card has this key; None for an invalid key."""
    try:
        return int(_signer.unsign(key))
    except BadSignature:
        return None

"""Keys of membership cards: signed primary keys of members, so that nobody can invent or enumerate them."""

from django.core.signing import BadSignature, Signer

# The signature never expires: a card is printed once, and its page shows whether it is still valid.
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

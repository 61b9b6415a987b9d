"""The code on a membership card: signed, so that nobody makes one up or counts through the members."""

from django.core.signing import BadSignature, Signer

# It has no last day: a card is printed once, and whether the membership stands is looked up when the code is read.
_signer = Signer(salt="members.card", sep=".")


def card_key(member_pk: int) -> str:
    """The key in the address that a member's card shows as its QR code."""
    return _signer.sign(str(member_pk))


def member_of_card(key: str) -> int | None:
    """Whose card has this key; None for a key that the portal never made."""
    try:
        return int(_signer.unsign(key))
    except BadSignature:
        return None

"""Receipt numbers, by which a person without an account finds what they sent. Pure: no database, no request."""

import re
import secrets

FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def new_receipt(digits: int) -> str:
    """Return so many random digits; callers store only a hash, so they have to show them in the same response."""
    return "".join(str(secrets.randbelow(10)) for _digit in range(digits))


def bare_receipt(text: str) -> str:
    """Return a receipt without the spaces, dashes and full-width digits with which a person may type it."""
    return re.sub(r"[\s\-–—]", "", text).translate(FULL_WIDTH)


def is_receipt(text: str, digits: int) -> bool:
    """Return whether these are the bare digits of a receipt."""
    return re.fullmatch(rf"[0-9]{{{digits}}}", text) is not None


def grouped_receipt(receipt: str, between: str) -> str:
    """Return a receipt in groups of four digits, separated by `between`: `1234-5678-9012`."""
    return between.join(receipt[at : at + 4] for at in range(0, len(receipt), 4))

"""Receipt numbers, by which somebody without an account finds again what they sent. Pure: kept as a hash only."""

import re
import secrets

FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def new_receipt(digits: int) -> str:
    """Return so many random digits; whoever asked for them must show them at once."""
    return "".join(str(secrets.randbelow(10)) for _digit in range(digits))


def bare_receipt(text: str) -> str:
    """Return the digits of a receipt as a person may type it: with spaces, dashes or full-width digits."""
    return re.sub(r"[\s\-–—]", "", text).translate(FULL_WIDTH)


def is_receipt(text: str, digits: int) -> bool:
    """Return whether these are the bare digits of a receipt."""
    return re.fullmatch(rf"[0-9]{{{digits}}}", text) is not None


def grouped_receipt(receipt: str, between: str) -> str:
    """Return a receipt as people read it, four digits at a time: `1234-5678-9012`."""
    return between.join(receipt[at : at + 4] for at in range(0, len(receipt), 4))

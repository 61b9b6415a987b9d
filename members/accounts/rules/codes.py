"""One-time codes that people type from paper. Pure: no database, no clock, no request."""

import unicodedata

# Without characters that look alike: 0 and O, 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
WRONG_TRIES = 5


def bare_code(text: str) -> str:
    """Return a typed code as it was made: capital letters and digits, half-width, without the hyphen."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def grouped_code(code: str) -> str:
    """Return a code as it is printed: `K7MD4QXP` → `K7MD-4QXP`."""
    return f"{code[:4]}-{code[4:]}"

"""One-time codes that people type from paper, and tokens of programs. Pure: no database, no clock, no request."""

import hashlib
import unicodedata

# Without characters that look alike: 0 and O, 1, I and L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
WRONG_TRIES = 5
# How much of an API token is shown, so that people tell tokens apart; what stays unknown are more than 120 bits.
TOKEN_PREFIX = 8


def bare_code(text: str) -> str:
    """Return a typed code as it was made: capital letters and digits, half-width, without the hyphen."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def grouped_code(code: str) -> str:
    """Return a code as it is printed: `K7MD4QXP` → `K7MD-4QXP`."""
    return f"{code[:4]}-{code[4:]}"


def token_hash(token: str) -> str:
    """Return the hex SHA-256 of an API token, by which it is found."""
    return hashlib.sha256(token.encode()).hexdigest()

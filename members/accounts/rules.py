"""One-time codes that people type from paper. Pure: no database, no clock, no request."""

import unicodedata

# Nothing that looks like something else: no 0 or O, no 1, I or L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
WRONG_TRIES = 5


def bare_code(text: str) -> str:
    """A typed code as it was made: capital letters and digits, without the gap; full-width ones count as well."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def grouped_code(code: str) -> str:
    """`K7MD4QXP` → `K7MD-4QXP`."""
    return f"{code[:4]}-{code[4:]}"

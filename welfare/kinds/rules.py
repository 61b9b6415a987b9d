"""Names of kinds of benefits. Pure: no database, no clock, no request."""

from welfare.choices import Kind

SHIPPED_CODES = tuple(Kind.values)


def shipped_name(code: str) -> str:
    """Return the name of a shipped kind in the language of the reader, "" for a kind that an administrator added."""
    return str(Kind(code).label) if code in SHIPPED_CODES else ""

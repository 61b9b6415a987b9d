"""Figures of budget lines. Pure: no database, no clock, no request."""

from decimal import Decimal

# From this share on the desk shows a budget line as nearly used.
NEARLY_USED = Decimal("0.8")

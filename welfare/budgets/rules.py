"""Figures of budget lines. Pure: no database, no clock, no request."""

from decimal import Decimal

# A budget line is shown as nearly used up from this share on.
NEARLY_USED = Decimal("0.8")

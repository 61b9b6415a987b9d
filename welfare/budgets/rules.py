"""Figures of budget lines. Pure: no database, no clock, no request."""

from decimal import Decimal

from welfare.choices import ChangeState

NEXT: dict[ChangeState, set[ChangeState]] = {
    ChangeState.PROPOSED: {ChangeState.IN_FORCE, ChangeState.RETURNED, ChangeState.WITHDRAWN},
    ChangeState.IN_FORCE: set(),
    ChangeState.RETURNED: set(),
    ChangeState.WITHDRAWN: set(),
}

# From this share on the desk shows a budget line as nearly used.
NEARLY_USED = Decimal("0.8")

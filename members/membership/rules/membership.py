"""States of a membership. Pure: no database, no clock, no request. domain.md part 3."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from members.choices import LEFT_STATES, MemberState
from office.errors import Reason

S = MemberState
NEXT: dict[MemberState, set[MemberState]] = {
    S.PENDING: {S.ACTIVE, S.WITHDRAWN, S.MERGED},
    S.ACTIVE: {S.LEAVING, S.TRANSFERRED, S.RETAINED, S.WITHDRAWN, S.EXPELLED, S.MERGED},
    S.LEAVING: {S.ACTIVE, S.TRANSFERRED, S.WITHDRAWN, S.EXPELLED},
    S.RETAINED: {S.ACTIVE, S.TRANSFERRED, S.WITHDRAWN, S.EXPELLED, S.MERGED},
    **{state: {S.PENDING, S.ACTIVE, S.MERGED} for state in LEFT_STATES if state != S.MERGED},
    S.MERGED: set(),
}


def may_become(old: str, new: str) -> bool:
    """Return whether `new` may follow the state `old` from a later day on; a correction of `old` may be any state."""
    return MemberState(new) in NEXT[MemberState(old)]


class PeriodStart(NamedTuple):
    """Unit and state of a member from a day on, as in a membership period."""

    unit: int
    state: str
    since: date


def standing_state(state: str) -> str:
    """Return the state as membership periods have it: that of a member in transfer is active."""
    return MemberState.ACTIVE if state == MemberState.LEAVING else state


LATER_CHANGE = Reason("later_change_known", _("the register knows a later change of membership, of %(day)s"))
IMPOSSIBLE = Reason("impossible_change", _("a membership that is “%(old)s” can't become “%(new)s”"))


def reason_against(present: PeriodStart, before: PeriodStart | None, after: PeriodStart) -> Reason | None:
    """Return why `after` can't follow the present standing; None if it can.

    The sentence has places for %(day)s, or for %(old)s and %(new)s. These are the rules of the triggers in
    models/periods.py, except that the last change can't be undone. `before` is the period before the present one.
    """
    same = (present.unit, present.state) == (after.unit, after.state)
    too_early = before is not None and after.since <= before.since if same else after.since < present.since
    if too_early:
        return LATER_CHANGE
    if after.since > present.since and present.state != after.state and not may_become(present.state, after.state):
        return IMPOSSIBLE
    return None

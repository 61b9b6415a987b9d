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
    """Return whether a membership may change from `old` to `new` on a later day; corrections are not bound by this."""
    return MemberState(new) in NEXT[MemberState(old)]


class Standing(NamedTuple):
    """Unit and state of a member from a day on, as in a membership period."""

    unit: int
    state: str
    since: date


def standing_state(state: str) -> str:
    """Return the state that counts: a member whose transfer is under way counts as active."""
    return MemberState.ACTIVE if state == MemberState.LEAVING else state


LATER_CHANGE = Reason("later_change_known", _("the register knows a later change of membership, of %(day)s"))
IMPOSSIBLE = Reason("impossible_change", _("a membership that is “%(old)s” can't become “%(new)s”"))


def misfit(present: Standing, before: Standing | None, after: Standing) -> Reason | None:
    """Return why `after` can't follow the present standing, a sentence with old, new and day; None if it can.

    The rules of the triggers in models/periods.py, except that the last change can't be taken back.
    """
    same = (present.unit, present.state) == (after.unit, after.state)
    too_early = before is not None and after.since <= before.since if same else after.since < present.since
    if too_early:
        return LATER_CHANGE
    if after.since > present.since and present.state != after.state and not may_become(present.state, after.state):
        return IMPOSSIBLE
    return None

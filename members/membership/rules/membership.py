"""What may become of a membership. Pure: no database, no clock, no request. domain.md part 3."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from members.choices import LEFT_STATES, MemberState

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
    """Whether a membership may pass from `old` to `new` on a later day; setting right what was entered wrong is
    another matter."""
    return MemberState(new) in NEXT[MemberState(old)]


class Standing(NamedTuple):
    """Where and as what a member stands from a day on: one link of the chain that models/periods.py keeps."""

    unit: int
    state: str
    since: date


def standing_state(state: str) -> str:
    """A member on the way out still stands where they stood."""
    return MemberState.ACTIVE if state == MemberState.LEAVING else state


def misfit(present: Standing, before: Standing | None, after: Standing) -> str:
    """Why `after` can't follow on the present standing, as a message with the figures old, new and day; "" if it can.

    The same rules as the triggers', but for taking the last change back, which nothing but a correction may do.
    """
    same = (present.unit, present.state) == (after.unit, after.state)
    too_early = before is not None and after.since <= before.since if same else after.since < present.since
    if too_early:
        return _("the register knows a later change of membership, of %(day)s")
    if after.since > present.since and present.state != after.state and not may_become(present.state, after.state):
        return _("a membership that is “%(old)s” can't become “%(new)s”")
    return ""

"""What may become of a membership. Pure: no database, no clock, no request. domain.md part 3."""

from members.codes import LEFT_STATES, MemberState

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

"""States of an objection and its limits. Pure: no database, no clock, no request."""

from welfare.choices import ObjectionState

NEXT: dict[ObjectionState, set[ObjectionState]] = {
    ObjectionState.OPEN: {
        ObjectionState.UPHELD,
        ObjectionState.REJECTED,
        ObjectionState.WITHDRAWN,
        ObjectionState.ENDED,
    },
    ObjectionState.UPHELD: set(),
    ObjectionState.REJECTED: set(),
    ObjectionState.WITHDRAWN: set(),
    ObjectionState.ENDED: set(),
}

# Working days in which an objection is decided. Source: common practice, domain.md part 1; no rule was found.
DECISION_DAYS = 5
# Objections of one person to one list, so that nobody holds back a whole unit's benefits.
MOST_A_PERSON = 5
# So many years after its day a member reads their line of a run.
YEARS_SHOWN = 3

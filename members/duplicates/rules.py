"""Rules by which two records may be one person. Pure: no database, no clock, no request."""

from collections.abc import Iterator
from datetime import timedelta

from members.choices import MemberState
from members.register.rules.identity import birth_date_of, check_digit

# The reasons to take two records for one person; WEIGHTS are points of 100.
NAME_BIRTH, PHONE, ID_SWAPPED, ID_MISTYPED, BY_HAND = "name_birth", "phone", "id_swapped", "id_mistyped", "by_hand"
# Counts only with another reason, since families share phones and digits may be swapped by chance.
SAME_NAME = "same_name"
WEIGHTS = {NAME_BIRTH: 60, PHONE: 30, ID_SWAPPED: 30, ID_MISTYPED: 30, SAME_NAME: 40, BY_HAND: 50}
# With more others than this, the same phone or the same name and birth date is a placeholder or chance.
TOO_MANY = {NAME_BIRTH: 20, PHONE: 5}
UNDO_WITHIN = timedelta(days=30)
# The record whose state ranks higher is kept, so that nobody loses the membership by a merge.
STATE_RANKS = {MemberState.PENDING: 1, MemberState.RETAINED: 2, MemberState.ACTIVE: 3, MemberState.LEAVING: 3}


def state_rank(state: str) -> int:
    """Return the rank of a state of membership, 3 for members in the union, 0 for those who have left."""
    return STATE_RANKS.get(MemberState(state), 0)


def score(reasons: set[str]) -> int:
    """Return the likelihood by these reasons, 0 to 100, for sorting."""
    return min(100, sum(WEIGHTS[reason] for reason in reasons))


def swapped(number: str) -> set[str]:
    """Return the numbers that differ from this one by two swapped neighbouring characters.

    For an identity number they include each swap with its right check digit: an old fifteen-digit number, whose check
    digit was computed when it was widened to eighteen, may be mistyped and still have the right one.
    """
    found = {number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in range(len(number) - 1)}
    if _is_identity(number):
        found |= {_with_check(other) for other in found if other[:17].isdecimal()}
    return found - {number}


def mistyped(number: str) -> set[str]:
    """Return the numbers that differ from this one by one wrong digit; in an identity number, of the birth date only.

    Those of an identity number have the right check digit. A wrong digit elsewhere leaves name and birth date equal, by
    which the pair is found; and people of one county born on one day may differ by one such digit only.
    """
    if _is_identity(number):
        return {_with_check(other) for other in _one_wrong(number, range(6, 14)) if birth_date_of(other)} - {number}
    return _one_wrong(number, range(len(number))) - {number}


def _is_identity(number: str) -> bool:
    return len(number) == 18 and number[:17].isdecimal()


def _one_wrong(number: str, places: range) -> set[str]:
    digits = [at for at in places if number[at].isdecimal()]
    return {f"{number[:at]}{digit}{number[at + 1 :]}" for at in digits for digit in "0123456789"}


def _with_check(number: str) -> str:
    return number[:17] + check_digit(number[:17])


def lookalikes(number: str) -> Iterator[tuple[str, str]]:
    """Yield each number that may be a misspelling of this one, with the reason; none for less than six characters."""
    if len(number) < 6:
        return
    swaps = swapped(number)
    yield from ((other, ID_SWAPPED) for other in swaps)
    yield from ((other, ID_MISTYPED) for other in mistyped(number) - swaps)

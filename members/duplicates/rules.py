"""When two records look like one person. Pure: no database, no clock, no request."""

from collections.abc import Iterator
from datetime import timedelta

from members.choices import MemberState
from members.register.rules.identity import birth_date_of, check_digit

# What speaks for one person, and how strongly, of 100.
NAME_BIRTH, PHONE, ID_SWAPPED, ID_MISTYPED, BY_HAND = "name_birth", "phone", "id_swapped", "id_mistyped", "by_hand"
# Never alone: it makes another reason likelier, since families share phones and chance swaps digits.
SAME_NAME = "same_name"
WEIGHTS = {NAME_BIRTH: 60, PHONE: 30, ID_SWAPPED: 30, ID_MISTYPED: 30, SAME_NAME: 40, BY_HAND: 50}
# So many others with the same phone, or name and birth date: a placeholder or chance, no double.
TOO_MANY = {NAME_BIRTH: 20, PHONE: 5}
UNDO_WITHIN = timedelta(days=30)
# Of two records that one is kept which stands nearer to the union: else nobody would be a member any more.
NEARNESS = {MemberState.PENDING: 1, MemberState.RETAINED: 2, MemberState.ACTIVE: 3, MemberState.LEAVING: 3}


def nearness(state: str) -> int:
    """How near a membership in this state stands to the union; 0 for whoever has left."""
    return NEARNESS.get(MemberState(state), 0)


def score(reasons: set[str]) -> int:
    """How likely the reasons make it, 0 to 100; for ordering only."""
    return min(100, sum(WEIGHTS[reason] for reason in reasons))


def swapped(number: str) -> set[str]:
    """The numbers that differ from this one by two neighbouring characters that changed places.

    A check digit catches that in an eighteen-digit number as it is typed, but not in an old fifteen-digit number that
    was widened: there the check digit was worked out afterwards. So it is worked out here, too.
    """
    found = {number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in range(len(number) - 1)}
    if _is_identity(number):
        found |= {_with_check(other) for other in found if other[:17].isdecimal()}
    return found - {number}


def mistyped(number: str) -> set[str]:
    """The numbers that differ from this one by one wrong digit where nothing else would tell.

    In an eighteen-digit number that is the birth date, with the check digit worked out after it: with a wrong digit
    elsewhere, name and birth date stay equal, and neighbours in one county who were born on one day differ no more.
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
    """Each number that may be this one, with the reason why."""
    if len(number) < 6:
        return
    swaps = swapped(number)
    yield from ((other, ID_SWAPPED) for other in swaps)
    yield from ((other, ID_MISTYPED) for other in mistyped(number) - swaps)

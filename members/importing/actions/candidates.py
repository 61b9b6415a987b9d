"""Limits on trying out identity numbers in rosters and batches: of a birth date there are but some hundred likely ones.

An officer may read a member's birth date where the number itself is masked. A row that names a number tells whether the
register knows it: known people are changed, unknown ones are new. So of each birth date an account may name
CANDIDATES_A_DAY different numbers of people whom it doesn't import already, over all files and calls of a day; further
rows are refused, whether or not the register knows them. And where such a number is known elsewhere, a roster says so
only when it has been confirmed, and a batch only of a row without another fault: each number that is tried and wrong
becomes a person in the register, under the account's name.

Of the 2,500 numbers of a birth date and five likely places of birth an attacker tries 20 a day, for more than four
months, enters some 2,500 people on the way, and leaves a `member.check_number` for each chunk.

The roster of a unit names at most a few new people of one day: 20 hold for first imports of some 30,000 people a day,
also where ten times as many are registered on 1 January. Larger ones, and more of one day, are left to whoever may read
all numbers (`reveal_member` in the whole union): nothing is to be found out for them, nor by the server's command.
"""

from datetime import timedelta

from members import access
from members.authority.models import User
from members.importing.actions.known_members import KnownMember
from members.importing.reading.rows import RosterRow
from members.permissions import MembersPermission
from members.register.rules.identity import is_identity_number
from members.units.models.units import Unit
from office.rate_limits import Limit, take_different

CANDIDATES_A_DAY = 20
CANDIDATES = Limit("candidates", seconds=int(timedelta(days=1).total_seconds()), most=CANDIDATES_A_DAY)


def reads_all_numbers(by: User | None) -> bool:
    """Return whether the account may read the numbers of everybody; None, the server's command, may."""
    if by is None:
        return True
    tops = Unit.objects.filter(depth=1)
    return not tops.exclude(access.within(by, MembersPermission.REVEAL_MEMBER, field="")).exists()


def is_within_reach(path: str, unit: Unit, by: User | None) -> bool:
    """Return whether a member of the unit with this path stands under `unit`, or where `by` may import too."""
    return by is None or path.startswith(unit.path) or access.can(by, MembersPermission.IMPORT_MEMBER, Unit(path=path))


def may_know(path: str, unit: Unit, by: User | None) -> bool:
    """Return whether `by` may be told at once that a number is that of a member of the unit with this path.

    Of those whom they import into `unit`, and of those whose numbers they may read.
    """
    reads = by is None or access.can(by, MembersPermission.REVEAL_MEMBER, Unit(path=path))
    return reads or is_within_reach(path, unit, by)


def count_candidates(
    rows: list[RosterRow], known: dict[str, KnownMember], unit: Unit, by: User
) -> tuple[set[int], int]:
    """Count the numbers of people whom `by` doesn't import already; return the rows past the limit, and how many
    were counted.

    Rows are told by their number in the sheet; `known` are members by hash of the certificate number.
    """
    asked = [row for row in rows if row.id_hash and is_identity_number(row.id_number)]
    unknown = [
        row
        for row in asked
        if (member := known.get(row.id_hash)) is None or not is_within_reach(member.unit_path, unit, by)
    ]
    tries = [(f"account {by.pk} born {row.id_number[6:14]}", row.id_hash) for row in unknown]
    taken = take_different(CANDIDATES, tries)
    return {row.number for row, is_taken in zip(unknown, taken, strict=True) if not is_taken}, len(unknown)

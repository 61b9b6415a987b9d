from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import connection, models

from members import access
from members.duplicates.rules import NAME_BIRTH, PHONE, TOO_MANY

if TYPE_CHECKING:
    from members.duplicates.models import DoubleCandidate, Merge

# For each member with a value the others with the same one, at most one more than TOO_MANY allows; both conditions are
# indexed.
ALIKE = {
    NAME_BIRTH: ("m.birth_date IS NOT NULL", "name = m.name AND birth_date = m.birth_date"),
    PHONE: ("m.phone <> ''", "reverse(phone) = reverse(m.phone)"),
}
ALIKE_SQL = """
    SELECT m.id, other.id, other.pinyin = m.pinyin FROM members_member AS m CROSS JOIN LATERAL (
        SELECT id, pinyin FROM members_member WHERE {alike} AND id <> m.id AND state <> 'merged' LIMIT %s
    ) AS other
    WHERE m.id = ANY(%s) AND m.state <> 'merged' AND {says}
"""


class DoubleCandidates(models.QuerySet["DoubleCandidate"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        """Return the pairs and merges of which `user` may see both records."""
        return self.filter(access.within(user, perm, "a__unit"), access.within(user, perm, "b__unit"))

    def open(self) -> Self:
        return self.filter(state="open")


class Merges(models.QuerySet["Merge"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, "winner__unit"), access.within(user, perm, "loser__unit"))

    def standing(self) -> Self:
        return self.filter(undone_at=None)


# As one array: parsing tens of thousands of parameters takes longer than the look-up.
BEARERS_SQL = "SELECT id, id_hash, pinyin FROM members_member WHERE id_hash = ANY(%s) AND state <> 'merged'"


def bearers(hashes: Iterable[str]) -> list[tuple[int, str, str]]:
    """Return key, hash and pinyin of the members with one of these certificate hashes."""
    with connection.cursor() as cursor:
        cursor.execute(BEARERS_SQL, [list(hashes)])
        return cursor.fetchall()


def alike(reason: str, members: Iterable[int]) -> list[tuple[int, int, bool]]:
    """Return triples: one of `members`, another one alike in `reason`, and whether their names sound the same.

    None where there are TOO_MANY others.
    """
    most = TOO_MANY[reason]
    says, like = ALIKE[reason]
    with connection.cursor() as cursor:
        cursor.execute(ALIKE_SQL.format(says=says, alike=like), [most + 1, list(members)])
        pairs = cursor.fetchall()
    found: dict[int, list[tuple[int, bool]]] = {}
    for member, other, same_name in pairs:
        found.setdefault(member, []).append((other, same_name))
    return [(member, *other) for member, others in found.items() if len(others) <= most for other in others]

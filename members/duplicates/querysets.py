from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models

from members import access
from members.duplicates.rules import NAME_BIRTH, PHONE, TOO_MANY
from office.sql import rows_of_sql

if TYPE_CHECKING:
    from members.duplicates.models import DoubleCandidate, Merge

# By reason: the condition that a member has a value, and that another one has the same; both are indexed. ALIKE_SQL
# reads at most one other more than TOO_MANY allows.
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
        """Return the pairs of which both records lie where `user` has `perm`."""
        return self.filter(access.within(user, perm, "a__unit"), access.within(user, perm, "b__unit"))

    def open(self) -> Self:
        return self.filter(state="open")


class Merges(models.QuerySet["Merge"]):
    def visible_to(self, user: access.Account, perm: str) -> Self:
        return self.filter(access.within(user, perm, "winner__unit"), access.within(user, perm, "loser__unit"))

    def not_undone(self) -> Self:
        return self.filter(undone_at=None)


# The hashes as one array: parsing tens of thousands of parameters takes longer than the look-up.
ID_HASHES_SQL = "SELECT id, id_hash, pinyin FROM members_member WHERE id_hash = ANY(%s) AND state <> 'merged'"


def with_id_hashes(hashes: Iterable[str]) -> list[tuple[int, str, str]]:
    """Return key, certificate hash and pinyin of the members with one of these hashes; merged ones are left out."""
    return [(pk, id_hash, pinyin) for pk, id_hash, pinyin in rows_of_sql(ID_HASHES_SQL, [list(hashes)])]


def find_alike(reason: str, members: Iterable[int]) -> list[tuple[int, int, bool]]:
    """Return triples: one of `members`, another member alike in `reason`, and whether their names sound the same.

    Those of `members` with more others than TOO_MANY are left out.
    """
    most = TOO_MANY[reason]
    says, like = ALIKE[reason]
    found: dict[int, list[tuple[int, bool]]] = {}
    for member, other, same_name in rows_of_sql(ALIKE_SQL.format(says=says, alike=like), [most + 1, list(members)]):
        found.setdefault(member, []).append((other, same_name))
    return [(member, *other) for member, others in found.items() if len(others) <= most for other in others]

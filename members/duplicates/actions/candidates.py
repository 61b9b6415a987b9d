"""Find pairs of records that may be one person, and dismiss pairs that are two."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import MemberState
from members.duplicates import rules
from members.duplicates.models import DoubleCandidate, DoubleState, MemberToCompare
from members.duplicates.querysets import find_alike, with_id_hashes
from members.register.models.member import Member
from office import audit
from office.claims import claim
from office.errors import NotAllowed
from office.secrets import keyed_hash

CHUNK = 500
Pair = tuple[int, int]


@transaction.atomic
def compare_next() -> int:
    """Compare the next CHUNK new or changed members with the whole register; return how many, 0 when none waits.

    Open pairs of these members for which no reason is left are deleted, unless an officer put them side by side.
    """
    waiting = claim(MemberToCompare.objects.order_by("pk"))[:CHUNK]
    rows = {row.pk: row.member_id for row in waiting}
    MemberToCompare.objects.filter(pk__in=rows).delete()
    # The members are read after this, so that what changes later is compared again by a row of its own.
    members = set(rows.values())
    found = _pairs(members)
    DoubleCandidate.objects.bulk_create(
        # In one order, so that two workers never deadlock.
        (
            DoubleCandidate(a_id=a, b_id=b, reasons=sorted(found[a, b]), score=rules.score(found[a, b]))
            for a, b in sorted(found)
        ),
        update_conflicts=True,
        unique_fields=["a", "b"],
        update_fields=["reasons", "score"],
    )
    touched = DoubleCandidate.objects.open().filter(Q(a__in=members) | Q(b__in=members))
    gone = [row.pk for row in touched if (row.a_id, row.b_id) not in found and rules.BY_HAND not in row.reasons]
    DoubleCandidate.objects.filter(pk__in=gone).delete()
    return len(rows)


def _pairs(members: set[int]) -> dict[Pair, set[str]]:
    found: dict[Pair, set[str]] = {}
    for reason in (rules.NAME_BIRTH, rules.PHONE):
        for member, other, same_name in find_alike(reason, members):
            found.setdefault(_pair(member, other), set()).update(_reasons(reason, same_name))
    for member, other, reason, same_name in _numbers_alike(members):
        found.setdefault(_pair(member, other), set()).update(_reasons(reason, same_name))
    for said in found.values():
        if rules.NAME_BIRTH in said:
            said.discard(rules.SAME_NAME)
    return found


def _reasons(reason: str, same_name: bool) -> set[str]:
    return {reason, rules.SAME_NAME} if same_name else {reason}


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def _numbers_alike(members: Iterable[int]) -> list[tuple[int, int, str, bool]]:
    """Return pairs of members whose certificate numbers differ by a typing error.

    Each sealed number is decrypted once, and its likely misspellings are looked up by their hashes. One wrong digit
    counts only with a name that sounds the same.
    """
    sought: dict[str, list[tuple[Member, str]]] = {}
    numbered = Member.objects.filter(pk__in=members, id_hash__isnull=False).exclude(state=MemberState.MERGED)
    for member in numbered.only("pk", "id_number", "pinyin"):
        for number, reason in rules.lookalikes(member.id_number.reveal()):
            sought.setdefault(keyed_hash(number), []).append((member, reason))
    return [
        (member.pk, pk, reason, pinyin == member.pinyin)
        for pk, found, pinyin in with_id_hashes(sought)
        for member, reason in sought[found]
        if reason == rules.ID_SWAPPED or pinyin == member.pinyin
    ]


@transaction.atomic
def put_side_by_side(one: Member, other: Member, *, by: User) -> DoubleCandidate:
    """Return the pair of two records that an officer takes for one person, created or opened again.

    Raises NotAllowed for a record with itself, and when one is merged already.
    """
    if one.pk == other.pk:
        raise NotAllowed(_("These are one and the same record."))
    if MemberState.MERGED in (one.state, other.state):
        raise NotAllowed(_("One of these records is merged already."))
    a, b = _pair(one.pk, other.pk)
    reasons, score = [rules.BY_HAND], rules.score({rules.BY_HAND})
    pair, made = DoubleCandidate.objects.get_or_create(a_id=a, b_id=b, defaults={"reasons": reasons, "score": score})
    if not made:
        closed = DoubleCandidate.objects.filter(pk=pair.pk).exclude(state=DoubleState.OPEN)
        closed.update(state=DoubleState.OPEN, decided_by=None, decided_at=None, reason="")
    audit.record("member.compare", one, by=by, unit=one.unit, changes={"with": other.pk})
    return pair


@transaction.atomic
def dismiss_double(pair: DoubleCandidate, *, by: User, reason: str) -> None:
    """Dismiss a pair as two people; it is not offered again.

    Raises NotAllowed without a reason, or when the pair has been decided.
    """
    reason = reason.strip()
    if not reason:
        raise NotAllowed(_("Say why these are two people."))
    decided = DoubleCandidate.objects.open().filter(pk=pair.pk)
    if not decided.update(state=DoubleState.DISMISSED, decided_by=by, decided_at=timezone.now(), reason=reason[:200]):
        raise NotAllowed(_("Somebody else has decided about this pair in the meantime."))
    audit.record("member.dismiss_double", pair.a, by=by, unit=pair.a.unit, reason=reason, changes={"other": pair.b_id})

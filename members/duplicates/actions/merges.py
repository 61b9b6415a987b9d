"""Merging two records of one person, and undoing a merge."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Field, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members import choices
from members.accounts.models import ActivationCode
from members.authority.models import Appointment, User
from members.choices import MemberState
from members.committees.models.separation import CONSTRAINT as SEPARATION
from members.consents.checks import allows
from members.dues.actions.charges import lock_bulk_changes, recompute_person, recompute_since
from members.dues.rules import first_of_month
from members.duplicates import rules
from members.duplicates.models import DoubleCandidate, DoubleState, MemberToCompare, Merge
from members.membership.models.changes import MembershipChange
from members.membership.rules.membership import may_become
from members.personal_file.actions.corrections import MEMBERSHIP
from members.register.actions.open_unit import in_open_unit
from members.register.models.member import Member
from office import audit
from office.constraints import constraint_of, refused_by
from office.errors import NotAllowed
from office.secrets import Sealed
from office.types import JsonValue

if TYPE_CHECKING:
    from members.committees.models.committees import Seat
    from members.personal_file.models.family import FamilyMember
    from members.personal_file.models.hardship import HardshipMark
    from members.personal_file.models.papers import Honour, MemberDocument

    MovedRow: TypeAlias = FamilyMember | Honour | MemberDocument | HardshipMark | Seat

# The parts that may be taken from the record that is merged, with the columns that belong together.
PARTS: dict[str, tuple[str, ...]] = {
    "name": ("name", "pinyin", "initials"),
    "certificate": ("id_kind", "id_number", "id_hash"),
    "account": ("user_id",),
    **{
        field: (field,)
        for field in (
            "employee_number",
            "sex",
            "birth_date",
            "ethnic_group",
            "phone",
            "education",
            "skill_level",
            "household_kind",
            "household_place",
            "native_place",
            "is_migrant",
            "politics",
            "employment",
            "employment_form",
            "post_category",
            "hired_on",
            "work_site",
        )
    },
}
# Parts with a unique column: the records exchange their values, so that nobody else can get either.
UNIQUE = {"certificate": "id_hash", "account": "user_id", "employee_number": "employee_number"}
STATE_COLUMNS = ("state", "state_since", "state_reason", "merged_into_id")
# Relations whose rows are moved to the kept record.
MOVED_RELATIONS = ("family", "honours", "documents", "hardship_marks", "seats")
# The constraints by which the kept record may refuse such a row; it then stays with the merged one.
UNMOVABLE = (
    "honour_is_entered_once",
    "kin_is_entered_once",
    "kin_is_somebody_else",
    "one_chair_at_a_time",
    "one_hardship_at_a_time",
    "one_seat_a_member_at_a_time",
    "one_spouse_at_a_time",
    SEPARATION,
)
# Values of the two records, "winner" and "loser", by column.
RecordValues: TypeAlias = Mapping[str, Mapping[str, object]]


class Facts(TypedDict):
    """What undoing a merge needs, as the merge stores it."""

    before: RecordValues
    after: RecordValues
    followers: list[int]
    """Records that were merged into the merged one before."""
    closed: int | None
    """The account that was deactivated."""
    along: dict[str, list[int]]
    """The rows that were moved, by relation."""


def differing(one: Member, other: Member) -> list[str]:
    """Return the parts in which both records have a value, and not the same."""
    return [
        part
        for part in PARTS
        if _has_value(one, part) and _has_value(other, part) and _value(one, part) != _value(other, part)
    ]


def lacking(kept: Member, other: Member) -> list[str]:
    """Return the parts in which only the record to be merged has a value."""
    return [part for part in PARTS if _has_value(other, part) and not _has_value(kept, part)]


def _has_value(member: Member, part: str) -> bool:
    """Return whether the record has a value in this part, judged by its first column."""
    value = getattr(member, UNIQUE.get(part, PARTS[part][0]))
    return value not in (None, "", choices.Sex.UNKNOWN) if part != "is_migrant" else True


def _value(member: Member, part: str) -> dict[str, object]:
    values: dict[str, object] = {column: getattr(member, column) for column in PARTS[part]}
    # Two encryptions of one number differ, their hashes don't.
    return {column: None if isinstance(value, Sealed) else value for column, value in values.items()}


@transaction.atomic
def merge_members(pair: DoubleCandidate, *, keep: int, take: set[str], by: User, reason: str) -> Merge:
    """Merge a pair into its record `keep`, which gets the parts in `take` from the other; both keep their histories.

    Honours, documents, marks of hardship and seats move to the kept record, and with its consent the family. Grants,
    questions, dues and periods stay where they are and count for the person; no month of dues is charged twice. Of
    two accounts one is deactivated, and the other record's activation codes are voided.

    Raises NotAllowed without a reason, when the pair has been decided, for an officer's own record, for an erased
    record or one merged before, when the other record's state ranks higher, when it is being transferred, has an open
    change of membership or a seat that is held today, or when the account to be closed has a post or is a superuser's.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why these are one person."))
    lock_bulk_changes()
    pair = DoubleCandidate.objects.select_for_update().get(pk=pair.pk)
    members = {m.pk: m for m in _lock_members(pair.a_id, pair.b_id)}
    if pair.state != DoubleState.OPEN or keep not in members:
        raise NotAllowed(_("Somebody else has decided about this pair in the meantime."))
    winner = members.pop(keep)
    loser = members.popitem()[1]
    _require_mergeable(winner, loser, by)
    taken = sorted(take & {*differing(winner, loser), *lacking(winner, loser)})
    closed = _account_to_close(winner, loser, "account" in taken)
    before = _values(winner, loser, taken)
    _save_both(winner, loser, taken)
    moved_rows = _move_rows(winner, loser)
    followers = list(Member.objects.filter(merged_into=loser).values_list("pk", flat=True))
    Member.objects.filter(pk__in=followers).update(merged_into=winner)
    if closed:
        User.objects.filter(pk=closed).update(is_active=False)
    ActivationCode.objects.open().filter(member=loser).update(voided_at=timezone.now())
    pair.state, pair.decided_by, pair.decided_at, pair.reason = DoubleState.MERGED, by, timezone.now(), reason.strip()
    pair.save()
    DoubleCandidate.objects.open().filter(Q(a=loser) | Q(b=loser)).delete()
    after = _values(winner, loser, taken)
    facts: Facts = {"before": before, "after": after, "followers": followers, "closed": closed, "along": moved_rows}
    merge = Merge.objects.create(
        pair=pair,
        winner=winner,
        loser=loser,
        taken=taken,
        by=by,
        reason=reason.strip(),
        facts=json.dumps(facts, cls=DjangoJSONEncoder),
    )
    recompute_person(winner)
    _queue_for_comparison(winner, loser)
    into: dict[str, JsonValue] = {"other": loser.pk, "taken": taken}
    gone: dict[str, JsonValue] = {"other": winner.pk, "taken": taken}
    audit.record("member.merge", winner, by=by, unit=winner.unit, reason=merge.reason, changes=into)
    audit.record("member.merged", loser, by=by, unit=loser.unit, reason=merge.reason, changes=gone)
    return merge


def _lock_members(*pks: int) -> list[Member]:
    """Return these members, locked in the order of their keys, so that two officers never deadlock."""
    return list(Member.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").select_related("unit"))


def _require_mergeable(winner: Member, loser: Member, by: User) -> None:
    if by.pk in (winner.user_id, loser.user_id):
        raise NotAllowed(_("Nobody merges their own record: ask another officer."))
    if winner.state == MemberState.MERGED or winner.anonymised_at or loser.anonymised_at:
        raise NotAllowed(_("One of these records is merged already, or was made anonymous."))
    if rules.state_rank(winner.state) < rules.state_rank(loser.state):
        raise NotAllowed(
            _("Keep the other record: its membership is “%(other)s”, of this one “%(kept)s”.")
            % {"other": loser.get_state_display(), "kept": winner.get_state_display()}
        )
    if not may_become(loser.state, MemberState.MERGED):
        raise NotAllowed(_("The record that would go is on its way to another unit: end that first."))
    if MembershipChange.objects.open().filter(member=loser).exists():
        raise NotAllowed(_("A change of membership waits on the record that would go: end that first."))


def _account_to_close(winner: Member, loser: Member, swap: bool) -> int | None:
    """Return the key of the active account that the person needs no more, if both records have one.

    `swap`: the kept record takes the other's account. Raises NotAllowed if the account has a post, today or later,
    or is a superuser's.
    """
    if not (winner.user_id and loser.user_id):
        return None
    closed = winner.user_id if swap else loser.user_id
    posts = Appointment.objects.filter(holder=closed).exclude(ends_on__lt=timezone.localdate())
    account = User.objects.get(pk=closed)
    if posts.exists() or account.is_superuser:
        raise NotAllowed(_("A post hangs on the account that would be closed: keep that account, or end the post."))
    return closed if account.is_active else None


def _values(winner: Member, loser: Member, taken: list[str]) -> RecordValues:
    """Return the values of both records in the parts taken, and the state of the merged one."""
    columns = [column for part in taken for column in PARTS[part]]
    return {
        "winner": {column: _plain(getattr(winner, column)) for column in columns},
        "loser": {column: _plain(getattr(loser, column)) for column in (*columns, *STATE_COLUMNS)},
    }


def _plain(value: object) -> object:
    return value.reveal() if isinstance(value, Sealed) else value


def _save_both(winner: Member, loser: Member, taken: list[str]) -> None:
    """Save both records: the parts taken, and the state of the merged one from today on."""
    _set_parts(winner, loser, taken)
    loser.state, loser.state_since = MemberState.MERGED, timezone.localdate()
    loser.state_reason, loser.merged_into = "", winner
    refused = _("The register knows a later change of the record that would go, or refuses its account's offices.")
    with refused_by(dict.fromkeys((*MEMBERSHIP, SEPARATION), refused)):
        winner.save()
        loser.save()


def _move_rows(winner: Member, loser: Member) -> dict[str, list[int]]:
    """Move the rows of MOVED_RELATIONS to the kept record; return the keys of the moved rows by relation.

    Raises NotAllowed when a seat that is held today can't move.
    """
    moved_rows = {name: _move(getattr(loser, name).all(), winner) for name in _relations_to_move(winner)}
    today = timezone.localdate()
    if loser.seats.filter(Q(until=None) | Q(until__gte=today), term__ends_on__gte=today).exists():
        raise NotAllowed(_("A seat on a committee can't go along: give it up first."))
    return moved_rows


def _set_parts(winner: Member, loser: Member, taken: list[str]) -> None:
    """Set the values of the merged record on the kept one, unsaved; unique values are exchanged."""
    _clear_unique_columns(loser, taken)
    for part in taken:
        for column in PARTS[part]:
            mine, theirs = getattr(winner, column), getattr(loser, column)
            setattr(winner, column, theirs)
            if part in UNIQUE:
                setattr(loser, column, mine)


def _clear_unique_columns(loser: Member, taken: list[str]) -> None:
    """Clear the unique columns of these parts in the database, so that the other record can be saved with them."""
    empty = {UNIQUE[part]: None for part in taken if part in UNIQUE}
    if empty:
        Member.objects.filter(pk=loser.pk).update(**empty)


def _relations_to_move(winner: Member) -> list[str]:
    """Return the relations whose rows move; family only if the kept record has consented to it. PIPL art. 29."""
    return [name for name in MOVED_RELATIONS if name != "family" or allows(winner, choices.Purpose.FAMILY)]


def _move(rows: "Iterable[MovedRow]", to: Member) -> list[int]:
    """Move rows of one model to a member, except those that UNMOVABLE refuses; return the keys of the moved rows."""
    moved = []
    for row in rows:
        row.member = to
        try:
            with transaction.atomic():
                row.save(update_fields=["member"])
        except IntegrityError as why:
            if constraint_of(why) not in UNMOVABLE:
                raise
            continue  # the page of the merged record still shows it
        moved.append(row.pk)
    return moved


def _queue_for_comparison(*members: Member) -> None:
    MemberToCompare.objects.bulk_create(MemberToCompare(member_id=member.pk) for member in members)


@transaction.atomic
def undo_merge(merge: Merge, *, by: User, reason: str) -> Merge:
    """Undo a merge: both records become as they were; parts changed since then stay and are named in `left_over`.

    The pair is open again. Each record owes its own dues again, for the months in between too. Raises NotAllowed
    without a reason, after rules.UNDO_WITHIN, when undone already, when the kept record was merged into a third one,
    when one of them was erased, or when the unit of the merged record is closed.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why these are two people."))
    lock_bulk_changes()
    merge = Merge.objects.select_for_update(of=("self",)).select_related("pair").get(pk=merge.pk)
    members = {m.pk: m for m in _lock_members(merge.winner_id, merge.loser_id)}
    winner, loser = members[merge.winner_id], members[merge.loser_id]
    if merge.undone_at or loser.merged_into_id != winner.pk or winner.state == MemberState.MERGED:
        raise NotAllowed(_("This merge is undone already, or another one followed that has to be undone first."))
    if timezone.now() > merge.at + rules.UNDO_WITHIN:
        raise NotAllowed(_("A merge can be undone within %(days)s days.") % {"days": rules.UNDO_WITHIN.days})
    if not merge.facts:
        raise NotAllowed(_("What these records said before is erased."))
    facts: Facts = json.loads(merge.facts.reveal())
    now: RecordValues = json.loads(json.dumps(_values(winner, loser, merge.taken), cls=DjangoJSONEncoder))
    same = [part for part in merge.taken if _is_unchanged(part, now, facts["after"])]
    _clear_unique_columns(winner, same)
    for part in same:
        _set(winner, facts["before"]["winner"], PARTS[part])
        _set(loser, facts["before"]["loser"], PARTS[part] if part in UNIQUE else ())
    _set(loser, facts["before"]["loser"], STATE_COLUMNS)
    with in_open_unit(loser.unit):
        loser.save()
    winner.save()
    for name, keys in facts["along"].items():
        _move(getattr(winner, name).filter(pk__in=keys), loser)
    Member.objects.filter(pk__in=facts["followers"], merged_into=winner).update(merged_into=loser)
    if facts["closed"]:
        User.objects.filter(pk=facts["closed"]).update(is_active=True)
    merge.left_over = [part for part in merge.taken if part not in same]
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save()
    DoubleCandidate.objects.filter(pk=merge.pair_id).update(
        state=DoubleState.OPEN, decided_by=None, decided_at=None, reason=""
    )
    recompute_person(winner)
    recompute_person(loser)
    recompute_since(loser, first_of_month(timezone.localdate(merge.at)))
    _queue_for_comparison(winner, loser)
    for member in (winner, loser):
        changes: dict[str, JsonValue] = {"merge": merge.pk, "left_over": merge.left_over}
        audit.record("member.undo_merge", member, by=by, unit=member.unit, reason=reason.strip(), changes=changes)
    return merge


def _is_unchanged(part: str, now: RecordValues, after: RecordValues) -> bool:
    """Return whether the kept record, and for unique parts the other too, says the same as after the merge."""
    sides = ("winner", "loser") if part in UNIQUE else ("winner",)
    return all(now[side][column] == after[side][column] for side in sides for column in PARTS[part])


def _set(member: Member, values: Mapping[str, object], columns: tuple[str, ...]) -> None:
    for column in columns:
        field = Member._meta.get_field(column)
        assert isinstance(field, Field)
        setattr(member, column, field.to_python(values[column]))


def clear_expired_facts() -> int:
    """Clear the sealed values of merges that can no longer be undone; return of how many."""
    past = Q(at__lt=timezone.now() - rules.UNDO_WITHIN) | Q(undone_at__isnull=False)
    return Merge.objects.filter(past).exclude(facts="").update(facts="")

"""Two records of one person: the parts that may pass between them, their rows, their values."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db import IntegrityError, transaction

from members import choices
from members.committees.models.separation import CONSTRAINT as SEPARATION
from members.duplicates.models import MemberToCompare
from members.register.models.member import Member
from office.constraints import constraint_of
from office.secrets import Sealed

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


def values_of(winner: Member, loser: Member, taken: list[str]) -> RecordValues:
    """Return the values of both records in the parts taken, and the state of the merged one."""
    columns = [column for part in taken for column in PARTS[part]]
    return {
        "winner": {column: _plain(getattr(winner, column)) for column in columns},
        "loser": {column: _plain(getattr(loser, column)) for column in (*columns, *STATE_COLUMNS)},
    }


def _plain(value: object) -> object:
    return value.reveal() if isinstance(value, Sealed) else value


def clear_unique_columns(loser: Member, taken: list[str]) -> None:
    """Clear the unique columns of these parts in the database, so that the other record can be saved with them."""
    empty = {UNIQUE[part]: None for part in taken if part in UNIQUE}
    if empty:
        Member.objects.filter(pk=loser.pk).update(**empty)


def lock_members(*pks: int) -> list[Member]:
    """Return these members, locked in the order of their keys, so that two officers never deadlock."""
    return list(Member.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").select_related("unit"))


def move_rows(rows: "Iterable[MovedRow]", to: Member) -> list[int]:
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


def queue_for_comparison(*members: Member) -> None:
    MemberToCompare.objects.bulk_create(MemberToCompare(member_id=member.pk) for member in members)

"""The people of one chunk whom the register knows, as the columns of their rows: no instances, three queries."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from members.importing.reading.rows import Reading
from members.membership.models.periods import MembershipPeriod
from members.membership.rules.membership import Standing, standing_state
from members.register.models.member import Member
from office.types import FieldValues

# What a sheet can change, and what tells people apart.
COLUMNS = (
    "id_hash",
    "employee_number",
    "name",
    "sex",
    "birth_date",
    "ethnic_group",
    "id_kind",
    "education",
    "skill_level",
    "phone",
    "household_kind",
    "household_place",
    "native_place",
    "is_migrant",
    "politics",
    "employment",
    "employment_form",
    "post_category",
    "hired_on",
    "unit_id",
    "unit_since",
    "state",
    "state_since",
    "state_reason",
    "joined_on",
)


@dataclass
class Known:
    """One member: the columns that a sheet can change, and the last two links of the chain of periods."""

    pk: int
    path: str
    account: int | None
    created_at: datetime
    values: FieldValues
    chain: list[Standing] = field(default_factory=list)

    @property
    def state(self) -> str:
        return self.values["state"]

    @property
    def standing(self) -> str:
        return standing_state(self.state)

    @property
    def present(self) -> Standing:
        return self.chain[0]

    @property
    def before(self) -> Standing | None:
        return self.chain[1] if len(self.chain) > 1 else None

    @property
    def entered_on(self) -> date:
        return timezone.localdate(self.created_at)


def known_members(*members: QuerySet[Member]) -> dict[int, Known]:
    """The members of all these querysets by pk."""
    known: dict[int, Known] = {}
    for found in members:
        rows = found.values_list("pk", "unit__path", "user_id", "created_at", *COLUMNS)
        for pk, path, account, created_at, *values in rows:
            known.setdefault(pk, Known(pk, path, account, created_at, dict(zip(COLUMNS, values, strict=True))))
    if known:
        periods = MembershipPeriod.objects.filter(member_id__in=known).order_by("member_id", "-starts_on")
        for member, unit, state, since in periods.values_list("member_id", "unit_id", "state", "starts_on"):
            known[member].chain.append(Standing(unit, state, since))
    return known


class Register:
    """Whom the rows of a chunk can mean, by hash of the certificate number and by employee number."""

    def __init__(self, chunk: list[Reading]) -> None:
        hashes = {reading.id_hash for reading in chunk if reading.id_hash}
        numbers = {number for reading in chunk if (number := reading.values.get("employee_number"))}
        # Apart: an "or" between two indexes is easily planned as a walk through the whole register.
        by_hash = Member.objects.filter(id_hash__in=hashes)
        people = known_members(by_hash, Member.objects.filter(employee_number__in=numbers)).values()
        self.by_hash = {known.values["id_hash"]: known for known in people if known.values["id_hash"]}
        self.by_number = {number: known for known in people if (number := known.values["employee_number"])}

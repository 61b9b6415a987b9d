"""The members that the rows of a chunk may mean, as values by column instead of instances: three queries."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.utils import timezone

from members.importing.reading.rows import RosterRow
from members.membership.models.periods import MembershipPeriod
from members.membership.rules.membership import PeriodStart, standing_state
from members.register.models.member import Member
from office.types import FieldValues

# The columns of the member's table that a sheet can change, with those by which members are recognised.
MEMBER_COLUMNS = (
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
class KnownMember:
    """A member: the path of its unit, the key of its account, values of MEMBER_COLUMNS, and periods, latest first."""

    pk: int
    unit_path: str
    user_id: int | None
    created_at: datetime
    values: FieldValues
    periods: list[PeriodStart] = field(default_factory=list)

    @property
    def state(self) -> str:
        return str(self.values["state"])

    @property
    def standing_state(self) -> str:
        """The state that counts: that of a member whose transfer is under way is active."""
        return standing_state(self.state)

    @property
    def current_period(self) -> PeriodStart:
        return self.periods[0]

    @property
    def previous_period(self) -> PeriodStart | None:
        return self.periods[1] if len(self.periods) > 1 else None

    @property
    def entered_on(self) -> date:
        """The day on which the member was entered in the register."""
        return timezone.localdate(self.created_at)


def load_known_members(*members: QuerySet[Member]) -> dict[int, KnownMember]:
    """Return the members of all these querysets by key; a query for each, and one for the periods of all."""
    known: dict[int, KnownMember] = {}
    for found in members:
        rows = found.values_list("pk", "unit__path", "user_id", "created_at", *MEMBER_COLUMNS)
        for pk, path, user_id, created_at, *values in rows:
            known.setdefault(
                pk, KnownMember(pk, path, user_id, created_at, dict(zip(MEMBER_COLUMNS, values, strict=True)))
            )
    if known:
        periods = MembershipPeriod.objects.filter(member_id__in=known).order_by("member_id", "-starts_on")
        for member, unit, state, since in periods.values_list("member_id", "unit_id", "state", "starts_on"):
            known[member].periods.append(PeriodStart(unit, state, since))
    return known


def _is_one_of(column: str, texts: set[str]) -> Func:
    """Return the condition that a column has one of these texts; like `__in`, which prepares each of them by itself."""
    values = Value([*texts])
    return Func(
        F(column), values, arg_joiner=" = ANY(", template="%(expressions)s::text[])", output_field=BooleanField()
    )


class KnownMembers:
    """The members that the rows of a chunk may mean, by hash of the certificate number and by employee number."""

    def __init__(self, rows: list[RosterRow]) -> None:
        hashes = {row.id_hash for row in rows if row.id_hash}
        numbers = {number for row in rows if (number := row.values.get("employee_number"))}
        keys = {"id_hash": hashes, "employee_number": numbers}
        # Two queries: for an OR over two indexes the planner may read the whole table.
        found = (Member.objects.filter(_is_one_of(column, texts)) for column, texts in keys.items() if texts)
        members = load_known_members(*found).values()
        self.by_id_hash = {member.values["id_hash"]: member for member in members if member.values["id_hash"]}
        self.by_employee_number = {number: member for member in members if (number := member.values["employee_number"])}

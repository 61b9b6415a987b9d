"""Whom a plan is for: its conditions as data, and the plain reading of them. Pure: no database, no request."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from office.types import FieldValues
from welfare.choices import Verdict

# A day of each year, such as 09-01, is kept as text; the run has the day of its own year.
Day = str


@dataclass(frozen=True)
class Group:
    """The conditions of a plan; an empty one excludes nobody.

    `units` and `without_units` are keys, each for the unit and those below it. `member_on`: in the union on that day;
    `joined_before`: a member before that day.
    """

    units: tuple[int, ...] = ()
    without_units: tuple[int, ...] = ()
    post_categories: tuple[str, ...] = ()
    employment_forms: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    ethnic_groups: tuple[str, ...] = ()
    hardships: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    member_on: Day = ""
    joined_before: Day = ""

    @classmethod
    def from_json(cls, stored: dict[str, object]) -> "Group":
        """Return the conditions as a row keeps them; what is not named there is empty."""
        values: FieldValues = {one.name: stored[one.name] for one in fields(cls) if stored.get(one.name)}
        read: FieldValues = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
        return cls(**read)

    def as_json(self) -> dict[str, object]:
        """Return the conditions that exclude anybody, as a row keeps them."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in named.items() if value}

    def in_year(self, year: int) -> "Group":
        """Return the conditions with days of each year as days of `year`."""
        return replace(
            self, member_on=day_in_year(self.member_on, year), joined_before=day_in_year(self.joined_before, year)
        )

    def limited_to(self, ethnic_groups: Sequence[str]) -> "Group":
        """Return the conditions with these ethnic groups; none means all."""
        return replace(self, ethnic_groups=tuple(ethnic_groups))


def day_in_year(day: Day, year: int) -> Day:
    """Return a day as YYYY-MM-DD; a day of each year as that of `year`, 29 February else as the 28th; "" for ""."""
    if len(day) != len("09-01"):
        return day
    month, number = (int(part) for part in day.split("-"))
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return date(year, 2, 28).isoformat()


@dataclass(frozen=True)
class Person:
    """What the register says about a member; `periods` are those in the union: from, until before."""

    unit_path: Sequence[int] = ()
    """The keys of the unit and of all above it."""
    post_category: str = ""
    employment_form: str = ""
    sex: str = ""
    ethnic_group: str = ""
    hardship: str = ""
    work_site: str = ""
    joined_on: date | None = None
    state_since: date | None = None
    birth_date: date | None = None
    periods: Sequence[tuple[date, date | None]] = field(default=())

    @property
    def member_since(self) -> date | None:
        """The day of joining; where the register doesn't know it, the day of the present state."""
        return self.joined_on or self.state_since


def excluded_by(group: Group, person: Person) -> Verdict | None:
    """Return the first condition that excludes the person, in the order of Verdict; None when they are in the group.

    What the register doesn't say fulfils no condition: nobody is given something by default.
    """
    units = set(person.unit_path)
    if (group.units and not units & set(group.units)) or units & set(group.without_units):
        return Verdict.OTHER_UNIT
    listed: list[tuple[Sequence[str], str, Verdict]] = [
        (group.post_categories, person.post_category, Verdict.OTHER_POST),
        (group.employment_forms, person.employment_form, Verdict.OTHER_EMPLOYMENT),
        (group.sexes, person.sex, Verdict.OTHER_SEX),
        (group.ethnic_groups, person.ethnic_group, Verdict.OTHER_ETHNIC_GROUP),
        (group.hardships, person.hardship, Verdict.OTHER_HARDSHIP),
        (group.sites, person.work_site, Verdict.OTHER_SITE),
    ]
    for wanted, value, verdict in listed:
        if wanted and value not in wanted:
            return verdict
    if group.member_on and not _covered(date.fromisoformat(group.member_on), person.periods):
        return Verdict.NO_MEMBER_THEN
    if group.joined_before:
        since = person.member_since
        if since is None or since >= date.fromisoformat(group.joined_before):
            return Verdict.JOINED_TOO_LATE
    return None


def _covered(day: date, periods: Sequence[tuple[date, date | None]]) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in periods)

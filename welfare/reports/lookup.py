"""Looks up pasted people: who of them is a member within reach, and what each received in a period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.db.models import Count, Sum, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from members import access
from members.authority.models import User
from members.choices import LEFT_STATES
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.register.querysets.members import Members
from office import audit
from office.exports import Column
from office.money import yuan
from welfare.choices import SHOWN_TO_MEMBERS
from welfare.grants.models.grants import Grant
from welfare.kinds.names import kind_name
from welfare.permissions import WelfarePermission
from welfare.reports.rules import PastedLine
from welfare.visits.choices import VisitState
from welfare.visits.models.visits import Visit

GRANTS, VISITS, MEMBERS = WelfarePermission.VIEW_GRANT, WelfarePermission.VIEW_VISIT, MembersPermission.VIEW_MEMBER
T = TypeVar("T")
# So many keys are asked for in one statement.
AT_ONCE = 2_000


class Found(TextChoices):
    """What became of a line. Who is out of reach is not found, like somebody whom nobody knows."""

    FOUND = "found", pgettext_lazy("lookup", "member")
    NAME_DIFFERS = "name_differs", _("member, but the name is another")
    LEFT = "left", _("no longer a member")
    AMBIGUOUS = "ambiguous", _("several people: give the employee number")
    NOT_FOUND = "not_found", pgettext_lazy("lookup", "not found")


TONES = {
    Found.FOUND: "success",
    Found.NAME_DIFFERS: "warning",
    Found.LEFT: "muted",
    Found.AMBIGUOUS: "warning",
    Found.NOT_FOUND: "danger",
}


@dataclass(frozen=True)
class Received:
    """What somebody received of one kind."""

    kind: str
    times: int
    money: Decimal

    def __str__(self) -> str:
        return _("%(kind)s: %(times)s times, %(money)s") % {
            "kind": kind_name(self.kind),
            "times": self.times,
            "money": yuan(self.money),
        }


@dataclass(frozen=True)
class LookupRow:
    """A pasted line with what was found; `member` is None where nobody was, or several people."""

    line: PastedLine
    found: Found
    member: Member | None = None
    received: Sequence[Received] = ()

    @property
    def times(self) -> int:
        return sum(one.times for one in self.received)

    @property
    def money(self) -> Decimal:
        return sum((one.money for one in self.received), Decimal(0))

    @property
    def in_words(self) -> str:
        """What was received, kind by kind."""
        return _("; ").join(map(str, self.received))

    @property
    def tone(self) -> str:
        return TONES[self.found]

    def get_state_display(self) -> str:
        """Return what became of the line, in words."""
        return str(self.found.label)


COLUMNS: tuple[Column[LookupRow], ...] = (
    Column(gettext_lazy("Line"), 8, lambda row: row.line.number),
    Column(gettext_lazy("Pasted"), 28, lambda row: row.line.text),
    Column(gettext_lazy("Result"), 22, lambda row: row.found.label),
    Column(gettext_lazy("Employee number"), 16, lambda row: row.member.employee_number if row.member else None),
    Column(gettext_lazy("Name"), 14, lambda row: row.member.name if row.member else None),
    Column(gettext_lazy("Unit"), 24, lambda row: row.member.unit if row.member else None),
    Column(gettext_lazy("Membership"), 12, lambda row: row.member.get_state_display() if row.member else None),
    Column(gettext_lazy("Received, times"), 10, lambda row: row.times if row.member else None),
    Column(gettext_lazy("Received, yuan"), 14, lambda row: row.money if row.member else None, total=True),
    Column(gettext_lazy("What was received"), 50, lambda row: row.in_words),
)


@transaction.atomic
def look_up(lines: Sequence[PastedLine], *, since: date, until: date, by: User, reason: str) -> list[LookupRow]:
    """Return what is found of each line, and put on record that so many lines were looked up; nobody's name with it.

    Found are members of units in which `by` sees both members and benefits; received is what `by` may see, by the day
    of its event. A merged record leads to the one that was kept.
    """
    by_number = _members_by_number(lines, by)
    by_name = _members_by_name(lines, by)
    rows = [_row(line, by_number, by_name) for line in lines]
    received = _received({row.member.pk for row in rows if row.member is not None}, since, until, by)
    found = [
        LookupRow(row.line, row.found, row.member, received.get(row.member.pk, ())) if row.member else row
        for row in rows
    ]
    told = {"lines": len(lines), "found": sum(1 for row in found if row.member is not None)}
    audit.record("grant.look_up", None, by=by, reason=reason, changes=told, label=f"{since} – {until}")
    return found


def _in_reach(by: User) -> Members:
    members = Member.objects.visible_to(by, MEMBERS).filter(access.within(by, GRANTS), anonymised_at=None)
    return members.select_related("unit")


def _members_by_number(lines: Sequence[PastedLine], by: User) -> dict[str, Member]:
    """Return whom the numbers lead to: of a merged record the kept one, if that is within reach."""
    numbers = list({number for line in lines for number in line.numbers})
    found: dict[str, Member] = {}
    merged: dict[str, int] = {}
    for part in _parts(numbers):
        for member in _in_reach(by).filter(employee_number__in=part):
            if member.merged_into_id is None:
                found[str(member.employee_number)] = member
            else:
                merged[str(member.employee_number)] = member.merged_into_id
    kept = _in_reach(by).in_bulk(set(merged.values()))
    return found | {number: kept[pk] for number, pk in merged.items() if pk in kept}


def _members_by_name(lines: Sequence[PastedLine], by: User) -> dict[str, list[Member]]:
    """Return the members by the names of lines without a number; merged records are not among them."""
    names = list({line.name for line in lines if line.name and not line.numbers})
    found: dict[str, list[Member]] = defaultdict(list)
    for part in _parts(names):
        for member in _in_reach(by).filter(name__in=part, merged_into=None):
            found[member.name].append(member)
    return found


def _row(line: PastedLine, by_number: Mapping[str, Member], by_name: Mapping[str, Sequence[Member]]) -> LookupRow:
    people = {by_number[number].pk: by_number[number] for number in line.numbers if number in by_number}
    if not line.numbers:
        people = {member.pk: member for member in by_name.get(line.name, ())}
    named = {pk: member for pk, member in people.items() if member.name == line.name}
    if len(people) > 1 and len(named) == 1:
        # A row number in front of the employee number is somebody else's employee number.
        people = named
    if len(people) != 1:
        return LookupRow(line, Found.AMBIGUOUS if people else Found.NOT_FOUND)
    [member] = people.values()
    if line.name and member.name != line.name:
        return LookupRow(line, Found.NAME_DIFFERS, member)
    return LookupRow(line, Found.LEFT if member.state in LEFT_STATES else Found.FOUND, member)


def _received(keys: Iterable[int], since: date, until: date, by: User) -> dict[int, list[Received]]:
    """Return what members received by kind, under all their records; four statements for AT_ONCE members."""
    sums: dict[int, dict[str, tuple[int, Decimal]]] = defaultdict(dict)
    for part in _parts(sorted(keys)):
        kept = dict(Member.objects.filter(merged_into__in=part).values_list("pk", "merged_into"))
        records = [*part, *kept]
        grants = (
            Grant.objects.visible_to(by, GRANTS)
            .received()
            .filter(member__in=records, run__state__in=SHOWN_TO_MEMBERS, occasion__on__range=(since, until))
        )
        visits = Visit.objects.visible_to(by, VISITS).filter(
            member__in=records, state__in=[VisitState.PAID, VisitState.CLOSED], event_on__range=(since, until)
        )
        for rows in (
            grants.order_by().values_list("member", "occasion__kind"),
            visits.order_by().values_list("member", "kind"),
        ):
            for member, kind, times, money in rows.annotate(times=Count("pk"), yuan=Sum("amount")):
                person = kept.get(member, member)
                before = sums[person].get(kind, (0, Decimal(0)))
                sums[person][kind] = (before[0] + times, before[1] + money)
    return {
        person: [Received(kind, times, money) for kind, (times, money) in sorted(kinds.items())]
        for person, kinds in sums.items()
    }


def _parts(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))

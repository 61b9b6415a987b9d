"""What the sheet as a whole and the register say about its rows: duplicates, people already known, units by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from members.codes import MemberState, UnitKind
from members.importing.columns import COLUMNS
from members.importing.rows import Reading, plain, without_blanks
from members.models import Member, Unit
from union_portal.office.secrets import keyed_hash

KIND_BELOW = {UnitKind.FEDERATION: UnitKind.UNION, UnitKind.UNION: UnitKind.BRANCH}
OUTCOMES = ("rejected", "created", "updated", "unchanged")


@dataclass
class Verdict:
    """What becomes of one row: its outcome, the member it is about, and which of the member's fields it changes."""

    reading: Reading
    outcome: str = "rejected"
    member: Member | None = None
    changed: set[str] = field(default_factory=set)
    new_unit: str = ""


class UnitNames:
    """The open units under one unit, by name; the nearest to the top wins where a name stands on several levels."""

    def __init__(self, top: Unit) -> None:
        self.top = top
        self.unknown: dict[str, int] = defaultdict(int)
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in Unit.objects.below(top).open():
            self._by_name[self._key(unit.name)].append(unit)

    @staticmethod
    def _key(name: str) -> str:
        return without_blanks(plain(name))

    def named(self, name: str) -> list[Unit]:
        """The units meant by `name`: none, one, or several when the name alone does not tell."""
        found = self._by_name.get(self._key(name), [])
        nearest = min((unit.depth for unit in found), default=0)
        return [unit for unit in found if unit.depth == nearest]

    def create(self, name: str) -> Unit:
        """Set up the unit `name` directly under the top one, with the next free code."""
        taken = set(Unit.objects.filter(code__startswith=f"{self.top.code}-").values_list("code", flat=True))
        number = next(n for n in range(1, len(taken) + 2) if f"{self.top.code}-{n:02d}" not in taken)
        top = Unit.objects.get(pk=self.top.pk)
        kind = KIND_BELOW.get(UnitKind(top.kind), UnitKind.GROUP)
        unit = Unit.objects.add_child(top, {"name": name, "code": f"{top.code}-{number:02d}", "kind": kind})
        self._by_name[self._key(name)].append(unit)
        return unit


class Sieve:
    """One pass over a sheet for one unit: remembers what came before, asks the register once per chunk."""

    def __init__(self, unit: Unit, *, create_units: bool, today: date) -> None:
        self.unit = unit
        self.create_units = create_units
        self.today = today
        self.units = UnitNames(unit)
        self._rows_of: dict[str, dict[str, int]] = {"id_number": {}, "employee_number": {}}

    def remember(self, reading: Reading) -> None:
        """Take note of a row, and refuse it when an earlier one names the same certificate or employee number."""
        for key, rows in self._rows_of.items():
            value = reading.values.get(key)
            if value is None:
                continue
            token = keyed_hash(value)[:24] if key == "id_number" else value
            first = rows.setdefault(token, reading.number)
            if first != reading.number:
                reading.refuse(key, _("same %(head)s as sheet row %(row)s"), head=COLUMNS[key], row=first)
                return

    def judge(self, readings: Iterable[Reading], *, lock: bool = False) -> list[Verdict]:
        """The verdicts of one chunk, in order; three queries whatever its size. `lock` holds the members found."""
        chunk = list(readings)
        hashes = {id(r): keyed_hash(r.id_number) for r in chunk if r.id_number}
        known = self._known(set(hashes.values()), lock)
        numbers = {r.values["employee_number"] for r in chunk if "employee_number" in r.values}
        holders = dict(Member.objects.filter(employee_number__in=numbers).values_list("employee_number", "id_hash"))
        return [self._verdict(r, hashes.get(id(r), ""), known, holders) for r in chunk]

    def _known(self, hashes: set[str], lock: bool) -> dict[str | None, Member]:
        members = Member.objects.filter(id_hash__in=hashes).select_related("unit")
        if lock:
            members = members.order_by("pk").select_for_update(of=("self",))
        return {member.id_hash: member for member in members}

    def _verdict(
        self, reading: Reading, id_hash: str, known: dict[str | None, Member], holders: dict[str | None, str | None]
    ) -> Verdict:
        member = known.get(id_hash) if id_hash else None
        number = reading.values.get("employee_number")
        if number in holders and holders[number] != id_hash and not reading.faults:
            reading.refuse("employee_number", _("belongs to another person in the register"))
        if member is not None:
            self._check_against(reading, member)
        unit, new_unit = self._find_unit(reading)
        if reading.faults:
            return Verdict(reading)
        if member is None:
            return Verdict(reading, "created", self._new(reading, id_hash, unit), new_unit=new_unit)
        changed = self._changes(reading, member)
        if unit is not None and member.unit_id != unit.pk:
            member.unit = unit
            changed.add("unit")
        if new_unit:
            changed.add("unit")
        return Verdict(reading, "updated" if changed else "unchanged", member, changed, new_unit)

    def _check_against(self, reading: Reading, member: Member) -> None:
        if not member.unit.path.startswith(self.unit.path):
            reading.refuse("id_number", _("this person is registered in another unit; ask for a transfer"))
            return
        state, day = reading.values.get("state"), reading.values.get("state_since")
        if state and day and state != member.state and member.state_since and day < member.state_since:
            # An old sheet must not undo what happened after it was written.
            reading.refuse(
                "changed_on",
                _("the register knows a later change of membership, of %(day)s"),
                day=member.state_since.isoformat(),
            )

    def _find_unit(self, reading: Reading) -> tuple[Unit | None, str]:
        """The unit a row names, or the name of one to be created for it."""
        if not reading.unit_name:
            return None, ""
        found = self.units.named(reading.unit_name)
        if len(found) == 1:
            return found[0], ""
        if found:
            reading.refuse("unit", _("several units are called “%(word)s”"), word=reading.unit_name)
            return None, ""
        if not reading.faults:
            self.units.unknown[reading.unit_name] += 1
        if self.create_units:
            return None, reading.unit_name
        reading.refuse("unit", _("there is no unit “%(word)s” under this one"), word=reading.unit_name)
        return None, ""

    def _new(self, reading: Reading, id_hash: str, unit: Unit | None) -> Member:
        fields: dict[str, Any] = {"state": MemberState.PENDING, **reading.values}
        member = Member(unit=unit or self.unit, id_hash=id_hash, **fields)
        member.spell()
        return member

    def _changes(self, reading: Reading, member: Member) -> set[str]:
        stated = {key: value for key, value in reading.values.items() if key != "id_number"}
        changed = {key for key, value in stated.items() if getattr(member, key) != value}
        for key in changed:
            setattr(member, key, stated[key])
        if "name" in changed:
            member.spell()
            changed |= {"pinyin", "initials"}
        return changed

"""What the sheet as a whole and the register say about its rows: duplicates, people already known, units by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from members import access
from members.choices import MemberState
from members.importing.actions.known_members import Known, Register
from members.importing.actions.rights import fault_of
from members.importing.models.imports import ImportJob
from members.importing.reading import faults
from members.importing.reading.columns import COLUMNS
from members.importing.reading.rows import Reading
from members.importing.reading.units import UnitNames
from members.importing.rules import ImportKey, ImportMode, RowOutcome
from members.membership.rules.membership import IMPOSSIBLE, Standing, misfit, standing_state
from members.permissions import MembersPermission
from members.register.rules.identity import pinyin_of
from members.units.models.units import Unit
from office.secrets import Sealed, keyed_hash
from office.types import FieldValues

# Columns that say where and as what a member stands; a row is taken over only while none of them has moved.
MEMBERSHIP = ("unit_id", "unit_since", "state", "state_since", "state_reason", "joined_on")
STATED_APART = {"id_number", "state", "state_since", "state_reason", "joined_on"}
NO_UNIT = -1


@dataclass(slots=True)
class Verdict:
    """What becomes of one row: its outcome, whom it is about, the columns that it writes and what stood there."""

    reading: Reading
    outcome: str = RowOutcome.REJECTED
    member: int | None = None
    new: FieldValues = field(default_factory=dict)
    old: FieldValues = field(default_factory=dict)
    id_number: str = ""
    """The sealed certificate number that goes with `new`, if any."""
    missing_unit: str = ""


class Sieve:
    """One pass over a sheet for one job: remembers what came before, asks the register a few times a chunk."""

    def __init__(self, job: ImportJob, *, today: date) -> None:
        self.job = job
        self.today = today
        self.units = UnitNames(job.unit)
        self._rows_of: dict[str, dict[str, int]] = {"id_number": {}, "employee_number": {}}

    def remember(self, reading: Reading) -> None:
        """Take note of a row, and refuse it when an earlier one names the same certificate or employee number."""
        if reading.id_number:
            reading.id_hash = keyed_hash(reading.id_number)
        for key, rows in self._rows_of.items():
            token = self._token(reading.id_hash) if key == "id_number" else reading.values.get(key)
            if not token:
                continue
            first = rows.setdefault(token, reading.number)
            if first != reading.number:
                reading.refuse(key, faults.TWICE, head=COLUMNS[key], row=first)
                return

    def recall(self, staged: Iterable[tuple[int, str | None, str | None]]) -> None:
        """Take note of rows judged before: their numbers, hashes of certificates, and employee numbers."""
        for number, id_hash, employee_number in staged:
            if id_hash:
                self._rows_of["id_number"].setdefault(self._token(id_hash), number)
            if employee_number:
                self._rows_of["employee_number"].setdefault(employee_number, number)

    @staticmethod
    def _token(id_hash: str) -> str:
        return id_hash[:24]

    def judge(self, chunk: list[Reading]) -> list[Verdict]:
        """The verdicts of one chunk, in order; three queries whatever its size."""
        register = Register(chunk)
        return [self._verdict(reading, register) for reading in chunk]

    def _verdict(self, reading: Reading, register: Register) -> Verdict:
        by_number = self.job.key == ImportKey.EMPLOYEE
        number = reading.values.get("employee_number")
        bearer, holder = register.by_hash.get(reading.id_hash), register.by_number.get(number)
        member = holder if by_number else bearer
        keys = {"id_hash": reading.id_hash, "employee_number": number}
        if by_number and number and holder is None:
            reading.refuse("employee_number", faults.UNKNOWN_PERSON)
        if by_number and bearer is not None and bearer is not holder and not reading.faults:
            reading.refuse("id_number", faults.BELONGS_TO_ANOTHER)
        if not by_number and holder is not None and holder is not bearer and not reading.faults:
            reading.refuse("employee_number", faults.BELONGS_TO_ANOTHER)
        if member is not None:
            self._check_reach(reading, member)
        if member is not None and self.job.mode == ImportMode.ADD and not reading.faults:
            return Verdict(reading, RowOutcome.KNOWN, member.pk, new=_filled(keys))
        unit, missing = self._find_unit(reading)
        if reading.faults:
            return Verdict(reading, member=member.pk if member else None, new=_filled(keys))
        if member is None:
            return self._created(reading, unit, missing)
        verdict = self._updated(reading, member, unit, missing)
        if verdict.outcome != RowOutcome.UPDATED:
            verdict.new = _filled(keys)
        return verdict

    def _check_reach(self, reading: Reading, member: Known) -> None:
        key = "employee_number" if self.job.key == ImportKey.EMPLOYEE else "id_number"
        if member.state == MemberState.MERGED:
            reading.refuse(key, faults.MERGED)
        elif member.path.startswith(self.job.unit.path):
            return
        elif self.job.by is None or not access.can(
            self.job.by, MembersPermission.IMPORT_MEMBER, Unit(path=member.path)
        ):
            reading.refuse(key, faults.OUTSIDE)
        elif not reading.unit_name:
            reading.refuse(key, faults.UNIT_NOT_NAMED)

    def _find_unit(self, reading: Reading) -> tuple[Unit | None, str]:
        """The unit a row names, or the name of one that there isn't yet."""
        if not reading.unit_name:
            return None, ""
        found = self.units.named(reading.unit_name)
        if len(found) == 1:
            return found[0], ""
        if found:
            reading.refuse("unit", faults.AMBIGUOUS_UNIT, word=reading.unit_name)
            return None, ""
        return None, reading.unit_name

    def _created(self, reading: Reading, unit: Unit | None, missing: str) -> Verdict:
        new = {"state": MemberState.PENDING, **reading.values}
        number = new.pop("id_number", "")
        new["id_hash"] = reading.id_hash
        new["pinyin"], new["initials"] = pinyin_of(new["name"])
        if not missing:
            new["unit_id"] = (unit or self.job.unit).pk
        sealed = Sealed.seal(number).token
        if fault := fault_of(self.job, None, {}, new, (unit or self.job.unit).path):
            reading.faults.append(fault)
            return Verdict(reading, new=_filled({"id_hash": reading.id_hash}))
        return Verdict(reading, RowOutcome.CREATED, None, new, {}, sealed, missing)

    def _updated(self, reading: Reading, member: Known, unit: Unit | None, missing: str) -> Verdict:
        """The row against what the register says of `member`; a change of membership must fit its chain of periods."""
        stated = {key: value for key, value in reading.values.items() if key not in STATED_APART}
        if reading.id_hash:
            stated["id_hash"] = reading.id_hash
        stated |= self._membership(reading, member, NO_UNIT if missing else unit.pk if unit else None)
        old = {key: was for key, value in stated.items() if (was := member.values[key]) != value}
        new = {key: stated[key] for key in old}
        self._check_chain(reading, member, new)
        if reading.faults:
            return Verdict(reading, member=member.pk)
        if not new and not missing:
            return Verdict(reading, RowOutcome.UNCHANGED, member.pk)
        to = self.job.unit if missing else unit if "unit_id" in new else None
        at = [member.path, *([to.path] if to else [])]
        if fault := fault_of(self.job, member.account, member.values, new, *at):
            reading.faults.append(fault)
            return Verdict(reading, member=member.pk)
        sealed = Sealed.seal(reading.id_number).token if "id_hash" in new else ""
        if "name" in new:
            new["pinyin"], new["initials"] = pinyin_of(new["name"])
        if missing:
            del new["unit_id"]
        guard = MEMBERSHIP if not new.keys().isdisjoint(MEMBERSHIP) or missing else ("unit_id",)
        old |= {key: member.values[key] for key in guard}
        return Verdict(reading, RowOutcome.UPDATED, member.pk, new, old, sealed, missing)

    def _membership(self, reading: Reading, member: Known, unit: int | None) -> FieldValues:
        """The columns in which the row says where and as what the member stands."""
        said = reading.values
        state, day, reason = said.get("state"), said.get("state_since"), said.get("state_reason")
        moves = unit is not None and unit != member.values["unit_id"]
        told: FieldValues = {"unit_id": unit} if moves else {}
        if "joined_on" in said:
            told["joined_on"] = said["joined_on"]
        if state is not None and state != member.standing:
            told |= {"state": state, "state_since": day, "state_reason": reason or ""}
        elif reason is not None and state == member.standing:
            told["state_reason"] = reason
        if moves:
            # 转入 tells the day of the move, and so does a return into another unit; a mere 入会 lies further back.
            dated = day is not None and (reading.came_over or "state" in told)
            told["unit_since"] = day if dated else self.today
        elif state is not None and "state" not in told:
            told |= _same_again(member, state, day, came_over=reading.came_over)
        return told

    def _check_chain(self, reading: Reading, member: Known, new: FieldValues) -> None:
        if new.keys().isdisjoint(MEMBERSHIP):
            return
        column = "changed_on" if "state_since" in reading.values else "unit"
        if member.state == MemberState.LEAVING and not new.keys().isdisjoint({"unit_id", "state"}):
            reading.refuse(column, faults.TRANSFER_UNDER_WAY)
            return
        values = {**member.values, **new}
        since = max(filter(None, (values["state_since"], values["unit_since"])), default=values["joined_on"])
        after = Standing(values["unit_id"], standing_state(values["state"]), since or member.entered_on)
        if why := misfit(member.present, member.before, after):
            figures = {"old": member.present.state, "new": after.state, "day": member.present.since.isoformat()}
            reading.refuse("change" if why is IMPOSSIBLE else column, why, **figures)


def _same_again(member: Known, state: str, day: date | None, *, came_over: bool) -> FieldValues:
    """What a row sets right that names the state that the member has: the day from which it holds."""
    if came_over and member.values["unit_since"] is not None:
        return {"unit_since": day}
    # A sheet repeats the day of joining for ever; once the member has moved, it says nothing of the present standing.
    if state == MemberState.ACTIVE and not came_over and member.before is not None:
        return {}
    return {"state_since": day}


def _filled(keys: FieldValues) -> FieldValues:
    return {key: value for key, value in keys.items() if value}

"""Checking rows against the other rows of the sheet and the register: repeated keys, known members, units, rights."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from members.choices import MemberState
from members.importing.actions.candidates import count_candidates, is_within_reach, may_know, reads_all_numbers
from members.importing.actions.known_members import KnownMember, KnownMembers
from members.importing.actions.rights import missing_right
from members.importing.models.imports import ImportJob
from members.importing.reading import faults
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import Fault
from members.importing.reading.rows import RosterRow
from members.importing.reading.units import UnitNames
from members.importing.rules import ImportKey, ImportMode, RowOutcome
from members.membership.rules.membership import IMPOSSIBLE, PeriodStart, reason_against, standing_state
from members.register.rules.identity import is_identity_number, pinyin_of
from members.units.models.units import Unit
from office.secrets import Sealed, keyed_hash
from office.types import FieldValues

# The columns of a member's unit and state: a row that changes one of them becomes a conflict if any has changed since.
MEMBERSHIP = ("unit_id", "unit_since", "state", "state_since", "state_reason", "joined_on")
# Values of a row that are not compared with a column as they are: `_membership_values` and `id_hash` stand for them.
NOT_COMPARED = {"id_number", "state", "state_since", "state_reason", "joined_on"}
# Stands for the key of a unit that does not exist yet.
UNIT_TO_CREATE = -1
# Characters of a hash that are kept for each row of the sheet: enough to be unique, and half the memory.
HASH_LENGTH = 24


@dataclass(slots=True)
class CheckedRow:
    """A row with its outcome, the key of its member, the values by column that it writes, and those it replaces.

    `old` also has the values that must be unchanged when the row is applied. A row that writes nothing has only
    `id_hash` and `employee_number` in `new`, as far as it states them.
    """

    read: RosterRow
    outcome: str = RowOutcome.REJECTED
    member: int | None = None
    new: FieldValues = field(default_factory=dict)
    old: FieldValues = field(default_factory=dict)
    id_number: str = ""
    """The encrypted certificate number, if the row writes one."""
    missing_unit: str = ""
    """The name of the row's unit, if there is no such unit."""

    @property
    def number(self) -> int:
        return self.read.number

    @property
    def faults(self) -> list[Fault]:
        return self.read.faults


def born_on_one_day(rows: int) -> int:
    """Return how many of so many people may be born on one day: sixty times as many as of a working population are.

    Members are born on some 15,000 days, so that 1,000,000 rows have 67 of a day on average; 20 more in any file.
    """
    return 20 + rows // 250


class RowChecker:
    """Checks the rows of one sheet for one job, chunk by chunk; it remembers the keys of the rows before."""

    tells_at_once = False
    """Whether a row of somebody out of reach is refused now, since it would be written now; else on confirmation."""

    def __init__(self, job: ImportJob, *, today: date) -> None:
        self.job = job
        self.today = today
        self.units = UnitNames(job.unit)
        self.compared = 0
        """How many identity numbers of people out of reach the rows have named, for the audit event."""
        self._reads_all = reads_all_numbers(job.by)
        self._counted = 0
        self._born_on: Counter[str] = Counter()
        # By column, the first row in which each value stands.
        self._first_rows: dict[str, dict[str, int]] = {"id_number": {}, "employee_number": {}}

    def check_repeated(self, row: RosterRow) -> None:
        """Refuse the row if an earlier one has the same certificate or employee number; also set its `id_hash`.

        And refuse it if more rows have its birth date than people can: such a file tries out the numbers that somebody
        may have whose birth date is known, and the check would tell which one is in the register. Not so an import that
        is started on the server, whose operator has the register anyway.
        """
        if row.id_number:
            row.id_hash = keyed_hash(row.id_number)
            if self.job.by and is_identity_number(row.id_number):
                day = row.id_number[6:14]
                self._counted += 1
                self._born_on[day] += 1
                if self._born_on[day] > born_on_one_day(self._counted):
                    row.refuse("id_number", faults.BORN_ON_ONE_DAY, day=f"{day[:4]}-{day[4:6]}-{day[6:]}")
                    return
        for key, first_rows in self._first_rows.items():
            value = row.id_hash[:HASH_LENGTH] if key == "id_number" else row.values.get(key)
            if not value:
                continue
            first = first_rows.setdefault(value, row.number)
            if first != row.number:
                row.refuse(key, faults.TWICE, head=COLUMNS[key], row=self.job.row_label(first))
                return

    def add_earlier_rows(self, rows: Iterable[tuple[int, str | None, str | None]]) -> None:
        """Remember rows that were checked before a pause, as (number, hash of the certificate, employee number)."""
        for number, id_hash, employee_number in rows:
            if id_hash:
                self._first_rows["id_number"].setdefault(id_hash[:HASH_LENGTH], number)
            if employee_number:
                self._first_rows["employee_number"].setdefault(employee_number, number)

    def check(self, rows: list[RosterRow]) -> list[CheckedRow]:
        """Return the rows checked against the register, in order; three queries, however many they are.

        Rows with more numbers of a birth date than the account may try are refused: see `candidates`.
        """
        known = KnownMembers(rows)
        if self.job.by and not self._reads_all:
            too_many, compared = count_candidates(rows, known.by_id_hash, self.job.unit, self.job.by)
            self.compared += compared
            for row in rows:
                if row.number in too_many and not _is_born_on_one_day(row):
                    day = row.id_number[6:14]
                    row.refuse("id_number", faults.CANDIDATES, day=f"{day[:4]}-{day[4:6]}-{day[6:]}")
        return [self._check_row(row, known) for row in rows]

    def _check_row(self, row: RosterRow, known: KnownMembers) -> CheckedRow:
        number = row.values.get("employee_number")
        if _is_born_on_one_day(row):
            # Not its certificate number either: members missing from the file would tell which of its rows are known.
            return CheckedRow(row, new=_not_blank({"employee_number": number}))
        with_certificate = known.by_id_hash.get(row.id_hash)
        with_number = known.by_employee_number.get(number) if number else None
        hidden = with_certificate is not None and not self._may_know(with_certificate)
        if with_number and not self._may_know(with_number) and (hidden or with_certificate is None):
            # The same whether or not the certificate number is the right one.
            row.refuse("employee_number", faults.OUTSIDE)
            return CheckedRow(row, new=_not_blank({"id_hash": row.id_hash, "employee_number": number}))
        checked = self._check_against(row, None if hidden else with_certificate, with_number)
        if hidden and self.tells_at_once and not row.faults:
            row.refuse("id_number", faults.BELONGS_TO_ANOTHER if checked.member else faults.OUTSIDE)
            return CheckedRow(row)
        return checked

    def _may_know(self, member: KnownMember) -> bool:
        return self._reads_all or may_know(member.unit_path, self.job.unit, self.job.by)

    def _check_against(
        self, row: RosterRow, with_certificate: KnownMember | None, with_number: KnownMember | None
    ) -> CheckedRow:
        by_employee_number = self.job.key == ImportKey.EMPLOYEE
        number = row.values.get("employee_number")
        member = with_number if by_employee_number else with_certificate
        keys = _not_blank({"id_hash": row.id_hash, "employee_number": number})
        if by_employee_number and number and with_number is None:
            row.refuse("employee_number", faults.UNKNOWN_PERSON)
        if by_employee_number and with_certificate not in (None, with_number) and not row.faults:
            row.refuse("id_number", faults.BELONGS_TO_ANOTHER)
        if not by_employee_number and with_number not in (None, with_certificate) and not row.faults:
            row.refuse("employee_number", faults.BELONGS_TO_ANOTHER)
        if member is not None:
            self._check_reach(row, member)
        if member is not None and self.job.mode == ImportMode.ADD and not row.faults:
            return CheckedRow(row, RowOutcome.KNOWN, member.pk, new=keys)
        unit, missing = self.find_unit(row)
        if row.faults:
            return CheckedRow(row, member=member.pk if member else None, new=keys)
        if member is None:
            return self._check_new(row, unit, missing)
        checked = self._check_known(row, member, unit, missing)
        if checked.outcome != RowOutcome.UPDATED:
            checked.new = keys
        return checked

    def _check_reach(self, row: RosterRow, member: KnownMember) -> None:
        """Refuse a member of a unit outside the job's, unless the officer may import there and the row names a unit."""
        key = "employee_number" if self.job.key == ImportKey.EMPLOYEE else "id_number"
        if member.state == MemberState.MERGED:
            row.refuse(key, faults.MERGED)
        elif member.unit_path.startswith(self.job.unit.path):
            return
        elif self.job.by is None or not is_within_reach(member.unit_path, self.job.unit, self.job.by):
            row.refuse(key, faults.OUTSIDE)
        elif not row.unit_name:
            row.refuse(key, faults.UNIT_NOT_NAMED)

    def find_unit(self, row: RosterRow) -> tuple[Unit | None, str]:
        """Return the unit that the row names, or None and the name if there is no such unit."""
        if not row.unit_name:
            return None, ""
        found = self.units.find(row.unit_name)
        if len(found) == 1:
            return found[0], ""
        if found:
            row.refuse("unit", faults.AMBIGUOUS_UNIT, word=row.unit_name)
            return None, ""
        return None, row.unit_name

    def _check_new(self, row: RosterRow, unit: Unit | None, missing: str) -> CheckedRow:
        new = {"state": MemberState.PENDING, **row.values}
        number = new.pop("id_number", "")
        new["id_hash"] = row.id_hash
        new["pinyin"], new["initials"] = pinyin_of(new["name"])
        if not missing:
            new["unit_id"] = (unit or self.job.unit).pk
        if fault := missing_right(self.job, None, {}, new, (unit or self.job.unit).path):
            row.faults.append(fault)
            return CheckedRow(row, new=_not_blank({"id_hash": row.id_hash}))
        return CheckedRow(row, RowOutcome.CREATED, None, new, {}, Sealed.seal(number).token, missing)

    def _check_known(self, row: RosterRow, member: KnownMember, unit: Unit | None, missing: str) -> CheckedRow:
        """Compare the row with a known member; a change of unit or state must fit the membership periods."""
        stated = {key: value for key, value in row.values.items() if key not in NOT_COMPARED}
        if row.id_hash:
            stated["id_hash"] = row.id_hash
        stated |= self._membership_values(row, member, UNIT_TO_CREATE if missing else unit.pk if unit else None)
        old = {key: value for key in stated if (value := member.values[key]) != stated[key]}
        new = {key: stated[key] for key in old}
        self._check_periods(row, member, new)
        if row.faults:
            return CheckedRow(row, member=member.pk)
        if not new and not missing:
            return CheckedRow(row, RowOutcome.UNCHANGED, member.pk)
        new_unit = self.job.unit if missing else unit if "unit_id" in new else None
        paths = [member.unit_path, *([new_unit.path] if new_unit else [])]
        if fault := missing_right(self.job, member.user_id, member.values, new, *paths):
            row.faults.append(fault)
            return CheckedRow(row, member=member.pk)
        id_number = Sealed.seal(row.id_number).token if "id_hash" in new else ""
        if "name" in new:
            new["pinyin"], new["initials"] = pinyin_of(new["name"])
        if missing:
            del new["unit_id"]
        must_stay = MEMBERSHIP if not new.keys().isdisjoint(MEMBERSHIP) or missing else ("unit_id",)
        old |= {key: member.values[key] for key in must_stay}
        return CheckedRow(row, RowOutcome.UPDATED, member.pk, new, old, id_number, missing)

    def _membership_values(self, row: RosterRow, member: KnownMember, unit: int | None) -> FieldValues:
        """Return the values of the columns MEMBERSHIP that the row states; `unit`: the key of the unit it names."""
        values = row.values
        state, day, reason = values.get("state"), values.get("state_since"), values.get("state_reason")
        moves = unit is not None and unit != member.values["unit_id"]
        stated: FieldValues = {"unit_id": unit} if moves else {}
        if "joined_on" in values:
            stated["joined_on"] = values["joined_on"]
        if state is not None and state != member.standing_state:
            stated |= {"state": state, "state_since": day, "state_reason": reason or ""}
        elif reason is not None and state == member.standing_state:
            stated["state_reason"] = reason
        if moves:
            # The day of 转入, or of a return into another unit, is that of the move; that of 入会 may be years earlier.
            dated = day is not None and (row.is_transfer_in or "state" in stated)
            stated["unit_since"] = day if dated else self.today
        elif state is not None and "state" not in stated:
            stated |= _corrected_day(member, state, day, is_transfer_in=row.is_transfer_in)
        return stated

    def _check_periods(self, row: RosterRow, member: KnownMember, new: FieldValues) -> None:
        """Refuse a change of unit or state that can't follow the member's current membership period."""
        if new.keys().isdisjoint(MEMBERSHIP):
            return
        column = "changed_on" if "state_since" in row.values else "unit"
        if member.state == MemberState.LEAVING and not new.keys().isdisjoint({"unit_id", "state"}):
            row.refuse(column, faults.TRANSFER_UNDER_WAY)
            return
        values = {**member.values, **new}
        since = max(filter(None, (values["state_since"], values["unit_since"])), default=values["joined_on"])
        after = PeriodStart(values["unit_id"], standing_state(values["state"]), since or member.entered_on)
        current = member.current_period
        if why := reason_against(current, member.previous_period, after):
            figures = {"old": current.state, "new": after.state, "day": current.since.isoformat()}
            row.refuse("change" if why is IMPOSSIBLE else column, why, **figures)


def _corrected_day(member: KnownMember, state: str, day: date | None, *, is_transfer_in: bool) -> FieldValues:
    """Return the column that `day` corrects, for a row that states the unit and the state that the member has."""
    if is_transfer_in and member.values["unit_since"] is not None:
        return {"unit_since": day}
    # Sheets repeat the day of joining year after year: once there is a later period, it is not that of the current one.
    if state == MemberState.ACTIVE and not is_transfer_in and member.previous_period is not None:
        return {}
    return {"state_since": day}


def _is_born_on_one_day(row: RosterRow) -> bool:
    return bool(row.faults) and any(fault.reason in (faults.BORN_ON_ONE_DAY, faults.CANDIDATES) for fault in row.faults)


def _not_blank(values: FieldValues) -> FieldValues:
    return {key: value for key, value in values.items() if value}

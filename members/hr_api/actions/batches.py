"""Batches of members from other systems, identified by employee number, with the checks of a roster."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from members import access
from members.authority.models import User
from members.importing.actions.checking import CheckedRow, RowChecker
from members.importing.models.imports import ImportJob
from members.importing.reading.columns import REQUIRED
from members.importing.reading.faults import MISSING, Fault
from members.importing.reading.rows import RosterRow, read_row
from members.importing.rules import ImportKey, RowOutcome
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed, Reason
from office.models import AuditEvent
from office.secrets import Sealed
from office.types import FieldValues

NUMBER, REFUSED = "employee_number", "refused"
# Fields of a row that are no columns of the sheet.
BESIDES = ("work_site",)
NO_SUCH_UNIT = Reason("unknown_unit", gettext_noop("there is no unit “%(word)s” within your reach"))
MEANWHILE = _("Somebody else is changing the same people. Send the batch again.")
UPDATES_AT_ONCE = 250
# A row that is refused for another fault changes nothing, and yet tells whether the register knows its certificate.
REFUSED_ROWS, WITHIN = 2000, timedelta(hours=1)


@dataclass
class RowResult:
    """The result of one row: created, updated, unchanged or refused, the key of the member, and why it is refused."""

    number: int
    employee_number: str
    outcome: str
    member: int | None = None
    faults: list[Fault] = field(default_factory=list)
    read: RosterRow | None = None
    """The row as it was read, with its cells."""


class BatchRowChecker(RowChecker):
    """Checks the rows of a batch, which name units by code: any of `units_by_code`, those in the caller's reach."""

    tells_at_once = True
    units_by_code: dict[str, Unit]

    def find_unit(self, row: RosterRow) -> tuple[Unit | None, str]:
        if not row.unit_name:
            return None, ""
        unit = self.units_by_code.get(row.unit_name)
        if unit is None:
            row.refuse("unit", NO_SUCH_UNIT, word=row.unit_name)
        return unit, ""


@transaction.atomic
def upsert_members(rows: Mapping[int, dict[str, str]], unit: Unit, *, by: User, malformed: int = 0) -> list[RowResult]:
    """Create and change members by employee number, each row if it passes the checks of a roster; return all results.

    `rows` are cells of a sheet by row number. Whose number is unknown is found by certificate number, else created, in
    `unit` unless the row names another. `malformed` is the number of rows refused before, for the audit event. The
    number of statements doesn't depend on the rows, but for one update per UPDATES_AT_ONCE. Raises NotAllowed, without
    any change, when somebody else has written the same people meanwhile, or REFUSED_ROWS rows of the account have been
    refused within the hour.
    """
    _limit_refusals(by)
    checker = BatchRowChecker(ImportJob(unit=unit, by=by, key=ImportKey.CERTIFICATE), today=timezone.localdate())
    read = [read_row(number, cells, today=checker.today, required=(NUMBER,)) for number, cells in rows.items()]
    for row in read:
        checker.check_repeated(row)
    people = _lock(read)
    checked = _check(read, rows, checker, {member.employee_number for member in people.values()})
    # What passed the checks a moment ago can only be refused because of what somebody else has written since.
    with refused_by({}, otherwise=MEANWHILE):
        results = _write(rows, checked, people)
    counts = Counter([result.outcome for result in results] + [REFUSED] * malformed)
    if checker.compared:
        audit.record("member.check_number", unit, by=by, unit=unit, changes={"rows": checker.compared})
    audit.record("member.batch", unit, by=by, unit=unit, changes={"rows": counts.total(), **counts})
    return results


def _limit_refusals(by: User) -> None:
    """Raise NotAllowed after REFUSED_ROWS refused rows of this account; its batches wait for each other."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    batches = AuditEvent.objects.filter(actor=by, verb="member.batch", at__gt=timezone.now() - WITHIN)
    if sum(changes.get(REFUSED, 0) for changes in batches.values_list("changes", flat=True)) >= REFUSED_ROWS:
        told = _("%(count)d rows were refused within the hour. Mend the data, and send them again later.")
        raise NotAllowed(told % {"count": REFUSED_ROWS}, code="too_many_refused_rows")


def _lock(read: list[RosterRow]) -> dict[int, Member]:
    """Return the members with a number or certificate of these rows, locked, by key."""
    numbers = {row.values[NUMBER] for row in read if NUMBER in row.values}
    hashes = {row.id_hash for row in read if row.id_hash}
    # Two queries: for an OR over two indexes the planner may read the whole table.
    meant = {
        *Member.objects.filter(employee_number__in=numbers).values_list("pk", flat=True),
        *Member.objects.filter(id_hash__in=hashes).values_list("pk", flat=True),
    }
    return {member.pk: member for member in Member.objects.filter(pk__in=meant).order_by("pk").select_for_update()}


def _check(
    read: list[RosterRow], rows: Mapping[int, dict[str, str]], checker: BatchRowChecker, held: set[str | None]
) -> list[CheckedRow]:
    """Return the checked rows in the order of `rows`.

    A row whose employee number is among `held` is matched by it, any other one by certificate number.
    """
    codes = {row.unit_name for row in read if row.unit_name}
    assert checker.job.by, "the sender of the batch"
    reach = access.units(checker.job.by, MembersPermission.IMPORT_MEMBER).filter(code__in=codes)
    checker.units_by_code = {unit.code: unit for unit in reach}
    known = [row for row in read if row.values.get(NUMBER) in held]
    others = [row for row in read if row.values.get(NUMBER) not in held]
    for row in others:
        for key in REQUIRED:
            if not rows[row.number].get(key):
                row.refuse(key, MISSING)
    checked = checker.check(others)
    checker.job.key = ImportKey.EMPLOYEE
    checked += checker.check(known)
    return sorted(checked, key=lambda row: row.number)


def _write(rows: Mapping[int, dict[str, str]], checked: list[CheckedRow], people: dict[int, Member]) -> list[RowResult]:
    """Create and change the members of accepted rows in bulk; return a result for each row, in order."""
    created: list[Member] = []
    updated: list[Member] = []
    fields: set[str] = set()
    results = []
    for cells, row in zip(rows.values(), checked, strict=True):
        said = {name: cells[name] for name in BESIDES if cells.get(name)}
        result = RowResult(row.number, cells.get(NUMBER, ""), REFUSED, None, row.faults, row.read)
        results.append(result)
        if row.faults:
            continue
        if row.outcome == RowOutcome.CREATED:
            result.outcome = "created"
            created.append(Member(id_number=Sealed(row.id_number), **row.new, **said))
            continue
        member = people.get(row.member or 0)
        if member is None:
            raise NotAllowed(MEANWHILE, code="changed_meanwhile")
        new = _changes(row, member, said)
        result.member, result.outcome = member.pk, "updated" if new else "unchanged"
        if new:
            fields |= new.keys()
            updated.append(member)
    # In one order, so that two batches with the same people wait for each other instead of locking each other out.
    Member.objects.bulk_create(sorted(created, key=lambda member: member.id_hash or ""))
    _update(updated, fields)
    entered = iter(created)
    for result in results:
        if result.outcome == "created":
            result.member = next(entered).pk
    return results


def _changes(row: CheckedRow, member: Member, said: dict[str, str]) -> FieldValues:
    """Set the row's new values on the member, unsaved; return those that changed, by column."""
    new = dict(row.new) if row.outcome == RowOutcome.UPDATED else {}
    new |= {name: value for name, value in said.items() if getattr(member, name) != value}
    if "id_hash" in new:
        new["id_number"] = Sealed(row.id_number)
    for name, value in new.items():
        setattr(member, name, value)
    return new


def _update(members: list[Member], fields: set[str]) -> None:
    now = timezone.now()
    for member in members:
        member.updated_at = now
    names = sorted({name.removesuffix("_id") for name in fields} | {"updated_at"})
    if members:
        Member.objects.bulk_update(members, names, batch_size=UPDATES_AT_ONCE)

"""Whether an officer may make the change of a row: it takes the rights that the pages take for the same change.

Checked when a row is checked, for whoever uploaded it, and again when it is applied, for whoever confirmed it.
"""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from members import access
from members.choices import MemberState
from members.importing.actions.candidates import may_know, reads_all_numbers
from members.importing.models.imports import ImportFault, ImportJob
from members.importing.models.staging import ImportRow, ImportSlice
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import NO_RIGHT, NO_TRANSFER, OUTSIDE, OWN, Fault
from members.importing.rules import RowOutcome
from members.membership.rules.changes import TRANSFER, right_to_become
from members.membership.rules.membership import standing_state
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.units.models.units import Unit
from office.types import FieldValues

# The states in which whoever may import may enter somebody; every other state is a decision about a membership.
FREE_STATES = (MemberState.ACTIVE, MemberState.PENDING)
STATE_DETAILS = ("state_since", "state_reason")
UNIT_COLUMNS = ("unit_id", "unit_since")


def missing_right(job: ImportJob, user_id: int | None, old: FieldValues, new: FieldValues, *paths: str) -> Fault | None:
    """Return why `job.by` may not write `new` over `old`, values by column of the member's table, or None.

    `user_id`: the account of the member. `paths`: the path of the member's unit, then that of the new unit if the row
    names another; for a new member, whose `old` is empty, that of its unit. Without `job.by` everything is allowed: the
    import is started on the server by the command `import_members`.
    """
    if job.by is None:
        return None
    if old and user_id == job.by.pk:
        return Fault(COLUMNS["name"], OWN)
    if old and not paths[0].startswith(job.unit.path) and not _may(job, MembersPermission.IMPORT_MEMBER, paths[0]):
        return Fault(COLUMNS["unit"], OUTSIDE)
    old_state = standing_state(old.get("state", ""))
    new_state = new.get("state") or ("" if new.keys().isdisjoint(STATE_DETAILS) else old_state)
    free = new_state in FREE_STATES and old_state in ("", new_state)
    if new_state and not free and not _may(job, right_to_become(new_state, old=old_state), *paths):
        return Fault(COLUMNS["change"], NO_RIGHT, {"new": new_state})
    # Becoming active in another unit is no transfer: the right to it, checked above in both units, is enough.
    moves = bool(old) and (len(paths) > 1 or "unit_since" in new) and new.get("state") != MemberState.ACTIVE
    return Fault(COLUMNS["unit"], NO_TRANSFER) if moves and not _may(job, TRANSFER, *paths) else None


def _may(job: ImportJob, perm: str, *paths: str) -> bool:
    return job.by is not None and all(access.can(job.by, perm, Unit(path=path)) for path in paths)


def refuse_rows_without_right(
    job: ImportJob, part: ImportSlice, created_units: dict[str, int], left_out: list[str]
) -> int:
    """Refuse the rows of a slice that `job.by` has no right to any more; return how many.

    `created_units` as in `apply_slice`; `left_out`: the columns of registered members that no row changes. At most five
    queries.
    """
    rows = ImportRow.objects.filter(job=job, number__range=(part.first_row, part.last_row), left_out=False)
    needs_right = (
        Q(new__has_any_keys=["state", *STATE_DETAILS, *UNIT_COLUMNS]) | ~Q(missing_unit="") | Q(member__user=job.by_id)
    )
    to_check = rows.filter(Q(missing_unit="") | Q(missing_unit__in=[*created_units])).filter(
        Q(needs_right, outcome=RowOutcome.UPDATED) | Q(~Q(new__state__in=[*FREE_STATES]), outcome=RowOutcome.CREATED)
    )
    found = list(to_check.select_related("member") if job.by else ())
    new_units = {row.pk: created_units.get(row.missing_unit) or row.new.get("unit_id") for row in found}
    units = {*new_units.values(), *(row.old.get("unit_id") for row in found)} - {None}
    paths = dict(Unit.objects.filter(pk__in=units).values_list("pk", "path")) if units else {}
    faults = {}
    for row in found:
        new, new_unit = row.new, new_units[row.pk]
        if row.member:
            new = {key: value for key, value in new.items() if key not in left_out}
            new_unit = None if "unit_id" in left_out else new_unit
        row_paths = [paths[pk] for pk in (row.old.get("unit_id"), new_unit) if pk]
        if fault := missing_right(job, row.member.user_id if row.member else None, row.old, new, *row_paths):
            faults[row.number] = fault
    _refuse(job, rows, faults)
    return len(faults)


def refuse_people_out_of_reach(job: ImportJob, part: ImportSlice, created_units: dict[str, int]) -> int:
    """Refuse the rows of a slice that would create somebody registered elsewhere, and say so; return how many.

    Only those that could be written otherwise: a row that comes to nothing must not tell whether its number is known.
    """
    if reads_all_numbers(job.by):
        return 0
    rows = ImportRow.objects.filter(job=job, number__range=(part.first_row, part.last_row), left_out=False)
    new = rows.filter(outcome=RowOutcome.CREATED).filter(Q(missing_unit="") | Q(missing_unit__in=[*created_units]))
    keys = {row["id_hash"]: (number, row.get("employee_number")) for number, row in new.values_list("number", "new")}
    registered = Member.objects.filter(id_hash__in=[*keys]).values_list("id_hash", "unit__path")
    hidden = [keys[id_hash] for id_hash, path in registered if id_hash and not may_know(path, job.unit, job.by)]
    numbers = [employee_number for _row, employee_number in hidden if employee_number]
    held = set(Member.objects.filter(employee_number__in=numbers).values_list("employee_number", flat=True))
    outside = Fault(COLUMNS["id_number"], OUTSIDE)
    faults = {number: outside for number, employee_number in hidden if employee_number not in held}
    _refuse(job, rows, faults)
    return len(faults)


def _refuse(job: ImportJob, rows: QuerySet[ImportRow], faults: Mapping[int, Fault]) -> None:
    if faults:
        refused = rows.filter(number__in=faults)
        written = refused.values_list("number", "new__name", "member__name", "member__unit__path")
        # The register's name only of whom the job's own unit has.
        names = {
            number: name or (known if path and path.startswith(job.unit.path) else "")
            for number, name, known, path in written
        }
        refused.update(outcome=RowOutcome.REJECTED, new={}, old={}, id_number="")
        ImportFault.objects.bulk_create(
            ImportFault(
                job=job,
                row=number,
                column=fault.column,
                reason=fault.reason.sentence,
                params=fault.params,
                name=names[number] or "",
            )
            for number, fault in faults.items()
        )

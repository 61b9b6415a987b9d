"""Whether an officer may let a row change a membership: by the rights that the pages ask for the same change.

Asked when a row is checked, of whoever brings it in, and again when it is taken over, of whoever has confirmed it.
"""

from django.db.models import Q

from members import access
from members.choices import MemberState
from members.importing.models.imports import ImportFault, ImportJob
from members.importing.models.staging import ImportRow, ImportSlice
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import NO_RIGHT, NO_TRANSFER, OUTSIDE, OWN, Fault
from members.importing.rules import RowOutcome
from members.membership.rules.changes import TRANSFER, right_to_become
from members.membership.rules.membership import standing_state
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.types import FieldValues

# As which anybody may be entered who may bring in a roster; any other state is a decision about a membership.
FREE = (MemberState.ACTIVE, MemberState.PENDING)
REMARKS = ("state_since", "state_reason")
MOVES = ("unit_id", "unit_since")


def fault_of(job: ImportJob, account: int | None, old: FieldValues, new: FieldValues, *at: str) -> Fault | None:
    """Why `job.by` may not write `new` over `old`, columns of the member's table; None if they may.

    `account` is that of the member, `at` the paths of the units concerned: that of the member, and the new one of whom
    the row moves. `old` is empty for who is new. Without `job.by` the server's operator writes, who may.
    """
    if job.by is None:
        return None
    if old and account == job.by.pk:
        return Fault(COLUMNS["name"], OWN)
    if old and not at[0].startswith(job.unit.path) and not _may(job, MembersPermission.IMPORT_MEMBER, at[0]):
        return Fault(COLUMNS["unit"], OUTSIDE)
    was = standing_state(old.get("state", ""))
    becomes = new.get("state") or ("" if new.keys().isdisjoint(REMARKS) else was)
    free = becomes in FREE and was in ("", becomes)
    if becomes and not free and not _may(job, right_to_become(becomes, old=was), *at):
        return Fault(COLUMNS["change"], NO_RIGHT, {"new": becomes})
    # Whoever comes back comes back to where the officer says.
    moves = bool(old) and (len(at) > 1 or "unit_since" in new) and new.get("state") != MemberState.ACTIVE
    return Fault(COLUMNS["unit"], NO_TRANSFER) if moves and not _may(job, TRANSFER, *at) else None


def _may(job: ImportJob, perm: str, *at: str) -> bool:
    return job.by is not None and all(access.can(job.by, perm, Unit(path=path)) for path in at)


def refuse_rows(job: ImportJob, part: ImportSlice, units: dict[str, int], left_out: list[str]) -> int:
    """Refuse the rows of a slice that `job.by` may not take over by the rights of today; returns how many.

    `units` and `left_out` as in `apply_slice`. Two queries, whatever the rows, and two more if there are such.
    """
    rows = ImportRow.objects.filter(job=job, number__range=(part.first_row, part.last_row), left_out=False)
    decides = Q(new__has_any_keys=["state", *REMARKS, *MOVES]) | ~Q(missing_unit="") | Q(member__user=job.by_id)
    asked = rows.filter(Q(missing_unit="") | Q(missing_unit__in=[*units])).filter(
        Q(decides, outcome=RowOutcome.UPDATED) | Q(~Q(new__state__in=[*FREE]), outcome=RowOutcome.CREATED)
    )
    found = list(asked.select_related("member") if job.by else ())
    goes = {row.pk: units.get(row.missing_unit) or row.new.get("unit_id") for row in found}
    places = {*goes.values(), *(row.old.get("unit_id") for row in found)} - {None}
    paths = dict(Unit.objects.filter(pk__in=places).values_list("pk", "path")) if places else {}
    faults = {}
    for row in found:
        new, to = row.new, goes[row.pk]
        if row.member:
            new = {key: value for key, value in new.items() if key not in left_out}
            to = None if "unit_id" in left_out else to
        at = [paths[pk] for pk in (row.old.get("unit_id"), to) if pk]
        if fault := fault_of(job, row.member.user_id if row.member else None, row.old, new, *at):
            faults[row.number] = fault
    if faults:
        rows.filter(number__in=faults).update(outcome=RowOutcome.REJECTED, new={}, old={}, id_number="")
        ImportFault.objects.bulk_create(
            ImportFault(job=job, row=number, column=fault.column, reason=fault.reason.sentence, params=fault.params)
            for number, fault in faults.items()
        )
    return len(faults)

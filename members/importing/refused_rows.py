"""What the file says in the cells for which rows are refused, as pages show it: masked as the reader's rights say."""

from collections.abc import Iterable

from members import access
from members.authority.models import User
from members.importing.models.imports import ImportFault, ImportJob
from members.importing.reading.columns import COLUMNS
from members.permissions import MembersPermission
from members.register.rules import identity

# The columns whose values pages mask: a form doesn't show them either.
NUMBERS = ("id_number", "phone")
KEYS = {head: key for key, head in COLUMNS.items()}


def cells_to_correct(job: ImportJob, number: int, *, reader: User) -> dict[str, tuple[str, str]]:
    """Return the columns for which a row is refused, by key: what the file says there, and the reasons.

    The value is "" for a number of a person, whose masked form precedes the reasons.
    """
    cells: dict[str, tuple[str, str]] = {}
    for fault, shown in with_values(job, job.faults.refusing().filter(row=number).order_by("pk"), reader=reader):
        key = KEYS[fault.column]
        value, said = cells.get(key, ("" if key in NUMBERS else shown, shown if key in NUMBERS else ""))
        cells[key] = (value, " · ".join(filter(None, [said, fault.text])))
    return cells


def with_values(job: ImportJob, faults: Iterable[ImportFault], *, reader: User) -> list[tuple[ImportFault, str]]:
    """Return every fault with what the file says there.

    Phones are masked, and certificate numbers wholly; who may read numbers in full in the unit of the job sees phones,
    and some digits of certificate numbers, to find the wrong one.
    """
    reads_numbers = access.can(reader, MembersPermission.REVEAL_MEMBER, job.unit)
    return [(fault, shown_value(fault.column, fault.value.reveal(), whole=reads_numbers)) for fault in faults]


def shown_value(column: str, value: str, *, whole: bool = False) -> str:
    """Return a value of the file's column with this heading, masked if it is a number of a person."""
    if column == COLUMNS["id_number"]:
        return identity.mask_middle(value) if whole else identity.mask_identity(value)
    if column == COLUMNS["phone"] and not whole:
        return identity.mask_phone(value)
    return value

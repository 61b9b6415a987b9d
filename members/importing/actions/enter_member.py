"""Entering one new member by hand, under the checks that a row of a roster passes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.importing.actions.checking import RowChecker
from members.importing.models.imports import ImportJob
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import Fault
from members.importing.reading.rows import RosterRow, read_row
from members.importing.rules import RowOutcome
from members.register.actions.open_unit import in_open_unit
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed

KEY_OF_HEAD = {head: key for key, head in COLUMNS.items()}
# The fields of the form that are not named like the column of the sheet.
FORM_FIELDS = {"changed_on": "joined_on", "change": "joined_on"}


class FaultyEntry(NotAllowed):
    """The entry has faults, of which `by_field` names the fields of the form."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(fault.text for fault in faults))
        self.faults = faults

    @property
    def by_field(self) -> list[tuple[str, str]]:
        return [(form_field_of(fault), fault.text) for fault in self.faults]


def form_field_of(fault: Fault) -> str:
    """Return the field of the form that a fault in a column of the sheet is about."""
    key = KEY_OF_HEAD.get(fault.column, "")
    return FORM_FIELDS.get(key, key)


def read_entry(cells: dict[str, str]) -> RosterRow:
    """Read the cells of one person, as a sheet would have them, with the faults that show without the register."""
    return read_row(0, cells, today=timezone.localdate())


@transaction.atomic
def add_member(row: RosterRow, unit: Unit, *, by: User, work_site: str = "") -> Member:
    """Enter a new member in `unit`; the sheet has no column for `work_site`.

    Raises FaultyEntry for faults, NotAllowed when the person is in the register already.
    """
    checker = RowChecker(ImportJob(unit=unit), today=timezone.localdate())
    checker.check_repeated(row)
    checked = checker.check([row])[0]
    if row.faults:
        raise FaultyEntry(row.faults)
    if checked.outcome != RowOutcome.CREATED:
        raise NotAllowed(_("This person is in the register already."), field="id_number")
    member = Member(id_number=row.id_number, work_site=work_site, **checked.new)
    duplicates = {
        "members_member_id_hash_key": _("This person is in the register already."),
        "members_member_employee_number_key": _("Another member has this employee number."),
    }
    fields = {"members_member_id_hash_key": "id_number", "members_member_employee_number_key": "employee_number"}
    with in_open_unit(unit), refused_by(duplicates, fields=fields):
        member.save()
    audit.record("member.add", member, by=by, unit=unit)
    return member

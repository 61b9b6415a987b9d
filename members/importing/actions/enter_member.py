"""Entering one new member by hand, under the checks that a row of a roster passes."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.importing.actions.checking import Sieve
from members.importing.models.imports import ImportJob
from members.importing.reading.columns import COLUMNS
from members.importing.reading.faults import Fault
from members.importing.reading.rows import Reading, read_row
from members.importing.rules import RowOutcome
from members.register.actions.open_unit import in_open_unit
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed

KEYS = {head: key for key, head in COLUMNS.items()}
# An entry's fields bear the names of the sheet's columns, but for these.
FIELDS = {"changed_on": "joined_on", "change": "joined_on"}


class Refused(NotAllowed):
    """What is wrong with an entry, field by field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(fault.text for fault in faults))
        self.faults = faults

    @property
    def by_field(self) -> list[tuple[str, str]]:
        return [(field_of(fault), fault.text) for fault in self.faults]


def field_of(fault: Fault) -> str:
    """The field of an entry that a fault of a sheet's column is about."""
    key = KEYS.get(fault.column, "")
    return FIELDS.get(key, key)


def read_entry(cells: dict[str, str]) -> Reading:
    """What the cells of one person say, in the words of the sheet, with every fault that they show by themselves."""
    return read_row(0, cells, today=timezone.localdate())


@transaction.atomic
def add_member(reading: Reading, unit: Unit, *, by: User, **besides: Any) -> Member:
    """Enter a new member in `unit`; `besides` are fields that the sheet has no column for.

    Raises Refused for faults, NotAllowed when the person is in the register already.
    """
    sieve = Sieve(ImportJob(unit=unit), today=timezone.localdate())
    sieve.remember(reading)
    verdict = sieve.judge([reading])[0]
    if reading.faults:
        raise Refused(reading.faults)
    if verdict.outcome != RowOutcome.CREATED:
        raise NotAllowed(_("This person is in the register already."), field="id_number")
    member = Member(id_number=reading.id_number, **{**verdict.new, **besides})
    taken = {
        "members_member_id_hash_key": _("This person is in the register already."),
        "members_member_employee_number_key": _("Another member has this employee number."),
    }
    fields = {"members_member_id_hash_key": "id_number", "members_member_employee_number_key": "employee_number"}
    with in_open_unit(unit), refused_by(taken, fields=fields):
        member.save()
    audit.record("member.add", member, by=by, unit=unit)
    return member

"""Entering one new member by hand, under the checks that a row of a roster passes."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.importing.applying import take_turn, write
from members.importing.checking import Sieve
from members.importing.rows import Fault, Reading, read_row
from members.models import Member, Unit, User
from union_portal.office import audit
from union_portal.office.errors import NotAllowed


class Refused(NotAllowed):
    """What is wrong with an entry, column by column."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(fault.text for fault in faults))
        self.faults = faults


def read_entry(cells: dict[str, str]) -> Reading:
    """What the cells of one person say, in the words of the sheet, with every fault that they show by themselves."""
    return read_row(0, cells, today=timezone.localdate())


@transaction.atomic
def add_member(reading: Reading, unit: Unit, *, by: User, **besides: Any) -> Member:
    """Enter a new member in `unit`; `besides` are fields that the sheet has no column for.

    Raises Refused for faults, NotAllowed when the person is in the register already.
    """
    take_turn()
    sieve = Sieve(unit, create_units=False, today=timezone.localdate())
    verdict = sieve.judge([reading], lock=True)[0]
    if reading.faults:
        raise Refused(reading.faults)
    if verdict.outcome != "created" or verdict.member is None:
        raise NotAllowed(_("This person is in the register already."))
    for name, value in besides.items():
        setattr(verdict.member, name, value)
    write([verdict], sieve.units, by=by)
    audit.record("member.add", verdict.member, by=by, unit=unit)
    return verdict.member

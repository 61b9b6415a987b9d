"""Uploaded lists: sent by an officer, read and checked by a worker; `runs/actions/opening.py` opens the run."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from members.authority.models import User
from members.choices import LEFT_STATES
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.chunked_files import processing
from office.chunked_files.actions import cancel_file
from office.chunked_files.rules import FileState
from office.errors import NotAllowed
from office.sheets import reading
from office.sheets.containers import check_container
from office.sheets.layouts import Layout
from office.sheets.reading import SheetRow
from office.sql import load_sql, run_sql
from office.types import Upload
from welfare.choices import Basis
from welfare.lists.models import BenefitList, ListRow
from welfare.lists.reading import find_list, masked, read_list_row
from welfare.plans.models import Plan
from welfare.standards.lookup import Standards
from welfare.standards.rules import caps_for

UNKNOWN = gettext_noop("nobody of this unit has the number %(number)s")
TWICE = gettext_noop("the same number as in row %(row)s: which amount is meant?")
LEFT = gettext_noop("has left the union")
OTHER_NAME = gettext_noop("“%(name)s” is not the name that the register has for the number %(number)s")
ABOVE_CAP = gettext_noop("more than the cap of %(cap)s")

FIND_MEMBERS = load_sql("welfare.lists", "find_members")
REFUSE_ABOVE_CAP = load_sql("welfare.lists", "refuse_above_cap")


@transaction.atomic
def start_list(plan: Plan, file: Upload, *, day: date, by: User) -> BenefitList:
    """Store a list for the plan's event on `day`, for a worker to check.

    Raises UnreadableWorkbook, and NotAllowed when the plan has no such event; then nothing is stored.
    """
    if not any(event.on == day for event in plan.next_events(day, 1)):
        raise NotAllowed(_("The plan has no event on that day: choose one of its next dates."), field="day")
    check_container(file, file.size or 0, settings.IMPORT_MAX_BYTES)
    layout = find_list(file)
    file.seek(0)
    return BenefitList.objects.create(
        plan=plan,
        unit=plan.unit,
        by=by,
        on=day,
        file=file,
        file_name=(file.name or "")[-200:],
        total_rows=layout.rows,
        layout=layout.as_json(),
        unknown_heads=layout.unknown_heads,
    )


@transaction.atomic
def cancel_list(file: BenefitList, *, by: User) -> None:
    """Set a list aside before its run is opened. Raises NotAllowed in any other state."""
    cancel_file(file, FileState.CHECKING, FileState.CHECKED)
    audit.record("list.cancel", file, by=by, unit=file.unit)


class ListProcessor(processing.FileProcessor[BenefitList, SheetRow, list[ListRow]]):
    """Rows are stored chunk by chunk, then checked against the register all at once."""

    def read(self, opened: IO[bytes]) -> Iterator[SheetRow]:
        return reading.read_rows(opened, Layout.from_json(self.file.layout), after=self.file.last_row)

    def check(self, rows: list[SheetRow]) -> list[ListRow]:
        return self._without_strange_numbers([read_list_row(self.file.pk, row) for row in rows])

    def _without_strange_numbers(self, rows: list[ListRow]) -> list[ListRow]:
        """Return the rows without long numbers that nobody of the unit has: they may be those of certificates."""
        typed = {row.employee_number for row in rows if masked(row.employee_number) != row.employee_number}
        people = Member.objects.filter(employee_number__in=typed, unit__path__startswith=self.file.unit.path)
        strange = typed - {*people.values_list("employee_number", flat=True)} if typed else typed
        for row in rows:
            if row.employee_number in strange:
                row.employee_number = masked(row.employee_number)
                if not row.fault:
                    row.fault, row.params = UNKNOWN, {"number": row.employee_number}
        return rows

    def store(self, checked: list[ListRow]) -> dict[str, object]:
        ListRow.objects.bulk_create(checked)
        return {}

    def complete_check(self, claimed: BenefitList) -> dict[str, object]:
        run_sql(
            FIND_MEMBERS,
            {
                "list": claimed.pk,
                "path": claimed.unit.path,
                "left_states": [state.value for state in LEFT_STATES],
                "unknown": UNKNOWN,
                "twice": TWICE,
                "left": LEFT,
                "other_name": OTHER_NAME,
            },
        )
        caps = _caps(claimed)
        said = {"list": claimed.pk, "fault": ABOVE_CAP, "units": [*caps], "caps": [*caps.values()]}
        run_sql(REFUSE_ABOVE_CAP, said)
        sums = claimed.rows.aggregate(
            heads=Count("member"),
            amount=Sum("amount", filter=Q(member__isnull=False)),
            refused=Count("pk", filter=~Q(fault="")),
        )
        layout = Layout.from_json(claimed.layout).ended_at(claimed.last_row).as_json()
        return {"layout": layout, **sums, "amount": sums["amount"] or 0}

    def apply(self) -> None:
        """Do nothing: the run is opened in the request that confirms the list, and counted in slices."""


def _caps(file: BenefitList) -> dict[int, Decimal]:
    """Return for each unit with a member on the list the cap for one event, where there is one."""
    standards = Standards(file.plan.kind)
    units = Unit.objects.filter(pk__in=file.rows.filter(member__isnull=False).values("member__unit"))
    caps: dict[int, Decimal] = {}
    for unit in units:
        reached = standards.at(unit.path)
        found = caps_for(
            reached.caps,
            kind=file.plan.kind,
            on=file.on,
            festival=file.plan.festival,
            conditions=reached.conditions,
        )
        each = [found[basis].amount for basis in (Basis.EVENT, Basis.FESTIVAL, Basis.PERSON_YEAR) if basis in found]
        if each:
            caps[unit.pk] = min(each)
    return caps

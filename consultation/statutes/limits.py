"""The limits of the law that may run for a case, with the day by the calendar and the safe one before it moved."""

from datetime import date
from typing import NamedTuple

from consultation.choices import GrievanceCategory
from consultation.statutes.models import StatutoryLimit
from office.clocks.days import StoredCalendar
from office.clocks.rules import Event, EventKind, Reckoning, reckon

CODES = ("arbitration.limitation", "arbitration.limitation_wages", "inspection.limit")


class LimitOfCase(NamedTuple):
    basis: str
    for_inspection: bool
    """Whether it is the limit for labour inspection; else it is that for arbitration."""
    found: Reckoning | None
    """None where no limit runs."""

    @property
    def last_day(self) -> date | None:
        """The safe day: the last one before it moves past days off."""
        return self.found.unmoved if self.found else None

    @property
    def moved_to(self) -> date | None:
        """The last day by the calendar, where it is a later one."""
        return self.found.due if self.found and self.found.due != self.found.unmoved else None


def limits_of_case(
    category: GrievanceCategory, since: date | None, employment_ended_on: date | None
) -> list[LimitOfCase]:
    """Return the limits as advice: arbitration, then labour inspection; since a limit can be interrupted.

    Unpaid wages have none while employed, and one from the end of employment: 劳动争议调解仲裁法 27.
    """
    rows = {row.code: row for row in StatutoryLimit.objects.filter(code__in=CODES, region="")}
    calendar = StoredCalendar()
    found = []

    def add(code: str, start: date | None) -> None:
        if row := rows.get(code):
            counted = reckon(row.limit, [Event(EventKind.START, start)], calendar) if start else None
            found.append(LimitOfCase(row.basis, code == "inspection.limit", counted))

    if category is GrievanceCategory.WAGES:
        add("arbitration.limitation_wages", employment_ended_on)
    elif since:
        add("arbitration.limitation", since)
    if since:
        add("inspection.limit", since)
    return found

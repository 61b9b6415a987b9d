"""What members collect and where, as the run says or, where they differ, the units above them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from office.lists import set_for_template
from welfare.choices import Form
from welfare.grants.models.grants import Grant
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection


@dataclass(frozen=True)
class Details:
    """What a member collects, where, when, whom they ask, and the last day; "" and None where nothing is said.

    `store_id` is the key of the pickup point whose stock is handed out there; None where no stock is kept.
    """

    goods: str
    place: str
    hours: str
    contact: str
    until: date | None
    store_id: int | None = None

    @property
    def in_one_line(self) -> str:
        """Goods, place, opening time, last day and contact, as a notice says them; "" where nothing is said."""
        parts = [
            self.goods,
            _("at %(place)s") % {"place": self.place} if self.place else "",
            self.hours,
            _("until %(day)s") % {"day": self.until.isoformat()} if self.until else "",
            _("ask %(contact)s") % {"contact": self.contact} if self.contact else "",
        ]
        return _("; ").join(part for part in parts if part)


def details_for(run: Run, path: str, collections: Iterable[RunCollection]) -> Details:
    """Return what holds for a member of the unit of this path; `collections` are those of the run, with their units.

    Each value is that of the nearest unit that has one, else that of the run.
    """
    if run.form == Form.MONEY:
        # Nothing is collected; whom to ask may be said all the same.
        return Details(run.goods, "", "", run.contact, None)
    details = Details(run.goods, run.place, run.hours, run.contact, run.collect_until, run.store_id)
    above = [one for one in collections if path.startswith(one.unit.path)]
    for one in sorted(above, key=lambda one: len(one.unit.path)):
        details = replace(
            details,
            place=one.place or details.place,
            hours=one.hours or details.hours,
            contact=one.contact or details.contact,
            until=one.collect_until or details.until,
            store_id=one.store_id or details.store_id,
        )
    return details


def details_of(grant: Grant) -> Details:
    """Return the details of one grant, which was read with its run and unit. One query."""
    return details_for(grant.run, grant.unit.path, RunCollection.objects.filter(run=grant.run).select_related("unit"))


def add_details(grants: Iterable[Grant]) -> None:
    """Set `collection`, the Details of each grant, by one query; the grants were read with their run and unit."""
    rows = list(grants)
    found: dict[int, list[RunCollection]] = {grant.run_id: [] for grant in rows}
    for one in RunCollection.objects.filter(run__in=found).select_related("unit") if found else ():
        found[one.run_id].append(one)
    for grant in rows:
        set_for_template(grant, collection=details_for(grant.run, grant.unit.path, found[grant.run_id]))

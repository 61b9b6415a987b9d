"""Prepare a run for counting: record the caps in force in each of its units, and make its slices."""

from decimal import Decimal

from django.db.models import Count, Max, Min

from members.units.models.units import Unit
from office.sql import analyze
from welfare.choices import Basis
from welfare.plans.matching import in_units
from welfare.runs import rules
from welfare.runs.eligibility import delete_written, members_of
from welfare.runs.models import Run, RunUnit, Slice
from welfare.standards.lookup import Standards
from welfare.standards.rules import caps_for

UNITS_AT_ONCE = 5_000
LAST_KEY = 2**63 - 1


def record_caps(run: Run) -> None:
    """Write a RunUnit for each unit of the run: whether it is meant, and the caps in force on the day of the event.

    They are copies: a cap that is changed later changes nothing of the run.
    """
    standards = Standards(run.occasion.kind)
    festival = run.occasion.key.partition(":")[0]
    found: dict[int, tuple[Decimal | None, Decimal | None]] = {}

    def caps_at(path: str) -> tuple[Decimal | None, Decimal | None]:
        """Return the cap for the year and that for one event; units that the same rows reach are asked once."""
        reached = standards.at(path)
        if id(reached) not in found:
            caps = caps_for(
                reached.caps,
                kind=run.occasion.kind,
                on=run.on,
                festival=festival,
                conditions=reached.conditions,
            )
            each = [caps[basis].amount for basis in (Basis.EVENT, Basis.FESTIVAL) if basis in caps]
            year = caps.get(Basis.PERSON_YEAR)
            found[id(reached)] = (year.amount if year else None, min(each, default=None))
        return found[id(reached)]

    RunUnit.objects.filter(run=run).delete()
    units = Unit.objects.below(run.unit).order_by("path").values_list("pk", "path")
    meant = in_units(run.group)
    outside = set() if meant is None else set(units.exclude(meant).values_list("pk", flat=True))
    rows = [
        RunUnit(run=run, unit_id=pk, year_cap=year_cap, festival_cap=festival_cap, in_group=pk not in outside)
        for pk, path in units
        for year_cap, festival_cap in [caps_at(path)]
    ]
    RunUnit.objects.bulk_create(rows, batch_size=UNITS_AT_ONCE)
    # Workers count at once, before autovacuum has run: without statistics the planner expects a few units only.
    analyze(RunUnit)


def make_slices(run: Run, *, redo: bool = False) -> None:
    """Replace the slices of the run by ranges of member keys that cover all its members; none where there is no member.

    With `redo`, grants and exclusions of an earlier count exist: each slice will delete those of its range before it
    writes new ones, and those outside of all ranges are deleted here.
    """
    Slice.objects.filter(run=run).delete()
    found = members_of(run).aggregate(heads=Count("pk"), first=Min("pk"), last=Max("pk"))
    Slice.objects.bulk_create(
        Slice(run=run, lo=lo, hi=hi, redo=redo)
        for lo, hi in rules.split_range(found["heads"], found["first"], found["last"], rules.SLICE_SIZE)
    )
    if redo:
        if found["heads"]:
            delete_written(run, among=(0, found["first"] - 1))
            delete_written(run, among=(found["last"] + 1, LAST_KEY))
        else:
            delete_written(run)

"""Prepare a run for counting: record the caps in force in each of its units, and make its slices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min

from members.units.models.units import Unit
from office.sql import analyze
from office.types import FieldValues
from welfare.choices import Basis
from welfare.plans.groups import Group
from welfare.plans.matching import in_units
from welfare.runs import rules
from welfare.runs.decided import kept_conditions, kept_rule
from welfare.runs.eligibility import members_of, once_of
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice
from welfare.runs.models.units import RunUnit
from welfare.standards.lookup import Reached, Standards
from welfare.standards.rules import caps_for

UNITS_AT_ONCE = 5_000


@dataclass(frozen=True)
class _Limits:
    """The caps that hold in a unit: for the year, for one event, and both as RunUnit.rules keeps them."""

    year: Decimal | None
    event: Decimal | None
    rules: dict[str, dict[str, object]]


def caps_by_unit(run: Run, on: date, group: Group) -> Iterator[tuple[int, FieldValues]]:
    """Yield for each unit of the run its key, and the fields of its RunUnit: its name, the caps, whether it is meant.

    The caps are those in force on the day `on`; `in_group` is whether the conditions `group` mean the unit.
    """
    standards = Standards(run.occasion.kind)
    found: dict[int, _Limits] = {}
    units = Unit.objects.below(run.unit).order_by("path").values_list("pk", "path", "name")
    meant = in_units(group)
    outside = set() if meant is None else set(units.exclude(meant).values_list("pk", flat=True))
    for pk, path, name in units:
        reached = standards.at(path)
        # Units that the same rows reach are asked once.
        if id(reached) not in found:
            found[id(reached)] = _limits(run, reached, on)
        limits = found[id(reached)]
        yield (
            pk,
            {
                "unit_name": name,
                "year_cap": limits.year,
                "festival_cap": limits.event,
                "rules": limits.rules,
                "in_group": pk not in outside,
            },
        )


def record_caps(run: Run) -> None:
    """Write a RunUnit for each unit of the run: its name, whether it is meant, and the caps on the day of the event.

    They are copies: a cap or a name that is changed later changes nothing of the run.
    """
    RunUnit.objects.filter(run=run).delete()
    rows = [RunUnit(run=run, unit_id=pk, **values) for pk, values in caps_by_unit(run, run.on, run.group)]
    RunUnit.objects.bulk_create(rows, batch_size=UNITS_AT_ONCE)
    # Workers count at once, before autovacuum has run: without statistics the planner expects a few units only.
    analyze(RunUnit)


def _limits(run: Run, reached: Reached, on: date) -> _Limits:
    caps = caps_for(
        reached.caps,
        kind=run.occasion.kind,
        on=on,
        festival=run.occasion.key.partition(":")[0],
        conditions=reached.conditions,
    )
    year = caps.get(Basis.PERSON_YEAR)
    each = min(
        (caps[basis] for basis in (Basis.EVENT, Basis.FESTIVAL) if basis in caps),
        key=lambda cap: cap.amount,
        default=None,
    )
    kept = {Basis.PERSON_YEAR: year, once_of(run): each}
    return _Limits(
        year=year.amount if year else None,
        event=each.amount if each else None,
        rules={
            **{basis.value: kept_rule(cap) for basis, cap in kept.items() if cap is not None},
            **kept_conditions(reached.rules, kind=run.occasion.kind, on=on),
        },
    )


def make_slices(run: Run, *, redo: bool = False) -> None:
    """Replace the slices of the run by ranges of member keys that cover all its members; none where there is no member.

    With `redo`, grants and exclusions of an earlier count exist: each slice will delete those of its range before it
    writes new ones. The slices then reach over all keys, so that none is left of somebody who is not in it any more.
    """
    Slice.objects.filter(run=run).delete()
    found = members_of(run).aggregate(heads=Count("pk"), first=Min("pk"), last=Max("pk"))
    ranges = rules.split_range(found["heads"], found["first"], found["last"], rules.SLICE_SIZE)
    Slice.objects.bulk_create(
        Slice(run=run, lo=lo, hi=hi, redo=redo) for lo, hi in (rules.widen(ranges) if redo else ranges)
    )

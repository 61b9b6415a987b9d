from collections import defaultdict
from dataclasses import dataclass

from members.committees.models.committees import Committee
from members.committees.rules import CommitteeKind, wanting
from members.register.headcount import Headcount, headcounts_of
from members.units.querysets.units import Units


@dataclass(frozen=True)
class Advice:
    """A committee that a unit ought to have; domain.md part 4."""

    unit_id: int
    path: str
    kind: CommitteeKind
    heads: Headcount


def advice_for(units: Units) -> list[Advice]:
    """The committees that these units, in the order of the tree, ought to have and don't: in four queries."""
    rows = list(units.open().order_by("path").values_list("pk", "path", "kind"))
    heads = headcounts_of(path for _pk, path, _kind in rows)
    having: dict[int, set[str]] = defaultdict(set)
    for unit_id, kind in Committee.objects.standing().filter(unit__in=units).values_list("unit", "kind"):
        having[unit_id].add(kind)
    return [
        Advice(pk, path, committee, heads[path])
        for pk, path, kind in rows
        for committee in wanting(kind, heads[path].all, heads[path].women, having[pk])
    ]

from collections import defaultdict
from dataclasses import dataclass

from members.committees.models.committees import Committee
from members.committees.rules import CommitteeKind, missing_kinds
from members.register.headcount import Headcount, headcounts_of
from members.units.querysets.units import Units


@dataclass(frozen=True)
class MissingCommittee:
    """A committee that a unit should have and hasn't; domain.md part 4. `headcount` includes all units below."""

    unit_id: int
    path: str
    kind: CommitteeKind
    headcount: Headcount


def missing_committees(units: Units) -> list[MissingCommittee]:
    """Return the committees that these units should have and haven't, in the order of the tree. Four queries."""
    rows = list(units.open().order_by("path").values_list("pk", "path", "kind"))
    headcounts = headcounts_of(path for _pk, path, _kind in rows)
    existing: dict[int, set[str]] = defaultdict(set)
    for unit_id, kind in Committee.objects.not_dissolved().filter(unit__in=units).values_list("unit", "kind"):
        existing[unit_id].add(kind)
    return [
        MissingCommittee(pk, path, missing, headcounts[path])
        for pk, path, kind in rows
        for missing in missing_kinds(kind, headcounts[path].all, headcounts[path].women, existing[pk])
    ]

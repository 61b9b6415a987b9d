"""How many people stand where: counted from one index, for all the units asked for at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from members.codes import Sex
from members.models.committees import Committee
from members.register.models.member import Member
from members.rules.committees import CommitteeKind, wanting
from members.units.models.units import Unit
from members.units.querysets.units import Units


@dataclass(frozen=True)
class Heads:
    """Present members of a unit itself, and with everything below it; `women` are of all."""

    own: int
    all: int
    women: int


@dataclass(frozen=True)
class Advice:
    """A committee that a unit ought to have; domain.md part 4."""

    unit_id: int
    path: str
    kind: CommitteeKind
    heads: Heads


def heads_of(paths: Iterable[str]) -> dict[str, Heads]:
    """Path → heads, of the units at these paths. One query, whatever lies below them."""
    asked = set(paths)
    if not asked:
        return {}
    own: dict[str, int] = defaultdict(int)
    everybody: dict[str, int] = defaultdict(int)
    women: dict[str, int] = defaultdict(int)
    for path, heads, of_women in _counted(asked):
        own[path] = heads
        for above in _down_to(path):
            if above in asked:
                everybody[above] += heads
                women[above] += of_women
    return {path: Heads(own[path], everybody[path], women[path]) for path in asked}


def with_heads(units: Iterable[Unit]) -> list[Unit]:
    """These units, each with its `heads`."""
    shown: list[Any] = list(units)
    heads = heads_of(unit.path for unit in shown)
    for unit in shown:
        unit.heads = heads[unit.path]
    return shown


def advice_for(units: Units) -> list[Advice]:
    """The committees that these units, in the order of the tree, ought to have and don't: in four queries."""
    rows = list(units.open().order_by("path").values_list("pk", "path", "kind"))
    heads = heads_of(path for _pk, path, _kind in rows)
    having: dict[int, set[str]] = defaultdict(set)
    for unit_id, kind in Committee.objects.standing().filter(unit__in=units).values_list("unit", "kind"):
        having[unit_id].add(kind)
    return [
        Advice(pk, path, committee, heads[path])
        for pk, path, kind in rows
        for committee in wanting(kind, heads[path].all, heads[path].women, having[pk])
    ]


def _counted(paths: set[str]) -> Iterator[tuple[str, int, int]]:
    """Path, heads and women of each unit with members between the first and the last of `paths`, and below the last."""
    first, last = min(paths), max(paths)
    # What lies below the first lies behind it too, but it may lie behind the last as well.
    units = Unit.objects.filter(
        Q(path__gte=first, path__lt=last) | Q(path__startswith=last) | Q(path__startswith=first)
    )
    names = dict(units.order_by().values_list("pk", "path"))
    counted = Member.objects.present().filter(unit__in=units.order_by().values("pk")).order_by().values_list("unit")
    women = Count("sex", filter=Q(sex=Sex.FEMALE))
    for unit_id, heads, of_women in counted.annotate(heads=Count("*"), women=women):
        yield names[unit_id], heads, of_women


def _down_to(path: str) -> Iterator[str]:
    """The path itself and those above it."""
    for end in range(Unit.steplen, len(path) + 1, Unit.steplen):
        yield path[:end]

"""How many people stand where: counted from one index, for all the units asked for at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from members.choices import Sex
from members.register.models.member import Member
from members.units.models.units import Unit


@dataclass(frozen=True)
class Heads:
    """Present members of a unit itself, and with everything below it; `women` are of all."""

    own: int
    all: int
    women: int


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
        for above in Unit.paths_down_to(path):
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

"""Headcounts of units: of many units in two queries, answered from one index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypedDict, cast

from django.db.models import Count, Q
from django_stubs_ext import WithAnnotations

from members.choices import Sex
from members.register.models.member import Member
from members.units.models.units import Unit
from office.lists import set_for_template


@dataclass(frozen=True)
class Headcount:
    """How many present members are in a unit itself (`own`), and with everything below (`all`, of them `women`)."""

    own: int
    all: int
    women: int


class WithHeadcount(TypedDict):
    headcount: Headcount


if TYPE_CHECKING:
    UnitWithHeadcount: TypeAlias = WithAnnotations[Unit, WithHeadcount]
else:
    # What `with_headcounts` returns.
    UnitWithHeadcount = Unit


def headcounts_of(paths: Iterable[str]) -> dict[str, Headcount]:
    """Return the headcounts of the units at these paths, by path. Two queries."""
    asked = set(paths)
    if not asked:
        return {}
    own: dict[str, int] = defaultdict(int)
    everybody: dict[str, int] = defaultdict(int)
    women: dict[str, int] = defaultdict(int)
    for path, count, of_women in _counted(asked):
        own[path] = count
        for above in Unit.paths_down_to(path):
            if above in asked:
                everybody[above] += count
                women[above] += of_women
    return {path: Headcount(own[path], everybody[path], women[path]) for path in asked}


def with_headcounts(units: Iterable[Unit]) -> list[UnitWithHeadcount]:
    """Return these units, each with its headcount as `headcount`. Two queries."""
    shown = list(units)
    headcounts = headcounts_of(unit.path for unit in shown)
    for unit in shown:
        set_for_template(unit, headcount=headcounts[unit.path])
    return cast("list[UnitWithHeadcount]", shown)


def _counted(paths: set[str]) -> Iterator[tuple[str, int, int]]:
    """Yield path, headcount and number of women of each unit with present members.

    At least of those at `paths` and below, and of what lies between them.
    """
    first, last = min(paths), max(paths)
    # Units below the first path sort after it, but may sort after the last path too.
    units = Unit.objects.filter(
        Q(path__gte=first, path__lt=last) | Q(path__startswith=last) | Q(path__startswith=first)
    )
    names = dict(units.order_by().values_list("pk", "path"))
    counted = Member.objects.present().filter(unit__in=units.order_by().values("pk")).order_by().values_list("unit")
    women = Count("sex", filter=Q(sex=Sex.FEMALE))
    for unit_id, count, of_women in counted.annotate(count=Count("*"), women=women):
        yield names[unit_id], count, of_women

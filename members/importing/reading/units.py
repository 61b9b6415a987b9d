"""Units as sheets name them: by their names alone."""

from collections import defaultdict

from members.choices import UnitKind
from members.importing.reading.rows import plain, without_blanks
from members.units.models.units import Unit

KIND_BELOW = {UnitKind.FEDERATION: UnitKind.UNION, UnitKind.UNION: UnitKind.BRANCH}


class UnitNames:
    """The open units under one unit, by name; the nearest to the top wins where a name stands on several levels."""

    def __init__(self, top: Unit) -> None:
        self.top = top
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in Unit.objects.below(top).open():
            self._by_name[self._key(unit.name)].append(unit)
        self._found: dict[str, list[Unit]] = {}

    @staticmethod
    def _key(name: str) -> str:
        return without_blanks(plain(name))

    def named(self, name: str) -> list[Unit]:
        """The units meant by `name`: none, one, or several when the name alone does not tell."""
        if name not in self._found:
            units = self._by_name.get(self._key(name), [])
            nearest = min((unit.depth for unit in units), default=0)
            self._found[name] = [unit for unit in units if unit.depth == nearest]
        return self._found[name]

    def create(self, name: str) -> Unit:
        """Set up the unit `name` directly under the top one, with the next free code."""
        taken = set(Unit.objects.filter(code__startswith=f"{self.top.code}-").values_list("code", flat=True))
        number = next(n for n in range(1, len(taken) + 2) if f"{self.top.code}-{n:02d}" not in taken)
        top = Unit.objects.get(pk=self.top.pk)
        kind = KIND_BELOW.get(UnitKind(top.kind), UnitKind.GROUP)
        unit = Unit.objects.add_child(top, {"name": name, "code": f"{top.code}-{number:02d}", "kind": kind})
        self._by_name[self._key(name)].append(unit)
        self._found.clear()
        return unit

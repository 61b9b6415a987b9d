"""Finding units by the names that sheets have for them."""

from collections import defaultdict

from members.importing.reading.rows import plain_text, without_blanks
from members.units.models.units import Unit


class UnitNames:
    """The open units below the unit `top`, and that unit itself, by name."""

    def __init__(self, top: Unit) -> None:
        self.top = top
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in Unit.objects.below(top).open():
            self._by_name[self._key(unit.name)].append(unit)
        self._found: dict[str, list[Unit]] = {}

    @staticmethod
    def _key(name: str) -> str:
        return without_blanks(plain_text(name))

    def find(self, name: str) -> list[Unit]:
        """Return the units with this name on the highest level where there are any; spaces in names do not count."""
        if name not in self._found:
            units = self._by_name.get(self._key(name), [])
            highest = min((unit.depth for unit in units), default=0)
            self._found[name] = [unit for unit in units if unit.depth == highest]
        return self._found[name]

    def add(self, unit: Unit) -> None:
        """Let a unit just created below `top` be found."""
        self._by_name[self._key(unit.name)].append(unit)
        self._found.clear()

"""The caps and rules of a kind of benefit as they reach each unit: its own, its region's, and those above."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from members.units.models.units import Unit
from welfare.choices import Condition, Form
from welfare.standards import rules
from welfare.standards.models import BenefitRule, Cap, UnitRegion
from welfare.standards.rules import CapRow, Due, Facts, RuleRow


class Reached(NamedTuple):
    """What reaches a unit: all rows whatever their days, the conditions that its funds meet, and its region."""

    caps: tuple[CapRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    conditions: frozenset[str] = frozenset()
    region: str = ""


class Standards:
    """The caps and rules of one kind, read once (three queries), for any number of units.

    A unit's own rows go before those of the region that it says it lies in; both before those of the units above. What
    holds everywhere comes last.
    """

    def __init__(self, kind: str) -> None:
        self._caps = list(Cap.objects.filter(kind=kind).select_related("unit"))
        self._rules = list(BenefitRule.objects.filter(kind=kind).select_related("unit"))
        self._said = {said.unit.path: said for said in UnitRegion.objects.select_related("unit")}
        self._own = {one.unit.path for one in (*self._caps, *self._rules) if one.unit is not None}
        self._everywhere = self._add(Reached(), None, "", 0)
        self._at: dict[str, Reached] = {}

    def at(self, path: str) -> Reached:
        """Return what reaches the unit at a path."""
        if path not in self._at:
            above = self.at(path[: -Unit.steplen]) if len(path) > Unit.steplen else self._everywhere
            said = self._said.get(path)
            if said is not None or path in self._own:
                above = self._with(above, path, said)
            self._at[path] = above
        return self._at[path]

    def in_region(self, region: str) -> Reached:
        """Return what reaches a unit of a region that has no rows of its own."""
        return self._add(self._everywhere, None, region, 1) if region else self._everywhere

    def _with(self, above: Reached, path: str, said: UnitRegion | None) -> Reached:
        level = 2 * (len(path) // Unit.steplen)
        if said is not None and said.region:
            above = self._add(above, None, said.region, level)
        if said is not None and said.ample_funds is not None:
            met = {Condition.AMPLE_FUNDS.value} if said.ample_funds else set()
            above = above._replace(conditions=frozenset(met))
        return self._add(above, path, "", level + 1)

    def _add(self, above: Reached, path: str | None, region: str, level: int) -> Reached:
        def is_of(row: Cap | BenefitRule) -> bool:
            if path is not None:
                return row.unit is not None and row.unit.path == path
            return row.unit is None and row.region == region

        return above._replace(
            caps=(*above.caps, *(cap.row(level) for cap in self._caps if is_of(cap))),
            rules=(*above.rules, *(rule.row(level) for rule in self._rules if is_of(rule))),
            region=region or above.region,
        )


def regions_at(paths: Iterable[str]) -> dict[str, str]:
    """Return the region of the unit at each path, its own or the nearest above; one query, none without paths."""
    asked = {path: Unit.paths_down_to(path) for path in paths}
    above = {one for line in asked.values() for one in line}
    said = UnitRegion.objects.filter(unit__path__in=above).exclude(region="") if above else UnitRegion.objects.none()
    regions = dict(said.values_list("unit__path", "region"))
    return {path: next((regions[one] for one in reversed(line) if one in regions), "") for path, line in asked.items()}


def allowed_forms(unit: Unit, kind: str, on: date) -> set[Form]:
    """Return the forms in which a kind of benefit may be given in a unit for an event on a day; all without a rule."""
    rule = rules.ruled(Standards(kind).at(unit.path).rules, kind=kind, on=on)
    return {Form(form) for form in rules.allowed(rule)}


def due_in(reached: Reached, facts: Facts) -> Due:
    """Return what is due where these caps and rules reach, the conditions of the unit counted."""
    met: Iterable[str] = (*facts.conditions, *reached.conditions)
    return rules.due(replace(facts, conditions=frozenset(met)), reached.caps, reached.rules)

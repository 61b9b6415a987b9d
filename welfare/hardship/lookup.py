"""Which rule of hardship, which local figures and which limits of aid hold in a unit on a day."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from members.register.models.member import Member
from members.units.models.units import Unit
from office.errors import NotAllowed
from welfare.hardship.choices import Figure, FileState
from welfare.hardship.models.files import HardshipFile
from welfare.hardship.models.settings import AidRule, HardshipRule, LocalFigure, Setting
from welfare.hardship.rules import Measure
from welfare.standards.models import UnitRegion

S = TypeVar("S", bound=Setting)


def has_file_in_force(member: Member) -> bool:
    """Return whether a hardship file keeps the member's mark."""
    return HardshipFile.objects.filter(member=member, state=FileState.IN_FORCE).exists()


def measure_everywhere(day: date) -> Measure | None:
    """Return how hardship is measured where no place has a rule of its own; None where nothing is in force."""
    rule = HardshipRule.objects.in_force(day).filter(unit=None, region="").first()
    return None if rule is None else rule.measure


def rule_for(unit: Unit, day: date) -> HardshipRule | None:
    """Return the rule of hardship that holds in a unit on a day: its own, its region's, then those above."""
    said = region_said_for(unit)
    return _nearest(HardshipRule.objects.in_force(day).reaching(unit, said.region if said else ""), said)


def figure_for(unit: Unit, figure: Figure, day: date) -> LocalFigure | None:
    """Return the minimum allowance or the province's income that holds in a unit on a day; None where not entered."""
    said = region_said_for(unit)
    figures = LocalFigure.objects.in_force(day).filter(figure=figure)
    return _nearest(figures.reaching(unit, said.region if said else ""), said)


def measures_for(unit: Unit, day: date) -> tuple[HardshipRule, LocalFigure, LocalFigure | None]:
    """Return the rule of a day, the minimum allowance, and the province's income where the rule asks for it.

    Raises NotAllowed where one of them is not entered.
    """
    rule = rule_for(unit, day)
    minimum = figure_for(unit, Figure.MINIMUM, day)
    if rule is None or minimum is None:
        raise NotAllowed(_("No minimum living allowance is entered for this unit on that day."), code="no_minimum")
    province = figure_for(unit, Figure.PROVINCE_INCOME, day) if rule.asks_province_income else None
    if rule.asks_province_income and province is None:
        raise NotAllowed(_("The province's income per head is not entered for that day."), code="no_province_income")
    return rule, minimum, province


def aid_rule_for(unit: Unit, day: date, *, kind: str, stage: str, level: str) -> AidRule | None:
    """Return the limit of an aid in a unit on a day; one for the stage and the level goes before one for all."""
    said = region_said_for(unit)
    found = AidRule.objects.in_force(day).filter(kind=kind, stage__in=["", stage], level__in=["", level])
    rows = list(found.reaching(unit, said.region if said else ""))
    exact = max((bool(row.stage) + bool(row.level) for row in rows), default=0)
    return _nearest([row for row in rows if bool(row.stage) + bool(row.level) == exact], said)


def region_said_for(unit: Unit) -> UnitRegion | None:
    """Return what says in which region a unit lies: its own row, or the nearest one above; None where none does."""
    paths = unit.paths_down_to(unit.path)
    said = UnitRegion.objects.filter(unit__path__in=paths).exclude(region="").select_related("unit")
    return said.order_by("-unit__path").first()


def _nearest(rows: Iterable[S], said: UnitRegion | None) -> S | None:
    """Return the row of the lowest unit; a region counts where the unit lies that says its region, before that one."""

    def level(row: S) -> int:
        if row.unit is not None:
            return 2 * len(row.unit.path) + 1
        return 2 * len(said.unit.path) if row.region and said is not None else 0

    return max(rows, key=level, default=None)

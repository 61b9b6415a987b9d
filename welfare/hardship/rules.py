"""Whether a family is in hardship, and of which level; limits of aid; states of files. Source: domain.md part 1.

Sums are in yuan. How often the minimum allowance counts, and whether the line itself still does, is a setting.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from office.days import months_later
from welfare.hardship.choices import Excluded, FileState, HardshipLevel, ProposalState, Reckoned

ZERO, CENT, MONTHS = Decimal(0), Decimal("0.01"), 12

NEXT: dict[FileState, set[FileState]] = {
    FileState.DRAFT: {FileState.SUBMITTED, FileState.WITHDRAWN},
    FileState.SUBMITTED: {FileState.DRAFT, FileState.REFUSED, FileState.IN_FORCE, FileState.WITHDRAWN},
    FileState.IN_FORCE: {FileState.LEFT},
    FileState.REFUSED: set(),
    FileState.WITHDRAWN: set(),
    FileState.LEFT: set(),
}
"""From each state of a file the states that may follow."""

NEXT_PROPOSAL: dict[ProposalState, set[ProposalState]] = {
    ProposalState.PROPOSED: {ProposalState.APPROVED, ProposalState.RETURNED, ProposalState.WITHDRAWN},
    ProposalState.APPROVED: set(),
    ProposalState.RETURNED: set(),
    ProposalState.WITHDRAWN: set(),
}
"""From each state of an assessment the states that may follow."""


@dataclass(frozen=True)
class Measure:
    """How hardship is measured in a place: multiples of the local minimum allowance, and what counts at the line."""

    deep_times: Decimal
    relative_times: Decimal
    accident_times: Decimal
    at_the_line: bool
    asks_province_income: bool
    document: str


@dataclass(frozen=True)
class Family:
    """What a year of a family is assessed by: `outlay` is what hardship cost, `paid_back` what insurance paid of it.

    `province_income` is the province's income per head of the year before, None where it is not asked.
    """

    income: Decimal
    people: int
    minimum: Decimal
    outlay: Decimal = ZERO
    paid_back: Decimal = ZERO
    loss: Decimal = ZERO
    compensated: Decimal = ZERO
    province_income: Decimal | None = None
    excluded: frozenset[Excluded] = frozenset()

    @property
    def net_outlay(self) -> Decimal:
        """The outlay without what insurance paid back; never negative."""
        return max(ZERO, self.outlay - self.paid_back)

    @property
    def net_loss(self) -> Decimal:
        """The loss of an accident without what was compensated; never negative."""
        return max(ZERO, self.loss - self.compensated)


@dataclass(frozen=True)
class Step:
    """One line of a reckoning: what was reckoned, its sum, and whether the test holds, None where it is no test."""

    what: Reckoned
    amount: Decimal
    holds: bool | None = None


@dataclass(frozen=True)
class Assessment:
    """The level, the month's sum per head before and after the loss of an accident, and how it was reckoned."""

    level: HardshipLevel
    per_head_month: Decimal
    after_loss: Decimal | None
    steps: tuple[Step, ...]


def per_head(year: Decimal, people: int) -> Decimal:
    """Return what a year's sum is in a month for each of `people`, to the cent."""
    return (year / MONTHS / people).quantize(CENT, ROUND_HALF_UP)


def assess(family: Family, measure: Measure) -> Assessment:
    """Return the level of a family's hardship with the reckoning. Sums are compared for the whole family, unrounded.

    The test of the province's income belongs to deep and relative hardship; the loss of an accident is asked only of
    families that both miss, and strictly: what is left must lie below its line.
    """
    year = family.income - family.net_outlay
    steps = [
        Step(Reckoned.INCOME, family.income),
        Step(Reckoned.OUTLAY, family.net_outlay),
        Step(Reckoned.PEOPLE, Decimal(family.people)),
        Step(Reckoned.PER_HEAD, per_head(year, family.people)),
    ]
    below_province = True
    if family.province_income is not None and measure.asks_province_income:
        below_province = family.income < family.province_income * family.people
        steps.append(Step(Reckoned.PROVINCE, family.province_income.quantize(CENT), below_province))
    level = HardshipLevel.NONE
    for candidate, times, what in (
        (HardshipLevel.DEEP, measure.deep_times, Reckoned.DEEP),
        (HardshipLevel.RELATIVE, measure.relative_times, Reckoned.RELATIVE),
    ):
        limit = _line(family, times)
        holds = year <= limit if measure.at_the_line else year < limit
        steps.append(Step(what, (family.minimum * times).quantize(CENT), holds))
        if holds and below_province:
            level = candidate
            break
    after_loss = None
    if family.net_loss:
        after_loss = per_head(year - family.net_loss, family.people)
        holds = year - family.net_loss < _line(family, measure.accident_times)
        steps.append(Step(Reckoned.LOSS, family.net_loss))
        steps.append(Step(Reckoned.AFTER_LOSS, after_loss))
        steps.append(Step(Reckoned.ACCIDENT, (family.minimum * measure.accident_times).quantize(CENT), holds))
        if level == HardshipLevel.NONE and holds:
            level = HardshipLevel.ACCIDENTAL
    if family.excluded:
        level = HardshipLevel.NONE
    return Assessment(level, per_head(year, family.people), after_loss, tuple(steps))


def _line(family: Family, times: Decimal) -> Decimal:
    """Return what a family of this size may have in a year at `times` the minimum allowance."""
    return family.minimum * times * family.people * MONTHS


def property_exclusions(*, homes: int, above_local_area: bool, has_car: bool) -> frozenset[Excluded]:
    """Return which property excludes: two homes above the local area per head, a car that is for nobody disabled."""
    found = {Excluded.HOMES} if homes >= 2 and above_local_area else set()
    return frozenset(found | ({Excluded.CAR} if has_car else set()))


def leaves_on(above_since: date | None, months: int) -> date | None:
    """Return the day on which a family that is above the line since a day leaves the file; None while it isn't."""
    return None if above_since is None else months_later(above_since, months)


@dataclass(frozen=True)
class AidLimit:
    """The most that one aid may be: so many months of the minimum, a share of a cost, a sum; None where not limited."""

    months: Decimal | None = None
    share: Decimal | None = None
    amount: Decimal | None = None


def most_aid(limit: AidLimit, *, minimum: Decimal, cost: Decimal | None) -> Decimal | None:
    """Return the least of what a limit allows, in yuan, None where it limits nothing; a share needs the cost."""
    return min(_limits(limit, minimum, cost), default=None)


def _limits(limit: AidLimit, minimum: Decimal, cost: Decimal | None) -> Iterator[Decimal]:
    if limit.months is not None:
        yield (limit.months * minimum).quantize(CENT, ROUND_HALF_UP)
    if limit.share is not None and cost is not None:
        yield (cost * limit.share / 100).quantize(CENT, ROUND_HALF_UP)
    if limit.amount is not None:
        yield limit.amount


def sum_of(amounts: Collection[Decimal]) -> Decimal:
    """Return the sum of amounts, zero of none."""
    return sum(amounts, ZERO)

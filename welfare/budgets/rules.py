"""States, and what an entry of a ledger does to the sums of its line. Pure: no database, no clock, no request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from welfare.choices import ChangeState, EntryKind, YearEndState

NEXT: dict[ChangeState, set[ChangeState]] = {
    ChangeState.PROPOSED: {ChangeState.IN_FORCE, ChangeState.RETURNED, ChangeState.WITHDRAWN},
    ChangeState.IN_FORCE: set(),
    ChangeState.RETURNED: set(),
    ChangeState.WITHDRAWN: set(),
}
NEXT_OF_YEAR_END: dict[YearEndState, set[YearEndState]] = {
    YearEndState.PROPOSED: {YearEndState.CLOSED, YearEndState.RETURNED, YearEndState.WITHDRAWN},
    YearEndState.CLOSED: set(),
    YearEndState.RETURNED: set(),
    YearEndState.WITHDRAWN: set(),
}

# From this share on the desk shows a budget line as nearly used.
NEARLY_USED = Decimal("0.8")


class Effect(NamedTuple):
    """By what the amount of an entry is multiplied before it is added to each sum of the line."""

    amount: int
    reserved: int
    spent: int


EFFECTS: dict[EntryKind, Effect] = {
    EntryKind.APPROPRIATION: Effect(1, 0, 0),
    EntryKind.ADJUSTMENT: Effect(1, 0, 0),
    EntryKind.RESERVE: Effect(0, 1, 0),
    EntryKind.RELEASE: Effect(0, -1, 0),
    EntryKind.SPEND: Effect(0, -1, 1),
    EntryKind.REFUND: Effect(0, 0, -1),
    EntryKind.CARRY: Effect(1, 0, 0),
    EntryKind.LAPSE: Effect(-1, 0, 0),
}
# Entries whose amount may be negative: a budget made smaller, what goes out of the old year. All others are above 0.
SIGNED = (EntryKind.ADJUSTMENT, EntryKind.CARRY)
# Entries of a line that nothing was reserved of yet: what it is for can still be corrected.
BEFORE_USE = (EntryKind.APPROPRIATION, EntryKind.ADJUSTMENT)
# What a line takes after its year was closed: nothing is reserved or spent any more.
AFTER_CLOSING = (EntryKind.RELEASE, EntryKind.REFUND)
# What the closing of a year itself writes, also for what is refunded afterwards.
OF_YEAR_END = (EntryKind.CARRY, EntryKind.LAPSE)


class Sums(NamedTuple):
    """The sums of a budget line, in yuan."""

    amount: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)

    def after(self, kind: EntryKind, amount: Decimal) -> "Sums":
        """Return the sums after an entry; the trigger `entry_is_numbered` computes the same in SQL."""
        effect = EFFECTS[kind]
        return Sums(
            self.amount + effect.amount * amount,
            self.reserved + effect.reserved * amount,
            self.spent + effect.spent * amount,
        )


# Entries of a day before the budget's year, such as for New Year's Day, and of one after it, such as refunds.
BEFORE, AFTER = 0, 13


def month_of(day: date, year: int) -> int:
    """Return the month of a day in a budget's year: 1 to 12, BEFORE for earlier days and AFTER for later ones."""
    return BEFORE if day.year < year else AFTER if day.year > year else day.month


class Movement(NamedTuple):
    """Entries of one kind in one month, summed: of a year's budget lines for one kind of benefit. Yuan."""

    year: int
    benefit: str
    month: int
    kind: EntryKind
    amount: Decimal

    @property
    def planned(self) -> Decimal:
        """What it adds to the budget of the year; not what the year end takes out of it."""
        if self.kind == EntryKind.CARRY and self.amount < 0:
            return Decimal(0)
        return self.amount * max(EFFECTS[self.kind].amount, 0)

    @property
    def moved_out(self) -> Decimal:
        """What the year end takes out of the year: carried to the next one or lapsed."""
        if self.kind == EntryKind.LAPSE:
            return self.amount
        return max(-self.amount, Decimal(0)) if self.kind == EntryKind.CARRY else Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Execution:
    """How far a budget was carried out, in yuan: for some lines and until some day."""

    planned: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    moved_out: Decimal = Decimal(0)

    @property
    def left(self) -> Decimal:
        """What is neither reserved nor spent nor moved out at the year end."""
        return self.planned - self.reserved - self.spent - self.moved_out

    @property
    def rate(self) -> Decimal | None:
        """The share of the budget that is spent, in per cent with one decimal; None without a budget."""
        if not self.planned:
            return None
        return (self.spent * 100 / self.planned).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def plus(self, movement: Movement) -> "Execution":
        """Return the execution after a movement."""
        effect = EFFECTS[movement.kind]
        return Execution(
            planned=self.planned + movement.planned,
            reserved=self.reserved + effect.reserved * movement.amount,
            spent=self.spent + effect.spent * movement.amount,
            moved_out=self.moved_out + movement.moved_out,
        )


def executed(movements: Iterable[Movement]) -> Execution:
    """Return the execution after all these movements."""
    total = Execution()
    for movement in movements:
        total = total.plus(movement)
    return total


class MonthOfBudget(NamedTuple):
    """One month of a year's budget: what was spent in it, and the execution up to its end."""

    month: int
    spent: Decimal
    so_far: Execution


def by_month(movements: Iterable[Movement], *, until: int = 12) -> list[MonthOfBudget]:
    """Return the months of a year up to `until`, also those without entries.

    BEFORE comes first where something was entered before the year, and AFTER last where something was after it.
    """
    of_month: dict[int, list[Movement]] = {}
    for movement in movements:
        of_month.setdefault(movement.month, []).append(movement)
    shown = [BEFORE] if BEFORE in of_month else []
    shown += range(1, until + 1)
    shown += [AFTER] if AFTER in of_month and until == 12 else []
    found, so_far = [], Execution()
    for month in shown:
        spent_before = so_far.spent
        for movement in of_month.get(month, ()):
            so_far = so_far.plus(movement)
        found.append(MonthOfBudget(month, so_far.spent - spent_before, so_far))
    return found

"""States, and what an entry of a ledger does to the sums of its line. Pure: no database, no clock, no request."""

from decimal import Decimal
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

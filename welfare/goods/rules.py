"""What an entry of the stock does to its batch, and from which batches a quantity is taken. Pure: no database."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from welfare.choices import OfferState, StockKind

T = TypeVar("T")
NEXT: dict[OfferState, set[OfferState]] = {
    OfferState.DRAFT: {OfferState.OPEN},
    OfferState.OPEN: {OfferState.ENDED},
    OfferState.ENDED: set(),
}
# So many days before an offer's last day who hasn't chosen is reminded.
REMIND_DAYS = 2
# Groups of fewer people are hidden where figures are broken down.
FEW = 5
# So many days before their last day batches are shown as expiring soon.
SOON_DAYS = 30


class Effect(NamedTuple):
    """By what the quantity of an entry is multiplied before it is added to each number of the batch.

    `out` is what its cause has been handed out.
    """

    in_stock: int
    reserved: int
    out: int


EFFECTS: dict[StockKind, Effect] = {
    StockKind.IN: Effect(1, 0, 0),
    StockKind.RESERVE: Effect(0, 1, 0),
    StockKind.RELEASE: Effect(0, -1, 0),
    StockKind.HAND_OUT: Effect(-1, 0, 1),
    StockKind.TAKE_BACK: Effect(1, 0, -1),
    StockKind.COUNT: Effect(1, 0, 0),
    StockKind.SPOIL: Effect(-1, 0, 0),
}
# Entries that belong to what the goods are for: a run, a grant.
OF_A_CAUSE = (StockKind.RESERVE, StockKind.RELEASE, StockKind.HAND_OUT, StockKind.TAKE_BACK)


class Numbers(NamedTuple):
    """How many pieces of a batch are there, and how many of them are reserved."""

    in_stock: int = 0
    reserved: int = 0

    def after(self, kind: StockKind, quantity: int) -> "Numbers":
        """Return the numbers after an entry."""
        effect = EFFECTS[kind]
        return Numbers(self.in_stock + quantity * effect.in_stock, self.reserved + quantity * effect.reserved)


def allocate(wanted: int, there: Iterable[tuple[T, int]]) -> tuple[list[tuple[T, int]], int]:
    """Return how many pieces are taken from which of `there`, in their order, and how many are missing."""
    taken: list[tuple[T, int]] = []
    for one, count in there:
        take = min(wanted, count)
        if take > 0:
            taken.append((one, take))
            wanted -= take
    return taken, wanted


def expiry_order(expires_on: date | None) -> tuple[bool, date]:
    """Return the key by which batches are taken: those first that expire first, those without a day last."""
    return expires_on is None, expires_on or date.max


def hidden_counts(counts: Mapping[T, int]) -> set[T]:
    """Return the keys whose counts are not told where their sum is: those under FEW.

    As long as the hidden ones are together fewer than FEW, the smallest of the others is hidden with them, since the
    sum would tell them.
    """
    hidden = {key for key, count in counts.items() if 0 < count < FEW}
    others = sorted((key for key, count in counts.items() if count >= FEW), key=lambda key: counts[key], reverse=True)
    while hidden and sum(counts[key] for key in hidden) < FEW and others:
        hidden.add(others.pop())
    return hidden

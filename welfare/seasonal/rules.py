"""What heat sites need, what is left on them and how long it lasts; when a winter is. Pure: no database, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from welfare.seasonal.choices import DeliveryState

NEXT: dict[DeliveryState, set[DeliveryState]] = {
    DeliveryState.DELIVERED: {DeliveryState.UNDONE},
    DeliveryState.UNDONE: set(),
}
TONES = {DeliveryState.DELIVERED: "success", DeliveryState.UNDONE: "muted"}
# So many days without a delivery are asked about where nobody says how many.
WAITED_DAYS = 3
ZERO, DAY = Decimal(0), timedelta(days=1)


class Heads(NamedTuple):
    """How many people a site exposes to heat from a day to a day, both included."""

    first: date
    last: date
    heads: int


class Ration(NamedTuple):
    """How many pieces of an article each head gets a day, from a day to a day, both included; None without an end."""

    first: date
    last: date | None
    per_head: Decimal


class Came(NamedTuple):
    """Pieces that came to a site on a day."""

    on: date
    quantity: int


@dataclass(frozen=True)
class Needs:
    """What a site needs of one article: heads × pieces per head, day by day."""

    heads: Sequence[Heads]
    rations: Sequence[Ration]

    def on(self, day: date) -> Decimal:
        """Return how many pieces are needed on a day, unrounded."""
        people = sum(one.heads for one in self.heads if one.first <= day <= one.last)
        each = sum(
            (one.per_head for one in self.rations if one.first <= day and (one.last is None or day <= one.last)), ZERO
        )
        return people * each

    def between(self, first: date, last: date) -> Decimal:
        """Return how many pieces are needed from a day to a day, both included, unrounded."""
        return sum((self.on(day) for day in days(first, last)), ZERO)

    @property
    def end(self) -> date | None:
        """The last day with heads, None where there is none."""
        return max((one.last for one in self.heads), default=None)


@dataclass(frozen=True)
class Outlook:
    """How a site stands with one article on a day, in pieces: whole ones, needs rounded up and what is left down."""

    needed: int
    """Until today, today included."""
    came: int
    left: int
    """What lies on the site this evening: what came less what was used; nobody uses what is not there."""
    missing: int
    """What was needed on the days until today and not there."""
    ahead: int
    """What the coming days need, from tomorrow."""
    to_bring: int
    """What of it is not on the site."""
    lasts: int | None
    """For how many whole days from tomorrow what is left is enough; None where it is enough to the end."""

    @property
    def is_low(self) -> bool:
        """Whether what is left is too little for the coming days."""
        return self.to_bring > 0


def days(first: date, last: date) -> Iterable[date]:
    """Yield the days from `first` to `last`, both included."""
    for past in range((last - first).days + 1):
        yield first + past * DAY


def outlook(needs: Needs, came: Sequence[Came], today: date, ahead_days: int) -> Outlook:
    """Return how a site stands with an article at the end of `today`, and for so many days after it.

    What came on a day serves that day. Days on which nothing was there are not made up for later.
    """
    arrived: dict[date, int] = {}
    for one in came:
        arrived[one.on] = arrived.get(one.on, 0) + one.quantity
    begins = min([*arrived, *(one.first for one in needs.heads)], default=today)
    left = missing = needed = ZERO
    for day in days(begins, today):
        left += arrived.get(day, 0)
        need = needs.on(day)
        used = min(left, need)
        left, missing, needed = left - used, missing + need - used, needed + need
    ahead = needs.between(today + DAY, today + ahead_days * DAY)
    return Outlook(
        needed=_up(needed),
        came=sum(quantity for on, quantity in arrived.items() if on <= today),
        left=int(left.to_integral_value(ROUND_FLOOR)),
        missing=_up(missing),
        ahead=_up(ahead),
        to_bring=max(_up(ahead - left), 0),
        lasts=_lasts(needs, left, today),
    )


def _lasts(needs: Needs, left: Decimal, today: date) -> int | None:
    """Return for how many whole days after today `left` pieces are enough, None where to the last day with heads."""
    if needs.end is None:
        return None
    for day in days(today + DAY, needs.end):
        left -= needs.on(day)
        if left < 0:
            return (day - today).days - 1
    return None


def _up(pieces: Decimal) -> int:
    return int(pieces.to_integral_value(ROUND_CEILING))


@dataclass(frozen=True)
class Winter:
    """The months in which households in hardship are visited: November of `year` to March of the next. Common practice.

    It is only the window of a list: what may be given for a visit is decided by the day of the visit.
    """

    year: int

    @property
    def first(self) -> date:
        return date(self.year, 11, 1)

    @property
    def last(self) -> date:
        return date(self.year + 1, 3, 31)

    def __str__(self) -> str:
        return f"{self.year}–{self.year + 1}"


def winter_of(day: date) -> Winter:
    """Return the winter of a day; from April on the one that comes."""
    return Winter(day.year if day.month > 3 else day.year - 1)

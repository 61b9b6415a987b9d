"""Until when a receipt may be taken back, and the states of a hand-out. Pure: no database, no clock, no request."""

from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from welfare.choices import HandOutState

# A wrong tap is noticed the same day; later an officer has to look into it. The union's own rule, from no text.
TAKE_BACK_WITHIN = timedelta(hours=24)

NEXT: dict[HandOutState, set[HandOutState]] = {
    HandOutState.GIVEN: {HandOutState.UNDONE},
    HandOutState.CONFLICT: {HandOutState.GIVEN, HandOutState.NOTHING, HandOutState.TWICE},
    HandOutState.UNDONE: set(),
    HandOutState.NOTHING: set(),
    HandOutState.TWICE: set(),
}
# So many pieces are handed out at once at most.
MOST_PIECES = 99


# Quantiles of the normal distribution by confidence in per cent.
QUANTILES = {90: Decimal("1.645"), 95: Decimal("1.960"), 99: Decimal("2.576")}


def sample_size(population: int, confidence: int, margin: int) -> int:
    """Return how many of `population` have to be asked, for a confidence and a margin of error in per cent.

    For a share that may be anything (one half is the worst), with the correction for finite populations, rounded up.
    Source: R. V. Krejcie, D. W. Morgan, Determining Sample Size for Research Activities, 1970, formula of p. 607.
    """
    if population < 1:
        return 0
    share = Decimal(margin) / 100
    endless = QUANTILES[confidence] ** 2 / 4 / share**2
    size = endless * population / (population - 1 + endless)
    return min(population, int(size.to_integral_value(ROUND_CEILING)))


def may_be_taken_back(received_at: datetime, now: datetime) -> bool:
    """Return whether a member may still take back a receipt that they confirmed themselves."""
    return now - received_at < TAKE_BACK_WITHIN


def time_of_receipt(at: datetime, issued_at: datetime | None, now: datetime) -> datetime:
    """Return the time to note for a receipt: that of the phone, or now where its clock can't be right."""
    return at if (issued_at is None or issued_at <= at) and at <= now else now

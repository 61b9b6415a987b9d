"""States of a run and its sums. Pure: no database, no clock, no request."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from welfare.choices import RECEIVING, RunState, Verdict

NEXT: dict[RunState, set[RunState]] = {
    RunState.COUNTING: {RunState.COUNTED, RunState.CANCELLED},
    RunState.COUNTED: {RunState.COUNTING, RunState.IN_REVIEW, RunState.CANCELLED},
    RunState.IN_REVIEW: {RunState.COUNTED, RunState.APPROVED, RunState.CANCELLED},
    RunState.APPROVED: {RunState.ISSUED, RunState.CANCELLED},
    RunState.ISSUED: {RunState.CLOSED},
    RunState.CLOSED: set(),
    RunState.CANCELLED: set(),
}

# Members in one slice of a run: one transaction of about a second, which is all that a killed worker loses.
SLICE_SIZE = 25_000
# After so many failures a slice is tried again only when an officer asks for it.
MAX_ATTEMPTS = 3


def festival_due(
    standard: Decimal, already_this_year: Decimal, year_cap: Decimal | None, festival_cap: Decimal | None = None
) -> Decimal:
    """Return what a member may still receive for a festival, in yuan: the standard, or what the caps leave of it.

    It is never negative. None means that there is no such cap. `eligibility.judged` computes the same
    in SQL, and is tested against this.
    """
    sums = [standard]
    if festival_cap is not None:
        sums.append(festival_cap)
    if year_cap is not None:
        sums.append(year_cap - already_this_year)
    return max(Decimal(0), min(sums))


def sum_counts(counts: Iterable[tuple[str, str, int, Decimal | str]]) -> dict[tuple[str, str], tuple[int, Decimal]]:
    """Sum rows of [verdict, post category, headcount, yuan] to {(verdict, post category): (headcount, yuan)}."""
    total: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for verdict, category, heads, money in counts:
        so_far = total.get((verdict, category), (0, Decimal(0)))
        total[verdict, category] = (so_far[0] + heads, so_far[1] + Decimal(money))
    return total


def headcount_by_verdict(total: dict[tuple[str, str], tuple[int, Decimal]]) -> dict[Verdict, int]:
    """Return the headcount of each verdict that has any, in the order of Verdict."""
    heads = {verdict: sum(n for (v, _), (n, _) in total.items() if v == verdict) for verdict in Verdict}
    return {verdict: number for verdict, number in heads.items() if number}


def split_range(heads: int, first: int, last: int, size: int) -> list[tuple[int, int]]:
    """Split the keys `first` to `last`, both included, into equal ranges of about `size` of the `heads` rows each."""
    if not heads:
        return []
    parts = -(-heads // size)
    width = -(-(last - first + 1) // parts)
    return [(lo, min(lo + width - 1, last)) for lo in range(first, last + 1, width)]


def receiving_total(total: dict[tuple[str, str], tuple[int, Decimal]]) -> tuple[int, Decimal]:
    """Return the headcount and the yuan of those who receive."""
    receiving = [figures for (verdict, _), figures in total.items() if verdict in RECEIVING]
    return sum(heads for heads, _ in receiving), sum((money for _, money in receiving), Decimal(0))


def shares(parts: Sequence[Decimal | int]) -> list[Decimal]:
    """Return the share of each part in per cent with one decimal, so rounded that they sum to 100.0; all 0 for 0.

    Each is rounded down, and the tenths that are missing go to the largest remainders.
    """
    whole = sum(parts)
    if not whole:
        return [Decimal("0.0") for _part in parts]
    exact = [Decimal(part) * 1000 / Decimal(whole) for part in parts]
    tenths = [int(one) for one in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: tenths[index] - exact[index])
    for index in by_remainder[: 1000 - sum(tenths)]:
        tenths[index] += 1
    return [Decimal(one).scaleb(-1) for one in tenths]

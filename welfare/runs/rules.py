"""States of a run and its sums. Pure: no database, no clock, no request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from members.choices import LEFT_STATES, RETIRED_STATUSES, MemberState
from welfare.choices import RECEIVING, RESERVED_STATES, RunState, Verdict
from welfare.plans.amounts import Amounts, standard_for
from welfare.plans.groups import Group, Person, excluded_by

NEXT: dict[RunState, set[RunState]] = {
    RunState.COUNTING: {RunState.COUNTED, RunState.CANCELLING},
    RunState.COUNTED: {RunState.COUNTING, RunState.IN_REVIEW, RunState.CANCELLING},
    RunState.IN_REVIEW: {RunState.COUNTED, RunState.APPROVED, RunState.CANCELLING},
    RunState.APPROVED: {RunState.COUNTED, RunState.IN_NOTICE, RunState.ISSUED, RunState.CANCELLING},
    RunState.IN_NOTICE: {RunState.COUNTED, RunState.ISSUED, RunState.CANCELLING},
    RunState.ISSUED: {RunState.CLOSED},
    RunState.CLOSED: {RunState.ISSUED},
    RunState.CANCELLING: {RunState.CANCELLED},
    RunState.CANCELLED: set(),
}

MAY_BE_CANCELLED = tuple(state for state, following in NEXT.items() if RunState.CANCELLING in following)
MAY_BE_CORRECTED = tuple(state for state in RESERVED_STATES if RunState.COUNTED in NEXT[state])

# Members in one slice of a run: one transaction of about a second, which is all that a killed worker loses.
SLICE_SIZE = 25_000
# After so many failures a slice is tried again only when an officer asks for it.
MAX_ATTEMPTS = 3
# The largest key of a row: the end of the last slice of a run that is counted again.
LAST_KEY = 2**63 - 1


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


@dataclass(frozen=True)
class Membership:
    """The conditions of membership that hold in a unit; None where one is not asked."""

    dues_months: int | None = None
    outside_base: frozenset[str] | None = None
    one_place: bool = False


@dataclass(frozen=True)
class MembershipFacts:
    """What the conditions of membership are compared with: `unpaid_months` are the last ones, one after the other."""

    unpaid_months: int = 0
    wage_in_base: bool = True
    elsewhere: bool = False


def outside_membership(asked: Membership, facts: MembershipFacts, employment_form: str) -> Verdict | None:
    """Return the condition of membership that is not met, None where all are. Source: 安徽 2025, domain.md part 1.

    A member who is charged no dues, or is exempt or waived, is not without them.
    """
    if asked.dues_months and facts.unpaid_months >= asked.dues_months:
        return Verdict.NO_DUES
    if asked.outside_base is not None and (employment_form in asked.outside_base or not facts.wage_in_base):
        return Verdict.WAGE_NOT_IN_BASE
    return Verdict.ELSEWHERE if asked.one_place and facts.elsewhere else None


@dataclass(frozen=True)
class MemberThen:
    """What decides about one member in a run, besides the conditions of the plan: all as `eligibility.judged` reads it.

    `state` is that on the day of the event, of the period from `since` until before `until`. `merged`: into another
    record. `listed`: on another list for the same occasion. `given_before`: what a correction's source and the other
    follow-ups gave. Sums are in yuan; a cap of None does not limit.
    """

    state: str
    since: date
    until: date | None = None
    employment: str = ""
    merged: bool = False
    listed: bool = False
    already_this_year: Decimal = Decimal(0)
    given_before: Decimal = Decimal(0)
    year_cap: Decimal | None = None
    festival_cap: Decimal | None = None
    asked: Membership = Membership()
    facts: MembershipFacts = MembershipFacts()


def judge(
    day: date, person: Person, standing: MemberThen, *, group: Group, amounts: Amounts, standard: Decimal
) -> tuple[Verdict, Decimal]:
    """Return the verdict on a member for an event on `day`, and what is due for them in yuan if they receive.

    The plain reading of `eligibility.judged`, for any occasion but birthdays and lists, and where no objection has
    decided about the member; both are compared in a test.
    """
    before = standing.given_before
    amount = standard_for(amounts, standard, person, day) - before
    cap = None if standing.festival_cap is None else standing.festival_cap - before
    due = festival_due(amount, standing.already_this_year, standing.year_cap, cap)
    since = person.member_since
    if standing.state in LEFT_STATES or standing.merged:
        return Verdict.LEFT, due
    if standing.state == MemberState.PENDING:
        return Verdict.PENDING, due
    if standing.state == MemberState.RETAINED:
        return Verdict.RETAINED, due
    if standing.employment in RETIRED_STATUSES:
        return Verdict.RETIRED, due
    if standing.since > day or (standing.until is None and since is not None and since > day):
        return Verdict.JOINED_LATER, due
    if outside := excluded_by(group, person):
        return outside, due
    if unfit := outside_membership(standing.asked, standing.facts, person.employment_form):
        return unfit, due
    if standing.listed:
        return Verdict.ALREADY, due
    if not due:
        return Verdict.CAP_REACHED, due
    return (Verdict.REDUCED if due < amount else Verdict.FULL), due


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


def widen(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges with the first beginning at key 1 and the last ending at LAST_KEY: one range where none is."""
    if not ranges:
        return [(1, LAST_KEY)]
    starts = [1, *(lo for lo, _hi in ranges[1:])]
    ends = [*(hi for _lo, hi in ranges[:-1]), LAST_KEY]
    return list(zip(starts, ends, strict=True))


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

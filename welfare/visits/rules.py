"""States of visits, how far events lie apart, and anniversaries. Pure: no database, no clock, no request."""

from collections.abc import Iterable
from datetime import date, timedelta

from office.days import months_later, years_after
from welfare.choices import Kind
from welfare.visits.choices import HOME_VISIT, VisitState

NEXT: dict[VisitState, set[VisitState]] = {
    VisitState.PROPOSED: {VisitState.ASKED, VisitState.CANCELLED},
    VisitState.ASKED: {VisitState.IN_REVIEW, VisitState.REFUSED, VisitState.CANCELLED},
    # Carried out at once where somebody was at the bedside before it was approved.
    VisitState.IN_REVIEW: {
        VisitState.ASKED,
        VisitState.APPROVED,
        VisitState.CARRIED_OUT,
        VisitState.REFUSED,
        VisitState.CANCELLED,
    },
    VisitState.APPROVED: {VisitState.PLANNED, VisitState.CARRIED_OUT, VisitState.CANCELLED},
    VisitState.PLANNED: {VisitState.CARRIED_OUT, VisitState.CANCELLED},
    VisitState.CARRIED_OUT: {VisitState.PAID, VisitState.CANCELLED},
    # A bank sends money back after days, too: then it is owed again.
    VisitState.PAID: {VisitState.CLOSED, VisitState.CARRIED_OUT},
    VisitState.CLOSED: {VisitState.CARRIED_OUT},
    VisitState.REFUSED: set(),
    VisitState.CANCELLED: set(),
}
TONES = {
    VisitState.PROPOSED: "muted",
    VisitState.ASKED: "info",
    VisitState.IN_REVIEW: "warning",
    VisitState.APPROVED: "info",
    VisitState.PLANNED: "info",
    VisitState.CARRIED_OUT: "warning",
    VisitState.PAID: "success",
    VisitState.CLOSED: "success",
    VisitState.REFUSED: "danger",
    VisitState.CANCELLED: "muted",
}

# Nobody retires or dies twice.
ONCE_EVER = (Kind.RETIREMENT, Kind.MEMBER_DEATH)
# Two visits of these kinds within so many months are about one event, told with two days: the certificate's and the
# feast's, the birth's and the entry's; a household is visited at home once a winter. Of other kinds each day is an
# event.
ONE_WITHIN_MONTHS = {Kind.MARRIAGE: 6, Kind.CHILDBIRTH: 6, Kind.ANNIVERSARY: 6, HOME_VISIT: 6}
# The years of service that are an anniversary.
ANNIVERSARIES = (10, 20, 30, 40)
# So many days before the window shuts the member is reminded.
REMIND_DAYS = 14
# How far back the register is searched for events whose kind has no window.
SEARCHED_MONTHS = 6


def same_event(kind: str, day: date, other: date) -> bool:
    """Return whether two days told of one kind are those of one event."""
    if kind in ONCE_EVER:
        return True
    months = ONE_WITHIN_MONTHS.get(Kind(kind), 0)
    first, last = sorted((day, other))
    return first == last if not months else last < months_later(first, months)


def claim_until(day: date, claim_months: int | None) -> date | None:
    """Return the last day on which an event may be claimed, None without a window: 民法典 202."""
    return months_later(day, claim_months) if claim_months else None


def anniversary_days(first: date, last: date) -> Iterable[tuple[date, date, int]]:
    """Yield for each day from `first` to `last` and each anniversary: the day, the day of hire, the years."""
    for past in range((last - first).days + 1):
        day = first + timedelta(days=past)
        for years in ANNIVERSARIES:
            hired = years_after(day, -years)
            # On 29 February of a year without it nobody was hired; who was, is thanked on the 28th.
            if years_after(hired, years) == day:
                yield day, hired, years
            if (day.month, day.day) == (2, 28) and _is_leap(hired.year) and not _is_leap(day.year):
                yield day, date(hired.year, 2, 29), years


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

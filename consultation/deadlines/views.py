"""The page behind a date: how the deadlines of a case are counted, day by day, each day off with its source."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from consultation.deadlines.models import Clock, ClockEvent
from consultation.deadlines.querysets import Clocks
from office.clocks.days import StoredCalendar
from office.clocks.rules import Event, EventKind, Reckoning, reckon

MOST_CLOCKS = 20


@dataclass(frozen=True)
class CountedClock:
    clock: Clock
    events: list[ClockEvent]
    reckoning: Reckoning
    if_begun_today: date | None
    """The last day if it began today, of a clock that still runs."""


def days_page(
    request: HttpRequest, clocks: Clocks, *, number: str, back: str, for_worker: bool = False
) -> HttpResponse:
    """Return the page of the deadlines of one case, the running ones first; at most MOST_CLOCKS of them."""
    counted = count_clocks(clocks)
    context = {
        "counted": counted,
        "number": number,
        "back": back,
        "for_worker": for_worker,
        "base": "base_worker.html" if for_worker else "base_staff.html",
        "today": timezone.localdate(),
    }
    return render(request, "consultation/deadlines/days.html", context)


def count_clocks(clocks: Clocks) -> list[CountedClock]:
    """Return each of the clocks with its events and how it is counted; two queries and those of the calendar."""
    calendar, today = StoredCalendar(), timezone.localdate()
    rows = clocks.select_related("rule").prefetch_related("events").order_by("-id")[:MOST_CLOCKS]
    found = [_count(clock, calendar, today) for clock in rows]
    return sorted(found, key=lambda one: one.clock.has_stopped)


def _count(clock: Clock, calendar: StoredCalendar, today: date) -> CountedClock:
    events = list(clock.events.all())
    reckoning = reckon(clock.limit, (row.event for row in events), calendar)
    fresh = None if clock.has_stopped else reckon(clock.limit, [Event(EventKind.START, today)], calendar)
    return CountedClock(clock, events, reckoning, fresh.due if fresh else None)

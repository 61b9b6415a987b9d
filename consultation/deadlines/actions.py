from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultation.deadlines import rules
from consultation.deadlines.models import Clock, ClockEvent, DeadlineRule, Series
from consultation.deadlines.querysets import Clocks
from members.authority.models import User
from office.clocks.days import StoredCalendar
from office.clocks.rules import Event, EventKind, Reckoning, reckon
from office.errors import NotAllowed

LONGEST_EXTENSION = 30
"""Working days by which a limit may be extended: as 劳动保障监察条例 17 has it."""


@transaction.atomic
def ensure_deadlines() -> None:
    """Create a row for each of rules.DEADLINES that has none; existing rows are not changed."""
    existing = set(DeadlineRule.objects.values_list("code", flat=True))
    DeadlineRule.objects.bulk_create(
        DeadlineRule(code=code, working_days=limit.days, certainty=limit.certainty, source=limit.source)
        for code, limit in rules.DEADLINES.items()
        if code not in existing
    )


def reckoning(clock: Clock) -> Reckoning:
    """Return how a clock is counted from its events, day by day."""
    return reckon(clock.limit, (row.event for row in clock.events.all()), StoredCalendar())


def start(code: str, *, on: date | None = None, **subject: object) -> Clock:
    """Start a deadline on a `question`, `referral` or `grievance`, counted from the working day after `on` (today).

    Where one with this code is running on it already, that one is returned unchanged.
    """
    rule = DeadlineRule.objects.get(code=code)
    running = Clock.objects.running().filter(rule=rule, **subject).first()
    if running:
        return running
    return _start(rule, [ClockEvent(kind=EventKind.START, on=on or timezone.localdate())], **subject)


def _start(rule: DeadlineRule, events: list[ClockEvent], **subject: object) -> Clock:
    """Create a clock with its first events."""
    clock = Clock(rule=rule, working_days=rule.working_days, starts_on=events[0].on, **subject)
    calendar, known = StoredCalendar(), [row.event for row in events]
    found = reckon(clock.limit, known, calendar)
    if found.due is None:
        # Paused already: the day to show is that of going on today.
        _take(clock, reckon(clock.limit, [*known, Event(EventKind.RESUME, timezone.localdate())], calendar))
    _take(clock, found)
    clock.save()
    for row in events:
        row.clock = clock
    ClockEvent.objects.bulk_create(events)
    return clock


def _take(clock: Clock, found: Reckoning) -> None:
    """Set on a clock what its events make of it; while paused the day promised last stays."""
    if found.due:
        clock.due_on, clock.estimated = found.due, found.estimated
    clock.paused_on, clock.days_left = found.paused_on, found.left


def _add_event(clock: Clock, kind: EventKind, *, by: User | None, amount: int = 0, note: str = "") -> Clock:
    """Add an event of today to a running clock, and set what follows from it."""
    before = clock.due_on
    new = ClockEvent(clock=clock, kind=kind, on=timezone.localdate(), amount=amount, note=note, by=by)
    new.at = timezone.now() if by else None
    events = [*clock.events.all(), new]
    _take(clock, reckon(clock.limit, (row.event for row in events), StoredCalendar()))
    clock.save(update_fields=["due_on", "estimated", "paused_on", "days_left"])
    if clock.due_on != before:
        new.due_before, new.due_after = before, clock.due_on
    new.save()
    return clock


def _lock_running(clocks: Clocks, codes: Iterable[str]) -> list[Clock]:
    return list(clocks.running().of_rules(*codes).select_for_update(of=("self",)).order_by("id"))


def pause(clocks: Clocks, *codes: str, note: str, by: User) -> list[Clock]:
    """Pause the running ones of the deadlines `codes`: today and the days that follow don't count.

    Raises NotAllowed where none is running, or all are paused already, or their last day is over.
    """
    today = timezone.localdate()
    found = [clock for clock in _lock_running(clocks, codes) if clock.paused_on is None and clock.due_on >= today]
    if not found:
        raise NotAllowed(_("No limit is running that could be paused."), code="nothing_to_pause")
    return [_add_event(clock, EventKind.PAUSE, by=by, note=note) for clock in found]


def resume(clocks: Clocks, *codes: str, by: User | None) -> list[Clock]:
    """Let the paused ones go on: today counts again. Return them; none where nothing is paused."""
    found = [clock for clock in _lock_running(clocks, codes) if clock.paused_on is not None]
    return [_add_event(clock, EventKind.RESUME, by=by) for clock in found]


def extend(clocks: Clocks, *codes: str, days: int, note: str, by: User) -> list[Clock]:
    """Extend the running ones of the deadlines `codes` by working days, from their last day.

    Raises NotAllowed where none is running, for more than LONGEST_EXTENSION days, and for a second extension.
    """
    found = _lock_running(clocks, codes)
    if not found:
        raise NotAllowed(_("No limit is running that could be extended."), code="nothing_to_extend")
    if not 1 <= days <= LONGEST_EXTENSION:
        raise NotAllowed(_("A limit is extended by 1 to %(days)s working days.") % {"days": LONGEST_EXTENSION})
    if ClockEvent.objects.filter(clock__in=found, kind=EventKind.EXTENDED).exists():
        raise NotAllowed(_("This limit has been extended already; it can be extended once."), code="extended_already")
    return [_add_event(clock, EventKind.EXTENDED, by=by, amount=days, note=note) for clock in found]


def change_class(clock: Clock, code: str, *, by: User, note: str = "") -> Clock:
    """Drop a running clock for one of another deadline on the same row, with all that has happened to it so far."""
    rule = DeadlineRule.objects.get(code=code)
    subject = {"question": clock.question, "referral": clock.referral, "grievance": clock.grievance}
    copied = [
        ClockEvent(kind=row.kind, on=row.on, amount=row.amount, note=row.note, by_id=row.by_id, at=row.at)
        for row in clock.events.all()
        if row.kind != EventKind.RECOUNTED
    ]
    changed = ClockEvent(
        kind=EventKind.CLASS_CHANGED,
        on=timezone.localdate(),
        amount=rule.working_days,
        note=note,
        by=by,
        at=timezone.now(),
        due_before=clock.due_on,
    )
    drop(Clock.objects.filter(pk=clock.pk))
    return _start(rule, [*copied, changed], **subject)


def meet(clocks: Clocks, *codes: str) -> None:
    """Mark the running ones of `clocks` as met; only those of the deadlines `codes` if any are given."""
    _stop(clocks, codes, "met_at")


def drop(clocks: Clocks, *codes: str) -> None:
    """Mark the running ones of `clocks` as dropped, no longer needed; only those of the deadlines `codes` if any."""
    _stop(clocks, codes, "dropped_at")


def _stop(clocks: Clocks, codes: Iterable[str], column: str) -> None:
    found = _lock_running(clocks, codes)
    now = timezone.now()
    Clock.objects.filter(pk__in=[clock.pk for clock in found]).update(**{column: now})
    ClockEvent.objects.bulk_create(
        ClockEvent(clock=clock, kind=EventKind.STOPPED, on=timezone.localdate(now)) for clock in found
    )


def next_number(prefix: str) -> str:
    """Return the next case number with this prefix in the present year, such as `ZX-2026-000123`."""
    year = timezone.localdate().year
    return rules.case_number(prefix, year, Series.objects.take_next(prefix, year))

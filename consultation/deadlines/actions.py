from datetime import date

from django.db import transaction
from django.utils import timezone

from consultation.deadlines import rules
from consultation.deadlines.models import Clock, DeadlineRule, Series
from consultation.deadlines.querysets import Clocks
from office.workdays import add_working_days


@transaction.atomic
def ensure_deadlines() -> None:
    """Create a row for each of rules.DEADLINES that has none; existing rows are not changed."""
    existing = set(DeadlineRule.objects.values_list("code", flat=True))
    DeadlineRule.objects.bulk_create(
        DeadlineRule(code=code, working_days=limit.days, certainty=limit.certainty, source=limit.source)
        for code, limit in rules.DEADLINES.items()
        if code not in existing
    )


def start(code: str, *, on: date | None = None, **subject: object) -> Clock:
    """Start a deadline on a `question`, `referral` or `grievance`, counted from the working day after `on` (today).

    Where one with this code is running on it already, that one is returned unchanged.
    """
    rule = DeadlineRule.objects.get(code=code)
    running = Clock.objects.running().filter(rule=rule, **subject).first()
    if running:
        return running
    starts_on = on or timezone.localdate()
    due = add_working_days(starts_on, rule.working_days)
    return Clock.objects.create(
        rule=rule,
        working_days=rule.working_days,
        starts_on=starts_on,
        due_on=due.date,
        estimated=due.estimated,
        **subject,
    )


def meet(clocks: Clocks, *codes: str) -> None:
    """Mark the running ones of `clocks` as met; only those of the deadlines `codes` if any are given."""
    clocks.running().of_rules(*codes).update(met_at=timezone.now())


def drop(clocks: Clocks, *codes: str) -> None:
    """Mark the running ones of `clocks` as dropped, no longer needed; only those of the deadlines `codes` if any."""
    clocks.running().of_rules(*codes).update(dropped_at=timezone.now())


def next_number(prefix: str) -> str:
    """Return the next case number with this prefix in the present year, such as `ZX-2026-000123`."""
    year = timezone.localdate().year
    return rules.case_number(prefix, year, Series.objects.take_next(prefix, year))

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from consultation.deadlines import rules
from consultation.deadlines.models import Clock, DeadlineRule
from office.workdays import add_working_days


@transaction.atomic
def ensure_deadlines() -> None:
    """Ship every deadline of rules.DEADLINES that is missing; one that exists stays as its administrator left it."""
    existing = set(DeadlineRule.objects.values_list("code", flat=True))
    DeadlineRule.objects.bulk_create(
        DeadlineRule(code=code, working_days=limit.days, certainty=limit.certainty, source=limit.source)
        for code, limit in rules.DEADLINES.items()
        if code not in existing
    )


def start(code: str, *, on: date | None = None, **subject: Any) -> Clock:
    """Let a deadline run on `question`, `referral` or `grievance` from the working day after `on` (today).

    One that runs already goes on unchanged: a second reason to answer doesn't move the first one's day.
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


def meet(clocks: QuerySet, *codes: str) -> None:
    """Stop the running ones of these rules (all without any named): what they waited for has happened."""
    wanted = clocks.filter(rule__code__in=codes) if codes else clocks
    wanted.filter(met_at=None, dropped_at=None).update(met_at=timezone.now())


def drop(clocks: QuerySet, *codes: str) -> None:
    """Stop the running ones of these rules (all without any named): what they waited for is no longer asked for."""
    wanted = clocks.filter(rule__code__in=codes) if codes else clocks
    wanted.filter(met_at=None, dropped_at=None).update(dropped_at=timezone.now())


def next_number(prefix: str) -> str:
    """The next human number under `prefix` in this year; two transactions wait for each other, none skips."""
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consultation_series AS series (prefix, year, last) VALUES (%s, %s, 1) "
            "ON CONFLICT (prefix, year) DO UPDATE SET last = series.last + 1 RETURNING last",
            [prefix, year],
        )
        return rules.human_number(prefix, year, cursor.fetchone()[0])

"""Whom a year's benefits reached, counted once a day in ranges of members; a killed worker loses its present range."""

import logging
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Max, Min
from django.utils import timezone

from members.choices import IN_UNION
from members.register.models.member import Member
from office.claims import claim
from office.sql import load_sql, run_sql
from welfare.choices import SHOWN_TO_MEMBERS
from welfare.reports.models import CoverageCount
from welfare.reports.querysets import MAX_ATTEMPTS
from welfare.runs.models.runs import Run
from welfare.runs.rules import SLICE_SIZE, split_range
from welfare.visits.choices import VisitState
from welfare.visits.models.visits import Visit

logger = logging.getLogger(__name__)

COUNT = load_sql("welfare.reports", "count_coverage")
# What is received after the end of a year is still looked for so long; later only a year without a finished count.
COUNTED_AFTER = timedelta(days=92)


def ask_counts(today: date) -> int:
    """Ask for a count of each year that has none of today, and still changes or failed; return of how many."""
    asked = 0
    for year in sorted(years_with_benefits() | {today.year}):
        if _is_due(year, today):
            asked += ask_count(year, today)
    return asked


def years_with_benefits() -> set[int]:
    """Return the years of which a run was issued, or a visit paid."""
    runs = Run.objects.filter(state__in=SHOWN_TO_MEMBERS).order_by().values_list("occasion__on__year", flat=True)
    visits = Visit.objects.filter(state__in=[VisitState.PAID, VisitState.CLOSED]).order_by()
    return {*runs.distinct(), *visits.values_list("event_on__year", flat=True).distinct()}


def _is_due(year: int, today: date) -> bool:
    if year > today.year:
        return False
    last = CoverageCount.objects.filter(year=year).order_by("-pk").first()
    if last is None:
        return True
    changes = today <= date(year, 12, 31) + COUNTED_AFTER
    failed = last.done_at is None and last.attempts >= MAX_ATTEMPTS
    return (changes or failed) and timezone.localdate(last.asked_at) < today


@transaction.atomic
def ask_count(year: int, today: date) -> bool:
    """Ask for a count of a year as of today, of a past one as of its last day; return False where one is under way.

    One that failed is replaced.
    """
    failed = CoverageCount.objects.filter(year=year, done_at=None)
    failed.exclude(pk__in=failed.waiting().values("pk")).delete()
    found = Member.objects.aggregate(heads=Count("pk"), first=Min("pk"), last=Max("pk"))
    first, last = found["first"] or 1, found["last"] or 0
    ranges = split_range(found["heads"], first, last, SLICE_SIZE)
    width = ranges[0][1] - ranges[0][0] + 1 if ranges else 1
    try:
        with transaction.atomic():
            CoverageCount.objects.create(
                year=year, on=min(today, date(year, 12, 31)), next_key=first, last_key=last, width=width
            )
    except IntegrityError:
        # Another worker has asked, or one of yesterday is still being counted.
        return False
    return True


def count_all(today: date | None = None) -> int:
    """Ask for counts that are due, and count until nothing waits; return how many ranges were tried."""
    ask_counts(today or timezone.localdate())
    tried = 0
    while count_next_range():
        tried += 1
    return tried


def count_next_range() -> bool:
    """Count the next range of a count that waits; return False when none is free. A failure is stored with it."""
    count = None
    try:
        with transaction.atomic():
            count = claim(CoverageCount.objects.waiting().order_by("attempts", "pk")).first()
            if count is None:
                return False
            _count_range(count)
    except Exception as why:
        if count is None:
            raise
        logger.exception("Count of coverage %s failed", count.pk)
        CoverageCount.objects.filter(pk=count.pk, done_at=None).update(
            attempts=F("attempts") + 1, error=str(why)[:2000]
        )
    return True


def _count_range(count: CoverageCount) -> None:
    """Count one range, and write how far it is in the same transaction; the last ends earlier counts."""
    lo = count.next_key
    hi = min(lo + count.width - 1, count.last_key)
    if lo <= hi:
        run_sql(
            COUNT,
            {
                "count": count.pk,
                "lo": lo,
                "hi": hi,
                "on": count.on,
                "first": date(count.year, 1, 1),
                "last": date(count.year, 12, 31),
                "in_union": [state.value for state in IN_UNION],
                "paid": [VisitState.PAID.value, VisitState.CLOSED.value],
            },
        )
    count.next_key = hi + 1
    if count.next_key > count.last_key:
        count.done_at, count.error = timezone.now(), ""
        CoverageCount.objects.filter(year=count.year, pk__lt=count.pk).delete()
    count.save()

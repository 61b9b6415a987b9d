"""Recounts the deadlines of questions, referrals and grievances when the calendar changes, and says whom to tell."""

from datetime import date

from django.utils import timezone

from consultation.deadlines.models import Clock
from consultation.permissions import ConsultationPermission
from members import access
from members.authority.models import User
from office.clocks.actions import MovedLimit, Recount
from office.sql import load_sql, rows_of_sql

SUBJECTS = ("rule", "question__asker", "question__counsellor", "referral__unit", "referral__sent_by")
LONGEST_NOTE = 300


def recount_deadlines(about: Recount) -> list[MovedLimit]:
    """Recount the running clocks that touch the days in one statement; return those whose last day moved."""
    rows = rows_of_sql(
        load_sql("consultation.deadlines", "recount"),
        {
            "first": about.first,
            "last": about.last,
            "today": timezone.localdate(),
            "source": about.source[:LONGEST_NOTE],
            "by": about.by.pk if about.by else None,
            "at": timezone.now() if about.by else None,
        },
    )
    clocks = Clock.objects.select_related(*SUBJECTS, "grievance__officer", "grievance__reporter__user").in_bulk(
        [key for key, _before, _after in rows]
    )
    return [_moved(clocks[key], before, after) for key, before, after in rows]


def _moved(clock: Clock, before: date, after: date) -> MovedLimit:
    officers: list[User | None] = []
    worker: User | None = None
    worker_url = ""
    if question := clock.question:
        number, url, officers = question.number, question.get_absolute_url(), [question.counsellor]
        worker, worker_url = question.asker, question.own_url
    elif referral := clock.referral:
        number, url = referral.number, referral.get_absolute_url()
        officers = [referral.sent_by, *access.holders(ConsultationPermission.REPLY_REFERRAL, referral.unit)]
    else:
        grievance = clock.grievance
        assert grievance is not None
        number, url, officers = grievance.number, grievance.get_absolute_url(), [grievance.officer]
        if reporter := getattr(grievance, "reporter", None):
            worker, worker_url = reporter.user, grievance.own_url
    return MovedLimit(number, before, after, url, tuple(dict.fromkeys(officers)), worker, worker_url)

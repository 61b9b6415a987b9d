"""Recounts until when change requests are decided, when the calendar changes."""

from django.conf import settings

from members.choices import RequestState
from members.own_data.models.change_requests import ChangeRequest
from office import audit
from office.clocks.actions import MovedLimit, Recount
from office.sql import load_sql, rows_of_sql


def recount_change_requests(about: Recount) -> list[MovedLimit]:
    """Recount the waiting requests that touch the days in one statement; an event keeps the day promised before."""
    rows = rows_of_sql(
        load_sql("members.own_data", "recount"),
        {
            "first": about.first,
            "last": about.last,
            "days": settings.CHANGE_REQUEST_WORKING_DAYS,
            "waiting": RequestState.WAITING.value,
            "zone": settings.TIME_ZONE,
        },
    )
    requests = ChangeRequest.objects.select_related("member__user", "member__unit").in_bulk([row[0] for row in rows])
    moved = []
    for key, before, after in rows:
        request = requests[key]
        changes = {"due": [before.isoformat(), after.isoformat()]}
        audit.record(
            "change.recount", request, by=about.by, unit=request.member.unit, reason=about.source, changes=changes
        )
        label = f"{request._meta.verbose_name} {request.pk}"
        moved.append(MovedLimit(label, before, after, worker=request.member.user, worker_url=request.own_url))
    return moved

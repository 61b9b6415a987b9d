"""A member's timeline: a part of the member's page that is loaded when it is scrolled into view."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import User
from members.front.row_changes import ONE_ACT, FieldChange, changes_of
from members.permissions import MembersPermission
from members.register.models.member import Member
from office.models import AuditEvent

VIEW = MembersPermission.VIEW_MEMBER
EVENTS_SHOWN = 50
# Reasons of these events may mention illness or need: holders of one of these permissions read them.
_DUES, _HARDSHIP = (MembersPermission.KEEP_DUES, MembersPermission.WAIVE_DUES), (MembersPermission.VIEW_HARDSHIPMARK,)
REASON_READERS = {
    "dues.waive": _DUES,
    "dues.waive_end": _DUES,
    "member.hardship_set": _HARDSHIP,
    "member.hardship_lift": _HARDSHIP,
}
UPDATED, CREATED = "member.update", "member.create"


class Event(TypedDict):
    """One act, which may have left several events in the audit log and an update of the row."""

    at: datetime
    verbs: list[str]
    who: User | None
    reasons: list[str]
    changes: list[FieldChange]


@require_GET
@needs(VIEW)
def member_timeline(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the member's timeline: the part for htmx, a page of its own without it."""
    member = get_object_or_404(Member.objects.visible_to(request.user, VIEW).select_related("unit"), pk=pk)
    name = "_member_timeline" if "HX-Request" in request.headers else "member_timeline"
    return render(
        request, f"members/front/{name}.html", {"member": member, "timeline": latest_events(member, request.user)}
    )


def latest_events(member: Member, reader: User, most: int = EVENTS_SHOWN) -> list[Event]:
    """Return the latest acts on the member and its row, newest first, and the creation of the row last."""
    events = AuditEvent.objects.about(member).order_by("-id")[:most]
    hidden = {
        verb for verb, perms in REASON_READERS.items() if not any(access.can(reader, p, member.unit) for p in perms)
    }
    found: list[Event] = [
        {
            "at": e.at,
            "verbs": [e.verb],
            "who": e.actor,
            "reasons": [e.reason] if e.reason and e.verb not in hidden else [],
            "changes": [],
        }
        for e in events
    ]
    updates = changes_of({member.pk: member}, reader, most=most)
    makers = User.objects.in_bulk({update.by for update in updates if update.by})
    found += [
        {
            "at": update.at,
            "verbs": [UPDATED],
            "who": makers.get(update.by or 0),
            "reasons": [],
            "changes": update.fields,
        }
        for update in updates
    ]
    found.sort(key=lambda event: event["at"], reverse=True)
    created: Event = {"at": member.created_at, "verbs": [CREATED], "who": None, "reasons": [], "changes": []}
    return [*_acts(found)[:most], created]


def _acts(events: Iterable[Event]) -> list[Event]:
    """Return a row for each act: what the same person did within ONE_ACT, in one."""
    acts: list[Event] = []
    for event in events:
        act = acts[-1] if acts else None
        # A worker's update doesn't say for whom it was made.
        by_another = event["who"] is not None or event["verbs"] != [UPDATED]
        if act is None or (act["who"] != event["who"] and by_another) or act["at"] - event["at"] > ONE_ACT:
            acts.append(event)
            continue
        for verb in event["verbs"]:
            if verb not in act["verbs"]:
                act["verbs"].append(verb)
        act["reasons"] += [reason for reason in event["reasons"] if reason not in act["reasons"]]
        act["changes"] = [*act["changes"], *event["changes"]]
    for act in acts:
        # That the row was updated says nothing beside what was done.
        if len(act["verbs"]) > 1 and UPDATED in act["verbs"]:
            act["verbs"].remove(UPDATED)
    return acts

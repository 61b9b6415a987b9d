"""A member's timeline: a part of the member's page that is loaded when it is scrolled into view."""

from collections.abc import Iterator
from datetime import datetime
from typing import TypedDict

from django.apps import apps
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import User
from members.permissions import MembersPermission
from members.register.models.member import Member
from office.models import AuditEvent
from office.types import AnnotatedRow, Message

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
# Fields computed from others.
COMPUTED_FIELDS = {"updated_at", "pinyin", "initials"}


class Event(TypedDict):
    at: datetime
    verb: str
    who: User | None
    reason: str
    fields: list[Message]
    """The labels of the changed fields."""


@require_GET
@needs(VIEW)
def member_timeline(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the member's timeline: the part for htmx, a page of its own without it."""
    member = get_object_or_404(Member.objects.visible_to(request.user, VIEW).select_related("unit"), pk=pk)
    name = "_member_timeline" if "HX-Request" in request.headers else "member_timeline"
    return render(request, f"members/front/{name}.html", {"member": member, "timeline": _events(member, request.user)})


def _events(member: Member, reader: User) -> list[Event]:
    """Return the latest audit events and changes of the row, newest first, and the creation of the row last."""
    events = AuditEvent.objects.about(member).order_by("-id")[:EVENTS_SHOWN]
    hidden = {
        verb for verb, perms in REASON_READERS.items() if not any(access.can(reader, p, member.unit) for p in perms)
    }
    told: list[Event] = [
        {"at": e.at, "verb": e.verb, "who": e.actor, "reason": "" if e.verb in hidden else e.reason, "fields": []}
        for e in events
    ]
    told.extend(_changes(member))
    told.sort(key=lambda event: event["at"], reverse=True)
    created: Event = {"at": member.created_at, "verb": "member.create", "who": None, "reason": "", "fields": []}
    return [*told[:EVENTS_SHOWN], created]


def _changes(member: Member) -> Iterator[Event]:
    """Yield an event for each update of the row: labels of the changed fields, without values, which are private."""
    # pghistory makes the model of the history, so its rows have no type.
    history = apps.get_model("members.MemberEvent")
    labels = {field.name: field.verbose_name for field in Member._meta.fields}
    tracked = {field.name for field in history._meta.fields} & labels.keys() - COMPUTED_FIELDS
    earlier_rows = history.objects.filter(pgh_obj=member).select_related("pgh_context").order_by("-pgh_id")
    updates = list(earlier_rows[:EVENTS_SHOWN])
    makers = User.objects.in_bulk({maker for update in updates if (maker := _maker(update))})
    later: Model = member
    for before in updates:
        names = [name for name in sorted(tracked) if _differs(before, later, name)]
        if names:
            fields = [labels[name] for name in names]
            who = makers.get(_maker(before) or 0)
            yield {"at": before.pgh_created_at, "verb": "member.update", "who": who, "reason": "", "fields": fields}
        later = before


def _maker(update: AnnotatedRow) -> int | None:
    """Return the key of the account that made an update of the history, if it is known."""
    maker: int | None = update.pgh_context.metadata.get("user") if update.pgh_context else None
    return maker


def _differs(before: Model, later: Model, name: str) -> bool:
    return bool(before.serializable_value(name) != later.serializable_value(name))

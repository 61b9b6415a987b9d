"""A grievance's file as one story in time: its turns from the audit log, its steps and messages from the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consultation.audit_verbs import GRIEVANCE_TURNS, READINGS
from consultation.choices import EntryKind, Side
from consultation.grievances.models import Grievance
from office.models import Attachment, AuditEvent


@dataclass(frozen=True)
class Line:
    """One line of a timeline; `who` is None for the reporter."""

    at: datetime
    what: Any
    who: Any = None
    text: str = ""
    internal: bool = False
    is_message: bool = False
    by_reporter: bool = False
    attachments: Iterable[Attachment] = ()


def of_grievance(grievance: Grievance, *, for_reporter: bool) -> list[Line]:
    """Everything that happened in the case, oldest first; for the reporter without what officers keep to themselves."""
    entries = grievance.entries.select_related("author").prefetch_related("attachments")
    shown = entries.for_reporter() if for_reporter else entries.all()
    lines = [
        Line(
            at=entry.at,
            what=entry.get_kind_display(),
            who=entry.author,
            text=entry.text,
            internal=entry.internal,
            is_message=entry.kind == EntryKind.MESSAGE,
            by_reporter=entry.side == Side.WORKER,
            attachments=entry.attachments.all(),
        )
        for entry in shown
    ]
    turns = AuditEvent.objects.about(grievance).filter(verb__in=GRIEVANCE_TURNS)
    lines += [Line(event.at, GRIEVANCE_TURNS[event.verb], event.actor, by_reporter=not event.actor) for event in turns]
    return sorted(lines, key=lambda line: line.at)


def readings(grievance: Grievance) -> list[Line]:
    """Who has opened the case, newest first."""
    events = AuditEvent.objects.about(grievance).filter(verb__in=READINGS).order_by("-id")[:50]
    return [Line(event.at, READINGS[event.verb], event.actor, text=event.reason) for event in events]

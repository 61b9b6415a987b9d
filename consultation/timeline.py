"""A grievance's file as one story in time: its turns from the audit log, its steps and messages from the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultation.choices import EntryKind, Side
from consultation.models import Grievance, Question
from union_portal.office.models import Attachment, AuditEvent

GRIEVANCE_TURNS = {
    "grievance.file": _("Filed"),
    "grievance.accept": pgettext_lazy("grievance", "Accepted"),
    "grievance.decline": _("Not accepted"),
    "grievance.start": _("Work begun"),
    "grievance.close": pgettext_lazy("grievance", "Closed"),
}
QUESTION_TURNS = {
    "question.ask": _("Asked"),
    "question.accept": pgettext_lazy("grievance", "Accepted"),
    "question.answer": _("Answered"),
    "question.note": _("Internal note written"),
    "question.change_tier": _("Tier changed"),
    "question.assign": _("Assigned"),
    "question.refer": _("Referred to a department"),
    "question.follow_up": _("Asker wrote again"),
    "question.rate": _("Rated"),
    "question.urge": _("Urged"),
}
READINGS = {"grievance.read": _("Read"), "grievance.reveal": _("Asked who reported")}


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


def of_question(question: Question) -> list[Line]:
    """What the desk, the asker and the departments did, oldest first."""
    events = AuditEvent.objects.about(question).filter(verb__in=QUESTION_TURNS)
    return [Line(event.at, QUESTION_TURNS[event.verb], event.actor, text=event.reason) for event in events]

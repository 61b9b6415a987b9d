"""The timeline of a case: lines of its audit events and of its entries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet

from members.authority.models import User
from members.cases.models import Entry
from members.cases.rules import Side
from office.models import Attachment, AuditEvent
from office.types import Message

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Line:
    """One line of a timeline; `who` is None for an anonymous worker and for the portal itself."""

    at: datetime
    what: Message
    who: User | None
    text: str
    by_worker: bool
    internal: bool = False
    attachments: Iterable[Attachment] = ()


def event_lines(events: Iterable[AuditEvent], labels: Mapping[str, Message]) -> list[Line]:
    """Return a line for each event, in the order of `events`; `labels` has the name of each of their verbs.

    An event without an actor counts as the worker's, who may be anonymous.
    """
    return [
        Line(event.at, labels[event.verb], event.actor, event.reason, by_worker=event.actor is None) for event in events
    ]


def entry_lines(entries: QuerySet[E], heading: Callable[[E], Message]) -> list[Line]:
    """Return a line for each entry, in the order of `entries`; `heading` returns the name of an entry. Two queries."""
    return [
        Line(
            entry.at,
            heading(entry),
            entry.author,
            entry.text,
            by_worker=entry.side == Side.WORKER,
            internal=entry.internal,
            attachments=entry.attachments.all(),
        )
        for entry in entries.select_related("author").prefetch_related("attachments")
    ]

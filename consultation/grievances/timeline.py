"""A grievance's timeline: its acts from the audit log, its steps and messages from its entries."""

from consultation.audit_verbs import GRIEVANCE_EVENTS, READINGS
from consultation.grievances.models import Grievance
from members.cases.timeline import Line, entry_lines, event_lines
from office.models import AuditEvent

MOST_READINGS = 50
# The time of an anonymous report stands on the case before the audit log has it.
FILED = "grievance.file"


def grievance_timeline(grievance: Grievance, *, for_reporter: bool) -> list[Line]:
    """Return all that happened in the case, oldest first; `for_reporter` without internal steps and notes."""
    entries = grievance.entries.for_worker() if for_reporter else grievance.entries.all()
    events = AuditEvent.objects.about(grievance).filter(verb__in=GRIEVANCE_EVENTS).exclude(verb=FILED)
    lines = [
        Line(grievance.filed_at, GRIEVANCE_EVENTS[FILED], None, "", by_worker=True),
        *entry_lines(entries, lambda entry: entry.get_kind_display()),
        *event_lines(events, GRIEVANCE_EVENTS),
    ]
    return sorted(lines, key=lambda line: line.at)


def readings(grievance: Grievance) -> list[Line]:
    """Return who has read the case and who asked for the reporter's name: the latest MOST_READINGS, newest first."""
    events = AuditEvent.objects.about(grievance).filter(verb__in=READINGS).order_by("-id")
    return event_lines(events[:MOST_READINGS], READINGS)

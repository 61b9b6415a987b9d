from consultation.audit_verbs import QUESTION_EVENTS
from consultation.questions.models import Question
from members.cases.timeline import Line, event_lines
from office.models import AuditEvent


def question_timeline(question: Question) -> list[Line]:
    """Return what the desk, the asker and the departments did, oldest first."""
    return event_lines(AuditEvent.objects.about(question).filter(verb__in=QUESTION_EVENTS), QUESTION_EVENTS)

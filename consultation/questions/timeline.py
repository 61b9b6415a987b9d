from consultation.audit_verbs import QUESTION_TURNS
from consultation.grievances.timeline import Line
from consultation.questions.models import Question
from office.models import AuditEvent


def of_question(question: Question) -> list[Line]:
    """What the desk, the asker and the departments did, oldest first."""
    events = AuditEvent.objects.about(question).filter(verb__in=QUESTION_TURNS)
    return [Line(event.at, QUESTION_TURNS[event.verb], event.actor, text=event.reason) for event in events]

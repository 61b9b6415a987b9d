"""Who may open originals of files of questions and named reports: whoever works on the matter."""

from functools import partial

from django.db.models import QuerySet

from consultation.grievances.models import Grievance, GrievanceEntry
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Message, Question
from members import access
from members.authority.models import User
from office.uploads.originals import OriginalsOf

VIEW_QUESTION, ANSWER = ConsultationPermission.VIEW_QUESTION, ConsultationPermission.ANSWER_QUESTION
VIEW_GRIEVANCE, HANDLE = ConsultationPermission.VIEW_GRIEVANCE, ConsultationPermission.HANDLE_GRIEVANCE


def _messages(user: User) -> QuerySet[Message]:
    questions = Question.objects.visible_to(user, ANSWER).visible_to(user, VIEW_QUESTION)
    return Message.objects.filter(question__in=questions)


def _grievances(user: User) -> QuerySet[Grievance]:
    """Return the named reports; of files of the others only the clean copy was kept."""
    return Grievance.objects.visible_to(user, HANDLE).visible_to(user, VIEW_GRIEVANCE).filter(receipt_hash=None)


def _entries(user: User) -> QuerySet[GrievanceEntry]:
    return GrievanceEntry.objects.filter(grievance__in=_grievances(user))


ORIGINALS = {
    Message: OriginalsOf(_messages, partial(access.holds, perm=ANSWER), lambda message: message.question),
    Grievance: OriginalsOf(_grievances, partial(access.holds, perm=HANDLE), lambda grievance: grievance),
    GrievanceEntry: OriginalsOf(_entries, partial(access.holds, perm=HANDLE), lambda entry: entry.grievance),
}

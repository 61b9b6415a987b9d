"""The questions and grievances of a member, for the member: what both sides can read, never officers' notes."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consultation.choices import QuestionState
from consultation.grievances.models import Grievance, GrievanceEntry
from consultation.questions.models import Message, Question
from members.register.models.member import Member
from office.exports import Column
from office.held_about_me import HeldSheet, RetentionReason
from office.types import AnnotatedRow


def _messages(member: Member) -> QuerySet[Message]:
    rows = Message.objects.for_worker().filter(question__member=member)
    return rows.select_related("question").order_by("question", "pk")


def _entries(member: Member) -> QuerySet[GrievanceEntry]:
    rows = GrievanceEntry.objects.for_worker().filter(grievance__reporter__member=member)
    return rows.select_related("grievance").order_by("grievance", "pk")


# The rows of each sheet are of another type.
HELD_SHEETS: dict[str, HeldSheet[AnnotatedRow]] = {
    "questions": HeldSheet(
        _("Questions"),
        [
            Column(_("number"), 18, lambda question: question.number),
            Column(_("asked"), 20, lambda question: question.asked_at),
            Column(_("kind"), 12, lambda question: question.get_kind_display()),
            Column(_("title"), 40, lambda question: question.title),
            Column(_("state"), 12, lambda question: question.get_state_display()),
        ],
        lambda member: Question.objects.filter(member=member).defer("grams").order_by("pk"),
    ),
    "messages": HeldSheet(
        _("Messages on questions"),
        [
            Column(_("question"), 18, lambda message: message.question.number),
            Column(_("time"), 20, lambda message: message.at),
            Column(_("side"), 10, lambda message: message.get_side_display()),
            Column(_("text"), 80, lambda message: message.text),
        ],
        _messages,
    ),
    "grievances": HeldSheet(
        _("Grievances"),
        [
            Column(_("number"), 18, lambda grievance: grievance.number),
            Column(_("filed"), 20, lambda grievance: grievance.filed_at),
            Column(_("kind"), 16, lambda grievance: grievance.get_category_display()),
            Column(_("what happened"), 60, lambda grievance: grievance.facts),
            Column(_("what you wish"), 40, lambda grievance: grievance.wish),
            Column(_("state"), 12, lambda grievance: grievance.get_state_display()),
            Column(_("outcome"), 16, lambda grievance: grievance.get_outcome_display()),
            Column(_("summary"), 40, lambda grievance: grievance.summary),
        ],
        lambda member: Grievance.objects.filter(reporter__member=member).order_by("pk"),
    ),
    "entries": HeldSheet(
        _("Messages on grievances"),
        [
            Column(_("grievance"), 18, lambda entry: entry.grievance.number),
            Column(_("time"), 20, lambda entry: entry.at),
            Column(_("side"), 10, lambda entry: entry.get_side_display()),
            Column(_("text"), 80, lambda entry: entry.text),
        ],
        _entries,
    ),
}


def _with_open_case(members: Iterable[int]) -> set[int]:
    questions = Question.objects.filter(member__in=members).exclude(state=QuestionState.CLOSED)
    grievances = Grievance.objects.open().filter(reporter__member__in=members)
    return {
        *questions.values_list("member", flat=True),
        *grievances.values_list("reporter__member", flat=True),
    }


RETENTION_REASONS: dict[str, RetentionReason] = {
    # In one sentence: who decides about an erasure may not know that the member has reported a grievance.
    "case": RetentionReason(_("A question or a grievance is open."), _with_open_case),
}

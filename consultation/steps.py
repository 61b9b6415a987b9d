"""What happens next, in words: for the worker who waits, and for the officer who is waited for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consultation import rules
from consultation.choices import GrievanceCategory, GrievanceState, QuestionState
from consultation.models.grievances import Grievance
from consultation.models.questions import Question

WORKER_QUESTION = {
    QuestionState.SUBMITTED: _("The desk reads your question and accepts it"),
    QuestionState.ACCEPTED: _("The desk answers"),
    QuestionState.ANSWERED: _("Read the answer, then rate it or write on"),
    QuestionState.CLOSED: _("Closed. You can write again at any time"),
}
DESK_QUESTION = {
    QuestionState.SUBMITTED: _("Accept and set the tier"),
    QuestionState.ACCEPTED: _("Answer"),
    QuestionState.ANSWERED: _("The asker rates the answer or writes on"),
    QuestionState.CLOSED: _("Nothing more to do"),
}
WORKER_GRIEVANCE = {
    GrievanceState.SUBMITTED: _("A rights officer decides whether to accept the case"),
    GrievanceState.ACCEPTED: _("The rights officer starts to work on it"),
    GrievanceState.WORKING: _("The rights officer works on it; every step appears here"),
    GrievanceState.CLOSED: _("The case is closed"),
    GrievanceState.DECLINED: _("The case was not accepted; see the advice below"),
}
OFFICER_GRIEVANCE = {
    GrievanceState.SUBMITTED: _("Accept the case or decline it with advice"),
    GrievanceState.ACCEPTED: _("Start to work"),
    GrievanceState.WORKING: _("Log the steps, then close with the outcome"),
    GrievanceState.CLOSED: _("Nothing more to do"),
    GrievanceState.DECLINED: _("Nothing more to do"),
}
SUPERVISED = _("Answer again: the asker was dissatisfied")


def for_asker(question: Question) -> Any:
    return WORKER_QUESTION[QuestionState(question.state)]


def for_desk(question: Question) -> Any:
    if question.supervised and question.state == QuestionState.ACCEPTED:
        return SUPERVISED
    return DESK_QUESTION[QuestionState(question.state)]


def for_reporter(grievance: Grievance) -> Any:
    return WORKER_GRIEVANCE[GrievanceState(grievance.state)]


def for_officer(grievance: Grievance) -> Any:
    return OFFICER_GRIEVANCE[GrievanceState(grievance.state)]


def limits(grievance: Grievance) -> list[rules.Limitation]:
    """The legal time limits that may run for this case, as advice: arbitration, then labour inspection."""
    category = GrievanceCategory(grievance.category)
    found = []
    if grievance.since or category is GrievanceCategory.WAGES:
        known_on = grievance.since or grievance.filed_at.date()
        found.append(rules.arbitration_limit(category, known_on, grievance.employment_ended_on))
    if grievance.since:
        found.append(rules.inspection_limit(grievance.since))
    return found

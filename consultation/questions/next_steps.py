"""What happens next, in words: for the worker who waits, and for the officer who is waited for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consultation.choices import QuestionState
from consultation.questions.models import Question

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
SUPERVISED = _("Answer again: the asker was dissatisfied")


def for_asker(question: Question) -> Any:
    return WORKER_QUESTION[QuestionState(question.state)]


def for_desk(question: Question) -> Any:
    if question.supervised and question.state == QuestionState.ACCEPTED:
        return SUPERVISED
    return DESK_QUESTION[QuestionState(question.state)]

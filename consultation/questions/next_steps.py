"""The next step of a question, for its asker and for the desk."""

from django.utils.translation import gettext_lazy as _

from consultation.choices import QuestionState
from consultation.questions.models import Question
from members.cases.rules import NextStep

NEXT_STEPS = {
    QuestionState.SUBMITTED: NextStep(_("The desk reads your question and accepts it"), _("Accept and answer")),
    QuestionState.ACCEPTED: NextStep(_("The desk answers"), _("Answer")),
    QuestionState.ANSWERED: NextStep(
        _("Read the answer, then rate it or write on"), _("The asker rates the answer or writes on")
    ),
    QuestionState.CLOSED: NextStep(_("Closed. You can write again at any time"), _("Nothing more to do")),
}
ANSWER_AGAIN = NextStep(_("The desk answers"), _("Answer again: the asker was dissatisfied"))


def next_step(question: Question) -> NextStep:
    state = QuestionState(question.state)
    return ANSWER_AGAIN if question.supervised and state == QuestionState.ACCEPTED else NEXT_STEPS[state]

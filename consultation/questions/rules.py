"""States of a question. Pure: no database, no clock, no request."""

from consultation.choices import Grade, QuestionState
from members.cases.rules import Side

QUESTION_NEXT = {
    QuestionState.SUBMITTED: {QuestionState.ACCEPTED},
    QuestionState.ACCEPTED: {QuestionState.ANSWERED},
    QuestionState.ANSWERED: {QuestionState.ACCEPTED, QuestionState.CLOSED},
    QuestionState.CLOSED: {QuestionState.ACCEPTED},
}

OPEN = (QuestionState.SUBMITTED, QuestionState.ACCEPTED)
"""The states in which the desk has to do something."""


def question_state(*, accepted: bool, last: Side | Grade) -> QuestionState:
    """Return the state that follows from the last message between worker and desk, or from the grade given after it.

    `last` is the side of the last message that both can read, or that grade. A dissatisfied grade asks for another
    answer, any other closes.
    """
    if not accepted:
        return QuestionState.SUBMITTED
    if isinstance(last, Grade):
        return QuestionState.ACCEPTED if last is Grade.DISSATISFIED else QuestionState.CLOSED
    return QuestionState.ANSWERED if last is Side.OFFICE else QuestionState.ACCEPTED

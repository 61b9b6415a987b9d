import pytest
from django.db import InternalError, transaction

from consultation.choices import QuestionState, ReferralState
from consultation.questions.models import Question
from consultation.questions.rules import QUESTION_NEXT
from office.errors import NotAllowed
from office.transitions import move, pairs, require_state, update_unmoved
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return make.question()


def test_a_transition_saves_the_state_and_the_given_fields(question):
    move(question, QuestionState.ACCEPTED, QUESTION_NEXT, tier="general")
    assert (question.state, question.tier) == (QuestionState.ACCEPTED, "general")
    kept = Question.objects.get()
    assert (kept.state, kept.tier) == (QuestionState.ACCEPTED, "general")


def test_a_transition_that_the_table_does_not_contain_is_refused_with_the_present_state(question):
    with pytest.raises(NotAllowed, match="it is now “Waiting to be accepted”"):
        move(question, QuestionState.CLOSED, QUESTION_NEXT)


@pytest.mark.parametrize(
    "late",
    [
        lambda stale: move(stale, QuestionState.ACCEPTED, QUESTION_NEXT, tier="complex"),
        lambda stale: update_unmoved(stale, QuestionState.SUBMITTED, supervised=True),
    ],
)
def test_a_transition_of_a_stale_row_is_refused_with_the_present_state(question, late):
    stale = Question.objects.get()
    move(question, QuestionState.ACCEPTED, QUESTION_NEXT, tier="general")
    with pytest.raises(NotAllowed, match="it is now “Being answered”"), transaction.atomic():
        late(stale)
    assert stale.state == QuestionState.ACCEPTED
    kept = Question.objects.get()
    assert (kept.tier, kept.supervised) == ("general", False)


def test_a_required_state_is_one_of_those_named(question):
    require_state(question, QuestionState.ACCEPTED, QuestionState.SUBMITTED)
    with pytest.raises(NotAllowed, match="moved on"):
        require_state(question, QuestionState.ACCEPTED)


def test_the_pairs_are_those_that_the_trigger_allows(question):
    assert pairs({ReferralState.SENT: {ReferralState.WITHDRAWN, ReferralState.REPLIED}}) == [
        ("sent", "replied"),
        ("sent", "withdrawn"),
    ]
    with pytest.raises(InternalError, match="Invalid transition"), transaction.atomic():
        Question.objects.update(state=QuestionState.CLOSED, tier="general")

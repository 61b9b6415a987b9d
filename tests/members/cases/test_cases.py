"""What members.cases gives every kind of case, tested with questions."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from consultation.choices import QuestionState
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Message, Question
from members.cases.actions import add_entry, assign, require_not_urged_today
from members.cases.forms import CaseForm
from members.cases.page import Act, Offer, act_named, acts_on_page, add_act
from members.cases.rules import Side
from office.errors import NotAllowed
from tests import factories as make

pytestmark = pytest.mark.django_db
ANSWER = ConsultationPermission.ANSWER_QUESTION


def act(name: str, *, leading: bool = False, states: tuple[str, ...] = (QuestionState.SUBMITTED,)) -> Act[Question]:
    return Act(
        name=name,
        url_name=f"consultation:question_{name}",
        perm=ANSWER,
        states=states,
        form=CaseForm,
        action=lambda case, *, by: None,
        heading=name,
        done=name,
        leading=leading,
    )


@pytest.fixture
def question():
    return make.question()


@pytest.fixture
def counsellor(question):
    return make.officer(question.unit, post="desk_counsellor")


def test_an_act_added_by_a_higher_room_comes_before_the_one_it_names():
    acts = [act("accept"), act("note")]
    add_act(acts, act("refer"), before="note")
    assert [one.name for one in acts] == ["accept", "refer", "note"]
    assert act_named(acts, "refer") is acts[1]


def test_only_acts_of_the_present_state_are_offered_and_the_leading_one_first(question, counsellor):
    acts = [act("note"), act("accept", leading=True), act("answer", states=(QuestionState.ACCEPTED,))]
    shown = acts_on_page(acts, question, counsellor)
    assert shown["leading_act"] and shown["leading_act"].act.name == "accept"
    assert [offer.act.name for offer in shown["more_acts"]] == ["note"]
    assert not shown["more_acts"][0].is_open
    assert shown["form"] is None


def test_without_the_right_in_the_unit_nothing_is_offered(question):
    shown = acts_on_page([act("note")], question, make.officer(make.unit("Port"), post="desk_counsellor"))
    assert (shown["leading_act"], shown["more_acts"]) == (None, [])


def test_a_refused_act_keeps_its_form_even_when_it_is_no_longer_offered(question, counsellor):
    note, answer = act("note"), act("answer", states=(QuestionState.ACCEPTED,))
    sent = Offer(note, CaseForm(QueryDict(), case=question))
    shown = acts_on_page([note, answer], question, counsellor, refused=sent)
    assert shown["more_acts"] == [sent]
    assert sent.is_open
    late = Offer(answer, CaseForm(QueryDict(), case=question))
    shown = acts_on_page([note, answer], question, counsellor, refused=late)
    assert [offer.act for offer in shown["more_acts"]] == [note]
    assert shown["form"] is late.form


def test_an_entry_is_kept_without_the_blanks_around_it_and_never_empty(question, counsellor):
    kept = add_entry(Message(question=question, side=Side.OFFICE, author=counsellor, text=" 查规定\n"), by=counsellor)
    assert Message.objects.get(pk=kept.pk).text == "查规定"
    with pytest.raises(NotAllowed):
        add_entry(Message(question=question, side=Side.OFFICE, author=counsellor, text=" \n"), by=counsellor)


def test_a_case_is_assigned_to_somebody_else_who_may_deal_with_it(question, counsellor):
    assign(question, QuestionState.SUBMITTED, counsellor, perm=ANSWER)
    assert Question.objects.get().handler == counsellor
    for nobody in (counsellor, make.officer(make.unit("Port"), post="desk_counsellor")):
        with pytest.raises(NotAllowed):
            assign(question, QuestionState.SUBMITTED, nobody, perm=ANSWER)


def test_a_case_that_has_moved_on_is_not_assigned(question, counsellor):
    with pytest.raises(NotAllowed):
        assign(question, QuestionState.ACCEPTED, counsellor, perm=ANSWER)
    assert Question.objects.get().handler is None


def test_nothing_is_urged_twice_on_one_day():
    require_not_urged_today(None)
    require_not_urged_today(timezone.now() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        require_not_urged_today(timezone.now())

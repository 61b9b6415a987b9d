from datetime import date

import pytest
import time_machine
from django.db import InternalError, transaction

from consultation.choices import Grade, QuestionKind, QuestionState, Tier
from consultation.deadlines.actions import ensure_deadlines
from consultation.deadlines.models import Clock, DeadlineRule
from consultation.questions import actions
from consultation.questions.models import Message, Question
from consultation.questions.rules import question_state
from members.cases.rules import Side
from members.register.actions.search import search_people
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make

pytestmark = pytest.mark.django_db


def running_clock(question, code):
    return question.clocks.running().get(rule__code=code)


def test_a_question_gets_a_number_a_title_and_a_day_to_be_accepted(asker):
    with time_machine.travel("2026-09-18 10:00+08:00", tick=False):
        question = actions.ask_question(kind=QuestionKind.APPEAL, text="食堂太贵\n能否补贴", by=asker)
    assert question.number == "ZX-2026-000001"
    assert question.title == "食堂太贵"
    assert question.state == QuestionState.SUBMITTED
    assert running_clock(question, "question.accept").due_on == date(2026, 9, 20)  # a make-up working day
    assert AuditEvent.objects.about(question).get().verb == "question.ask"


def test_numbers_start_anew_each_year(asker):
    for day, number in [
        ("2026-12-30", "ZX-2026-000001"),
        ("2026-12-31", "ZX-2026-000002"),
        ("2027-01-04", "ZX-2027-000001"),
    ]:
        with time_machine.travel(f"{day} 10:00+08:00", tick=False):
            assert make.question(asker).number == number


def test_an_account_without_a_member_asks_nothing():
    with pytest.raises(NotAllowed):
        actions.ask_question(kind=QuestionKind.APPEAL, text="hello", by=make.user())


def test_an_empty_question_is_not_asked(asker):
    with pytest.raises(NotAllowed):
        actions.ask_question(kind=QuestionKind.APPEAL, text="  \n ", by=asker)
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("tier", "due"),
    [  # from 2026-09-18, domain.md parts 2 and 6
        (Tier.CONSULTATION, date(2026, 9, 22)),
        (Tier.GENERAL, date(2026, 9, 29)),
        (Tier.DIFFICULT, date(2026, 10, 15)),
        (Tier.COMPLEX, date(2026, 11, 5)),
    ],
)
def test_the_tier_sets_the_day_of_the_answer(asker, counsellor, tier, due):
    with time_machine.travel("2026-09-18 10:00+08:00", tick=False):
        question = make.question(asker)
        actions.accept_question(question, tier, by=counsellor)
    assert question.state == QuestionState.ACCEPTED
    assert question.counsellor == counsellor
    clock = running_clock(question, f"question.{tier}")
    assert (clock.due_on, clock.estimated) == (due, False)
    assert question.clocks.get(rule__code="question.accept").met_at
    assert Notice.objects.get(to=asker).url == question.own_url


def test_a_day_in_a_year_not_announced_is_flagged_as_estimated(asker, counsellor):
    with time_machine.travel("2026-12-28 10:00+08:00", tick=False):
        question = make.question(asker, tier="difficult", by=counsellor)
    assert running_clock(question, "question.difficult").estimated


def test_an_administrators_deadline_is_used_and_not_overwritten_by_shipped_ones(asker, counsellor):
    DeadlineRule.objects.filter(code="question.general").update(working_days=2)
    ensure_deadlines()
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        question = make.question(asker, tier="general", by=counsellor)
    clock = running_clock(question, "question.general")
    assert (clock.due_on, clock.working_days) == (date(2026, 11, 4), 2)


def test_a_question_is_accepted_once(asker, counsellor):
    question = make.question(asker, tier="general", by=counsellor)
    with pytest.raises(NotAllowed):
        actions.accept_question(question, Tier.GENERAL, by=counsellor)


def test_an_act_on_a_stale_question_is_refused(asker, counsellor):
    question = make.question(asker)
    stale = Question.objects.get(pk=question.pk)
    actions.accept_question(question, Tier.GENERAL, by=counsellor)
    with pytest.raises(NotAllowed), transaction.atomic():
        actions.accept_question(stale, Tier.COMPLEX, by=counsellor)
    question.refresh_from_db()
    assert question.tier == Tier.GENERAL


def test_an_answer_stops_the_clock_and_notifies_the_asker(asker, counsellor):
    question = make.question(asker, tier="general", by=counsellor)
    actions.answer_question(question, "五天", by=counsellor)
    assert question.state == QuestionState.ANSWERED
    assert not question.clocks.running().exists()
    assert Notice.objects.filter(to=asker).count() == 2


def test_a_question_not_yet_accepted_is_not_answered(asker, counsellor):
    with pytest.raises(NotAllowed):
        actions.answer_question(make.question(asker), "五天", by=counsellor)


def test_assigning_a_question_leaves_the_clock_unchanged(asker, counsellor, branch):
    question = make.question(asker, tier="general", by=counsellor)
    before = running_clock(question, "question.general").due_on
    other = make.officer(branch, post="desk_counsellor")
    actions.assign_question(question, other, by=counsellor)
    assert question.counsellor == other
    assert running_clock(question, "question.general").due_on == before
    assert Notice.objects.filter(to=other).exists()


def test_a_question_is_not_assigned_to_somebody_of_another_unit(asker, counsellor):
    question = make.question(asker, tier="general", by=counsellor)
    stranger = make.officer(make.unit("Port"), post="desk_counsellor")
    with pytest.raises(NotAllowed):
        actions.assign_question(question, stranger, by=counsellor)


def test_a_changed_tier_counts_from_the_acceptance_and_needs_a_reason(asker, counsellor):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        question = make.question(asker, tier="consultation", by=counsellor)
    with time_machine.travel("2026-11-04 10:00+08:00", tick=False):
        with pytest.raises(NotAllowed):
            actions.change_tier(question, Tier.GENERAL, reason=" ", by=counsellor)
        actions.change_tier(question, Tier.GENERAL, reason="要问社保", by=counsellor)
    assert running_clock(question, "question.general").due_on == date(2026, 11, 11)
    assert question.clocks.get(rule__code="question.consultation").dropped_at
    assert AuditEvent.objects.get(verb="question.change_tier").reason == "要问社保"


def test_an_internal_note_changes_no_state_and_is_not_public(asker, counsellor):
    question = make.answered_question(asker)
    actions.note_question(question, "内部讨论", by=counsellor)
    question.refresh_from_db()
    assert question.state == QuestionState.ANSWERED
    assert "内部讨论" not in [message.text for message in question.messages.for_worker()]


def test_a_further_message_opens_an_answered_question_with_a_new_limit(asker):
    question = make.answered_question(asker)
    actions.follow_up(question, "还是不明白", by=asker)
    assert question.state == QuestionState.ACCEPTED
    assert running_clock(question, "question.general")
    assert question.clocks.filter(rule__code="question.general").count() == 2


def test_a_further_message_before_the_answer_leaves_its_day_unchanged(asker, counsellor):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        question = make.question(asker, tier="general", by=counsellor)
    with time_machine.travel("2026-11-05 10:00+08:00", tick=False):
        actions.follow_up(question, "补充一点", by=asker)
    assert question.state == QuestionState.ACCEPTED
    assert running_clock(question, "question.general").due_on == date(2026, 11, 11)


@pytest.mark.parametrize("grade", [Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.MOSTLY_SATISFIED])
def test_a_satisfied_rating_closes(asker, grade):
    question = make.answered_question(asker)
    actions.rate_question(question, grade, by=asker, comment="谢谢")
    assert question.state == QuestionState.CLOSED
    assert question.closed_at
    assert not question.supervised


def test_a_dissatisfied_rating_puts_the_question_under_supervision(asker):
    question = make.answered_question(asker)
    counsellor = make.counsellor_of(question)
    actions.rate_question(question, Grade.DISSATISFIED, by=asker)
    assert question.state == QuestionState.ACCEPTED
    assert question.supervised
    assert running_clock(question, "question.supervise")
    actions.answer_question(question, "再答", by=counsellor)
    assert not question.clocks.running().exists()
    actions.rate_question(question, Grade.SATISFIED, by=asker)
    assert (question.state, question.supervised) == (QuestionState.CLOSED, False)
    assert [rating.grade for rating in question.ratings.all()] == [Grade.DISSATISFIED, Grade.SATISFIED]


def test_only_an_answer_can_be_rated(asker, counsellor):
    with pytest.raises(NotAllowed):
        actions.rate_question(make.question(asker, tier="general", by=counsellor), Grade.SATISFIED, by=asker)


def test_a_closed_question_opens_again_when_the_asker_writes(asker):
    question = make.answered_question(asker)
    actions.rate_question(question, Grade.SATISFIED, by=asker)
    actions.follow_up(question, "又有新情况", by=asker)
    assert question.state == QuestionState.ACCEPTED
    assert question.closed_at is None


def test_a_closed_question_is_not_answered(asker):
    question = make.answered_question(asker)
    actions.rate_question(question, Grade.SATISFIED, by=asker)
    with pytest.raises(NotAllowed):
        actions.answer_question(question, "再补充", by=make.counsellor_of(question))


def test_urging_tells_the_counsellor_once_a_day(asker, counsellor):
    question = make.question(asker, tier="general", by=counsellor)
    actions.urge_question(question, by=asker)
    with pytest.raises(NotAllowed):
        actions.urge_question(question, by=asker)
    assert Notice.objects.filter(to=counsellor).count() == 1


def test_urging_a_question_that_nobody_has_tells_the_whole_desk(asker, counsellor, branch):
    other = make.officer(branch, post="desk_counsellor")
    actions.urge_question(make.question(asker), by=asker)
    assert set(Notice.objects.values_list("to", flat=True)) == {counsellor.pk, other.pk}


def test_the_state_always_follows_from_the_last_message(asker):
    question = make.answered_question(asker)
    actions.note_question(question, "记一笔", by=make.counsellor_of(question))
    actions.follow_up(question, "追问", by=asker)
    actions.note_question(question, "再记一笔", by=make.counsellor_of(question))
    for question in Question.objects.all():
        last = question.messages.for_worker().latest("id")
        assert question.state == question_state(accepted=bool(question.tier), last=Side(last.side))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (QuestionState.SUBMITTED, QuestionState.ANSWERED),
        (QuestionState.SUBMITTED, QuestionState.CLOSED),
        (QuestionState.ACCEPTED, QuestionState.CLOSED),
        (QuestionState.ACCEPTED, QuestionState.SUBMITTED),
    ],
)
def test_the_database_refuses_a_transition_that_the_table_does_not_contain(asker, old, new):
    question = make.question(asker, tier="" if old == QuestionState.SUBMITTED else "general")
    with pytest.raises(InternalError, match="Invalid transition"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(state=new, tier="general")


def test_the_search_finds_the_text_of_every_message(asker):
    counsellor = make.user()

    def found(text):
        return Question.objects.matching(text, search_people(counsellor, text))

    question = make.answered_question(asker, text="关于年休假")
    assert list(found("五天")) == [question]
    assert list(found("休假")) == [question]
    assert list(found("工资")) == []
    assert list(found(question.number[-6:])) == [question]
    assert list(found(Member.objects.get(user=asker).pinyin)) == [question]


def test_audit_events_contain_no_text_of_the_conversation(asker):
    question = make.answered_question(asker, text="秘密的话", title="秘密的题")
    for event in AuditEvent.objects.about(question):
        assert "秘密" not in f"{event.object_label} {event.changes} {event.reason}"


def test_only_running_clocks_are_overdue(asker, counsellor):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        question = make.question(asker, tier="general", by=counsellor)  # until 2026-11-11
    day = date(2026, 11, 11)
    assert not Clock.objects.overdue(day).exists()
    assert [c.question for c in Clock.objects.overdue(date(2026, 11, 12))] == [question]
    assert list(Question.objects.overdue(date(2026, 11, 12))) == [question]
    actions.answer_question(question, "好", by=counsellor)
    assert not Clock.objects.overdue(date(2026, 11, 12)).exists()


def test_messages_of_a_question_are_never_rewritten():
    message = make.question().messages.get()
    with pytest.raises(InternalError, match="message_stays"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(text="something else")

"""Pausing, resuming and extending the deadlines of questions and grievances, and the page behind each date."""

from datetime import date

import pytest
import time_machine
from django.db.utils import DatabaseError
from django.urls import reverse

from consultation.choices import Tier
from consultation.deadlines import actions as deadlines
from consultation.deadlines.models import Clock, ClockEvent
from consultation.grievances import actions as grievances
from consultation.grievances.models import Grievance
from consultation.questions import actions as questions
from consultation.questions.models import Question
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make

pytestmark = pytest.mark.django_db


def on(day):
    return time_machine.travel(f"{day} 09:00+08:00", tick=False)


@pytest.fixture
def desk(branch):
    return make.officer(branch, post="desk_counsellor")


@pytest.fixture
def question(branch, desk):
    """A general question, accepted on Tuesday 1 September 2026: its answer is due in 7 working days, on the 10th."""
    with on("2026-09-01"):
        return make.question(make.account(make.worker(branch)), tier=Tier.GENERAL, by=desk)


def clock_of(case):
    return case.clocks.running().get()


def test_while_paused_the_promise_stays_visible_and_says_what_is_left(question, desk):
    with on("2026-09-03"):
        questions.pause_question(question, "请补充工资条", by=desk)
    clock = clock_of(question)
    assert (clock.due_on, clock.paused_on, clock.days_left) == (date(2026, 9, 10), date(2026, 9, 3), 6)
    seen = Question.objects.with_due().get(pk=question.pk)
    assert seen.due_left == 6 and "6" in seen.due_text
    assert Notice.objects.filter(to=question.asker, url=question.own_url, text__contains="6").exists()


def test_days_of_a_pause_do_not_count(question, desk):
    with on("2026-09-03"):
        questions.pause_question(question, "请补充工资条", by=desk)
    with on("2026-09-14"):
        questions.resume_question(question, by=desk)
    # Six days from Monday the 14th; Sunday the 20th is worked.
    assert clock_of(question).due_on == date(2026, 9, 20)
    assert clock_of(question).days_left is None


def test_a_clock_goes_on_when_the_asker_writes(question, desk):
    with on("2026-09-03"):
        questions.pause_question(question, "请补充工资条", by=desk)
    with on("2026-09-04"):
        questions.follow_up(question, "工资条见附件", by=question.asker)
    assert clock_of(question).paused_on is None
    assert clock_of(question).due_on == date(2026, 9, 11)


def test_a_paused_clock_is_never_overdue(question, desk):
    with on("2026-09-10"):
        questions.pause_question(question, "请补充工资条", by=desk)
    later = date(2026, 12, 1)
    assert not Clock.objects.overdue(later).filter(question=question).exists()
    assert not Question.objects.overdue(later).exists()


def test_a_clock_that_is_late_cannot_be_paused(question, desk):
    with on("2026-09-11"), pytest.raises(NotAllowed):
        questions.pause_question(question, "请补充工资条", by=desk)


def test_a_clock_is_paused_once_at_a_time_and_needs_a_reason(question, desk):
    with on("2026-09-03"):
        with pytest.raises(NotAllowed):
            questions.pause_question(question, "  ", by=desk)
        with pytest.raises(NotAllowed):
            questions.resume_question(question, by=desk)
        questions.pause_question(question, "请补充工资条", by=desk)
        with pytest.raises(NotAllowed):
            questions.pause_question(question, "请补充工资条", by=desk)


def test_an_answer_ends_a_paused_clock(question, desk):
    with on("2026-09-03"):
        questions.pause_question(question, "请补充工资条", by=desk)
        questions.answer_question(question, "答复", by=desk)
    assert not question.clocks.running().exists()
    assert (
        list(ClockEvent.objects.filter(clock__question=question).values_list("kind", flat=True)).count("stopped") == 2
    )


def test_a_change_of_tier_keeps_the_start_and_the_pauses(question, desk):
    with on("2026-09-03"):
        questions.pause_question(question, "请补充工资条", by=desk)
    with on("2026-09-08"):
        questions.resume_question(question, by=desk)
        questions.change_tier(question, Tier.DIFFICULT, reason="需要核实", by=desk)
    clock = clock_of(question)
    assert clock.starts_on == date(2026, 9, 1) and clock.rule.code == "question.difficult"
    kinds = list(clock.events.values_list("kind", flat=True))
    assert kinds == ["start", "pause", "resume", "class_changed"]
    # One working day before the pause, and fourteen from the 8th on.
    assert clock.due_on == deadlines.reckoning(clock).due == date(2026, 9, 24)


def test_a_change_of_tier_while_paused_stays_paused(question, desk):
    with on("2026-09-03"):
        questions.pause_question(question, "请补充工资条", by=desk)
        questions.change_tier(question, Tier.DIFFICULT, reason="需要核实", by=desk)
    assert (clock_of(question).paused_on, clock_of(question).days_left) == (date(2026, 9, 3), 14)


def test_a_leader_extends_once_and_the_asker_knows_the_new_day(question, branch):
    leader = make.officer(branch, post="chair")
    with on("2026-09-03"):
        questions.extend_question(question, 3, "需要核实", by=leader)
        assert clock_of(question).due_on == date(2026, 9, 15)
        assert Notice.objects.filter(to=question.asker, text__contains="2026-09-15").exists()
        event = AuditEvent.objects.get(verb="question.extend")
        assert event.changes == {"days": 3, "due": "2026-09-15"} and event.reason == "需要核实"
        with pytest.raises(NotAllowed):
            questions.extend_question(question, 3, "再核实", by=leader)


@pytest.mark.parametrize("days", [0, -1, 31])
def test_an_extension_has_bounds(question, branch, days):
    with on("2026-09-03"), pytest.raises(NotAllowed):
        questions.extend_question(question, days, "需要核实", by=make.officer(branch, post="chair"))


def test_a_case_is_paused_resumed_and_extended_with_word_to_the_reporter(branch):
    officer = make.officer(branch, post="rights_officer")
    with on("2026-03-02"):
        case = make.grievance(make.account(make.worker(branch)), officer=officer)
        due = case.clocks.running().get(rule__code="grievance.handle").due_on
        grievances.pause_grievance(case, "等待鉴定", by=officer)
        assert Grievance.objects.with_due().get(pk=case.pk).due_left
    with on("2026-03-09"):
        grievances.resume_grievance(case, by=officer)
        grievances.extend_grievance(case, 30, "等待鉴定", by=officer)
    clock = case.clocks.running().get(rule__code="grievance.handle")
    assert clock.due_on > due and deadlines.reckoning(clock).due == clock.due_on
    verbs = ["grievance.pause", "grievance.resume", "grievance.extend"]
    assert AuditEvent.objects.filter(verb__in=verbs).count() == 3
    assert Notice.objects.filter(to=case.reporter.user).count() >= 3


def test_the_start_of_an_anonymous_case_tells_no_time(branch):
    case, _receipt = grievances.file_anonymously(make.story(), branch)
    assert [event.at for event in ClockEvent.objects.filter(clock__grievance=case)] == [None]


def test_events_are_only_added(question):
    with pytest.raises(DatabaseError):
        ClockEvent.objects.filter(clock__question=question).update(on=date(2020, 1, 1))


def test_lists_of_what_is_late_use_the_index(question, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(Clock.objects.overdue(date(2026, 12, 1)))
    assert "clock_running_due" in {index.name for index in Clock._meta.indexes}


class TestThePageBehindADate:
    def test_it_names_each_day_off_with_its_source(self, client, question, desk):
        client.force_login(desk)
        with on("2026-09-24"):
            questions.change_tier(question, Tier.COMPLEX, reason="需要核实", by=desk)
            page = client.get(reverse("consultation:question_days", args=[question.pk])).content.decode()
        assert "中秋节" in page and "国庆节" in page and "国务院办公厅关于2026年部分节假日安排的通知" in page
        assert "2026-09-20" in page and "民法典" in page

    def test_it_says_what_it_would_be_if_begun_today(self, client, question, desk):
        client.force_login(desk)
        with on("2026-09-03"):
            page = client.get(reverse("consultation:question_days", args=[question.pk])).content.decode()
        assert "2026-09-14" in page

    def test_the_worker_sees_the_same_and_why_it_is_paused(self, client, question, desk):
        with on("2026-09-03"):
            questions.pause_question(question, "请补充工资条", by=desk)
            client.force_login(question.asker)
            page = client.get(reverse("consultation:my_question_days", args=[question.key])).content.decode()
            own = client.get(question.own_url).content.decode()
        assert "请补充工资条" in page and "6 working days left" in page
        assert "6 working days left" in own and reverse("consultation:my_question_days", args=[question.key]) in own

    def test_another_worker_gets_404(self, client, question, branch):
        client.force_login(make.account(make.worker(branch)))
        address = reverse("consultation:my_question_days", args=[question.key])
        assert client.get(address).status_code == 404

    def test_the_number_of_queries_does_not_grow_with_the_days(
        self, client, question, desk, django_assert_max_num_queries
    ):
        client.force_login(desk)
        with on("2026-09-03"):
            questions.change_tier(question, Tier.COMPLEX, reason="需要核实", by=desk)
            with django_assert_max_num_queries(20):
                client.get(reverse("consultation:question_days", args=[question.pk]))

    def test_the_forms_pause_and_resume(self, client, question, desk):
        client.force_login(desk)
        with on("2026-09-03"):
            detail = question.get_absolute_url()
            assert reverse("consultation:question_pause", args=[question.pk]) in client.get(detail).content.decode()
            client.post(reverse("consultation:question_pause", args=[question.pk]), {"note": "请补充工资条"})
            page = client.get(detail).content.decode()
            assert "6 working days left" in page
            assert reverse("consultation:question_pause", args=[question.pk]) not in page
            client.post(reverse("consultation:question_resume", args=[question.pk]))
        assert clock_of(question).paused_on is None

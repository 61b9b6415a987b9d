"""The notice of a year moves the limits that run through it: in one statement, with word to the people."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.choices import Tier
from consultation.deadlines.models import Clock, ClockEvent
from consultation.questions import actions as questions
from office.clocks.actions import ensure_calendar, enter_calendar, preview_calendar
from office.clocks.days import StoredCalendar, is_day_off
from office.clocks.models import CalendarNotice, StoredDay
from office.errors import NotAllowed
from office.models import AuditEvent, DayOverride, Notice
from office.workdays import add_working_days
from tests import factories as make
from tests.office.clocks.notice_texts import NOTICE_2027, NOTICES

pytestmark = pytest.mark.django_db
DOCUMENT = "国办发明电〔2026〕9号（测试）"


@pytest.fixture
def december():
    """Stop the clock on 20 December 2026, before the notice of 2027 in this test's world."""
    with time_machine.travel("2026-12-20 09:00+08:00", tick=False):
        yield


@pytest.fixture
def question(december, branch):
    """A question whose answer is due in January 2027, by estimate."""
    worker, desk = make.account(make.worker(branch)), make.officer(branch, post="desk_counsellor")
    return make.question(worker, tier=Tier.DIFFICULT, by=desk)


def entered(by, text=NOTICE_2027, year=2027):
    return enter_calendar(year, text, document=DOCUMENT, dated=date(2026, 12, 18), by=by)


def test_the_shipped_calendar_is_there_from_the_first_day():
    assert StoredDay.objects.count() == 15341  # 2004–2045
    assert is_day_off(date(2026, 10, 1)) and not is_day_off(date(2026, 10, 10))
    known = StoredCalendar()(date(2026, 10, 1))
    assert (known.name, known.source, known.estimated) == (
        "国庆节",
        "国务院办公厅关于2026年部分节假日安排的通知",
        False,
    )


def test_a_notice_makes_estimated_days_announced_and_moves_what_runs(question):
    clock = question.clocks.running().get()
    assert clock.estimated
    before = clock.due_on
    found = entered(make.superuser(), NOTICE_2027.replace("共3天。\n二", "共3天。1月9日（周六）上班。\n二"))
    clock.refresh_from_db()
    assert not clock.estimated
    assert clock.due_on == date(2027, 1, 9) and before == date(2027, 1, 11)
    assert [(one.label, one.before, one.after) for one in found.moved] == [(question.number, before, clock.due_on)]


def test_the_day_promised_before_stays_on_record_and_both_sides_are_told(question):
    before = question.clocks.running().get().due_on
    entered(make.superuser(), NOTICE_2027.replace("共3天。\n二", "共3天。1月9日（周六）上班。\n二"))
    event = ClockEvent.objects.get(kind="recounted")
    assert (event.due_before, event.due_after, event.note) == (before, date(2027, 1, 9), DOCUMENT)
    told = {notice.to: notice for notice in Notice.objects.filter(text__contains="2027-01-09")}
    assert set(told) == {question.asker, question.counsellor}
    assert told[question.asker].url == question.own_url
    assert before.isoformat() in told[question.asker].text and DOCUMENT in told[question.asker].text
    assert AuditEvent.objects.get(verb="calendar.enter").changes["moved"] == 1


def test_a_preview_shows_the_same_and_changes_nothing(question):
    by, text = make.superuser(), NOTICE_2027.replace("共3天。\n二", "共3天。1月9日（周六）上班。\n二")
    shown = preview_calendar(2027, text, document=DOCUMENT, dated=date(2026, 12, 18), by=by)
    assert question.clocks.running().get().estimated
    assert not CalendarNotice.objects.exists() and not Notice.objects.filter(text__contains=DOCUMENT).exists()
    assert StoredCalendar()(date(2027, 1, 9)).estimated
    found = entered(by, text)
    assert found.moved == shown.moved and found.changed == shown.changed


def test_a_corrected_notice_replaces_the_one_before(question):
    by = make.superuser()
    entered(by, NOTICE_2027.replace("共3天。\n二", "共3天。1月9日（周六）上班。\n二"))
    assert [one.after for one in entered(by).moved] == [date(2027, 1, 11)]
    assert CalendarNotice.objects.count() == 2


def test_entering_the_same_notice_again_moves_nothing(question):
    by = make.superuser()
    entered(by)
    again = entered(by)
    assert again.changed == [] and again.moved == []


def test_a_notice_that_contradicts_itself_is_refused(question):
    with pytest.raises(NotAllowed):
        entered(make.superuser(), NOTICES[2026])
    assert not CalendarNotice.objects.exists()


def test_exceptions_of_the_region_outrank_the_notice(question):
    DayOverride.objects.create(day=date(2027, 1, 4), working=False, source="本市通知")
    entered(make.superuser())
    assert add_working_days(date(2027, 1, 3), 1).date == date(2027, 1, 5)


def test_paused_and_ended_clocks_keep_what_they_promised(question, branch):
    desk = question.counsellor
    paused = questions.pause_question(question, "请补充工资条", by=desk).clocks.running().get()
    answered = make.question(make.account(make.worker(branch)), tier=Tier.DIFFICULT, by=desk)
    questions.answer_question(answered, "答复", by=desk)
    ended = answered.clocks.get(rule__code="question.difficult")
    entered(make.superuser(), NOTICE_2027.replace("共3天。\n二", "共3天。1月9日（周六）上班。\n二"))
    for clock in (paused, ended):
        due = clock.due_on
        clock.refresh_from_db()
        assert clock.due_on == due
    assert paused.days_left


def test_change_requests_move_too_and_their_event_says_so(branch):
    with time_machine.travel("2026-12-30 09:00+08:00", tick=False):
        request = make.change_request()
        assert request.due_on == date(2027, 1, 5) and request.due_estimated
        longer = NOTICE_2027.replace("至3日（周日）放假，共3天。", "至4日（周一）放假调休，共4天。1月9日（周六）上班。")
        entered(make.superuser(), longer)
    request.refresh_from_db()
    assert (request.due_on, request.due_estimated) == (date(2027, 1, 6), False)
    event = AuditEvent.objects.get(verb="change.recount")
    assert event.changes == {"due": ["2027-01-05", "2027-01-06"]} and event.reason == DOCUMENT
    assert Notice.objects.filter(to=request.member.user, text__contains="2027-01-06", url=request.own_url).exists()


def test_all_clocks_are_recounted_by_one_statement_however_many(question, branch):
    desk = question.counsellor
    for _ in range(3):
        make.question(make.account(make.worker(branch)), tier=Tier.COMPLEX, by=desk)
    with CaptureQueriesContext(connection) as caught:
        entered(make.superuser())
    assert sum("UPDATE consultation_clock " in query["sql"] for query in caught.captured_queries) == 1
    assert not Clock.objects.running().filter(estimated=True).exists()


def test_a_notice_cannot_be_changed_or_deleted(question):
    notice = entered(make.superuser()).notice
    with pytest.raises(DatabaseError):
        CalendarNotice.objects.filter(pk=notice.pk).update(text="x")


def test_writing_the_calendar_again_changes_nothing(question):
    ensure_calendar()
    assert not ClockEvent.objects.filter(kind="recounted").exists()


class TestInTheAdmin:
    address = "admin:office_calendarnotice_add"
    data = {"text": NOTICE_2027, "year": "", "document": DOCUMENT, "dated": "2026-12-18"}

    def test_the_preview_shows_days_and_limits_and_takes_nothing(self, client, question, superuser):
        text = NOTICE_2027.replace("共3天。\n二", "共3天。1月9日（周六）上班。\n二")
        page = client.post(reverse(self.address), {**self.data, "text": text, "preview": "1"})
        assert page.status_code == 200
        shown = page.content.decode()
        assert question.number in shown and "2027-01-09" in shown
        assert not CalendarNotice.objects.exists()

    def test_taking_it_stores_text_document_and_date(self, client, question, superuser):
        answer = client.post(reverse(self.address), {**self.data, "take": "1"})
        assert answer.status_code == 302
        notice = CalendarNotice.objects.get()
        assert (notice.year, notice.document, notice.dated) == (2027, DOCUMENT, date(2026, 12, 18))
        assert notice.text and notice.entered_by == superuser

    def test_what_is_wrong_is_told_and_what_was_typed_stays(self, client, question, superuser):
        page = client.post(reverse(self.address), {**self.data, "text": NOTICES[2026], "year": "2027", "take": "1"})
        assert page.status_code == 422 and "2月15日" in page.content.decode()
        assert not CalendarNotice.objects.exists()

    def test_a_year_that_nobody_names_is_asked_for(self, client, december, superuser):
        page = client.post(reverse(self.address), {**self.data, "text": NOTICES[2025], "preview": "1"})
        assert page.status_code == 422

    def test_an_exception_recounts_what_runs_through_its_day(self, client, question, superuser):
        before = question.clocks.running().get().due_on
        client.post(reverse("admin:office_dayoverride_add"), {"day": "2027-01-05", "working": "", "source": "本市通知"})
        assert question.clocks.running().get().due_on > before
        assert Notice.objects.filter(to=question.asker, text__contains="本市通知").exists()

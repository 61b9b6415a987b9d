from datetime import date

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, InternalError, transaction

from consultation.choices import GrievanceCategory, GrievanceState, Outcome
from consultation.grievances import actions
from consultation.grievances.models import Grievance, GrievanceEntry, GrievanceReporter
from consultation.grievances.timeline import grievance_timeline
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(reporter, officer):
    return make.grievance(reporter, officer=officer)


def test_a_named_grievance_gets_a_number_and_a_clock_and_tells_the_officers(reporter, officer):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        grievance = make.grievance(reporter)
    assert grievance.number == "WQ-2026-000001"
    assert not grievance.is_anonymous
    clock = grievance.clocks.get()
    assert (clock.rule.code, clock.due_on) == ("grievance.accept", date(2026, 11, 9))
    assert Notice.objects.get(to=officer).url == grievance.get_absolute_url()


def test_the_reporter_is_stored_in_one_table_only(reporter):
    grievance = make.grievance(reporter)
    actions.write_as_reporter(grievance, "补充")
    assert GrievanceReporter.objects.get(grievance=grievance).user == reporter
    assert set(AuditEvent.objects.about(grievance).values_list("actor", flat=True)) == {None}
    assert set(grievance.entries.values_list("author", flat=True)) == {None}


def test_each_step_of_a_case_is_on_the_timeline_that_the_reporter_reads(reporter, officer):
    grievance = make.grievance(reporter)
    actions.accept_grievance(grievance, by=officer)
    actions.start_work(grievance, by=officer)
    actions.log_step(grievance, "约谈部门", by=officer)
    actions.log_step(grievance, "内部核对考勤", by=officer, internal=True)
    actions.note_grievance(grievance, "注意保密", by=officer)
    actions.write_to_reporter(grievance, "请补充考勤表", by=officer)
    actions.write_as_reporter(grievance, "已附上")
    actions.close_grievance(grievance, Outcome.SETTLED, summary="补休三天", by=officer)
    assert grievance.state == GrievanceState.CLOSED
    read = [line.text or str(line.what) for line in grievance_timeline(grievance, for_reporter=True)]
    assert read == ["Filed", "Accepted", "Work begun", "约谈部门", "请补充考勤表", "已附上", "Closed"]
    inside = [line.text for line in grievance_timeline(grievance, for_reporter=False)]
    assert "内部核对考勤" in inside and "注意保密" in inside
    assert not grievance.clocks.running().exists()
    assert Notice.objects.filter(to=reporter).count() == 5


def test_a_declined_case_says_why_and_what_to_do(reporter, officer):
    grievance = make.grievance(reporter)
    with pytest.raises(NotAllowed):
        actions.decline_grievance(grievance, reason="不属工会", advice=" ", by=officer)
    actions.decline_grievance(grievance, reason="不属工会", advice="请向社保中心反映", by=officer)
    assert (grievance.state, grievance.advice) == (GrievanceState.DECLINED, "请向社保中心反映")
    assert not grievance.clocks.running().exists()


def test_only_a_filed_case_is_accepted_or_declined(case, officer):
    with pytest.raises(NotAllowed):
        actions.accept_grievance(case, by=officer)
    with pytest.raises(NotAllowed):
        actions.decline_grievance(case, reason="不", advice="请", by=officer)


def test_a_case_not_accepted_is_neither_worked_on_nor_closed(reporter, officer):
    grievance = make.grievance(reporter)
    with pytest.raises(NotAllowed):
        actions.start_work(grievance, by=officer)
    with pytest.raises(NotAllowed):
        actions.log_step(grievance, "约谈", by=officer)
    with pytest.raises(NotAllowed):
        actions.close_grievance(grievance, Outcome.SETTLED, summary="好", by=officer)


def test_closing_needs_a_summary(case, officer):
    with pytest.raises(NotAllowed):
        actions.close_grievance(case, Outcome.NOT_UPHELD, summary="  ", by=officer)


def test_a_closed_case_takes_no_more_messages_of_the_reporter(case, officer):
    actions.close_grievance(case, Outcome.WITHDRAWN, summary="本人撤回", by=officer)
    with pytest.raises(NotAllowed):
        actions.write_as_reporter(case, "等等")


def test_a_message_of_the_reporter_runs_a_clock_until_the_officer_writes(case, officer):
    actions.write_as_reporter(case, "有新情况")
    assert list(Grievance.objects.unanswered()) == [case]
    assert case.clocks.running().filter(rule__code="grievance.reply").exists()
    actions.write_to_reporter(case, "收到", by=officer)
    assert not case.clocks.running().filter(rule__code="grievance.reply").exists()
    assert not Grievance.objects.unanswered().exists()


def test_an_act_on_a_stale_case_is_refused(reporter, officer):
    grievance = make.grievance(reporter)
    stale = Grievance.objects.get(pk=grievance.pk)
    actions.accept_grievance(grievance, by=officer)
    with pytest.raises(NotAllowed), transaction.atomic():
        actions.decline_grievance(stale, reason="不", advice="请", by=officer)
    grievance.refresh_from_db()
    assert grievance.state == GrievanceState.ACCEPTED


def test_the_database_refuses_to_change_the_facts_of_a_grievance(case):
    for change in ({"facts": "改写"}, {"category": GrievanceCategory.WAGES}, {"receipt_hash": "x"}):
        with pytest.raises(InternalError), transaction.atomic():
            Grievance.objects.filter(pk=case.pk).update(**change)


def test_the_database_refuses_to_close_without_outcome_or_out_of_turn(reporter, officer):
    grievance = make.grievance(reporter)
    with pytest.raises(InternalError, match="Invalid transition"), transaction.atomic():
        Grievance.objects.filter(pk=grievance.pk).update(state="working", officer=officer)
    actions.accept_grievance(grievance, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grievance.objects.filter(pk=grievance.pk).update(state="closed")


def test_the_database_refuses_to_change_entries(case, officer):
    actions.log_step(case, "约谈", by=officer)
    with pytest.raises(InternalError), transaction.atomic():
        GrievanceEntry.objects.update(text="改写")


def test_the_row_history_records_the_handling_without_the_facts(case):
    history = apps.get_model("consultation.GrievanceEvent").objects.filter(pgh_obj=case.pk)
    assert [event.state for event in history] == ["accepted"]
    assert not {"facts", "wish", "concerned", "receipt_hash"} & {field.name for field in history.model._meta.fields}


def test_a_reading_is_recorded_once_a_day_and_officer(case, officer, branch):
    other = make.officer(branch, post="chair")
    with time_machine.travel("2026-11-02 10:00+08:00") as clock:
        for who in (officer, officer, other):
            actions.record_reading(case, by=who)
        clock.move_to("2026-11-03 10:00+08:00")
        actions.record_reading(case, by=officer)
    assert AuditEvent.objects.filter(verb="grievance.read").count() == 3


def test_knowing_who_reported_takes_a_reason_and_leaves_a_record(case, officer):
    with pytest.raises(NotAllowed):
        actions.reveal_reporter(case, by=officer, reason=" ")
    assert actions.reveal_reporter(case, by=officer, reason="电话核实").member.name == "欧阳娜娜"
    assert AuditEvent.objects.get(verb="grievance.reveal").reason == "电话核实"


def test_an_account_without_a_member_files_nothing():
    with pytest.raises(NotAllowed):
        actions.file_grievance(make.story(), by=make.user())


def test_audit_events_contain_no_text_of_the_case(reporter, officer):
    grievance = make.grievance(reporter, facts="秘密的事", wish="秘密的愿", concerned="秘密的人")
    actions.accept_grievance(grievance, by=officer)
    actions.log_step(grievance, "秘密的步骤", by=officer)
    actions.close_grievance(grievance, Outcome.SETTLED, summary="秘密的结果", by=officer)
    for event in AuditEvent.objects.all():
        assert "秘密" not in f"{event.object_label} {event.changes} {event.reason}"

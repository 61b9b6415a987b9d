from datetime import date

import pytest
import time_machine
from django.urls import reverse

from consultation.choices import Grade, ReferralState
from consultation.questions import actions as questions
from consultation.referrals import actions as referrals
from consultation.referrals.models import Referral
from members.authority.models import Appointment
from office.errors import NotAllowed
from office.models import Notice
from tests import factories as make
from tests.pdf_text import text_of
from tests.refused import assert_refused, assert_refused_first

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsellor(union):
    return make.officer(union, post="desk_counsellor")


@pytest.fixture
def department(union):
    return make.unit("Finance department", parent=union)


@pytest.fixture
def liaison(department):
    return make.officer(department, post="department_liaison")


@pytest.fixture
def question(union, counsellor):
    worker = make.worker(make.unit("Railway", parent=union))
    return make.question(make.account(worker), tier="general", by=counsellor, text="工资条看不懂", title="我的工资条")


@pytest.fixture
def referral(question, department, liaison, counsellor):
    return referrals.refer_question(question, department, text="请解释绩效工资的算法", by=counsellor)


def test_a_slip_has_a_number_a_clock_of_three_working_days_and_tells_the_liaison(
    question, department, liaison, counsellor
):
    with time_machine.travel("2026-09-18 10:00+08:00", tick=False):
        referral = referrals.refer_question(question, department, text="请说明", by=counsellor)
    assert referral.number == "ZB-2026-000001"
    assert referral.clocks.get().due_on == date(2026, 9, 22)
    assert Notice.objects.get(to=liaison).url == referral.get_absolute_url()


def test_a_department_without_liaison_gets_no_slip(question, department, counsellor):
    with pytest.raises(NotAllowed):
        referrals.refer_question(question, department, text="请说明", by=counsellor)


def test_a_liaison_whose_term_is_over_gets_no_slip(question, department, liaison, counsellor):
    Appointment.objects.filter(holder=liaison).update(ends_on=date(2021, 1, 1))
    with pytest.raises(NotAllowed):
        referrals.refer_question(question, department, text="请说明", by=counsellor)


def test_a_department_gets_one_open_slip_of_a_question(referral, question, department, counsellor):
    with pytest.raises(NotAllowed):
        referrals.refer_question(question, department, text="再问一次", by=counsellor)


def test_a_question_not_accepted_is_not_referred(union, department, liaison, counsellor):
    fresh = make.question(make.account(make.worker(union)))
    with pytest.raises(NotAllowed):
        referrals.refer_question(fresh, department, text="请说明", by=counsellor)


def test_the_reply_goes_to_the_counsellor_and_not_to_the_asker(referral, question, liaison, counsellor):
    before = Notice.objects.filter(to=question.asker).count()
    referrals.reply_referral(referral, "按出勤计算", by=liaison)
    assert (referral.state, referral.reply) == (ReferralState.REPLIED, "按出勤计算")
    assert referral.clocks.get().met_at
    assert Notice.objects.filter(to=counsellor, url=question.get_absolute_url()).exists()
    assert Notice.objects.filter(to=question.asker).count() == before
    assert "按出勤计算" not in [message.text for message in question.messages.for_worker()]


def test_a_slip_is_replied_to_once(referral, liaison):
    referrals.reply_referral(referral, "按出勤计算", by=liaison)
    with pytest.raises(NotAllowed):
        referrals.reply_referral(referral, "改一下", by=liaison)


def test_a_withdrawn_slip_takes_no_reply_and_its_clock_stops(referral, liaison, counsellor):
    referrals.withdraw_referral(referral, by=counsellor)
    assert referral.clocks.get().dropped_at
    with pytest.raises(NotAllowed):
        referrals.reply_referral(referral, "太迟了", by=liaison)


def test_closing_the_question_withdraws_its_open_slips(referral, question, counsellor):
    questions.answer_question(question, "已解决", by=counsellor)
    questions.rate_question(question, Grade.SATISFIED, by=question.asker)
    referral.refresh_from_db()
    assert referral.state == ReferralState.WITHDRAWN
    assert not referral.clocks.running().exists()


def test_a_department_is_urged_once_a_day(referral, liaison, counsellor):
    referrals.urge_referral(referral, by=counsellor)
    referral.refresh_from_db()
    with pytest.raises(NotAllowed):
        referrals.urge_referral(referral, by=counsellor)
    assert Notice.objects.filter(to=liaison).count() == 2


def test_the_liaison_sees_the_slip_and_nothing_else_of_the_question(client, referral, question, liaison):
    client.force_login(liaison)
    listed = client.get("/consultation/referrals/").content.decode()
    page = client.get(referral.get_absolute_url()).content.decode()
    slip = text_of(client.get(f"{referral.get_absolute_url()}slip/").content)
    for text in (listed, page, slip):
        assert referral.number in text
        assert "绩效工资" in text
        for hidden in (question.number, "我的工资条", "工资条看不懂", question.member.name):
            assert hidden not in text
    assert client.get(question.get_absolute_url()).status_code in (403, 404)


def test_the_liaison_replies_on_the_page(client, referral, liaison):
    client.force_login(liaison)
    assert client.post(f"{referral.get_absolute_url()}reply/", {"text": "按出勤计算"}).status_code == 302
    referral.refresh_from_db()
    assert referral.state == ReferralState.REPLIED


def test_an_empty_reply_is_refused_at_the_field(client, referral, liaison):
    client.force_login(liaison)
    answer = client.post(f"{referral.get_absolute_url()}reply/", {"text": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]


def test_a_second_liaison_reads_that_the_slip_was_replied_to_and_keeps_what_was_typed(
    client, referral, liaison, department
):
    referrals.reply_referral(referral, "按出勤计算", by=liaison)
    client.force_login(make.officer(department, post="department_liaison"))
    answer = client.post(f"{referral.get_absolute_url()}reply/", {"text": "另一种说法"})
    assert_refused_first(answer, "it is now “Department has replied”", "另一种说法")
    referral.refresh_from_db()
    assert referral.reply == "按出勤计算"


def test_a_slip_is_urged_once_a_day_and_the_button_says_so(client, referral, union):
    client.force_login(make.officer(union, post="chair"))
    assert client.post(f"{referral.get_absolute_url()}urge/").status_code == 302
    assert_refused(client.post(f"{referral.get_absolute_url()}urge/"), "This has been urged today already.")


def test_the_liaison_of_another_department_finds_no_slip(client, referral, union):
    client.force_login(make.officer(make.unit("Canteen", parent=union), post="department_liaison"))
    assert client.get(referral.get_absolute_url()).status_code == 404
    assert client.post(f"{referral.get_absolute_url()}reply/", {"text": "我来"}).status_code == 404
    assert Referral.objects.get().state == ReferralState.SENT


def test_the_liaison_neither_urges_nor_withdraws(client, referral, liaison):
    client.force_login(liaison)
    for what in ("urge", "withdraw"):
        assert client.post(f"{referral.get_absolute_url()}{what}/").status_code == 404


def test_the_counsellor_refers_on_the_page(client, question, department, liaison, counsellor):
    client.force_login(counsellor)
    answer = client.post(f"{question.get_absolute_url()}refer/", {"unit": department.pk, "text": "请说明"})
    assert answer.status_code == 302
    assert Referral.objects.get().unit == department


def test_the_counsellor_who_sends_slips_has_a_list_of_them(client):
    question = make.question(tier="general")
    elsewhere = make.question(make.worker(make.unit("外单位", kind="union")).user, tier="general")
    slips = []
    for one in (question, elsewhere):
        department = make.unit(f"部门{one.pk}", parent=one.unit)
        make.officer(department, post="department_liaison")
        slips.append(referrals.refer_question(one, department, text="请核实", by=make.counsellor_of(one)))
    client.force_login(make.counsellor_of(question))
    page = client.get(reverse("consultation:referral_list"))
    assert [row.pk for row in page.context["page"]] == [slips[0].pk]
    departments = page.context["filter"].fields["unit"].queryset
    assert [unit.pk for unit in departments] == [slips[0].unit_id]

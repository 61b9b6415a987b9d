"""What leaves the portal tells nothing of health, grievances and identity: every place that notifies is judged here."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from consultation.grievances import actions as grievances
from office.notices import is_sensitive, notify
from office.outbox.actions.sending import send_due
from office.outbox.models import Delivery
from office.outbox.rules import Urgency
from tests import factories as make
from tests.office.outbox.conftest import bind, make_channel

pytestmark = pytest.mark.django_db

TOLD, NEUTRAL = False, True
NEUTRAL_TEXT = "You have a message in the union portal."
# For each function that calls `notify`: an address of its notices, and whether the text is told outside the portal. A
# text with words that somebody typed, or about a person other than its reader, is never told.
CALLS = {
    # Of questions it is told, of grievances not: the address decides.
    ("office/clocks/actions.py", "_tell"): ("consultation:grievance_detail", NEUTRAL),
    ("office/outbox/actions/digests.py", "_write"): ("desk", TOLD),
    ("office/seals/administrators.py", "notify_administrators"): ("members:seal_list", NEUTRAL),
    ("members/accounts/api_tokens.py", "_tell"): ("my_tokens", NEUTRAL),
    ("members/accounts/log_in_events.py", "tell_of_new_device"): ("my_sessions", TOLD),
    ("members/accounts/log_in_events.py", "tell_of_second_step"): ("mfa_index", TOLD),
    ("members/authority/required_step.py", "tell_holders"): ("second_step_first", TOLD),
    ("members/approvals/actions/escalation.py", "_pass_up"): ("members:approval_detail", NEUTRAL),
    ("members/approvals/actions/rounds.py", "_begin_stage"): ("members:approval_detail", NEUTRAL),
    ("members/approvals/actions/rounds.py", "send_back"): ("members:approval_detail", NEUTRAL),
    ("members/approvals/actions/rounds.py", "urge"): ("members:approval_detail", NEUTRAL),
    ("members/committees/actions.py", "_warn"): ("members:committee_detail", TOLD),
    ("members/deputies/actions.py", "name_deputy"): ("members:deputy_list", NEUTRAL),
    ("members/dues/actions/arrears.py", "remind_of_arrears"): ("members:my_dues", TOLD),
    ("members/joining/actions.py", "admit_application"): ("members:my_membership", TOLD),
    ("members/joining/actions.py", "return_application"): ("members:my_membership", TOLD),
    ("members/joining/actions.py", "_lapse"): ("members:my_membership", TOLD),
    ("members/membership/actions/bulk.py", "transfer_many"): ("members:batch_detail", TOLD),
    ("members/membership/actions/bulk.py", "accept_many"): ("members:batch_detail", TOLD),
    ("members/membership/actions/bulk.py", "refuse_many"): ("members:batch_detail", NEUTRAL),
    ("members/membership/actions/membership.py", "_notify_member"): ("members:my_membership", TOLD),
    ("members/membership/actions/membership.py", "notify_officers"): ("members:transfer_detail", NEUTRAL),
    ("members/own_data/actions/change_requests.py", "_notify_worker"): ("members:my_change", NEUTRAL),
    ("members/own_data/actions/erasures.py", "refuse_erasure"): ("members:my_erasure", NEUTRAL),
    ("members/own_data/actions/retention.py", "_notify_of_erasure"): ("members:my_erasure", NEUTRAL),
    ("members/providers/actions.py", "bind"): ("members:my_identities", NEUTRAL),
    ("members/providers/actions.py", "unbind"): ("members:my_identities", NEUTRAL),
    ("welfare/goods/actions/offers.py", "_tell_chunk"): ("welfare:my_offer", TOLD),
    ("welfare/goods/actions/reserving.py", "_reserve_one"): ("welfare:run_reserve", TOLD),
    ("welfare/handing_out/actions.py", "undo_signing"): ("welfare:my_benefits", NEUTRAL),
    ("welfare/handing_out/actions.py", "_tell_signed"): ("welfare:my_benefits", TOLD),
    ("welfare/handing_out/counter.py", "_tell"): ("welfare:my_benefits", TOLD),
    ("welfare/handing_out/taking_back.py", "cancel_receipt"): ("welfare:my_benefits", NEUTRAL),
    ("welfare/hardship/actions.py", "_tell"): ("welfare:my_hardship", NEUTRAL),
    ("welfare/visits/actions/deciding.py", "tell_member"): ("welfare:my_visits", NEUTRAL),
    ("welfare/visits/actions/carrying_out.py", "plan_visit"): ("welfare:visit_detail", NEUTRAL),
    ("welfare/visits/actions/proposing.py", "_tell"): ("welfare:my_visits", NEUTRAL),
    ("welfare/visits/actions/by_bank.py", "tell_returned"): ("welfare:visit_detail", NEUTRAL),
    ("welfare/payment/actions/answers.py", "_tell"): ("welfare:my_benefits", TOLD),
    ("welfare/payment/actions/answers.py", "_leave_taken"): ("welfare:answer_detail", TOLD),
    ("welfare/runs/actions/opening.py", "_tell_not_opened"): ("welfare:plan_detail", TOLD),
    # The day of birth is said.
    ("welfare/runs/actions/leap_day.py", "tell_born_on_leap_day"): ("welfare:my_benefits", NEUTRAL),
    ("welfare/objections/actions.py", "_tell_deciders"): ("welfare:objection_detail", NEUTRAL),
    ("welfare/objections/actions.py", "_decide"): ("welfare:my_objection", NEUTRAL),
    ("welfare/objections/actions.py", "_take_off"): ("welfare:my_lines", NEUTRAL),
    ("welfare/objections/actions.py", "_let_go"): ("welfare:my_benefits", TOLD),
    ("welfare/payment/actions/making.py", "_finish"): ("welfare:payment_detail", NEUTRAL),
    ("welfare/auditing/actions/making.py", "_finish"): ("welfare:audit_pack_detail", TOLD),
    ("welfare/auditing/actions/making.py", "_give_up"): ("welfare:audit_pack_detail", TOLD),
    ("consultation/grievances/actions.py", "_notify_reporter"): ("consultation:my_grievance", NEUTRAL),
    ("consultation/grievances/actions.py", "_announce"): ("consultation:grievance_detail", NEUTRAL),
    ("consultation/questions/actions.py", "accept_question"): ("consultation:my_question", TOLD),
    ("consultation/questions/actions.py", "pause_question"): ("consultation:my_question", TOLD),
    ("consultation/questions/actions.py", "_notify_of_day"): ("consultation:my_question", TOLD),
    ("consultation/questions/actions.py", "answer_question"): ("consultation:my_question", TOLD),
    ("consultation/questions/actions.py", "assign_question"): ("consultation:question_detail", TOLD),
    ("consultation/questions/actions.py", "follow_up"): ("consultation:question_detail", TOLD),
    ("consultation/questions/actions.py", "rate_question"): ("consultation:question_detail", TOLD),
    ("consultation/questions/actions.py", "urge_question"): ("consultation:question_detail", TOLD),
    ("consultation/referrals/actions.py", "refer_question"): ("consultation:referral_detail", TOLD),
    ("consultation/referrals/actions.py", "reply_referral"): ("consultation:question_detail", TOLD),
    ("consultation/referrals/actions.py", "urge_referral"): ("consultation:referral_detail", TOLD),
}


@cache
def calls_in_the_code():
    """Return for each function that calls `notify` its keyword `sensitive`, None where it leaves it to the address."""
    found = {}
    for app in ("office", "members", "welfare", "consultation", "union_portal"):
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(function, ast.FunctionDef):
                    for call in ast.walk(function):
                        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "notify":
                            given = {word.arg: word.value for word in call.keywords}.get("sensitive")
                            name = (path.relative_to(settings.BASE_DIR).as_posix(), function.name)
                            found[name] = given.value if isinstance(given, ast.Constant) else None
    return found


def example(name):
    key = "0" * 8 + "-0000-4000-8000-" + "0" * 12
    for args in ([], [1], [key]):
        try:
            return reverse(name, args=args)
        except Exception:
            continue
    raise LookupError(name)


def test_every_place_that_notifies_was_judged():
    assert calls_in_the_code().keys() == CALLS.keys()


@pytest.mark.parametrize("call", CALLS)
def test_a_place_tells_outside_what_it_may_and_no_more(call):
    address, neutral = CALLS[call]
    given = calls_in_the_code()[call]
    assert (is_sensitive(example(address)) if given is None else given) is neutral


def test_a_notice_about_a_page_that_no_kind_names_tells_nothing():
    assert all(map(is_sensitive, ["", "/", "/something/new/", "/accounts/"]))


@pytest.fixture
def everywhere(server, at_work, settings, mailoutbox):
    """Put every channel in use; return what has left the portal."""
    settings.PORTAL_URL = "https://portal.example.cn"
    make_channel("sms", server)
    make_channel("webhook", server)
    make_channel("email")

    def left():
        while send_due():
            pass
        return [body["text"] + body["link"] for body in server.bodies()] + [
            f"{mail.subject} {mail.body}" for mail in mailoutbox
        ]

    return left


def test_a_grievance_is_announced_to_officers_and_reporter_without_number_kind_or_page(everywhere):
    unit = make.unit()
    officer = make.officer(unit, "rights_officer", phone="13800000001", email="officer@example.cn")
    reporter = make.account(make.worker(unit))
    reporter.phone, reporter.email = "13800000002", "reporter@example.cn"
    reporter.save()
    case = grievances.file_grievance(make.story(), by=reporter)
    grievances.accept_grievance(case, by=officer)
    grievances.start_work(case, by=officer)
    left = everywhere()
    assert len(left) >= 6
    for text in left:
        assert NEUTRAL_TEXT in text or "messages in the union portal" in text
        assert case.number not in text
        assert "rievance" not in text
        assert case.key not in text
        assert "https://portal.example.cn/notices/" in text


@pytest.mark.parametrize(("category", "urgency"), [("safety", Urgency.AT_ONCE), ("wages", Urgency.ORDINARY)])
def test_only_a_case_of_safety_is_announced_at_night(category, urgency):
    unit = make.unit()
    officer = make.officer(unit, "rights_officer")
    grievances.file_grievance(make.story(category=category), by=make.account(make.worker(unit)))
    assert officer.notices.get().urgency == urgency


def test_of_ordinary_and_sensitive_notices_in_one_message_only_the_ordinary_are_told(everywhere):
    worker = make.user(phone="13800000002")
    notify(worker, "问题 WD1 已答复", "/my/questions/")
    notify(worker, "住院慰问已批准", "/my/benefits/", sensitive=True)
    left = everywhere()
    assert any("问题 WD1 已答复" in text for text in left)
    assert not any("住院" in text for text in left)


def test_what_is_told_differs_each_minute_so_that_no_channel_takes_it_for_a_repeat(everywhere, at_work, server):
    worker = make.user(phone="13800000002")
    for _turn in range(2):
        notify(worker, "维权", "/my/grievances/1/")
        everywhere()
        at_work.shift(60)
    texts = [body["text"] for body in server.bodies() if body["to"] == "13800000002"]
    assert len(set(texts)) == len(texts) == 2


def test_a_delivery_holds_neither_address_nor_text():
    worker = make.user(phone="13800000002")
    make_channel("sms", address="https://sms.example/")
    bind(worker, "sms", "")
    notify(worker, "问题已答复", "/my/questions/")
    columns = Delivery.objects.values().get()
    assert not any("138" in str(value) and "answer" in name for name, value in columns.items())
    assert "问题已答复" not in str(columns)

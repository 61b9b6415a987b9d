"""Notices leave the portal: each once by each channel, what fails is tried again, what rests is left alone."""

import pytest
from django.utils import timezone

from office.models import Notice
from office.notices import notify
from office.outbox.actions.sending import send_due
from office.outbox.models import Channel, Delivery
from office.outbox.rules import LONGEST_WAIT, RETRY_GAPS, Urgency
from tests import factories as make
from tests.office.outbox.conftest import make_channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.user(phone="13800001234", email="worker@example.cn")


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_a_notice_is_sent_once_by_the_channel_with_a_key(server, sms, at_work, worker):
    notify(worker, "问题已答复", "/my/questions/")
    assert states() == ["waiting"]
    assert send_due() == 1
    assert send_due() == 0
    [(path, headers, _body)] = server.requests
    [body] = server.bodies()
    key = str(Delivery.objects.get().key)
    assert (path, headers["Idempotency-Key"], body["key"], body["to"]) == ("/sms", key, key, "13800001234")
    assert body["text"].startswith("问题已答复")
    assert states() == ["sent"]


def test_without_a_channel_nothing_is_written_but_the_notice(worker):
    notify(worker, "问题已答复", "/my/questions/")
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 0)


def test_who_has_no_address_gets_no_delivery(sms):
    notify(make.user(), "问题已答复", "/my/questions/")
    assert not Delivery.objects.exists()


def test_a_failure_is_tried_again_after_growing_gaps_and_given_up_in_the_end(server, sms, at_work, worker):
    server.always(400, "no such template")
    notify(worker, "急", "/my/questions/", urgency=Urgency.AT_ONCE)
    for gap in RETRY_GAPS:
        assert send_due() == 1
        assert send_due() == 0
        assert states() == ["waiting"]
        at_work.shift(gap)
    assert send_due() == 1
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == ("dead", len(RETRY_GAPS) + 1)
    assert row.answer == "HTTP 400 no such template"
    assert list(RETRY_GAPS) == sorted(RETRY_GAPS)


def test_the_same_key_goes_along_with_every_try(server, sms, at_work, worker):
    server.always(500)
    notify(worker, "有答复", "/my/questions/")
    send_due()
    at_work.shift(RETRY_GAPS[0])
    send_due()
    keys = {headers["Idempotency-Key"] for _path, headers, _body in server.requests}
    assert (len(server.requests), len(keys)) == (2, 1)


def test_a_channel_that_answers_500_is_left_alone_while_another_goes_on(server, sms, at_work, worker):
    make_channel("webhook", server)
    server.answers = [lambda path, body: (500, {}, "down") if path == "/sms" else None]
    for number in range(5):
        notify(worker, f"第{number}条", "/my/questions/", urgency=Urgency.AT_ONCE)
    send_due()
    assert [path for path, *_rest in server.requests].count("/sms") == 1
    assert Delivery.objects.filter(channel__kind="webhook", state="sent").count() == 5
    assert Delivery.objects.filter(channel__kind="sms", state="waiting").count() == 5
    sms.refresh_from_db()
    assert (sms.failures, sms.rests_until > timezone.now(), sms.last_answer) == (1, True, "HTTP 500 down")


@pytest.mark.parametrize("header", ["120", "Fri, 27 Nov 2026 02:02:00 GMT"])
def test_a_channel_that_asks_to_wait_is_left_alone_for_so_long_and_nothing_has_failed(
    server, sms, at_work, worker, header
):
    server.always(429, "slow down", Retry_After=header)
    notify(worker, "有答复", "/my/questions/")
    send_due()
    assert (states(), Delivery.objects.get().attempts) == (["waiting"], 0)
    at_work.shift(110)
    assert send_due() == 0
    server.answers.clear()
    at_work.shift(15)
    assert send_due() == 1
    sms.refresh_from_db()
    assert (states(), sms.failures, sms.rests_until) == (["sent"], 0, None)


def test_no_answer_keeps_a_channel_waiting_for_days(server, sms, at_work, worker):
    server.always(429, "", Retry_After="99999999999")
    notify(worker, "有答复", "/my/questions/")
    send_due()
    sms.refresh_from_db()
    assert sms.rests_until - timezone.now() <= LONGEST_WAIT


def test_a_gateway_that_says_no_with_200_is_not_taken_for_a_yes(server, at_work, worker):
    make_channel("sms", server, success="code=0")
    server.always(200, '{"code": 160042, "msg": "signature missing"}')
    notify(worker, "有答复", "/my/questions/")
    send_due()
    assert states() == ["waiting"]
    assert "signature missing" in Delivery.objects.get().answer


def test_no_answer_keeps_the_phone_the_text_or_the_secret(server, at_work, worker):
    make_channel("sms", server, secret="top-secret-token")
    server.answers = [lambda path, body: (400, {}, f"echo {body} top-secret-token 110101199003070011")]
    notify(worker, "有答复", "/my/questions/")
    send_due()
    said = Delivery.objects.get().answer
    assert not any(one in said for one in ("13800001234", "有答复", "top-secret-token", "19900307"))


def test_what_was_read_in_the_portal_meanwhile_is_not_sent_any_more(server, sms, at_work, worker):
    [notice] = notify(worker, "有答复", "/my/questions/")
    Notice.objects.filter(pk=notice.pk).update(read_at=timezone.now())
    send_due()
    assert (states(), server.requests) == (["cancelled"], [])


def test_a_closed_account_and_one_that_lost_its_phone_get_nothing(server, sms, at_work, worker):
    other = make.user(phone="13900001234")
    notify([worker, other], "有答复", "/my/questions/")
    worker.is_active = False
    worker.save()
    other.phone = None
    other.save()
    send_due()
    assert (states(), server.requests) == (["cancelled"] * 2, [])


def test_deliveries_go_with_their_notice(sms, worker):
    notify(worker, "有答复", "/my/questions/")
    worker.notices.all().delete()
    assert not Delivery.objects.exists()


def test_several_notices_that_waited_are_told_in_one_message(server, sms, at_work, worker):
    at_work.move_to("2026-11-27 22:00+08:00", tick=False)
    for number in range(3):
        notify(worker, f"第{number}条", "/my/questions/")
    notify(worker, "维权", "/my/grievances/1/")
    assert send_due() == 0
    at_work.move_to("2026-11-30 08:00+08:00", tick=False)
    assert send_due() == 1
    [body] = server.bodies()
    assert all(f"第{number}条" in body["text"] for number in range(3))
    assert "维权" not in body["text"]
    assert "1 message" in body["text"]
    assert states() == ["sent"] * 4


def test_an_urgent_notice_goes_out_at_night_and_on_a_sunday(server, sms, at_work, worker):
    at_work.move_to("2026-11-29 03:00+08:00", tick=False)
    notify(worker, "有答复", "/my/questions/")
    notify(worker, "新设备登录", "/my/questions/", urgency=Urgency.AT_ONCE)
    assert send_due() == 1
    [body] = server.bodies()
    assert body["text"].startswith("新设备登录")


def test_what_a_template_holds_can_not_be_broken_out_of(server, at_work, worker):
    make_channel("sms", server, body='{"to": "{to}", "content": "{text}"}')
    notify(worker, '", "to": "{key}"', "/my/questions/")
    send_due()
    [body] = server.bodies()
    assert (set(body), body["to"]) == ({"to", "content"}, "13800001234")


def test_a_form_is_posted_where_the_gateway_wants_one(server, at_work, worker):
    make_channel("sms", server, body='{"mobile": "{to}", "msg": "{text}"}', as_form=True)
    notify(worker, "a&b=c", "/my/questions/")
    send_due()
    [(_path, headers, body)] = server.requests
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert "mobile=13800001234" in body
    assert "a%26b%3Dc" in body


def test_a_fault_of_the_portals_own_code_loses_nothing(server, at_work, worker):
    make_channel("sms", server, body="not JSON")
    notify(worker, "有答复", "/my/questions/")
    send_due()
    assert states() == ["waiting"]
    assert Channel.objects.get().last_answer

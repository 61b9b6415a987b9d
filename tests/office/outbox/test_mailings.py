"""The messages of a run go out at a rate; officers see how far they are, pause, go on and cancel."""

from datetime import timedelta

import pytest
from django.urls import reverse

from office.models import AuditEvent, Notice
from office.notices import notify
from office.outbox.actions.mailings import end_cancelled
from office.outbox.actions.sending import send_due
from office.outbox.models import Delivery, Mailing
from tests import factories as make
from tests.office.outbox.conftest import make_channel
from welfare.choices import AnnouncementKind
from welfare.runs.actions import announcing, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(kind="union")


@pytest.fixture
def run(union, sms, at_work):
    for number in range(6):
        account = make.account(make.worker(union))
        account.phone = f"1390000000{number}"
        account.save()
    made = make.issued_run(union)
    announcing.write_all_notices()
    return made


@pytest.fixture
def mailing(run):
    mailing = Mailing.objects.get()
    mailing.rate = 3
    mailing.save()
    return mailing


def sent():
    return Delivery.objects.filter(state="sent").count()


def test_notices_and_deliveries_of_a_run_are_written_together_and_wait_for_the_rate(run, mailing, server):
    assert (Notice.objects.count(), Delivery.objects.filter(mailing=mailing).count()) == (6, 6)
    assert (send_due(), server.requests) == (0, [])


def test_no_more_go_out_than_the_rate_allows(mailing, at_work):
    for minute in (1, 2):
        at_work.shift(timedelta(minutes=1))
        send_due()
        send_due()
        assert sent() == 3 * minute
    at_work.shift(timedelta(minutes=1))
    send_due()
    mailing.refresh_from_db()
    assert mailing.state == "done"


def test_a_single_notice_does_not_wait_behind_a_mailing(mailing, at_work, server):
    at_work.shift(timedelta(minutes=1))
    notify(make.user(phone="13700000000"), "急", "/my/questions/")
    send_due()
    assert server.bodies()[0]["to"] == "13700000000"


def test_nothing_of_a_mailing_goes_out_at_night_and_no_night_is_made_up_for(mailing, at_work):
    at_work.move_to("2026-11-27 21:00+08:00", tick=False)
    assert send_due() == 0
    at_work.move_to("2026-11-30 08:00+08:00", tick=False)
    send_due()
    assert sent() == 3


def test_an_officer_pauses_goes_on_and_cancels(client, union, run, mailing, at_work):
    client.force_login(make.officer(union))
    at = reverse("welfare:run_messages", args=[run.pk])

    def step(name):
        return client.post(reverse(f"welfare:run_messages_{name}", args=[run.pk, mailing.pk]))

    assert step("pause").url == at
    at_work.shift(timedelta(minutes=1))
    send_due()
    assert sent() == 0
    assert step("pause").status_code == 422
    step("resume")
    at_work.shift(timedelta(minutes=1))
    send_due()
    assert sent() == 3
    step("cancel")
    at_work.shift(timedelta(minutes=1))
    send_due()
    assert (end_cancelled(), sent(), Notice.objects.count()) == (3, 3, 6)
    page = client.get(at)
    [row] = page.context["announcements"]
    assert (row["sent"], row["waiting"], row["cancelled"]) == (3, 0, 3)
    assert set(AuditEvent.objects.filter(verb__contains="messages").values_list("verb", flat=True)) == {
        "run.pause_messages",
        "run.resume_messages",
        "run.cancel_messages",
    }


def test_nobody_is_told_to_collect_once_the_run_is_closed(run, mailing, server, at_work):
    review.close_run(run, by=make.user(), reason="x")
    at_work.shift(timedelta(minutes=1))
    end_cancelled()
    assert (send_due(), server.requests) == (0, [])
    mailing.refresh_from_db()
    assert (mailing.state, mailing.ended) == ("cancelled", True)


def test_a_changed_place_takes_the_place_of_what_was_not_sent_yet(run, mailing, at_work, server):
    announcing.announce(run, AnnouncementKind.CHANGED, by=None)
    announcing.write_all_notices()
    for _minute in range(2):
        at_work.shift(timedelta(minutes=1))
        send_due()
    end_cancelled()
    assert len(server.requests) == 6
    assert all("changed" in body["text"] for body in server.bodies())


def test_the_rate_is_changed_on_the_page_and_no_rate_is_absurd(client, union, run, mailing):
    client.force_login(make.officer(union))
    at = reverse("welfare:run_messages_rate", args=[run.pk, mailing.pk])
    assert client.post(at, {"rate": "60"}).status_code == 302
    assert client.post(at, {"rate": "0"}).status_code == 422
    assert client.post(at, {"rate": "999999"}).status_code == 422
    mailing.refresh_from_db()
    assert mailing.rate == 60


def test_a_mailing_of_another_run_is_404(client, union, run, mailing):
    other = make.issued_run(union, festival="national", name="国庆")
    client.force_login(make.officer(union))
    for step in ("pause", "rate"):
        assert client.post(reverse(f"welfare:run_messages_{step}", args=[other.pk, mailing.pk])).status_code == 404


def test_without_a_channel_a_run_has_no_mailing(union):
    make.worker(union)
    make.issued_run(union)
    announcing.write_all_notices()
    assert (Notice.objects.count(), Mailing.objects.count()) == (1, 0)


def test_a_group_is_told_once_and_nothing_about_a_person(union, at_work, monkeypatch):
    worker = make.worker(union, name="夏远航")
    make_channel("robot", unit=union, address="wecombot://0123456789abcdef", name="总群")
    make_channel("robot", unit=make.unit(), address="wecombot://0123456789abcdef", name="别家的群")
    make.issued_run(union)
    announcing.write_all_notices()
    [post] = Delivery.objects.all()
    assert (post.channel.name, post.notice) == ("总群", None)
    assert worker.name not in post.post
    assert not any(letter.isdigit() for letter in post.post.replace("2026", ""))

"""People choose how they are told; administrators try channels and send again what was given up."""

import pytest
from django.urls import reverse

from office.models import AuditEvent
from office.notices import notify
from office.outbox.actions.digests import write_digests
from office.outbox.actions.sending import send_due
from office.outbox.models import Channel, ChannelChoice, Delivery
from office.outbox.rules import RETRY_GAPS
from tests import factories as make
from tests.office.outbox.conftest import bind, make_channel

pytestmark = pytest.mark.django_db
MINE = "/my/notices/channels/"


@pytest.fixture
def root(client):
    account = make.superuser()
    account.phone = "13700001234"
    account.save()
    client.force_login(account)
    return account


def test_a_person_sees_the_own_addresses_masked_and_switches_a_channel_off(client, sms):
    worker = make.user(phone="13800001234")
    client.force_login(worker)
    page = client.get(MINE).content.decode()
    assert "138****1234" in page
    assert "13800001234" not in page
    assert client.post(MINE, {}).url == MINE
    notify(worker, "有答复", "/my/questions/")
    assert not Delivery.objects.exists()
    assert AuditEvent.objects.get(verb="channel.choose").changes == {"channels": []}


def test_whoever_has_no_address_anywhere_is_told_what_to_do(client, server):
    for kind in ("email", "sms", "wecom"):
        make_channel(kind, server)
    worker = make.user()
    client.force_login(worker)
    page = client.get(MINE).content.decode()
    assert "told in the portal alone" in page
    assert "ask your union to enter it" in page and "enter it under" in page and "bind it below" in page
    worker.phone = "13800001234"
    worker.save()
    assert "told in the portal alone" not in client.get(MINE).content.decode()


def test_a_channel_that_is_not_for_everybody_is_switched_on(client, server):
    make_channel("sms", server, by_default=False)
    worker = make.user(phone="13800001234")
    notify(worker, "有答复", "/my/questions/")
    assert not Delivery.objects.exists()
    client.force_login(worker)
    client.post(MINE, {"by_sms": "on"})
    notify(worker, "有答复", "/my/questions/")
    assert Delivery.objects.count() == 1


def test_who_has_no_address_can_not_choose_the_channel(client, sms, server):
    make_channel("wecom", server)
    worker = make.user()
    client.force_login(worker)
    page = client.get(MINE).content.decode()
    assert "No phone number of yours is known" in page
    assert "Not bound yet" in page
    client.post(MINE, {"by_sms": "on", "by_wecom": "on"})
    assert not ChannelChoice.objects.filter(wanted=True).exists()


def test_robots_are_no_choice(client):
    make_channel("robot", unit=make.unit(), address="wecombot://0123456789abcdef")
    client.force_login(make.user())
    assert "set up no e-mail" in client.get(MINE).content.decode()


def test_the_list_of_notices_leads_to_the_page(client):
    client.force_login(make.user())
    assert MINE in client.get("/notices/").content.decode()


def test_a_trial_goes_to_the_administrators_own_address_and_shows_the_answer(client, root, server, sms):
    server.always(403, "signature not approved")
    at = reverse("admin:office_channel_trial", args=[sms.pk])
    assert client.get(at).status_code == 200
    page = client.post(at).content.decode()
    assert "HTTP 403 signature not approved" in page
    [body] = server.bodies()
    assert body["to"] == "13700001234"
    server.answers.clear()
    assert "took the message" in client.post(at).content.decode()


def test_a_trial_without_an_own_address_goes_nowhere(client, server):
    channel = make_channel("sms", server)
    client.force_login(make.superuser())
    page = client.post(reverse("admin:office_channel_trial", args=[channel.pk])).content.decode()
    assert "goes nowhere else" in page
    assert server.requests == []


def test_a_channel_is_set_up_in_the_admin_and_its_secret_never_shown(client, root):
    new = {"kind": "sms", "name": "短信", "active": "on", "address": "https://sms.example/?k=ak4711", "secret": "top"}
    assert client.post(reverse("admin:office_channel_add"), new).status_code == 302
    channel = Channel.objects.get()
    at = reverse("admin:office_channel_change", args=[channel.pk])
    page = client.get(at).content.decode()
    assert "ak4711" not in page
    assert 'value="top' not in page
    assert client.post(at, {"kind": "sms", "name": "短信二"}).status_code == 302
    channel.refresh_from_db()
    assert (channel.name, channel.secret.reveal()) == ("短信二", "top")
    assert channel.address.reveal() == "https://sms.example/?k=ak4711"
    assert AuditEvent.objects.filter(verb="channel.save").count() == 2
    assert "ak4711" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "sms", "address": "file:///etc/passwd"}, "begins with https"),
        ({"kind": "sms", "address": "https://a.example/", "body": "{to"}, "no JSON object"),
        ({"kind": "robot", "address": "json://10.0.0.1/"}, "URL of a robot"),
        ({"kind": "robot", "address": "wecombot://0123456789abcdef"}, "whose group"),
    ],
)
def test_a_channel_that_can_not_work_is_refused_at_its_field(client, root, fields, told):
    page = client.post(reverse("admin:office_channel_add"), {"name": "x", **fields})
    assert told in page.content.decode()
    assert not Channel.objects.exists()


def test_what_was_given_up_is_listed_without_its_receiver_and_sent_again(client, root, server, sms, at_work):
    worker = make.user(phone="13800001234", name="夏远航")
    server.always(400, "no")
    notify(worker, "有答复", "/my/questions/")
    Delivery.objects.update(attempts=len(RETRY_GAPS))
    send_due()
    at = reverse("admin:office_delivery_changelist")
    page = client.get(at).content.decode()
    assert "HTTP 400" in page
    assert "夏远航" not in page
    assert "有答复" not in page
    dead = Delivery.objects.get()
    client.post(at, {"action": "again", "_selected_action": [dead.pk]})
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == ("waiting", 0)
    assert AuditEvent.objects.filter(verb="delivery.again").count() == 1


def test_officers_get_one_digest_a_working_day_of_what_waits_for_them(at_work):
    unit = make.unit()
    counsellor = make.officer(unit, "desk_counsellor")
    make.officer(unit, "auditor")
    make.question(make.account(make.worker(unit)))
    before = counsellor.notices.count()
    assert write_digests() == 1
    assert write_digests() == 0
    assert counsellor.notices.count() == before + 1
    assert counsellor.notices.latest("pk").text == "1 matter waits for you today, 0 of them due."
    at_work.move_to("2026-11-28 10:00+08:00", tick=False)
    assert write_digests() == 0
    at_work.move_to("2026-11-30 10:00+08:00", tick=False)
    assert write_digests() == 1


def test_a_bound_id_is_where_an_app_writes_to(client, root, server):
    worker = make.user()
    bind(worker, "wecom", "old")
    choice = ChannelChoice.objects.get()
    at = reverse("admin:office_channelchoice_change", args=[choice.pk])
    sent = {"account": worker.pk, "kind": "wecom", "bound_id": "new"}
    assert client.post(at, sent).status_code == 302
    choice.refresh_from_db()
    assert choice.bound_id == "new"

"""Each channel against a server on loopback: what it sends, and how it reads the answers."""

import dataclasses
import json
import smtplib
import socket
import ssl
from urllib.parse import quote

import pytest

from office.outbox.channels import apps, gateways, guarded_http, mail, robots
from office.outbox.channels.answers import Message, Outcome
from office.outbox.channels.sending import send
from office.outbox.models import Channel
from tests import factories as make
from tests.office.outbox.conftest import make_channel

pytestmark = pytest.mark.django_db
MESSAGE = Message(to="zhang.san", subject="消息", text="有答复", link="", key="7b9c3c1e-0000-4000-8000-000000000001")
TOKEN_ASKED = {"wecom": "/cgi-bin/gettoken", "dingtalk": "/gettoken", "feishu": "/open-apis/auth/v3/tenant"}
CODE = {"wecom": "errcode", "dingtalk": "errcode", "feishu": "code"}
EXPIRED = {"wecom": 42001, "dingtalk": 40014, "feishu": 99991663}
NOBODY = {"wecom": 81013, "dingtalk": 33012, "feishu": 230013}
TOO_MANY = {"wecom": 45009, "dingtalk": 90018, "feishu": 99991400}
KINDS = ["wecom", "dingtalk", "feishu"]


class FakeApp:
    """Gives token-1, token-2 … and answers messages with `codes` in turn, the last one for good."""

    def __init__(self, server, kind, *codes, **said):
        self.kind, self.codes, self.tokens, self.said = kind, list(codes), 0, said
        server.answers = [self.answer]

    def answer(self, path, body):
        if path.startswith(TOKEN_ASKED[self.kind]):
            self.tokens += 1
            name = "tenant_access_token" if self.kind == "feishu" else "access_token"
            lasts = "expire" if self.kind == "feishu" else "expires_in"
            return 200, {}, json.dumps({CODE[self.kind]: 0, name: f"token-{self.tokens}", lasts: 7200})
        code = self.codes.pop(0) if len(self.codes) > 1 else self.codes[0]
        return 200, {}, json.dumps({CODE[self.kind]: code, **self.said})


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


def app(kind, server):
    return make_channel(kind, server, account="corp", secret="s3cret", agent="1000002")


def test_a_message_goes_to_the_bound_id_with_a_token_that_is_asked_for_once(server, kind):
    fake, channel = FakeApp(server, kind, 0), app(kind, server)
    assert [apps.send(channel, MESSAGE).outcome for _turn in range(3)] == [Outcome.SENT] * 3
    assert (fake.tokens, len(server.requests)) == (1, 4)
    path, headers, body = server.requests[-1]
    assert "zhang.san" in body
    assert "token-1" in path + headers.get("Authorization", "")
    assert "有答复" in json.dumps(json.loads(body), ensure_ascii=False)


def test_an_expired_token_is_asked_for_anew_and_the_message_sent(server, kind):
    fake, channel = FakeApp(server, kind, EXPIRED[kind], 0), app(kind, server)
    assert apps.send(channel, MESSAGE).outcome is Outcome.SENT
    assert fake.tokens == 2


def test_a_token_that_stays_invalid_is_the_channels_fault_and_is_asked_for_once_more_only(server, kind):
    fake, channel = FakeApp(server, kind, EXPIRED[kind]), app(kind, server)
    assert apps.send(channel, MESSAGE).outcome is Outcome.OUT_OF_ORDER
    assert fake.tokens == 2


def test_an_unknown_person_bounces(server, kind):
    FakeApp(server, kind, NOBODY[kind])
    assert apps.send(app(kind, server), MESSAGE).outcome is Outcome.BOUNCED


@pytest.mark.parametrize("several", ["@all", "zhang.san|li.si", "zhang.san,li.si", "zhang.san li.si"])
def test_an_id_that_names_several_or_everybody_bounces_and_nothing_is_sent(server, kind, several):
    answer = apps.send(app(kind, server), dataclasses.replace(MESSAGE, to=several))
    assert (answer.outcome, server.requests) == (Outcome.BOUNCED, [])


@pytest.mark.parametrize("to", ["zhang.san", "Zhang.San@example.cn"])
def test_what_a_channel_repeats_of_address_and_text_is_not_kept_however_it_writes_them(server, to):
    message = dataclasses.replace(MESSAGE, to=to)
    said = f"no {to} {to.upper()} {quote(to)} {to.lower()} {json.dumps('有答复')} {quote('有答复')}"
    server.always(400, said)
    answer = send(make_channel("webhook", server), message)
    told = answer.text.lower()
    assert "zhang" not in told and "\\u" not in told and "%e6" not in told and "有答复" not in told


def test_too_many_messages_are_the_channels_fault(server, kind):
    FakeApp(server, kind, TOO_MANY[kind])
    assert apps.send(app(kind, server), MESSAGE).outcome is Outcome.OUT_OF_ORDER


def test_another_code_is_a_refusal_of_this_message(server, kind):
    FakeApp(server, kind, 40058)
    assert apps.send(app(kind, server), MESSAGE).outcome is Outcome.REFUSED


def test_wecom_answers_ok_although_the_person_is_invalid(server):
    FakeApp(server, "wecom", 0, invaliduser="zhang.san")
    assert apps.send(app("wecom", server), MESSAGE).outcome is Outcome.BOUNCED


def test_wrong_secrets_are_told_in_the_servers_words_without_the_secret(server, kind):
    server.always(200, '{"errcode": 40001, "code": 10014, "errmsg": "invalid credential s3cret"}')
    answer = send(app(kind, server), MESSAGE)
    assert answer.outcome is Outcome.OUT_OF_ORDER
    assert "invalid credential" in answer.text
    assert "s3cret" not in answer.text


def test_a_page_in_place_of_json_is_not_taken_for_success(server, kind):
    server.always(200, "<html>captive portal</html>")
    assert apps.send(app(kind, server), MESSAGE).outcome is Outcome.OUT_OF_ORDER


def test_a_changed_secret_uses_no_token_of_the_old_one(server):
    fake, channel = FakeApp(server, "wecom", 0), app("wecom", server)
    apps.send(channel, MESSAGE)
    channel.secret = "another"
    channel.save()
    apps.send(Channel.objects.get(), MESSAGE)
    assert fake.tokens == 2


def test_feishu_gets_the_key_to_tell_a_repeat(server):
    FakeApp(server, "feishu", 0)
    apps.send(app("feishu", server), MESSAGE)
    assert server.bodies()[-1]["uuid"] == MESSAGE.key


# SMTP


def test_a_mail_has_a_message_id_of_the_key_and_the_same_subject_for_all(mailoutbox):
    channel = make_channel("email", account="portal@union.example")
    message = Message(to="a@example.cn", subject="消息", text="有答复", link="https://p.example/notices/", key="k-1")
    assert mail.send(channel, message).outcome is Outcome.SENT
    [sent] = mailoutbox
    assert sent.extra_headers["Message-ID"] == "<k-1@union.example>"
    assert (sent.to, sent.body) == (["a@example.cn"], "有答复\nhttps://p.example/notices/")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (550, b"no such user")}), Outcome.BOUNCED),
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (450, b"greylisted")}), Outcome.REFUSED),
        (smtplib.SMTPDataError(554, b"spam"), Outcome.REFUSED),
        (smtplib.SMTPAuthenticationError(535, b"bad password"), Outcome.OUT_OF_ORDER),
        (smtplib.SMTPServerDisconnected("gone"), Outcome.OUT_OF_ORDER),
        (ConnectionRefusedError("refused"), Outcome.OUT_OF_ORDER),
        (ssl.SSLCertVerificationError("self-signed"), Outcome.OUT_OF_ORDER),
    ],
)
def test_what_a_mail_server_refuses(monkeypatch, error, outcome):
    def refuse(self, *args, **options):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert mail.send(make_channel("email"), MESSAGE).outcome is outcome


# The guard


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "fec0::1",
        "192.0.0.8",
    ],
)
def test_addresses_of_the_own_network_are_not_public(address):
    assert not guarded_http.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_of_the_internet_are_public(address):
    assert guarded_http.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_a_channel_never_speaks_to_the_portals_own_network_unless_an_administrator_allows_it(server, host):
    port = server.server.server_port
    channel = make_channel("webhook", address=f"http://{host}:{port}/", own_network=False)
    answer = gateways.send(channel, MESSAGE)
    assert (answer.outcome, server.requests) == (Outcome.OUT_OF_ORDER, [])
    assert "own network" in answer.text


def test_a_name_that_leads_elsewhere_the_second_time_is_connected_to_where_it_was_checked(server, monkeypatch):
    asked = []

    def rebinding(host, port, *args, **options):
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    reached = []

    def connect(address, *args, **options):
        reached.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(guarded_http.socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(guarded_http, "create_connection", connect)
    channel = make_channel("webhook", address="http://hook.example/", own_network=False)
    gateways.send(channel, MESSAGE)
    assert set(reached) == {"93.184.216.34"}


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_server_whose_name_leads_elsewhere_the_second_time_is_connected_to_where_it_was_checked(
    monkeypatch, scheme
):
    asked, reached = [], []

    def rebinding(host, port, *args, **options):
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address, *args, **options):
        reached.append(rebinding(*address)[0][4][0] if address[0] == "mail.example" else address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    channel = make_channel("email", address=f"{scheme}://bot@mail.example:587", own_network=False)
    answer = send(channel, dataclasses.replace(MESSAGE, to="a@b.cn"))
    assert (answer.outcome, reached) == (Outcome.OUT_OF_ORDER, ["93.184.216.34"])


def test_a_redirect_is_not_followed(server):
    server.answers = [lambda path, body: (302, {"Location": f"{server.url}/inside"}, "")]
    answer = gateways.send(make_channel("webhook", server), MESSAGE)
    assert (answer.outcome, len(server.requests)) == (Outcome.OUT_OF_ORDER, 1)


def test_of_a_long_answer_only_the_beginning_is_read(server):
    server.always(200, "x" * 1_000_000)
    reply = guarded_http.request("POST", server.url, own_network=True)
    assert len(reply.text) <= guarded_http.MOST_BYTES


def test_a_server_without_tls_is_told_as_such(server):
    channel = make_channel("webhook", address=server.url.replace("http://", "https://"))
    answer = gateways.send(channel, MESSAGE)
    assert (answer.outcome, answer.text[:4]) == (Outcome.OUT_OF_ORDER, "TLS:")


def test_a_closed_port_is_the_channels_fault():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    answer = gateways.send(make_channel("webhook", address=f"http://127.0.0.1:{port}/"), MESSAGE)
    assert answer.outcome is Outcome.OUT_OF_ORDER


def test_proxies_of_the_environment_are_not_used(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert gateways.send(make_channel("webhook", server), MESSAGE).outcome is Outcome.SENT


# Robots


def test_a_robot_posts_to_its_group_by_apprise(server, monkeypatch):
    address = "wecombot://0123456789abcdef0123"
    monkeypatch.setattr(type(robots.robot_of(address)), "notify_url", f"{server.url}/robot?key={{key}}")
    channel = make_channel("robot", address=address, unit=make.unit())
    assert robots.send(channel, MESSAGE).outcome is Outcome.SENT
    [(path, _headers, body)] = server.requests
    assert path.startswith("/robot?key=0123456789abcdef0123")
    assert "有答复" in json.dumps(json.loads(body), ensure_ascii=False)


@pytest.mark.parametrize("address", ["json://10.0.0.1/", "file:///etc/passwd", "mailto://a:b@c", "wecombot://", ""])
def test_only_robots_with_servers_of_their_own_are_taken(address):
    assert robots.robot_of(address) is None

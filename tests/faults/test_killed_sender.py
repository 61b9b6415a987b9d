"""Messages are neither lost nor sent twice when workers are killed, work at once, or a channel hangs."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from office.notices import notify
from office.outbox.actions import sending
from office.outbox.models import Channel, Delivery
from office.outbox.rules import Urgency
from tests import factories as make
from tests.concurrency import at_once, results
from tests.office.outbox.conftest import FakeServer, make_channel
from tests.processes import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults, pytest.mark.slow]

WORKER = """
import django
django.setup()
from office.outbox.actions.sending import send_due
print("ready", flush=True)
send_due()
"""


@pytest.fixture
def server():
    fake = FakeServer()
    yield fake
    fake.close()


def tell(count):
    for number in range(count):
        notify(make.user(phone=f"1380000{number:04}"), f"第{number}条", "/my/questions/", urgency=Urgency.AT_ONCE)


def test_a_worker_killed_between_sending_and_noting_repeats_one_message_and_loses_none(server):
    make_channel("sms", server)
    tell(5)
    third, release = threading.Event(), threading.Event()

    def hold_the_third(path, body):
        if len(server.requests) == 3 and not release.is_set():
            third.set()
            release.wait(20)
        return

    server.answers = [hold_the_third]
    process = subprocess.Popen([sys.executable, "-c", WORKER], env=environment(), stdout=subprocess.PIPE, text=True)
    try:
        # The gateway has taken the third message, the worker has not heard of it.
        assert third.wait(60)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()
        release.set()
    deadline = time.monotonic() + 20
    while Delivery.objects.waiting().exists() and time.monotonic() < deadline:
        sending.send_due()
        time.sleep(0.2)
    keys = [headers["Idempotency-Key"] for _path, headers, _body in server.requests]
    assert (len(set(keys)), len(keys)) == (5, 6)
    assert keys[2] in keys[3:]
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_two_workers_at_once_send_each_message_once(server):
    make_channel("sms", server)
    tell(40)
    sent = results(at_once(sending.send_due, sending.send_due))
    assert (sum(sent), len(server.requests)) == (40, 40)
    assert len({headers["Idempotency-Key"] for _path, headers, _body in server.requests}) == 40


def test_a_channel_that_hangs_holds_up_no_other_one(server, monkeypatch):
    monkeypatch.setattr("office.outbox.channels.guarded_http.READ_SECONDS", 0.5)
    make_channel("webhook", server)
    make_channel("sms", server)
    release = threading.Event()
    server.answers = [lambda path, body: release.wait(5) and None if path == "/webhook" else None]
    tell(10)
    begun = time.monotonic()
    sending.send_due()
    release.set()
    assert time.monotonic() - begun < 4
    assert Delivery.objects.filter(channel__kind="sms", state="sent").count() == 10
    assert Delivery.objects.filter(channel__kind="webhook", state="waiting").count() == 10
    hung = Channel.objects.get(kind="webhook")
    assert (hung.failures, hung.last_answer) == (1, "No answer in time.")


def test_an_answer_that_never_ends_is_cut_off(monkeypatch):
    monkeypatch.setattr("office.outbox.channels.guarded_http.WHOLE_SECONDS", 1)
    slow = DrippingServer()
    make_channel("sms", own_network=True, address=slow.url)
    tell(1)
    sending.send_due()  # returns while the server goes on
    slow.close()
    assert Delivery.objects.get().state == "waiting"


class DrippingServer:
    """Answers with a byte every quarter of a second, without end."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.open = True
        threading.Thread(target=self.drip, daemon=True).start()

    def drip(self):
        try:
            link, _address = self.socket.accept()
            with link:
                link.recv(65536)
                link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                while self.open:
                    link.sendall(b"x" * 16)
                    time.sleep(0.25)
        except OSError:
            pass

    def close(self):
        self.open = False
        self.socket.close()

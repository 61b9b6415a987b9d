"""Cleaning the files of anonymous reports keeps neither threads nor transactions of the portal."""

import re
import subprocess
import threading
import time
from functools import partial

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client

from consultation.grievances.models import Grievance
from consultation.grievances.views.anonymous import REPORTS
from office.models import Attachment, OnceKey
from office.once.acts import ASKS_AGAIN
from office.rate_limits import take
from office.uploads.clean_copies import CLEANERS
from tests.concurrency import at_once, results
from tests.refused import hidden_fields

pytestmark = pytest.mark.django_db(transaction=True)
RECEIPT = re.compile(r'id="receipt">([0-9-]+)<')
IN_TRANSACTION = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"


def text_file():
    return SimpleUploadedFile("a.txt", b"abc")


def fields_of(branch, **more):
    return {"unit": branch.pk, "category": "wages", "facts": "拖欠工资", "website": "", **more}


@pytest.fixture
def held(monkeypatch):
    """Hold every cleaner until `release` is set; `begun` is released once for each."""

    class Held:
        begun, release = threading.Semaphore(0), threading.Event()

    run = subprocess.run

    def slow(*words, **options):
        Held.begun.release()
        assert Held.release.wait(20)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", slow)
    yield Held
    Held.release.set()


@pytest.fixture
def report(branch):
    """A function that sends a report with a file, in a thread; it returns the thread and the list for its answer."""
    begun = []

    def send(**more):
        answers = []

        def post():
            try:
                sent = fields_of(branch, attachments=text_file(), **more)
                answers.append((time.monotonic(), Client().post("/report/", sent)))
            finally:
                connection.close()

        thread = threading.Thread(target=post)
        thread.start()
        begun.append(thread)
        return thread, answers

    yield send
    for thread in begun:
        thread.join(timeout=30)
    connections.close_all()


@pytest.mark.slow
def test_eight_reports_at_once_keep_two_cleaners_and_two_who_wait_and_no_transaction(report, held, client, branch):
    """The attack: eight reports whose files take long stopped every page for 90 s, with eight idle transactions."""
    began = time.monotonic()
    sent = [report() for _report in range(8)]
    for _number in range(CLEANERS.most):
        assert held.begun.acquire(timeout=10)
    with connection.cursor() as cursor:
        cursor.execute(IN_TRANSACTION)
        assert cursor.fetchone() == (0,)
    for thread, _answers in sent:
        thread.join(timeout=CLEANERS.wait_seconds + 5 if thread.is_alive() else 0)
        if sum(bool(answers) for _thread, answers in sent) == 6:
            break
    time.sleep(0.2)
    busy = [answers[0] for _thread, answers in sent if answers]
    assert len(busy) == 6, "the two cleaners go on"
    at_once_refused = [answer for at, answer in busy if at - began < CLEANERS.wait_seconds]
    assert len(at_once_refused) >= 4, "only two wait"
    for _at, answer in busy:
        assert answer.status_code == 503
        assert "Many files are being checked" in answer.content.decode() and "拖欠工资" in answer.content.decode()
    held.release.set()
    for thread, _answers in sent:
        thread.join(timeout=20)
    assert Grievance.objects.count() == Attachment.objects.count() == CLEANERS.most


def test_a_report_that_found_no_cleaner_is_not_counted_and_may_be_sent_again(client, branch, monkeypatch):
    for number in range(CLEANERS.most):
        cache.add(f"semaphore:cleaners:{number}", "other", 60)
    for number in range(CLEANERS.waiting):
        cache.add(f"semaphore:cleaners:waiting:{number}", "other", 60)
    key = hidden_fields(client.get("/report/"), "/report/")
    sent = partial(fields_of, branch, **key)
    for _time in range(REPORTS.most + 1):
        assert client.post("/report/", sent(attachments=text_file())).status_code == 503
    assert not OnceKey.objects.exists() and not Grievance.objects.exists()
    cache.clear()
    assert RECEIPT.search(client.post("/report/", sent(attachments=text_file())).content.decode())


def test_what_a_killed_process_held_is_free_again(client, branch):
    for number in range(CLEANERS.most):
        cache.add(f"semaphore:cleaners:{number}", "killed", 1)
    assert RECEIPT.search(client.post("/report/", fields_of(branch, attachments=text_file())).content.decode())


def test_posts_with_the_key_of_a_report_under_way_wait_for_nothing(report, held, branch, client):
    """The attack: while one report is cleaned, seven posts of 60 bytes with its key kept the seven other threads."""
    key = hidden_fields(client.get("/report/"), "/report/")
    thread, answers = report(**key)
    assert held.begun.acquire(timeout=10)
    began = time.monotonic()
    tiny = results(at_once(*[partial(Client().post, "/report/", {"once": key["once"]}) for _post in range(7)]))
    again = Client().post("/report/", fields_of(branch, attachments=text_file(), **key))
    assert time.monotonic() - began < 4
    assert {answer.status_code for answer in tiny} == {422}
    assert again.status_code == 409 and "data-send-after" in again.content.decode()
    held.release.set()
    thread.join(timeout=20)
    assert RECEIPT.search(answers[0][1].content.decode()) and Grievance.objects.count() == 1


def test_a_second_tap_gets_a_page_that_asks_until_the_receipt_is_there(report, held, branch, client):
    key = hidden_fields(client.get("/report/"), "/report/")
    thread, answers = report(**key)
    assert held.begun.acquire(timeout=10)
    page = client.post("/report/", fields_of(branch, attachments=text_file(), **key))
    asked = hidden_fields(page, "/report/")
    assert asked[ASKS_AGAIN] == "1" and asked["facts"] == "拖欠工资" and asked["once"] == key["once"]
    assert client.post("/report/", asked).status_code == 409
    held.release.set()
    thread.join(timeout=20)
    first, again = answers[0][1], client.post("/report/", asked)
    assert RECEIPT.findall(again.content.decode()) == RECEIPT.findall(first.content.decode())
    assert Grievance.objects.count() == 1


def test_a_form_that_was_refused_while_its_second_tap_waited_is_shown_as_not_sent(client, branch):
    key = hidden_fields(client.get("/report/"), "/report/")
    page = client.post("/report/", {**fields_of(branch), **key, ASKS_AGAIN: "1"})
    assert page.status_code == 409
    assert "This form was not carried out" in page.content.decode() and "拖欠工资" in page.content.decode()
    assert not Grievance.objects.exists()


def test_a_message_that_found_no_cleaner_is_not_counted_either(client, branch):
    (code,) = RECEIPT.findall(client.post("/report/", fields_of(branch)).content.decode())
    for number in range(CLEANERS.most):
        cache.add(f"semaphore:cleaners:{number}", "other", 60)
    for number in range(CLEANERS.waiting):
        cache.add(f"semaphore:cleaners:waiting:{number}", "other", 60)
    for _time in range(21):
        answer = client.post("/report/follow/write/", {"code": code, "text": "补充", "attachments": text_file()})
        assert answer.status_code == 503 and "补充" in answer.content.decode()
    cache.clear()
    written = client.post("/report/follow/write/", {"code": code, "text": "补充", "attachments": text_file()})
    assert written.status_code == 200 and Attachment.objects.count() == 1


def test_without_redis_reports_with_files_are_still_taken(client, branch, settings, tmp_path):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/nobody.sock?db=0"}}
    assert RECEIPT.search(client.post("/report/", fields_of(branch, attachments=text_file())).content.decode())
    assert take(REPORTS, "address 10.0.0.9")

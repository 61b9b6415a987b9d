"""A form acts once, however often and however fast it is sent."""

import re
import threading
import time
from functools import partial

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from consultation.grievances.models import Grievance, GrievanceEntry
from consultation.questions import actions as questions
from consultation.questions.models import Message, Question
from members.joining.models import Application
from office.models import Attachment, AuditEvent, OnceKey
from office.once.claims import Claim
from office.once.tasks import delete_expired_keys
from tests import factories as make
from tests.concurrency import at_once, results
from tests.refused import hidden_fields

TIMES = 20
ASK = {"kind": "consultation", "text": "年假怎么算", "topic": "hours", "title": "年假"}
STORY = {"category": "wages", "facts": "拖欠工资", "since": "2026-03-01", "concerned": "财务部", "wish": "补发"}


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def send_at_once(client, page, address, fields):
    """Open the page, send its form TIMES times at once, each from a browser with the same cookies."""
    sent = {**hidden_fields(client.get(page), address), **fields}
    clients = [Client() for _time in range(TIMES)]
    for one in clients:
        one.cookies = client.cookies
    return results(at_once(*[partial(one.post, address, sent) for one in clients]))


def places(answers):
    return {(answer.status_code, answer.headers.get("Location")) for answer in answers}


@pytest.fixture
def asker(branch):
    return make.account(make.worker(branch))


@pytest.mark.django_db(transaction=True)
class TestTwentyAtOnce:
    def test_ask_one_question(self, asker):
        answers = send_at_once(client_of(asker), "/my/questions/new/", "/my/questions/new/", ASK)
        question = Question.objects.get()
        assert places(answers) == {(302, f"{question.own_url}?sent=1")}
        assert AuditEvent.objects.filter(verb="question.ask").count() == 1

    def test_write_one_follow_up(self, asker):
        question = make.question(asker)
        answers = send_at_once(client_of(asker), question.own_url, f"{question.own_url}write/", {"text": "还有一点"})
        assert Message.objects.filter(text="还有一点").count() == 1
        assert places(answers) == {(302, f"{question.own_url}?sent=more")}

    def test_file_one_grievance(self, asker):
        answers = send_at_once(client_of(asker), "/my/grievances/new/", "/my/grievances/new/", STORY)
        assert places(answers) == {(302, f"{Grievance.objects.get().own_url}?sent=1")}

    def test_write_one_note_and_one_answer(self, asker, branch):
        desk = make.officer(branch, post="desk_counsellor")
        question = make.question(asker, tier="general", by=desk)
        page = question.get_absolute_url()
        client = client_of(desk)
        noted = send_at_once(client, page, f"{page}note/", {"text": "先问人事"})
        assert Message.objects.filter(text="先问人事").count() == 1 and places(noted) == {(302, page)}
        answered = send_at_once(client, page, f"{page}answer/", {"text": "五天"})
        assert Message.objects.filter(text="五天").count() == 1 and places(answered) == {(302, page)}

    def test_confirm_one_receipt_of_a_grant(self, branch):
        worker = make.worker(branch)
        grant = make.issued_run(branch).grants.get(member=worker)
        client, address = client_of(worker.user), f"/my/benefits/{grant.pk}/receive/"
        answers = send_at_once(client, address, address, {})
        assert len(places(answers)) == 1 and answers[0].status_code == 302
        assert AuditEvent.objects.filter(verb="grant.receive").count() == 1

    def test_file_one_anonymous_report_and_show_its_receipt_to_each(self, branch):
        fields = {"unit": branch.pk, "category": "wages", "facts": "拖欠工资", "website": ""}
        answers = send_at_once(Client(), "/report/", "/report/", fields)
        codes = {code for answer in answers for code in re.findall(r'id="receipt">([0-9-]+)<', answer.content.decode())}
        assert Grievance.objects.count() == len(codes) == 1
        assert {answer.status_code for answer in answers} == {200}
        (code,) = codes
        case = Client().post("/report/follow/", {"code": code})
        address = "/report/follow/write/"
        sent = {**hidden_fields(case, address), "text": "又响了一次"}
        written = results(at_once(*[partial(Client().post, address, sent) for _time in range(TIMES)]))
        assert GrievanceEntry.objects.filter(text="又响了一次").count() == 1
        assert {answer.content.count("又响了一次".encode()) for answer in written} == {1}


@pytest.fixture
def form(client, asker):
    """The hidden fields of the form of a question, opened by the asker."""
    client.force_login(asker)
    return hidden_fields(client.get("/my/questions/new/"), "/my/questions/new/")


def ask(client, form, **fields):
    return client.post("/my/questions/new/", {**ASK, **form, **fields})


@pytest.mark.django_db
def test_the_message_of_the_first_answer_is_shown_again(client, asker):
    question = make.question(asker)
    client.force_login(asker)
    sent = {"text": "还有", **hidden_fields(client.get(question.own_url), f"{question.own_url}write/")}
    client.post(f"{question.own_url}write/", sent)
    client.cookies.pop("messages", None)
    again = client.post(f"{question.own_url}write/", sent, follow=True)
    assert "Sent. The desk has been told." in again.content.decode()


@pytest.mark.django_db
def test_the_same_form_with_other_content_is_told_so_with_the_first_question_and_what_was_typed(client, form):
    ask(client, form)
    answer = ask(client, form, text="病假怎么算", follow=True)
    page = client.get(answer.url)
    text = page.content.decode()
    assert "This form was sent already; what you have changed since was not sent." in text
    assert f'href="{Question.objects.get().own_url}?sent=1"' in text
    assert "病假怎么算</textarea>" in text
    assert Question.objects.count() == 1
    ask(client, hidden_fields(page, "/my/questions/new/"), text="病假怎么算")
    assert Question.objects.count() == 2


@pytest.mark.django_db
def test_two_tabs_are_two_questions_if_they_are_two(client, form):
    ask(client, form)
    ask(client, hidden_fields(client.get("/my/questions/new/"), "/my/questions/new/"), text="病假怎么算")
    assert Question.objects.count() == 2


@pytest.mark.django_db
def test_a_refused_form_may_be_corrected_under_the_same_key(client, form):
    assert ask(client, form, text="").status_code == 422
    assert not OnceKey.objects.exists()
    assert ask(client, form).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_its_key_free(client, form, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(questions, "ask_question", lambda **fields: 1 / 0)
        ask(client, form)
    assert not OnceKey.objects.exists()
    assert ask(client, form).status_code == 302


@pytest.mark.django_db
def test_a_form_with_files_sent_again_stores_them_once_and_other_files_are_told(client, form):
    def pdf(content=b"%PDF-1.4 one"):
        return SimpleUploadedFile("合同.pdf", content)

    first = ask(client, form, attachments=pdf())
    assert ask(client, form, attachments=pdf()).url == first.url
    assert Attachment.objects.count() == 1
    page = client.get(ask(client, form, attachments=pdf(b"%PDF-1.4 two")).url).content.decode()
    assert "Files can&#x27;t be kept. Please choose again: 合同.pdf" in page
    assert Attachment.objects.count() == 1


@pytest.mark.django_db
def test_a_key_belongs_to_the_account_that_sent_it(client, form, branch):
    ask(client, form)
    client.force_login(make.account(make.worker(branch)))
    ask(client, {"once": form["once"]})
    assert Question.objects.count() == 2


@pytest.mark.django_db
def test_an_answer_is_readable_with_the_key_of_its_form_only_and_a_row_names_nobody(client, form, asker):
    answer = ask(client, form)
    rows = OnceKey.objects.all()
    assert len(rows) == 2
    for row in rows:
        shown = f"{row.key_hash}{row.body_hash}{row.answer}{row.answer_until}{row.known_until}"
        assert form["once"] not in shown and answer.url not in shown and asker.username not in shown
        assert row.known_until.minute % 10 == row.known_until.second == row.known_until.microsecond == 0
    assert {field.name for field in OnceKey._meta.get_fields()} == {
        "key_hash",
        "body_hash",
        "answer",
        "answer_until",
        "known_until",
    }


@pytest.mark.django_db
def test_keys_of_accounts_are_forgotten_after_a_day(client, form):
    with time_machine.travel("2026-11-02 10:00+08:00", tick=False):
        client.force_login(make.account(make.worker()))
        form = hidden_fields(client.get("/my/questions/new/"), "/my/questions/new/")
        ask(client, form)
    with time_machine.travel("2026-11-03 09:00+08:00", tick=False):
        delete_expired_keys()
        assert OnceKey.objects.exists()
    with time_machine.travel("2026-11-03 10:05+08:00", tick=False):
        delete_expired_keys()
        assert not OnceKey.objects.exists()


@pytest.mark.django_db
def test_an_anonymous_report_leaves_no_row_after_an_hour_and_none_that_leads_to_anybody(client, branch, asker):
    client.force_login(asker)
    fields = {"unit": branch.pk, "category": "wages", "facts": "拖欠工资", "website": ""}
    with time_machine.travel("2026-11-02 10:07:13+08:00", tick=False):
        form = hidden_fields(client.get("/report/"), "/report/")
        assert set(form) == {"once"}
        code = re.findall(r'id="receipt">([0-9-]+)<', client.post("/report/", {**fields, **form}).content.decode())[0]
        rows = OnceKey.objects.all()
        assert len(rows) == 2
        for row in rows:
            assert row.known_until == row.answer_until and row.known_until.isoformat() == "2026-11-02T03:00:00+00:00"
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM office_oncekey t")
        text = "".join(text for (text,) in cursor.fetchall())
    assert code not in text and code.replace("-", "") not in text and str(asker.pk) not in text.split(",")
    with time_machine.travel("2026-11-02 11:00:01+08:00", tick=False):
        delete_expired_keys()
        assert not OnceKey.objects.exists()


@pytest.mark.django_db
def test_an_anonymous_report_with_other_content_shows_the_first_receipt_and_says_so(client, branch):
    fields = {"unit": branch.pk, "category": "wages", "facts": "拖欠工资", "website": ""}
    form = hidden_fields(client.get("/report/"), "/report/")
    first = client.post("/report/", {**fields, **form}).content.decode()
    answer = client.post("/report/", {**fields, **form, "facts": "还有加班费"})
    page = answer.content.decode()
    assert answer.status_code == 409 and answer["Referrer-Policy"] == "no-referrer"
    assert "This form was sent already" in page and "还有加班费" in page
    assert re.findall(r'id="receipt">([0-9-]+)<', page) == re.findall(r'id="receipt">([0-9-]+)<', first)
    assert Grievance.objects.count() == 1


@pytest.mark.django_db
def test_the_receipt_of_an_application_is_shown_although_the_first_answer_got_lost(branch):
    visitor = Client()
    address = f"/join/?unit={branch.code}"
    made = make.applicant()
    fields = {
        "name": made.name,
        "id_kind": made.id_kind,
        "id_number": made.id_number,
        "phone": made.phone,
        "employment_form": made.employment_form,
        "statement": "x",
        "website": "",
        "consent": "on",
        "consent_number": "on",
        **hidden_fields(visitor.get(address), "/join/"),
    }
    first = visitor.post(address, fields)
    receipt = first.context["receipt"]
    again = Client().post(address, fields)
    assert receipt in again.content.decode()
    assert Application.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_switch_that_sets_a_cookie_sets_it_each_time(client, language):
    form = hidden_fields(client.get("/accounts/login/"), "/i18n/setlang/")
    for _time in range(2):
        assert (
            client.post("/i18n/setlang/", {**form, "language": language}).cookies["django_language"].value == language
        )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_form_waits_for_the_same_one_under_way_five_seconds_and_then_asks_again_by_itself(client, form, asker):
    """The attack: posts of 60 bytes with the key of an act that takes long kept every thread until it ended."""
    held, release = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                assert Claim(str(asker.pk), form["once"]).lock()
                held.set()
                assert release.wait(20)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(10)
        began = time.monotonic()
        page = ask(client, form)
        assert 4 < time.monotonic() - began < 8
        assert page.status_code == 409 and "data-send-after" in page.content.decode()
        asked = hidden_fields(page, "/my/questions/new/")
        assert asked["text"] == ASK["text"] and asked["once"] == form["once"]
        assert client.post("/my/questions/new/", asked).status_code == 409
    finally:
        release.set()
        holder.join(timeout=20)
    first = ask(client, form)
    assert client.post("/my/questions/new/", asked).url == first.url
    assert Question.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_other_statements_of_the_act_wait_as_long_as_they_did(monkeypatch):
    monkeypatch.setattr(Claim, "try_lock", lambda claim: False)
    with transaction.atomic(), connection.cursor() as cursor:
        assert Claim("1", "k" * 20).lock()
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)

import re
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from consultation.grievances import actions
from consultation.grievances.models import Grievance, GrievanceReporter
from consultation.grievances.views import anonymous
from consultation.grievances.views.anonymous import MESSAGES_OF_A_CASE, REPORTS, WRONG_CODES
from office.days import full_hour
from office.models import Attachment, AuditEvent
from tests import factories as make
from tests.concurrency import at_once, results
from tests.office.uploads import file_samples as samples
from tests.refused import hidden_fields

pytestmark = pytest.mark.django_db

JPEG = samples.jpeg()


def report_data(branch, **fields):
    return {"unit": branch.pk, "category": "wages", "facts": "拖欠工资", "website": "", **fields}


def receipt_code_on(answer):
    """Return the receipt code that a page shows."""
    (receipt,) = re.findall(r'id="receipt">([0-9-]+)<', answer.content.decode())
    return receipt


def send_report(client, branch, **fields):
    """Send an anonymous report; return its receipt code."""
    return receipt_code_on(client.post("/report/", report_data(branch, **fields)))


def test_a_report_without_account_is_filed_and_shows_its_code_once(client, branch):
    code = send_report(client, branch)
    assert re.fullmatch(r"(\d{4}-){3}\d{4}", code)
    grievance = Grievance.objects.get()
    assert grievance.is_anonymous
    assert grievance.unit == branch
    assert grievance.clocks.running().get().rule.code == "grievance.accept"


def test_the_code_is_stored_nowhere_but_as_a_slow_hash(client, branch):
    code = send_report(client, branch).replace("-", "")
    grievance = Grievance.objects.get()
    assert re.fullmatch(r"[0-9a-f]{64}", grievance.receipt_hash or "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{code}%"])
            assert cursor.fetchone()[0] == 0, table


def test_nothing_about_the_reporter_is_kept_even_when_somebody_is_logged_in(client, branch):
    worker = make.account(make.worker(branch))
    client.force_login(worker)
    code = send_report(client, branch)
    client.post("/report/follow/write/", {"code": code, "text": "补充"})
    grievance = Grievance.objects.get()
    assert not GrievanceReporter.objects.exists()
    with time_machine.travel(full_hour() + timedelta(hours=1)):
        assert actions.announce_anonymous() == 2
    assert set(AuditEvent.objects.about(grievance).values_list("actor", flat=True)) == {None}
    assert grievance.entries.get().author is None
    assert worker.username not in client.post("/report/follow/", {"code": code}).content.decode()


def test_row_history_of_an_anonymous_request_names_nobody(client, branch, monkeypatch):
    client.force_login(make.account(make.worker(branch)))
    code = send_report(client, branch)
    write = actions.write_as_reporter

    def and_touch_the_row(grievance, text, **more):
        Grievance.objects.filter(pk=grievance.pk).update(advice="x", outcome="")
        Grievance.objects.filter(pk=grievance.pk).update(
            state="declined", summary="history is written by changes of tracked columns"
        )
        return write(Grievance.objects.get(pk=grievance.pk), text, **more)

    monkeypatch.setattr(actions, "write_as_reporter", and_touch_the_row)
    client.post("/report/follow/write/", {"code": code, "text": "补充"})
    events = apps.get_model("consultation.GrievanceEvent").objects.all()
    assert events
    assert {event.pgh_context.metadata["user"] for event in events if event.pgh_context} <= {None}


@pytest.mark.parametrize("logged_in", [False, True])
def test_a_report_sets_only_the_csrf_cookie_and_is_not_cached(branch, logged_in):
    client = Client()
    if logged_in:
        client.force_login(make.account(make.worker(branch)))
    code = send_report(client, branch)
    for answer in (
        client.get("/report/"),
        client.post("/report/", report_data(branch)),
        client.get("/report/follow/"),
        client.post("/report/follow/", {"code": code}),
        client.post("/report/follow/", {"code": "0000-0000-0000-0000"}),
        client.post("/report/follow/write/", {"code": code, "text": "补充"}),
    ):
        assert set(answer.cookies) <= {"csrftoken"}
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "no-referrer"


def test_the_code_opens_the_case_however_it_is_typed(client, branch):
    code = send_report(client, branch)
    number = Grievance.objects.get().number
    for typed in (code, code.replace("-", ""), code.replace("-", " ")):
        assert number in client.post("/report/follow/", {"code": typed}).content.decode()


def test_the_code_is_never_part_of_an_address(client, branch):
    code = send_report(client, branch)
    assert client.get("/report/follow/", {"code": code}).context["form"].errors == {}
    page = client.post("/report/follow/", {"code": code}).content.decode()
    bare = code.replace("-", "")
    for address in re.findall(r'(?:href|action|src)="([^"]*)"', page):
        assert bare not in address and code not in address


def test_an_ill_formed_and_an_unknown_code_get_the_same_error(client, branch):
    send_report(client, branch)
    errors = [
        client.post("/report/follow/", {"code": typed}).context["form"].non_field_errors()
        for typed in ("0000-0000-0000-0000", "abc", "1234")
    ]
    assert errors[0]
    assert errors[0] == errors[1] == errors[2]


@pytest.mark.usefixtures("today")
def test_after_too_many_guesses_right_codes_are_refused_too(client, branch):
    code = send_report(client, branch)
    for number in range(WRONG_CODES.most):
        assert client.post("/report/follow/", {"code": f"{number:016d}"}).status_code == 422
    assert client.post("/report/follow/", {"code": code}).status_code == 429
    assert client.post("/report/follow/write/", {"code": code, "text": "补充"}).status_code == 429
    elsewhere = client.post("/report/follow/", {"code": code}, REMOTE_ADDR="10.0.0.9")
    assert Grievance.objects.get().number in elsewhere.content.decode()


@pytest.mark.usefixtures("today")
def test_too_many_reports_are_refused_and_keep_what_was_typed(client, branch):
    for _report in range(REPORTS.most):
        client.post("/report/", report_data(branch))
    answer = client.post("/report/", report_data(branch))
    assert answer.status_code == 429
    assert "拖欠工资" in answer.content.decode()
    assert Grievance.objects.count() == REPORTS.most


def test_a_program_that_fills_in_every_field_files_nothing(client, branch):
    answer = client.post("/report/", report_data(branch, website="http://spam.example"))
    assert answer.status_code == 200
    assert not Grievance.objects.exists()


def test_sending_the_same_form_twice_files_one_report(client, branch):
    key = hidden_fields(client.get("/report/"), "/report/")
    code = send_report(client, branch, **key)
    assert send_report(client, branch, **key) == code
    assert Grievance.objects.count() == 1


def test_a_form_with_an_error_keeps_what_was_typed(client, branch):
    answer = client.post("/report/", report_data(branch, unit="", facts="很长的经过"))
    assert answer.context["form"].errors["unit"]
    assert "很长的经过" in answer.content.decode()


def test_only_unions_and_branches_are_offered(client, branch):
    group = make.unit("Night shift", kind="group")
    assert group.name not in client.get("/report/").content.decode()
    assert client.post("/report/", report_data(group)).context["form"].errors["unit"]


def test_the_holder_of_the_code_reads_only_what_is_written_to_the_reporter(client, branch):
    code = send_report(client, branch)
    officer = make.officer(branch, post="rights_officer", name="王主任")
    grievance = Grievance.objects.get()
    actions.accept_grievance(grievance, by=officer)
    actions.log_step(grievance, "已约谈财务", by=officer)
    actions.log_step(grievance, "内部核对", by=officer, internal=True)
    actions.note_grievance(grievance, "内部备注", by=officer)
    actions.write_to_reporter(grievance, "请问欠几个月？", by=officer)
    page = client.post("/report/follow/", {"code": code}).content.decode()
    assert "已约谈财务" in page and "请问欠几个月" in page
    assert "内部核对" not in page and "内部备注" not in page
    assert "王主任" not in page


def test_a_message_written_with_the_code_reaches_the_officer(client, branch):
    code = send_report(client, branch)
    answer = client.post("/report/follow/write/", {"code": code, "text": "三个月"})
    assert "三个月" in answer.content.decode()
    officer = make.officer(branch, post="rights_officer")
    client.force_login(officer)
    assert "三个月" in client.get(Grievance.objects.get().get_absolute_url()).content.decode()


def test_an_empty_message_is_refused_at_the_field(client, branch):
    answer = client.post("/report/follow/write/", {"code": send_report(client, branch), "text": ""})
    assert answer.context["form"].errors["text"]


def test_files_are_renamed_and_photos_lose_their_metadata(client, branch):
    photo = SimpleUploadedFile("张三的手机.jpg", JPEG, "image/jpeg")
    code = send_report(client, branch, attachments=photo)
    kept = Attachment.objects.get()
    assert (kept.name, kept.added_by) == ("1.jpg", None)
    with kept.file.open() as file:
        content = file.read()
    assert [trace for trace in samples.TRACES if trace in content] == []
    assert kept.size == len(content)
    answer = client.post(f"/report/follow/files/{kept.pk}/", {"code": code})
    assert answer.getvalue() == content
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", ["a.docx", "a.heic", "a.gif"])
def test_a_file_that_says_who_made_it_is_refused_and_nothing_typed_is_lost(client, branch, name):
    told = SimpleUploadedFile(name, samples.docx())
    answer = client.post("/report/", report_data(branch, attachments=told))
    assert answer.status_code == 422
    assert f"{name} can&#x27;t be taken here" in answer.content.decode() and "拖欠工资" in answer.content.decode()
    code = send_report(client, branch)
    told.seek(0)
    answer = client.post("/report/follow/write/", {"code": code, "text": "补充", "attachments": told})
    assert answer.status_code == 422 and "补充" in answer.content.decode()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("a.jpg", b"\xff\xd8\xff\xe1cut"), ("a.webp", b"RIFF\x00\x00\x00\x00WEBPcut")]
)
def test_a_damaged_file_is_refused_and_the_report_may_be_sent_again(client, branch, name, content):
    damaged = SimpleUploadedFile(name, content)
    answer = client.post("/report/", report_data(branch, attachments=damaged))
    assert answer.status_code == 422 and f"{name} can&#x27;t be read" in answer.content.decode()
    assert "拖欠工资" in answer.content.decode()
    assert not Grievance.objects.exists()
    assert send_report(client, branch)


def test_the_forms_say_what_of_a_file_stays_and_ask_telephones_for_jpeg(client, branch):
    code = send_report(client, branch)
    for page in (client.get("/report/"), client.post("/report/follow/", {"code": code})):
        content = page.content.decode()
        assert "a face, a voice, a handwriting" in content
        assert 'accept="image/jpeg,image/png,image/webp,.jpg,.jpeg,.png,.webp,.pdf,.txt,.mp3,.amr"' in content


def test_a_code_opens_no_file_of_another_case_and_no_file_opens_without_a_code(client, branch):
    send_report(client, branch, attachments=SimpleUploadedFile("a.jpg", JPEG))
    other = send_report(client, branch)
    pk = Attachment.objects.get().pk
    assert client.post(f"/report/follow/files/{pk}/", {"code": other}).status_code == 404
    assert "attachment" not in client.post(f"/report/follow/files/{pk}/", {"code": "1"}).headers.get(
        "Content-Disposition", ""
    )
    assert client.get(f"/report/follow/files/{pk}/").status_code == 405


def test_two_reports_have_two_codes(client, branch):
    assert send_report(client, branch) != send_report(client, branch)


def test_a_browser_that_sends_no_referrer_may_report_and_follow(branch):
    """Under no-referrer browsers post with `Origin: null`, which Django's CSRF check refuses."""
    client = Client(enforce_csrf_checks=True)
    code = receipt_code_on(client.post("/report/", report_data(branch), headers={"origin": "null"}))
    assert client.post("/report/follow/", {"code": code}, headers={"origin": "null"}).status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en"}, headers={"origin": "null"}).status_code == 302


def test_a_report_that_failed_may_be_sent_again(client, branch, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(actions, "attach", lambda *args, **options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.post("/report/", report_data(branch))
    assert not Grievance.objects.exists()
    assert send_report(client, branch)


def test_the_table_of_the_former_cache_is_gone(client, branch):
    with connection.cursor() as cursor:
        assert "cache" not in connection.introspection.table_names(cursor)


@pytest.mark.usefixtures("today")
def test_a_case_takes_so_many_messages_an_hour_from_wherever_they_come(client, branch):
    """The attack: a valid code, and messages without end."""
    code = send_report(client, branch)
    for number in range(MESSAGES_OF_A_CASE.most):
        sent = {"code": code, "text": "补充"}
        assert client.post("/report/follow/write/", sent, REMOTE_ADDR=f"203.0.113.{number}").status_code == 200
    answer = client.post("/report/follow/write/", {"code": code, "text": "还有一句"})
    assert answer.status_code == 429 and "还有一句" in answer.content.decode()
    assert Grievance.objects.get().entries.count() == MESSAGES_OF_A_CASE.most
    assert client.post("/report/follow/", {"code": code}).status_code == 200


@pytest.mark.usefixtures("today")
@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_of_thirty_reports_at_once_exactly_twenty_are_filed(branch):
    answers = results(
        at_once(*[partial(Client().post, "/report/", report_data(branch, once=f"n{number}")) for number in range(30)])
    )
    assert sorted(answer.status_code for answer in answers) == [200] * REPORTS.most + [429] * (30 - REPORTS.most)
    assert Grievance.objects.count() == REPORTS.most


@pytest.mark.usefixtures("today")
@pytest.mark.django_db(transaction=True)
def test_of_thirty_guesses_at_once_exactly_ten_are_looked_up(branch, monkeypatch):
    looked: list[str] = []
    monkeypatch.setattr(anonymous, "grievance_of", looked.append)
    answers = results(
        at_once(*[partial(Client().post, "/report/follow/", {"code": f"{number:016d}"}) for number in range(30)])
    )
    assert len(looked) == WRONG_CODES.most
    assert [answer.status_code for answer in answers].count(429) == 30 - WRONG_CODES.most

"""What an account has sent already, sent again from another page – after Back, from a second tab – acts once."""

import re
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from consultation.grievances.models import Grievance, GrievanceEntry
from consultation.questions.models import Message, Question
from members.joining.models import Application
from office.models import OnceKey
from tests import factories as make
from tests.concurrency import at_once, results
from tests.refused import hidden_fields

pytestmark = pytest.mark.django_db
NEW, REPORT = "/my/questions/new/", "/report/"
ASK = {"kind": "consultation", "text": "年假怎么算", "topic": "hours", "title": "年假"}
FACTS = {"category": "wages", "facts": "拖欠工资", "website": ""}
CODE = re.compile(r'id="receipt">([0-9-]+)<')


@pytest.fixture
def asker(branch):
    return make.account(make.worker(branch))


def sent_from_new_page(client, page, address, fields, **more):
    return client.post(address, {**hidden_fields(client.get(page), address), **fields, **more})


def test_a_question_sent_again_after_back_is_one_and_is_shown_with_the_time_the_first_and_everything_typed(
    client, asker
):
    client.force_login(asker)
    with time_machine.travel("2026-11-02 10:32+08:00", tick=False):
        client.force_login(asker)
        first = sent_from_new_page(client, NEW, NEW, ASK)
        again = sent_from_new_page(client, NEW, NEW, ASK)
        page = client.get(again.url)
    text = page.content.decode()
    assert "You sent exactly this at 10:32; it was not sent again." in text and f'href="{first.url}"' in text
    assert "年假怎么算</textarea>" in text and 'name="once_more" value="1"' in text
    assert Question.objects.count() == 1


def test_it_is_sent_once_more_if_it_is_meant_so_and_three_taps_of_that_are_one(client, asker):
    client.force_login(asker)
    sent_from_new_page(client, NEW, NEW, ASK)
    page = client.get(sent_from_new_page(client, NEW, NEW, ASK).url)
    fields = {**hidden_fields(page, NEW), **ASK, "once_more": "1"}
    assert len({client.post(NEW, fields).url for _tap in range(3)}) == 1
    assert Question.objects.count() == 2


def test_after_an_hour_it_is_carried_out(client, asker):
    client.force_login(asker)
    sent_from_new_page(client, NEW, NEW, ASK)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        sent_from_new_page(client, NEW, NEW, ASK)
    assert Question.objects.count() == 2


def test_other_content_another_account_and_what_was_refused_are_carried_out(client, asker, branch):
    client.force_login(asker)
    assert sent_from_new_page(client, NEW, NEW, ASK, text="").status_code == 422
    assert not OnceKey.objects.exists()
    sent_from_new_page(client, NEW, NEW, ASK)
    sent_from_new_page(client, NEW, NEW, ASK, text="病假怎么算")
    client.force_login(make.account(make.worker(branch)))
    sent_from_new_page(client, NEW, NEW, ASK)
    assert Question.objects.count() == 3


def test_notes_and_answers_of_the_desk_are_one_and_a_button_without_text_is_not_asked_about(client, asker, branch):
    desk = make.officer(branch, post="desk_counsellor")
    question = make.question(asker, tier="general", by=desk)
    page = question.get_absolute_url()
    client.force_login(desk)
    for act in ("note", "answer"):
        for _time in range(2):
            sent_from_new_page(client, page, f"{page}{act}/", {"text": f"五天 {act}"})
        assert Message.objects.filter(text=f"五天 {act}").count() == 1
    assert "typed" not in hidden_fields(client.get(page), "/i18n/setlang/")


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_ask_one_question(asker):
    client = Client()
    client.force_login(asker)
    pages = [hidden_fields(client.get(NEW), NEW) for _tab in range(6)]
    assert len({page["once"] for page in pages}) == 6
    tabs = [Client() for _tab in pages]
    for tab in tabs:
        tab.cookies = client.cookies
    places = results(
        at_once(*[partial(tab.post, NEW, {**fields, **ASK}) for tab, fields in zip(tabs, pages, strict=True)])
    )
    question = Question.objects.get()
    assert sum(answer.headers["Location"] == f"{question.own_url}?sent=1" for answer in places) == 1
    assert sum(answer.headers["Location"].startswith(f"{NEW}?kept=") for answer in places) == 5


def test_an_anonymous_report_sent_again_makes_no_second_case_and_shows_no_code(client, branch):
    fields = {**FACTS, "unit": branch.pk}
    (code,) = CODE.findall(sent_from_new_page(client, REPORT, REPORT, fields).content.decode())
    again = sent_from_new_page(Client(), REPORT, REPORT, fields)
    text = again.content.decode()
    assert again.status_code == 409 and again["Referrer-Policy"] == "no-referrer" and not CODE.findall(text)
    assert "Exactly this was sent within the last hour and has been received" in text and "拖欠工资</textarea>" in text
    assert code not in text and Grievance.objects.count() == 1
    more = Client().post(REPORT, {**hidden_fields(again, REPORT), **fields, "once_more": "1"})
    assert CODE.findall(more.content.decode()) not in ([], [code]) and Grievance.objects.count() == 2


def test_of_an_anonymous_report_only_a_hash_is_stored_which_is_the_same_for_whoever_is_logged_in(client, branch, asker):
    fields = {**FACTS, "unit": branch.pk}
    client.force_login(asker)
    sent_from_new_page(client, REPORT, REPORT, fields)
    assert sent_from_new_page(Client(), REPORT, REPORT, fields).status_code == 409
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM office_oncekey t")
        rows = [text for (text,) in cursor.fetchall()]
    assert len(rows) == 2 and not any("拖欠" in row or f",{asker.pk}," in row for row in rows)


def test_a_message_of_an_anonymous_reporter_is_one(client, branch):
    (code,) = CODE.findall(sent_from_new_page(client, REPORT, REPORT, {**FACTS, "unit": branch.pk}).content.decode())
    address = "/report/follow/write/"
    for _time in range(2):
        case = Client().post("/report/follow/", {"code": code})
        answer = Client().post(address, {**hidden_fields(case, address), "text": "又响了一次"})
    assert answer.status_code == 409 and "You sent exactly this within the last hour" in answer.content.decode()
    assert GrievanceEntry.objects.filter(text="又响了一次").count() == 1


def test_an_application_of_a_visitor_is_one_and_its_receipt_is_shown_to_nobody_else(branch):
    address, made = f"/join/?unit={branch.code}", make.applicant()
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
    }

    def apply():
        visitor = Client()
        return visitor.post(address, {**hidden_fields(visitor.get(address), "/join/"), **fields})

    receipt = apply().context["receipt"]
    again = apply()
    text = again.content.decode()
    assert again.status_code == 409 and receipt not in text and made.name in text and made.id_number not in text
    assert Application.objects.count() == 1


def test_the_language_of_an_anonymous_report_changes_with_everything_typed_and_files_nothing(client, branch):
    page = client.post(REPORT, {**FACTS, "unit": branch.pk, "language": "en"})
    text = page.content.decode()
    assert page.status_code == 200 and "拖欠工资</textarea>" in text and "Report anonymously" in text
    assert page.cookies["django_language"].value == "en" and "sessionid" not in str(page.cookies)
    assert not Grievance.objects.exists() and not OnceKey.objects.exists()


def test_the_key_of_the_form_that_was_carried_out_is_told_to_the_drafts_and_of_others_none(client, asker):
    client.force_login(asker)
    sent = hidden_fields(client.get(NEW), NEW)
    assert "draft-sent" not in client.post(NEW, {**sent, **ASK, "text": ""}).cookies
    for _tap in range(2):
        assert sent["once"].startswith(client.post(NEW, {**sent, **ASK}).cookies["draft-sent"].value)

"""A form is sent after its session has ended: the log-in leads back to it with everything typed still there."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from consultation.questions.models import Message, Question
from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.page_actions import form_to, log_in, press, send


def end_sessions():
    Session.objects.all().delete()


def log_in_again(page, name):
    """Fill in the log-in form that the page shows."""
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("correct horse")
    press(page, page.locator("form.account-form button").first)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_workers_question_outlasts_the_session(visit, script):
    worker = make.account(make.worker(make.unit("公司工会", kind="union")))
    page = visit(PHONE, java_script_enabled=script)
    log_in(page, worker.username)
    page.goto("/my/questions/new/")
    end_sessions()
    send(page, kind="consultation", topic="hours", text="年休假没有休完，能不能转到明年？", title="年休假")
    assert "/accounts/login/" in page.url and not Question.objects.exists()
    log_in_again(page, worker.username)
    assert "/my/questions/new/" in page.url
    expect(page.locator("form.form-page [data-kept]")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("年休假没有休完，能不能转到明年？")
    expect(page.locator("[name=title]")).to_have_value("年休假")
    press(page, page.locator("form.form-page button:not([type=button])"))
    assert Question.objects.get().title == "年休假"


def test_an_officers_answer_outlasts_the_session_and_three_taps_are_one_answer(visit):
    union = make.unit("公司工会", kind="union")
    desk = make.officer(union, post="desk_counsellor")
    question = make.question(make.account(make.worker(union)), tier="general", by=desk)
    page = visit(DESKTOP)
    log_in(page, desk.username)
    page.goto(question.get_absolute_url())
    end_sessions()
    send(page, "/answer/", text="可以跨一个年度安排。")
    log_in_again(page, desk.username)
    form = form_to(page, "/answer/")
    expect(form.locator("[name=text]")).to_have_value("可以跨一个年度安排。")
    with page.expect_event("load"):
        form.evaluate("form => { for (let tap = 0; tap < 3; tap++) form.submit(); }")
    expect(page.locator("[data-kept]")).to_have_count(0)
    assert Message.objects.filter(text="可以跨一个年度安排。").count() == 1
    # Not that of the form beside it, which offers the answer to the frequent questions.
    expect(page.locator("p", has_text="可以跨一个年度安排。")).to_have_count(1)

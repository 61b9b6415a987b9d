"""What a person types outlasts Back, reload, the language switch and a second tab, and acts once."""

from playwright.sync_api import expect

from consultation.questions.models import Message, Question
from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.page_actions import form_to, log_in, press, send

QUESTION = "/my/questions/new/"


def switch_language(page):
    press(page, page.locator("form.switches button[name=language]"))


def test_an_answer_outlasts_reload_and_language_switch_and_after_back_it_is_given_once(visit):
    union = make.unit("公司工会", kind="union")
    desk = make.officer(union, post="desk_counsellor")
    question = make.question(make.account(make.worker(union)), tier="general", by=desk)
    page = visit(DESKTOP)
    log_in(page, desk.username)
    page.goto(question.get_absolute_url())
    text = form_to(page, "/note/").locator("[name=text]")
    text.evaluate(
        "control => { for (let at = control; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true; }"
    )
    text.fill("先问人事")
    for leave in (page.reload, lambda: switch_language(page)):
        leave()
        expect(form_to(page, "/note/").locator("[name=text]")).to_have_value("先问人事")
    send(page, "/note/")
    expect(form_to(page, "/note/").locator("[name=text]")).to_have_value("")
    for _time in range(2):
        page.go_back()
        form = form_to(page, "/note/")
        form.locator("[name=text]").evaluate("(control) => { control.value = '先问人事'; }")
        with page.expect_event("load"):
            form.evaluate("form => form.submit()")
    assert Message.objects.filter(text="先问人事").count() == 1


def test_choices_are_back_as_well_and_two_tabs_with_one_draft_ask_one_question(visit):
    worker = make.account(make.worker(make.unit("公司工会", kind="union")))
    page = visit(PHONE)
    log_in(page, worker.username)
    page.goto(QUESTION)
    topic = page.locator("select[name=topic] option").nth(2).get_attribute("value")
    page.locator("select[name=topic]").select_option(topic)
    page.locator("[name=kind][value=suggestion]").check()
    page.locator("[name=title]").fill("夜班车")
    page.locator("[name=text]").fill("能不能加开夜班车")
    page.reload()
    expect(page.locator("select[name=topic]")).to_have_value(topic)
    expect(page.locator("[name=kind][value=suggestion]")).to_be_checked()
    other = page.context.new_page()
    other.goto(QUESTION)
    expect(other.locator("select[name=topic]")).to_have_value(topic)
    for tab in (page, other):
        press(tab, tab.locator("form.form-page button:not([type=button])").last)
    assert Question.objects.count() == 1
    expect(other.locator("input[name=once_more]")).to_be_visible()
    other.goto(QUESTION)
    expect(other.locator("[name=text]")).to_have_value("")


def test_an_anonymous_report_changes_its_language_with_what_was_typed(visit):
    make.unit("公司工会", kind="union")
    page = visit(PHONE)
    page.goto("/report/")
    page.locator("[name=facts]").fill("拖欠工资")
    switch_language(page)
    expect(page.locator("[name=facts]")).to_have_value("拖欠工资")
    assert page.url.endswith("/report/")

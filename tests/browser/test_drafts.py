"""What is typed is stored in the browser, as long as it must be and no longer."""

from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.conftest import PHONE
from tests.browser.page_actions import log_in, press, send

STORED = "name => Object.entries(window[name]).filter(([key]) => key.startsWith('draft:')).map(([, text]) => text)"
QUESTION, GRIEVANCE = "/my/questions/new/", "/my/grievances/new/"


def drafts(page: Page, storage: str) -> str:
    return "".join(page.evaluate(STORED, storage))


def test_a_question_stays_on_the_device_until_it_has_been_sent(visit):
    worker = make.account(make.worker(make.unit("公司工会", kind="union")))
    page = visit(PHONE)
    log_in(page, worker.username)
    page.goto(QUESTION)
    page.locator("[name=text]").fill("年休假能转吗")
    assert "年休假能转吗" in drafts(page, "localStorage")
    other = page.context.new_page()
    other.goto(QUESTION)
    expect(other.locator("[name=text]")).to_have_value("年休假能转吗")
    send(other, kind="consultation", topic="hours")
    assert drafts(other, "localStorage") == ""


def test_a_grievance_and_what_is_sensitive_stay_in_the_tab_only(visit):
    worker = make.account(make.worker(make.unit("公司工会", kind="union")))
    page = visit(PHONE)
    log_in(page, worker.username)
    page.goto(GRIEVANCE)
    page.locator("[name=facts]").fill("工伤没有上报")
    assert "工伤" in drafts(page, "sessionStorage") and drafts(page, "localStorage") == ""
    page.reload()
    expect(page.locator("[name=facts]")).to_have_value("工伤没有上报")
    other = page.context.new_page()
    other.goto(GRIEVANCE)
    expect(other.locator("[name=facts]")).to_have_value("")
    page.goto(QUESTION)
    page.locator("[name=title]").evaluate("control => control.setAttribute('data-sensitive', '')")
    page.locator("[name=title]").fill("慢性病")
    assert "慢性病" in drafts(page, "sessionStorage") and "慢性病" not in drafts(page, "localStorage")


def test_an_anonymous_report_leaves_nothing_in_the_browser(visit):
    union = make.unit("公司工会", kind="union")
    page = visit(PHONE)
    page.goto("/report/")
    page.locator("[name=facts]").fill("拖欠工资")
    for _place in ("typed", "left"):
        assert drafts(page, "localStorage") == drafts(page, "sessionStorage") == ""
        page.goto(f"/report/?{union.pk}")


def test_logging_out_and_another_account_delete_all_drafts(visit):
    union = make.unit("公司工会", kind="union")
    first, second = (make.account(make.worker(union)) for _worker in range(2))
    page = visit(PHONE)
    for leave in ("log out", "end"):
        log_in(page, first.username)
        page.goto(GRIEVANCE)
        page.locator("[name=facts]").fill("加班费")
        page.goto(QUESTION)
        page.locator("[name=text]").fill("年休假")
        if leave == "log out":
            with page.expect_event("load"):
                page.locator("form[data-logout]").evaluate("form => form.requestSubmit()")
            page.goto("/")
            assert drafts(page, "localStorage") == drafts(page, "sessionStorage") == ""
        else:
            page.context.clear_cookies()
    log_in(page, second.username)
    page.goto(QUESTION)
    expect(page.locator("[name=text]")).to_have_value("")
    assert drafts(page, "localStorage") == drafts(page, "sessionStorage") == ""
    press(page, page.locator("a.back").first)

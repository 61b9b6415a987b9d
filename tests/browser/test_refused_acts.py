"""A refused act in a browser shows its reason at its button and keeps what was typed."""

from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.page_actions import form_to, log_in, press, send
from welfare.budgets import ledger
from welfare.runs.actions import review


def run_without_money():
    """Create a run in review that lacks one approval and whose budget is too small."""
    union = make.unit("公司工会", kind="union")
    make.member(union)
    line = make.budget_line(union, amount=1000)
    run = make.counted_run(union)
    review.submit_run(run, by=make.user())
    review.approve_run(run, by=make.approver(run.unit))
    ledger.reserve(line, line.left - 10, cause=ledger.Cause("books", line.pk), by=None)
    return run


def test_a_refused_button_says_why_and_reloading_sends_nothing_again(desktop):
    run = run_without_money()
    log_in(desktop, make.officer(run.unit, post="chair").username)
    desktop.goto(run.get_absolute_url())
    button = form_to(desktop, "/approve/")
    press(desktop, button.locator("button"), sure=True)
    expect(button.locator("[data-form-errors]")).to_be_focused()
    assert desktop.url.endswith(run.get_absolute_url())
    desktop.reload()
    expect(form_to(desktop, "/approve/")).to_have_count(1)
    expect(desktop.locator("[data-form-errors]")).to_have_count(0)
    assert run.approvals.count() == 1


def test_without_script_the_reason_is_shown_and_the_language_switch_leads_to_the_page(visit):
    run = run_without_money()
    page = visit(DESKTOP, java_script_enabled=False)
    log_in(page, make.officer(run.unit, post="chair").username)
    page.goto(run.get_absolute_url())
    press(page, form_to(page, "/approve/").locator("button"))
    assert page.url.endswith("/approve/")
    expect(form_to(page, "/approve/").locator("[data-form-errors]")).to_have_count(1)
    press(page, page.locator("button[name=language]"))
    assert page.url.endswith(run.get_absolute_url())


def test_a_reason_typed_too_late_is_shown_above_the_page(visit):
    union = make.unit("公司工会", kind="union")
    worker = make.worker(union)
    change = make.change_request(worker)
    page = visit(PHONE)
    log_in(page, make.officer(union).username)
    page.goto(change.get_absolute_url())
    type(change).objects.filter(pk=change.pk).update(state="withdrawn", decided_at=change.asked_at)
    send(page, "/return/", reason="请附户口本")
    note = page.locator("main [data-form-errors]")
    expect(note).to_contain_text("请附户口本")
    assert page.url.endswith(change.get_absolute_url())

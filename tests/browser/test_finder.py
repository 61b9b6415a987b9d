"""The search box in the head of pages, by keyboard and on a phone; large print; the page without a network."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE, Screen

NARROW: Screen = {**PHONE, "viewport": {"width": 320, "height": 640}}


@pytest.fixture
def counted(branch):
    """A branch chair, and a member of the branch."""
    member = make.member(branch, name="王建国", employee_number="A-1001")
    return make.officer(branch, "branch_chair"), member


def test_ctrl_k_finds_a_member_and_arrows_and_enter_open_the_page(desktop, force_login, counted):
    officer, member = counted
    force_login(desktop, officer)
    desktop.goto("/desk/")
    desktop.keyboard.press("Control+k")
    box = desktop.locator("[data-finder] input")
    expect(box).to_be_focused()
    desktop.keyboard.type("wjg")
    expect(desktop.locator("#finder-found")).to_contain_text("王建国")
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(f"**/members/{member.pk}/")


def test_escape_closes_what_was_found_and_goes_back_to_the_box(desktop, force_login, counted):
    force_login(desktop, counted[0])
    desktop.goto("/desk/")
    desktop.keyboard.press("Control+k")
    desktop.keyboard.type("王建国")
    expect(desktop.locator("#finder-found a").first).to_be_visible()
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Escape")
    expect(desktop.locator("#finder-found a").first).to_be_hidden()
    expect(desktop.locator("[data-finder] input")).to_be_focused()


def test_slash_still_goes_to_the_search_of_the_list(desktop, force_login, counted):
    force_login(desktop, counted[0])
    desktop.goto("/members/")
    desktop.keyboard.press("/")
    expect(desktop.locator("main [data-search], main input[type=search]").first).to_be_focused()


def test_a_phone_has_a_page_in_place_of_the_box(phone, force_login, counted):
    officer, member = counted
    force_login(phone, officer)
    phone.goto("/desk/")
    expect(phone.locator("[data-finder]")).to_be_hidden()
    phone.locator(".finder-link").click()
    phone.locator("main input[type=search]").fill("王建国")
    phone.keyboard.press("Enter")
    expect(phone.locator(f"main a[href='/members/{member.pk}/']")).to_be_visible()


@pytest.mark.parametrize("screen", [NARROW, PHONE, DESKTOP], ids=["narrow", "phone", "desktop"])
def test_large_print_is_1_4_times_as_large_and_the_page_is_no_wider_than_the_screen(visit, force_login, screen):
    page = visit(screen)
    force_login(page, make.account(make.worker()))
    page.goto("/")
    before = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.locator("details.person > summary").click()
    page.locator("details.person button[name=size]").click()
    page.wait_for_load_state()
    after = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert after == pytest.approx(before * 1.4)
    for address in ("/", "/my/benefits/", "/my/questions/new/", "/my/membership/", "/notices/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["viewport"]["width"]


def test_without_a_network_the_portal_says_so_in_its_own_words(phone, force_login):
    force_login(phone, make.account(make.worker()))
    phone.goto("/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()
    phone.context.set_offline(True)
    phone.goto("/my/benefits/")
    expect(phone.get_by_role("heading", name="没有网络")).to_be_visible()
    phone.context.set_offline(False)
    phone.goto("/my/benefits/")
    expect(phone.get_by_role("heading", name="没有网络")).to_be_hidden()

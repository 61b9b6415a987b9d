"""The log-in page in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_portal_speaks_chinese_and_fits_the_screen(request, screen):
    page: Page = request.getfixturevalue(screen)
    page.goto("/accounts/login/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_someone_logs_in_with_an_employee_number_and_password(phone):
    user = make.account(make.worker())
    phone.goto("/accounts/login/")
    phone.locator("input[name=login]").fill(user.username)
    phone.locator("input[name=password]").fill("correct horse")
    phone.locator("input[name=password]").press("Enter")
    phone.wait_for_url("/")
    assert phone.locator("main").is_visible()


def test_a_browser_can_change_from_one_account_to_another(desktop, force_login):
    for _ in range(2):
        force_login(desktop, make.officer(make.unit()))
        assert desktop.goto("/desk/").ok
        assert desktop.url.endswith("/desk/")

"""The admin works under its content policy; any violation fails the fixture `desktop`."""

import gzip
import re

import pytest
from playwright.sync_api import Page, Response, expect

from members.authority.models import Appointment, User
from tests import factories as make
from tests.browser.page_checks import AXE, AXE_RULES, RUN_AXE, links

# What its pages are told of the theme's red, by static/css/admin.css.
RED = "#c8102e"


@pytest.fixture
def admin(desktop: Page, force_login) -> Page:
    force_login(desktop, make.superuser())
    return desktop


def colour_of(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--color-primary-600')").strip()


def test_the_first_page_has_its_colours_and_opens_its_search(admin, union):
    admin.goto("/admin/")
    assert colour_of(admin) == RED
    admin.keyboard.press("Control+k")
    expect(admin.locator("input[name='s']").first).to_be_visible()


def test_a_list_is_searched_filtered_and_sorted(admin, union):
    for number in range(3):
        make.unit(f"第{number}分会", parent=union, kind="branch")
    admin.goto("/admin/members/unit/")
    expect(admin.locator("#result_list tbody tr")).to_have_count(4)
    admin.locator("#searchbar").fill("第1")
    admin.keyboard.press("Enter")
    expect(admin.locator("#result_list tbody tr")).to_have_count(1)
    admin.goto("/admin/members/unit/?kind__exact=union")
    expect(admin.locator("#result_list tbody tr")).to_have_count(1)
    admin.goto("/admin/members/unit/")
    admin.locator("#result_list thead a").first.click()
    expect(admin).to_have_url(re.compile(r"\?o="))


def test_a_form_with_a_searched_choice_is_filled_in_and_saved(admin, union):
    holder = make.user("A10023", name="孟静")
    make.member(union, name="孟静")
    admin.goto("/admin/members/appointment/add/")
    admin.locator(".select2-selection").first.click()
    admin.locator(".select2-search__field").fill("孟静")
    admin.locator(".select2-results__option", has_text="孟静").first.click()
    expect(admin.locator(".select2-selection__rendered").first).to_contain_text("孟静")
    assert User.objects.filter(pk=holder.pk).exists()


def test_a_form_that_is_sent_empty_comes_back_with_its_errors(admin, union):
    admin.goto("/admin/members/appointment/add/")
    admin.locator("[name='_save']").first.click()
    expect(admin.get_by_text("请填写此项", exact=False).first).to_be_visible()
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("address", ["/admin/", "/admin/members/member/"])
def test_a_first_visit_loads_less_than_300_kilobytes(admin, union, address):
    for _number in range(50):
        make.member(union)
    loaded: list[Response] = []
    admin.on("response", lambda answer: loaded.append(answer))
    admin.goto(address, wait_until="networkidle")
    # Fonts are packed already; all else goes out compressed.
    sizes = {
        answer.url: len(body if answer.url.endswith(".woff2") else gzip.compress(body))
        for answer in loaded
        if (body := answer.body())
    }
    assert sum(sizes.values()) < 300_000, sizes


def test_an_icon_is_drawn_and_not_written(admin, union):
    admin.goto("/admin/")
    admin.evaluate("document.fonts.ready")
    icon = admin.locator(".material-symbols-outlined:visible", has_text="chevron_right").first
    assert icon.evaluate("one => one.scrollWidth") < 40


def test_the_pages_of_the_admin_are_accessible(admin, union):
    """The first page, every list, and the form of each model that has one."""
    make.member(union)
    admin.goto("/admin/")
    lists = sorted({each for each in links(admin) if re.search(r"/admin/\w+/\w+/$", each)})
    assert len(lists) > 30
    found = violations(admin)
    for address in lists:
        admin.goto(address)
        found += violations(admin)
        forms = [each for each in links(admin) if re.search(r"/(add|\d+/change)/$", each)][:1]
        for form in forms:
            admin.goto(form)
            found += violations(admin)
    assert found == []


def violations(page: Page) -> list[str]:
    """Return what axe finds on the open page, with its path."""
    page.evaluate(AXE.read_text())
    path = page.evaluate("location.pathname")
    return [f"{path}: {each}" for each in page.evaluate(RUN_AXE, AXE_RULES)]

"""The page of the API lists its addresses under the content policy, and lets reading be tried out only."""

from playwright.sync_api import expect

from tests import factories as make
from tests.permissions.table_of_api import API


def test_addresses_are_listed_and_a_read_is_tried_out(desktop, force_login, union):
    force_login(desktop, make.superuser())
    desktop.goto("/api/")
    operations = desktop.locator(".opblock")
    expect(operations).to_have_count(len(API) - 1)  # its description does not describe itself
    operations.locator("[data-path='/api/v1/units/']").click()
    opened = desktop.locator(".opblock.is-open")
    opened.get_by_role("button", name="Try it out").click()
    with desktop.expect_response("**/api/v1/units/**") as answer:
        opened.get_by_role("button", name="Execute").click()
    assert answer.value.status == 200


def test_nothing_can_be_changed_from_the_page(desktop, force_login, union):
    force_login(desktop, make.user("A10023", name="孟静"))
    desktop.goto("/api/")
    desktop.locator(".opblock-post").first.click()
    expect(desktop.locator(".opblock.is-open .parameters-container")).to_be_visible()
    expect(desktop.locator(".opblock.is-open .try-out")).to_have_count(0)

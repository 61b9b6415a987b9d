"""A real Chromium on the pages of a live server."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings as project_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; without one these tests say so and are skipped, on a CI machine they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no Chromium on the PATH (Debian: apt-get install chromium fonts-noto-cjk)")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str, django_db_setup) -> Iterator[Browser]:
    """One browser for the session.

    Playwright keeps an event loop alive in this thread between its calls. Nothing of Django runs inside that loop,
    yet Django sees it and would refuse queries; hence the permission, for as long as the browser is open.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def desktop(browser: Browser, live_server, chinese) -> Iterator[Page]:
    """A page on an officer's screen."""
    yield from _page(browser, live_server.url, viewport=DESKTOP)


@pytest.fixture
def phone(browser: Browser, live_server, chinese) -> Iterator[Page]:
    """A page on a worker's phone."""
    yield from _page(browser, live_server.url, viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)


@pytest.fixture
def login(client, live_server):
    """`login(page, user)`: the page's browser is logged in as `user`, without the form; again for another user."""

    def log_in(page: Page, user) -> None:
        client.force_login(user)
        session = client.cookies[project_settings.SESSION_COOKIE_NAME].value
        page.context.clear_cookies(name=project_settings.SESSION_COOKIE_NAME)
        page.context.add_cookies(
            [{"name": project_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        client.cookies.clear()

    return log_in


def _page(browser: Browser, base_url: str, **options) -> Iterator[Page]:
    """A page in a context of its own; errors in its scripts and refusals of its security policy fail the test."""
    context: BrowserContext = browser.new_context(
        base_url=base_url, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce", **options
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    context.close()
    assert complaints == []

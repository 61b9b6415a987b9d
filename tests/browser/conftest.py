"""Fixtures that open pages of the live server in Chromium."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import TypedDict

import pytest
from django.conf import settings as project_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from members.authority.models import User
from members.importing.actions import imports, processing
from members.units.models.units import Unit
from office.notices import notify
from tests import factories as make
from tests.processes import environment
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening


class Screen(TypedDict, total=False):
    """Playwright's settings for a screen."""

    viewport: ViewportSize
    is_mobile: bool
    has_touch: bool
    device_scale_factor: float


HERE = Path(__file__).parent
ROSTER = HERE.parent / "members" / "importing" / "data" / "roster.xlsx"
PHONE: Screen = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
DESKTOP: Screen = {"viewport": {"width": 1440, "height": 900}}
PATIENCE_SECONDS = 30
expect.set_options(timeout=15_000)
CHROMIUM_ARGUMENTS = [
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
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; without it the tests are skipped, or fail when CI is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no Chromium on the PATH (Debian: apt-get install chromium fonts-noto-cjk)")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str, django_db_setup) -> Iterator[Browser]:
    """One browser for the session.

    Playwright keeps an event loop open in this thread between its calls. No Django code runs inside that loop, yet
    Django sees it and would refuse queries; therefore async-unsafe calls are allowed while the browser is open.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, live_server, chinese) -> Iterator[Callable[..., Page]]:
    """`visit(PHONE)` opens a page in a new browser context.

    Script errors, violations of the content security policy and server errors fail the test.
    """
    errors: list[str] = []
    with contextlib.ExitStack() as opened:

        def new_page(screen: Screen, *, java_script_enabled: bool = True) -> Page:
            context: BrowserContext = browser.new_context(
                base_url=live_server.url,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                reduced_motion="reduce",
                java_script_enabled=java_script_enabled,
                **screen,
            )
            opened.callback(context.close)
            context.set_default_timeout(15_000)
            page = context.new_page()
            collect_errors(page, errors)
            return page

        yield new_page
    assert errors == []


def collect_errors(page: Page, errors: list[str]) -> None:
    """Add errors of scripts, console and responses of `page` to `errors`; a page that answers with 4xx is no error."""

    def add_message(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            errors.append(f"{page.url}: {message.text}")

    def add_response(response: Response) -> None:
        if response.status >= (500 if response.request.resource_type == "document" else 400):
            errors.append(f"{page.url}: {response.status} {response.url}")

    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    page.on("console", add_message)
    page.on("response", add_response)


@pytest.fixture
def desktop(visit) -> Page:
    """A page on an officer's screen."""
    return visit(DESKTOP)


@pytest.fixture
def phone(visit) -> Page:
    """A page on a worker's phone."""
    return visit(PHONE)


@pytest.fixture
def workers(live_server, services, tmp_path) -> Callable[[], AbstractContextManager[None]]:
    """`with workers():` runs a Celery worker with beat."""
    number = iter(range(100))

    @contextlib.contextmanager
    def running() -> Iterator[None]:
        words = "celery --app union_portal --quiet worker --beat --concurrency 1 --loglevel WARNING --without-gossip"
        with (tmp_path / f"worker{next(number)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *words.split(), "--schedule", str(tmp_path / "beat")],
                env=environment(PYTHONWARNINGS="ignore:You're running the worker"),
                stdout=log,
                stderr=log,
            )
            try:
                yield
                assert process.poll() is None, (tmp_path / log.name).read_text()
            finally:
                process.terminate()
                try:
                    process.wait(PATIENCE_SECONDS)
                finally:
                    process.kill()

    return running


@pytest.fixture
def force_login(client, live_server):
    """`force_login(page, user)` logs the page's browser in as `user` without the form, also instead of another user."""

    def log_in(page: Page, user) -> None:
        client.force_login(user)
        session = client.cookies[project_settings.SESSION_COOKIE_NAME].value
        page.context.clear_cookies(name=project_settings.SESSION_COOKIE_NAME)
        page.context.add_cookies(
            [{"name": project_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        client.cookies.clear()

    return log_in


@pytest.fixture
def demonstration(live_server):
    """The demonstration union, with an opened run, two imports, a notice and a grievance added."""
    call_command("demo", stdout=StringIO())
    officer = User.objects.get(username="welfare")
    union = Unit.objects.get(code="DH")
    chair = User.objects.get(username="chair")
    opening.open_run(Plan.objects.get(festival="mid_autumn"), by=chair, on=timezone.localdate())
    counting.count_all()
    for state in ("checked", "done"):
        job = imports.start_import(SimpleUploadedFile("roster.xlsx", ROSTER.read_bytes()), union, by=officer)
        processing.process_import(job)
        job.refresh_from_db()
        if state == "done":
            imports.confirm_import(job, by=officer, create_units=True)
            processing.process_import(job)
    worker = User.objects.get(username="worker")
    notify(worker, "您的咨询已有答复。", "/my/questions/")
    make.grievance(worker, officer=User.objects.get(username="rights"))

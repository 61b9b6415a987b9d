"""Pages of workers and visitors on phones of 320 and 390 px, in Chinese and in English."""

from playwright.sync_api import Page

from office.notices import notify
from tests import factories as make
from tests.browser.conftest import PHONE
from tests.browser.page_checks import NEXT_FRAME, OVERLAP, TOO_WIDE
from tests.permissions.people import Branch, make_people
from tests.permissions.table_of_pages import ANYBODY, LOGGED_IN, OWNER, PAGES
from tests.permissions.walk import address_of

WIDTHS = (320, 390)
LANGUAGES = ("zh-hans", "en")
# Texts of eight characters or more of which lines hold less than four on average: a column of letters.
SQUEEZED = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const text = node.textContent.trim();
    const around = node.parentElement;
    if (text.length < 8 || !around.checkVisibility() || around.closest(".visually-hidden")) continue;
    const drawn = document.createRange();
    drawn.selectNodeContents(node);
    const lines = new Set([...drawn.getClientRects()].map((each) => Math.round(each.top))).size;
    if (text.length / lines < 4) found.push(`${lines} lines: ${text.slice(0, 60)}`);
  }
  return found;
}"""


def worker_addresses(branch: Branch) -> dict[str, str]:
    """Return the addresses of the pages that a worker or a visitor opens, by URL name."""
    for_workers = {name: access for name, access in PAGES.items() if {LOGGED_IN, OWNER, ANYBODY} & {*access.allowed}}
    return {
        name: address_of(name, access, branch)
        for name, access in for_workers.items()
        if access.get_status == 200 and "file" not in name
    }


def faults_at_both_widths(page: Page, address: str, language: str) -> list[str]:
    page.goto(address)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(NEXT_FRAME)
        wrong = page.evaluate(TOO_WIDE) + page.evaluate(SQUEEZED) + page.evaluate(OVERLAP)
        found += [f"{address} {language} at {width} px: {each}" for each in wrong]
    return found


def test_no_text_is_squeezed_and_nothing_scrolls_sideways_on_a_phone(transactional_db, visit, force_login):
    north = make_people().north
    worker, page = north.worker, visit(PHONE)
    # The longest words that the portal has for a state and a next step, in a list and on home.
    make.question(worker, text="Is the allowance for the night shift paid for the days of the changeover, too?")
    make.grievance(worker)
    notify([worker] * 120, "您的咨询已有答复。", "/my/questions/")
    force_login(page, worker)
    found: list[str] = []
    for language in LANGUAGES:
        page.goto("/")
        switch = page.locator(f"button[name=language][value={language}]")
        if switch.count():
            with page.expect_event("load"):
                switch.click()
        for address in worker_addresses(north).values():
            answer = page.request.get(address)
            if answer.ok and "<main" in answer.text():
                found += faults_at_both_widths(page, address, language)
    assert found == [], "\n".join(found)

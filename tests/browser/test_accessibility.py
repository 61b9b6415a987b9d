"""Every page has no accessibility violation and is not wider than the screen, on phone and desktop."""

import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page

from consultation.grievances.models import Grievance
from consultation.questions.models import Question
from members.authority.models import User
from members.importing.models.imports import ImportJob
from members.units.models.units import Unit
from tests.browser.conftest import DESKTOP
from tests.browser.page_actions import form_to, send
from tests.browser.page_checks import SCREENS, faults, links, name_of
from tests.permissions.people import make_people
from tests.permissions.table_of_pages import OWNER, PAGES
from tests.permissions.walk import address_of
from welfare.runs.models.runs import Run

USERNAMES = ["worker", "welfare", "finance", "desk", "rights", "department", "auditor"]
# Files, and the admin, which has templates of its own.
NO_PAGE = re.compile(
    r"/(export|template|result|refused|sheet|file|word|sample|poster|letter|slip|receipt|cover|calendar|files?/\d+)/$|^/admin/"
)
# Pages that no link leads to, or that look different in another state.
FURTHER_ADDRESSES: dict[str, Callable[[], list[str]]] = {
    "worker": lambda: ["/desk/", "/members/0/"],
    "welfare": lambda: [
        ImportJob.objects.filter(state="checked").earliest("pk").get_absolute_url(),
        (issued := Run.objects.filter(state="issued").latest("pk")).get_absolute_url(),
        reverse("welfare:run_close", args=[issued.pk]),
        reverse("welfare:run_sheet", args=[issued.pk]) + "?unit=DH0101",
        reverse("welfare:grant_sign", args=[issued.grants.filter(received_at=None).earliest("pk").pk]),
        Run.objects.filter(state="closed").latest("pk").get_absolute_url(),
        "/members/?q=nobody",
    ],
    "finance": lambda: [
        (in_review := Run.objects.filter(state="in_review").latest("pk")).get_absolute_url(),
        reverse("welfare:run_return", args=[in_review.pk]),
    ],
    "desk": lambda: [question.get_absolute_url() for question in newest_of_each_state(Question)],
    "rights": lambda: [case.get_absolute_url() for case in newest_of_each_state(Grievance)],
}
M = TypeVar("M", bound=Model)
MUST_BE_SEEN = {
    "home",
    "desk",
    "account_login",
    "office:notices",
    "members:member_list",
    "members:member_detail",
    "members:member_correct",
    "members:unit_list",
    "members:unit_detail",
    "members:unit_new",
    "members:unit_change",
    "members:committee_list",
    "members:committee_detail",
    "members:committee_elect",
    "members:seat_give_up",
    "members:term_change",
    "members:import_list",
    "members:import_new",
    "members:import_detail",
    "members:my_membership",
    "members:audit_list",
    "welfare:run_list",
    "welfare:run_detail",
    "welfare:run_roster",
    "welfare:run_sheet",
    "welfare:run_judged",
    "welfare:run_cancel",
    "welfare:run_close",
    "welfare:plan_list",
    "welfare:plan_detail",
    "welfare:plan_change",
    "welfare:plan_new",
    "welfare:budget_list",
    "welfare:budget_new",
    "welfare:budget_change",
    "welfare:grant_list",
    "welfare:grant_sign",
    "welfare:my_benefits",
    "consultation:ask",
    "consultation:my_questions",
    "consultation:my_question",
    "consultation:question_list",
    "consultation:question_detail",
    "consultation:referral_list",
    "consultation:referral_detail",
    "consultation:file_grievance",
    "consultation:my_grievances",
    "consultation:my_grievance",
    "consultation:grievance_list",
    "consultation:grievance_detail",
    "consultation:report",
    "consultation:follow",
}


def test_every_page_reached_by_links_is_accessible(demonstration, visit, force_login):
    seen: set[str] = set()
    found = check_visitor_pages(visit(DESKTOP), seen)
    for username in USERNAMES:
        page = visit(DESKTOP)
        force_login(page, User.objects.get(username=username))
        found += check_linked_pages(page, "/" if username == "worker" else "/desk/", seen)
        for address in FURTHER_ADDRESSES.get(username, list)():
            page.goto(address)
            seen.add(name_of(page.url))
            found += faults(page)
        if username == "welfare":
            found += check_opened_menus(page)
            page.goto(Run.objects.latest("pk").get_absolute_url())
            send(page, "/submit/", sure=True)
    assert found == []
    assert seen >= MUST_BE_SEEN


def test_every_other_page_is_accessible(transactional_db, visit, force_login):
    people, page, found = make_people(), visit(DESKTOP), []
    for name, access in PAGES.items():
        if name in MUST_BE_SEEN or access.get_status != 200:
            continue
        force_login(page, people.north.worker if OWNER in access.allowed else people.superuser)
        address = address_of(name, access, people.north)
        answer = page.request.get(address)
        found += [] if answer.ok else [f"{name}: {answer.status}"]
        if "<main" in answer.text():  # neither a file nor a part of a page
            page.goto(address)
            found += faults(page)
    assert found == []


def check_linked_pages(page: Page, start: str, seen: set[str]) -> list[str]:
    """Follow links to one page of each URL name; return the faults of those not in `seen`, and add all to `seen`."""
    found: list[str] = []
    waiting, been = [start], set()
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if name in been:
            continue
        been.add(name)
        page.goto(address)
        waiting += [link for link in links(page) if is_page(link)]
        if name not in seen or address == start:
            found += faults(page)
    seen |= been
    return found


def is_page(address: str) -> bool:
    return not NO_PAGE.search(urlsplit(address).path)


def check_visitor_pages(page: Page, seen: set[str]) -> list[str]:
    """Return the faults of the pages that a visitor without an account sees, up to following a report."""
    found = check_linked_pages(page, "/", seen)
    page.goto("/report/")
    send(page, facts="")
    found += faults(page)
    send(page, unit=str(Unit.objects.get(code="DH").pk), category="safety", facts="报警器长期失灵。")
    code = page.locator("#receipt").inner_text()
    found += faults(page)
    page.goto("/report/follow/")
    send(page, code="1")
    found += faults(page)
    send(page, code=code)
    return found + faults(page)


def check_opened_menus(page: Page) -> list[str]:
    """Return the faults of opened menus: the account menu, the main menu on a phone, the confirmation of a step."""
    page.goto(Run.objects.latest("pk").get_absolute_url())
    page.locator("details.person summary").click()
    found = faults(page)
    page.locator("details.person summary").click()
    page.set_viewport_size(SCREENS["phone"])
    page.locator("[popovertarget=menu]").click()
    found += faults(page)
    page.reload()
    form_to(page, "/submit/").locator("button").click()
    return found + faults(page)


def newest_of_each_state(model: type[M]) -> list[M]:
    """Return the newest row of each state."""
    return list(model._default_manager.order_by("state", "-pk").distinct("state"))

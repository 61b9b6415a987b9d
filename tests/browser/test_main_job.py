"""End to end in a browser: import, plan, run, receipt; a question answered, two grievances closed."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import gettext
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from members.authority.models import User
from members.importing.models.imports import ImportJob
from members.register.models.member import Member
from members.units.models.units import Unit
from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE, Screen
from tests.browser.page_actions import figures, follow, form_to, log_in, press, send
from welfare.budgets.models import BudgetLine
from welfare.plans.models import Plan
from welfare.runs.models.runs import Run

ROSTER = Path(__file__).parent.parent / "members" / "importing" / "data" / "roster.xlsx"
# All of the roster's branches but one, which the import is to create.
BRANCHES = ["采油一厂", "采油二厂", "油气集输总厂", "供电分公司", "供水分公司", "物业服务分公司", "西城服务协调中心"]
NEW_BRANCH = "机关"
ROWS, ACCEPTED, REFUSED = 1201, 1188, 13
OPENING_DAY, FESTIVAL = "2026-09-05", date(2026, 9, 25)


@dataclass(frozen=True)
class People:
    """The union, and the account for each post."""

    union: Unit
    welfare: User
    finance: User
    chair: User
    desk: User
    rights: User
    admin: User


@pytest.fixture
def people(live_server) -> People:
    union = make.unit("公司工会", kind="union", code="HQ")
    for name in BRANCHES:
        make.unit(name, parent=union)
    posts = {
        "welfare": "welfare_officer",
        "finance": "finance_officer",
        "chair": "chair",
        "desk": "desk_counsellor",
        "rights": "rights_officer",
    }
    officers = {name: make.officer(union, post=post, name=name) for name, post in posts.items()}
    return People(union, **officers, admin=make.user("admin", is_staff=True, is_superuser=True))


@pytest.fixture
def log_in_at(visit):
    """`log_in_at(user)` returns a page where the user has logged in with the form."""

    def page_of(user: User, screen: Screen = DESKTOP) -> Page:
        page = visit(screen)
        log_in(page, user.username)
        return page

    return page_of


def test_the_main_workflow_from_roster_to_receipt(people, log_in_at, visit, workers):
    officer = log_in_at(people.welfare)
    import_the_roster(officer, workers)
    import_the_roster_again(officer, workers)
    add_plan_and_budget(people, officer, log_in_at(people.finance))

    run = open_run_on_its_day(officer, workers)
    check_the_count(officer, run)
    approve_by_two_people(people, officer, run, log_in_at)
    worker = give_account_to_a_member(run)
    phone = log_in_at(worker, PHONE)
    issue_and_receive(officer, phone, run)

    desk = log_in_at(people.desk)
    ask_question(phone)
    answer_and_rate_question(desk, phone)

    code = send_report(visit(PHONE), people.union)
    file_grievance(phone)
    close_both_cases(log_in_at(people.rights), phone, visit(PHONE), code)

    check_the_admin(log_in_at(people.admin), worker)


def import_the_roster(page: Page, workers) -> None:
    """Check the preview with every fault, then import the accepted rows and create the missing branch."""
    upload_the_roster(page)
    with workers():
        confirm = page.locator("button[form=confirm-import]")
        expect(confirm).to_be_visible(timeout=30_000)
        rows, accepted, refused = tile_figures(page)
        assert rows == ROWS == accepted + refused and refused > REFUSED
        assert not Member.objects.exists()
        expect(page.get_by_text(NEW_BRANCH, exact=False).first).to_be_visible()
        page.locator("input[name=create_units]").check()
        press(page, confirm)
        # Above it stands what was taken otherwise than it is written.
        refused_rows = page.locator("main table").last.locator("tbody tr")
        expect(refused_rows).to_have_count(REFUSED, timeout=30_000)
    assert tile_figures(page) == [ROWS, ACCEPTED, REFUSED]
    assert Unit.objects.filter(name=NEW_BRANCH).count() == 1
    row, name, column, value, reason = refused_rows.first.locator("td, th").all_inner_texts()
    assert (row, column) == ("51", "证件号码") and name and value and reason
    check_the_result(page)


def upload_the_roster(page: Page) -> None:
    """Upload the roster; no worker runs yet, so the progress bar stays visible."""
    follow_menu(page, "/members/")
    page.locator(".work-actions .menu > summary").click()
    follow(page, "/members/imports/new/")
    send(page, file=str(ROSTER))
    expect(page.locator("#file-progress progress")).to_be_visible()


def check_the_result(page: Page) -> None:
    with page.expect_download() as download:
        page.locator('a[href$="/result/"]').click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    headings = next(rows)
    assert headings[-2:] == ("是否导入成功", "错误原因")
    outcomes = [(row[-2], bool(row[-1])) for row in rows if any(row)]
    assert len(outcomes) == ROWS
    assert outcomes.count(("否", True)) == REFUSED and outcomes.count(("是", False)) == ACCEPTED


def import_the_roster_again(page: Page, workers) -> None:
    """Import the same file again; nothing changes, and the page says so."""
    before = list(Member.objects.order_by("pk").values_list("pk", "updated_at"))
    upload_the_roster(page)
    with workers():
        confirm = page.locator("button[form=confirm-import]")
        expect(confirm).to_be_visible(timeout=30_000)
        assert tile_figures(page) == [ROWS, ACCEPTED, REFUSED]
        press(page, confirm)
        expect(page.locator('a[href$="/result/"]')).to_be_visible(timeout=30_000)
    job = ImportJob.objects.latest("pk")
    assert (job.created, job.updated, job.unchanged) == (0, 0, ACCEPTED)
    assert list(Member.objects.order_by("pk").values_list("pk", "updated_at")) == before
    said = gettext("Nothing changed: the register already said all of this.")
    expect(page.locator(".next-step strong")).to_have_text(said)


def add_plan_and_budget(people: People, officer: Page, finance: Page) -> None:
    make.cap(people.union, 2000)
    follow_menu(officer, "/welfare/plans/")
    follow(officer, "/welfare/plans/new/")
    send(
        officer,
        name="中秋福利",
        festival="mid_autumn",
        amount="300",
        lead_days="20",
        notice_days="0",
        goods="月饼一盒",
        place="工会活动中心",
    )
    plan = Plan.objects.get()
    assert (plan.unit, plan.amount, plan.lead_days) == (people.union, 300, 20)
    follow_menu(finance, "/welfare/budgets/")
    follow(finance, "/welfare/budgets/new/")
    send(finance, year=str(FESTIVAL.year), kind="festival", amount="400000")
    assert BudgetLine.objects.get().amount == 400_000


def open_run_on_its_day(page: Page, workers) -> Run:
    """Open the due run twice, which creates it once; then watch a worker count it."""
    for _ in range(2):
        call_command("open_due_runs", on=date.fromisoformat(OPENING_DAY), stdout=StringIO())
    run = Run.objects.get()
    assert (run.occasion.on, run.opened_by) == (FESTIVAL, None)
    follow_menu(page, "/welfare/runs/")
    follow(page, run.get_absolute_url())
    send(page, "/recount/", sure=True)
    expect(page.locator("#run-progress progress")).to_be_visible()
    with workers():
        expect(form_to(page, "/submit/")).to_be_visible(timeout=30_000)
    run.refresh_from_db()
    return run


def check_the_count(page: Page, run: Run) -> None:
    receiving, not_receiving, cost, left = tile_figures(page)
    assert run.heads is not None
    assert (receiving, cost, left) == (run.heads, run.heads * 300, 400_000 - run.heads * 300)
    assert receiving + not_receiving == ACCEPTED
    # What stands before review says the reasons once more.
    reasons = page.locator('a[href*="/judged/"]:not(#before-review a)')
    assert sum(number(text) for text in reasons.all_inner_texts()) == not_receiving
    asked = [reasons.nth(at).get_attribute("href") for at in range(reasons.count())]
    assert {"left", "retained", "joined_later"} == {(href or "").split("/")[-2] for href in asked}
    total = figures(page.locator("main tfoot").first)
    assert [number(text) for text in total if text] == [ACCEPTED, receiving, 100, cost, 100, 300]
    headcounts = (
        page.locator("main table:not(#before-review table)").first.locator("tbody tr td:nth-child(3)").all_inner_texts()
    )
    assert sum(map(number, headcounts)) == receiving and sum(number(text) > 0 for text in headcounts) >= 3
    for href in asked:
        page.goto(href or "")
        expect(page.locator("main tbody tr").first).to_be_visible()
    page.goto(run.get_absolute_url())


def approve_by_two_people(people: People, officer: Page, run: Run, log_in_at) -> None:
    """Approve by two people, the first twice from a stale page; the second approval reserves the money."""
    send(officer, "/submit/", sure=True)
    finance, chair = log_in_at(people.finance), log_in_at(people.chair)
    waiting = finance.locator(f'main a[href="{run.get_absolute_url()}"]').first
    press(finance, waiting)
    stale = finance.context.new_page()
    stale.goto(run.get_absolute_url())
    send(finance, "/approve/", sure=True)
    expect(form_to(finance, "/approve/")).to_have_count(0)
    send(stale, "/approve/", sure=True)
    expect(stale.locator(".note-error")).to_be_visible()
    assert run.approvals.count() == 1
    chair.goto(run.get_absolute_url())
    send(chair, "/approve/", sure=True)
    run.refresh_from_db()
    assert run.state == "approved"
    follow_menu(finance, "/welfare/budgets/")
    money = [number(text) for text in figures(finance.locator("main tbody tr"))]
    assert run.cost is not None and money == [400_000, run.cost, 0, 400_000 - run.cost]


def give_account_to_a_member(run: Run) -> User:
    """Create an account for a member who is on the run's list, and return it."""
    member = run.grants.earliest("pk").member
    member.user = make.user(name=member.name)
    member.save(update_fields=["user"])
    return member.user


def issue_and_receive(officer: Page, phone: Page, run: Run) -> None:
    to_confirm = phone.locator('a[href$="/receive/"]')
    phone.goto("/my/benefits/")
    expect(to_confirm).to_have_count(0)
    officer.goto(run.get_absolute_url())
    send(officer, "/issue/", sure=True)
    bar = officer.locator("#run-progress progress")
    expect(bar).to_have_attribute("value", "0")
    phone.goto("/")
    follow(phone, "/my/benefits/")
    expect(phone.locator("main .card").first).to_contain_text("¥300.00")
    expect(phone.locator("main .card").first).to_contain_text("月饼一盒")
    press(phone, to_confirm)
    send(phone)
    expect(phone.locator(".note-success")).to_be_visible()
    expect(to_confirm).to_have_count(0)
    expect(bar).to_have_attribute("value", "1")  # by itself: the officer's page asks again and again


def ask_question(phone: Page) -> None:
    """Ask a question, two taps from the home page."""
    phone.goto("/")
    follow(phone, "/my/questions/new/")
    send(phone, kind="consultation", topic="hours", text="年休假没有休完，能不能转到明年？")
    expect(phone.locator(".note-success")).to_contain_text(re.compile(r"\d{4}"))
    expect(phone.locator(".next-step")).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))


def answer_and_rate_question(desk: Page, phone: Page) -> None:
    """Accept and answer the question from the desk; then read and rate it as the worker."""
    desk.goto("/desk/")
    follow(desk, "/consultation/questions/", among="main .row-link")
    expect(desk.locator(".next-step")).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))
    send(desk, "/accept/", tier="general")
    send(desk, "/answer/", text="可以跨一个年度安排；没有安排的，按日工资的三倍支付。")
    phone.goto("/")
    follow(phone, "/my/questions/", among="main .row-link")
    expect(phone.get_by_text("按日工资的三倍支付", exact=False)).to_be_visible()
    send(phone, "/rate/", grade="4", comment="谢谢")
    expect(form_to(phone, "/rate/")).to_have_count(0)
    desk.reload()
    expect(desk.locator("main .card").first).to_contain_text("谢谢")


def send_report(phone: Page, union: Unit) -> str:
    """Send a report without an account; return the receipt code, which only the next page shows."""
    phone.goto("/")
    follow(phone, "/report/")
    send(phone, unit=str(union.pk), category="safety", facts="报警器有两台长期失灵，只登记不维修。")
    code = phone.locator("#receipt").inner_text()
    assert re.fullmatch(r"\d{4}(-\d{4}){3}", code)
    assert [cookie["name"] for cookie in phone.context.cookies() if cookie["name"] == "sessionid"] == []
    return code


def file_grievance(phone: Page) -> None:
    phone.goto("/")
    follow(phone, "/my/grievances/new/")
    send(phone, category="wages", facts="三个月的加班费没有发。", since="2026-08-01", wish="补发加班费。")
    expect(phone.locator(".next-step")).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))


def close_both_cases(rights: Page, phone: Page, reporter_page: Page, code: str) -> None:
    open_report(reporter_page, code)
    send(reporter_page, "/report/follow/write/", text="昨天又响了一次误报。")
    rights.goto("/consultation/grievances/")
    cases = rights.locator("main tbody th a")
    addresses = [cases.nth(at).get_attribute("href") or "" for at in range(cases.count())]
    assert len(addresses) == 2
    for address in addresses:
        rights.goto(address)
        send(rights, "/accept/")
        send(rights, "/start/")
        send(rights, "/step/", text="已到现场查看并拍照。")
        send(rights, "/write/", text="请补充照片。")
        send(rights, "/close/", outcome="settled", summary="问题已经解决。", sure=True)
        # Filed, accepted, begun, a step, a message, closed; the anonymous one came first and has written besides.
        expect(rights.locator(".timeline").first.locator("li")).to_have_count(6 + (address == addresses[0]))
    open_report(reporter_page, code)
    expect(reporter_page.locator("#outcome + p")).to_be_visible()
    expect(reporter_page.get_by_text("问题已经解决。")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("问题已经解决。")).to_be_visible()


def open_report(page: Page, code: str) -> None:
    page.goto("/report/follow/")
    send(page, code=code)
    expect(page.locator(".next-step")).to_be_visible()


def check_the_admin(page: Page, worker: User) -> None:
    """Open every list of the admin and save a member's form."""
    ours = {"members", "welfare", "consultation", "office"}
    models = [model._meta for model in admin.site._registry if model._meta.app_label in ours]
    assert {"member", "run", "grant", "question", "grievance", "auditevent"} <= {meta.model_name for meta in models}
    for meta in models:
        answer = page.goto(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
        assert answer is not None and answer.ok, meta.label
    page.goto(reverse("admin:members_member_change", args=[worker.member.pk]))
    page.locator("input[name=name]").fill("孟小静")
    press(page, page.locator("[name=_continue]"))
    assert Member.objects.get(user=worker).name == "孟小静"


def follow_menu(page: Page, href: str) -> None:
    press(page, page.locator(f'.sidebar a[href="{href}"]'))


def tile_figures(page: Page) -> list[Decimal]:
    """Return the figures of the page's tiles."""
    return [number(text) for text in page.locator(".tile-figure").all_inner_texts()]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", text))

"""The pages of runs: permissions, steps, figures, rosters."""

from datetime import date
from decimal import Decimal

import pytest

from members.authority.models import Post
from office.models import AuditEvent
from tests import factories as make
from tests.people import log_in
from tests.queries import queries_of
from tests.refused import assert_refused, assert_refused_first
from tests.workbooks import rows_of
from welfare.budgets import ledger
from welfare.runs.actions import counting, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted_run(union, branch):
    make.member(branch, name="孟静", employee_number="E001")
    make.member(branch, name="夏远", post_category="technical")
    make.member(branch, name="老周", employment="retired")
    make.member(union, name="退会", state="withdrawn")
    make.budget_line(union, amount=1000)
    return make.counted_run(union)


def test_the_list_shows_the_runs_in_reach_only(client, counted_run):
    log_in(client, counted_run.unit)
    elsewhere = make.counted_run()
    page = client.get("/welfare/runs/").context["page"]
    assert [run.pk for run in page] == [counted_run.pk]
    log_in(client, elsewhere.unit)
    assert [run.pk for run in client.get("/welfare/runs/").context["page"]] == [elsewhere.pk]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "counted"}, 1),
        ({"state": "issued"}, 0),
        ({"festival": "mid_autumn"}, 1),
        ({"unit": "HQ"}, 1),
        ({"unit": "B1"}, 0),
        ({"unit": "nowhere"}, 0),
        ({"sort": "cost"}, 1),
    ],
)
def test_the_list_is_filtered_by_the_url(client, counted_run, asked, found):
    log_in(client, counted_run.unit)
    assert len(client.get("/welfare/runs/", asked).context["page"]) == found


def test_a_run_shows_who_receives_who_not_and_why_and_the_money(client, counted_run, branch):
    log_in(client, counted_run.unit)
    shown = client.get(f"/welfare/runs/{counted_run.pk}/").context
    assert shown["verdicts"]["receiving"] == 2
    assert [(verdict.value, heads) for verdict, heads in shown["verdicts"]["reasons"]] == [("left", 1), ("retired", 1)]
    assert [(row["members"], row["receiving"], row["money"]) for row in shown["categories"]] == [
        (3, 1, 300),
        (1, 1, 300),
        (0, 0, 0),
        (0, 0, 0),
    ]
    assert (shown["money"]["before"], shown["money"]["after"]) == (1000, 400)
    assert [(row["label"], row["heads"], row["money"]) for row in shown["branches"]] == [
        ("公司工会", 0, 0),
        ("采油一厂", 2, 600),
    ]
    assert shown["primary"] == "submit"


def test_each_reason_opens_the_list_of_those_members(client, counted_run):
    log_in(client, counted_run.unit)
    for verdict, name in {"left": "退会", "retired": "老周"}.items():
        page = client.get(f"/welfare/runs/{counted_run.pk}/judged/{verdict}/").context["page"]
        assert [row.member.name for row in page] == [name]
    assert client.get(f"/welfare/runs/{counted_run.pk}/judged/full/").status_code == 404


def test_those_whose_cap_is_reached_are_listed_too(client):
    unit = make.unit()
    make.member(unit, name="满额")
    make.counted_run(unit, festival="spring", amount=Decimal(400), on=date(2026, 1, 20))
    make.cap(unit, 400)
    run = make.counted_run(unit)
    log_in(client, unit)
    page = client.get(f"/welfare/runs/{run.pk}/judged/cap_reached/").context["page"]
    assert [(row.member.name, row.standard, row.reduced_by) for row in page] == [("满额", 300, "person_year")]


def test_an_empty_run_says_that_it_selects_nobody_and_offers_no_submission(client):
    run = make.run(make.unit())
    log_in(client, run.unit)
    answer = client.get(f"/welfare/runs/{run.pk}/")
    assert answer.context["primary"] == ""
    assert "This run selects nobody" in answer.content.decode()
    said = client.post(f"/welfare/runs/{run.pk}/submit/")
    assert_refused_first(said, "This run selects nobody: there is nothing to review.")
    run.refresh_from_db()
    assert run.state == "counted"


def test_a_run_dearer_than_its_budget_is_refused_beside_the_button(client, counted_run, union):
    line = counted_run.unit.budget_lines.get()
    ledger.reserve(line, line.left - 100, cause=ledger.Cause("books", line.pk), by=None)
    review.submit_run(counted_run, by=make.user())
    review.approve_run(counted_run, by=make.approver(counted_run.unit))
    log_in(client, union, "chair")
    answer = client.post(f"/welfare/runs/{counted_run.pk}/approve/")
    assert_refused(answer, "The budget has ¥100.00 left, and this run costs ¥600.00.", "Approve")
    counted_run.refresh_from_db()
    assert (counted_run.state, counted_run.approvals.count()) == ("in_review", 1)


def test_a_second_officer_reads_that_the_run_has_moved_on_and_keeps_the_reason(client, counted_run, union):
    review.submit_run(counted_run, by=make.user())
    review.return_run(counted_run, by=make.approver(counted_run.unit), reason="漏了新员工")
    log_in(client, union, "chair")
    answer = client.post(f"/welfare/runs/{counted_run.pk}/return/", {"reason": "金额不对"})
    assert_refused(answer, "This has moved on: it is now “", "金额不对")
    counted_run.refresh_from_db()
    assert counted_run.round == 2


def test_issuing_a_run_that_is_issued_already_is_refused_above_the_page(client, counted_run, union):
    log_in(client, union)
    assert_refused_first(client.post(f"/welfare/runs/{counted_run.pk}/issue/"), "This has moved on: it is now “")


def test_a_run_goes_from_count_to_receipt_on_its_pages(client, counted_run, union):
    log_in(client, union)
    address = f"/welfare/runs/{counted_run.pk}/"
    client.post(f"{address}submit/")
    for post in ("chair", "finance_officer"):
        log_in(client, union, post)
        assert client.get(address).context["primary"] == "approve"
        client.post(f"{address}approve/")
        assert client.get(address).context["primary"] == ""
    log_in(client, union)
    assert client.get(address).context["primary"] == "issue"
    client.post(f"{address}issue/")
    counted_run.refresh_from_db()
    assert counted_run.state == "issued"
    shown = client.get(address).context
    assert (shown["progress"].done, shown["progress"].whole, shown["primary"]) == (0, 2, "remind")
    refused = client.post(f"{address}close/", {"reason": ""})
    assert refused.status_code == 422
    client.post(f"{address}close/", {"reason": "过期未领"})
    counted_run.refresh_from_db()
    assert counted_run.state == "closed"
    verbs = AuditEvent.objects.about(counted_run).values_list("verb", flat=True)
    assert list(verbs) == [
        "run.open",
        "run.counted",
        "run.submit",
        "run.approve",
        "run.approve",
        "run.issue",
        "run.close",
    ]


@pytest.mark.parametrize("step", ["recount", "submit", "approve", "return", "issue", "cancel", "close", "retry"])
def test_an_officer_of_another_union_finds_no_run(client, counted_run, step):
    for post in ("welfare_officer", "chair"):
        log_in(client, make.unit("Railway"), post)
        assert client.post(f"/welfare/runs/{counted_run.pk}/{step}/", {"reason": "x"}).status_code in (403, 404)
        assert client.get(f"/welfare/runs/{counted_run.pk}/").status_code == 404
    counted_run.refresh_from_db()
    assert counted_run.state == "counted" and counted_run.approvals.count() == 0


@pytest.mark.parametrize("post", ["auditor", "group_leader", "desk_counsellor"])
def test_who_only_reads_takes_no_step(client, counted_run, union, post):
    log_in(client, union, post)
    for step in ("recount", "submit", "approve", "return", "issue", "cancel", "close", "retry"):
        assert client.post(f"/welfare/runs/{counted_run.pk}/{step}/", {"reason": "x"}).status_code == 403


def test_a_returned_run_names_the_reason_on_its_timeline(client, counted_run, union):
    review.submit_run(counted_run, by=make.user())
    log_in(client, union, "chair")
    assert client.get(f"/welfare/runs/{counted_run.pk}/return/").status_code == 200
    assert client.post(f"/welfare/runs/{counted_run.pk}/return/", {"reason": " "}).status_code == 422
    answer = client.post(f"/welfare/runs/{counted_run.pk}/return/", {"reason": "漏了新员工"}, follow=True)
    assert "漏了新员工" in answer.content.decode()


def test_the_progress_bar_is_polled_while_counting_and_then_reloads_the_page(client, union, monkeypatch):
    monkeypatch.setattr("welfare.runs.rules.SLICE_SIZE", 1)
    make.member(union)
    make.member(union)
    run = make.run(union)
    log_in(client, union)
    counting.count_next_slice()
    bar = client.get(f"/welfare/runs/{run.pk}/progress/", {"state": "counting"})
    assert "every 2s" in bar.content.decode()
    assert (bar.context["progress"].done, bar.context["progress"].whole) == (1, 2)
    assert client.get("/welfare/runs/progress/").context["runs_url"]
    counting.count_all()
    done = client.get(f"/welfare/runs/{run.pk}/progress/", {"state": "counting"})
    assert done.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 2),
        ({"q": "孟"}, 1),
        ({"q": "E001"}, 1),
        ({"unit": "B1"}, 2),
        ({"received": "no"}, 2),
        ({"received": "yes"}, 0),
    ],
)
def test_the_roster_is_filtered_by_the_url(client, counted_run, asked, found):
    log_in(client, counted_run.unit)
    assert len(client.get(f"/welfare/runs/{counted_run.pk}/roster/", asked).context["page"]) == found


def test_the_exported_roster_is_what_is_shown_masked_and_audited(client, counted_run):
    officer = log_in(client, counted_run.unit)
    answer = client.get(f"/welfare/runs/{counted_run.pk}/roster/export/", {"q": "孟"})
    rows = rows_of(answer)
    assert [row[0] for row in rows[1:]] == ["孟静"]
    assert "****" in rows[1][4] and rows[1][6] == 300
    event = AuditEvent.objects.get(verb="run.export")
    assert (event.actor, event.changes["filters"], event.changes["rows"]) == (officer, {"q": "孟"}, 1)


def test_the_sign_off_sheet_sums_in_capital_numerals(client, counted_run):
    log_in(client, counted_run.unit)
    assert "陆佰元整" in client.get(f"/welfare/runs/{counted_run.pk}/sheet/").content.decode()


def test_a_sheet_too_long_to_print_asks_for_a_unit(client, counted_run, monkeypatch):
    monkeypatch.setattr("welfare.handing_out.views.roster.SHEET_LIMIT", 1)
    log_in(client, counted_run.unit)
    answer = client.get(f"/welfare/runs/{counted_run.pk}/sheet/")
    assert answer.context["too_many"] and not answer.context["sheets"]


@pytest.mark.parametrize("page", ["", "{pk}/", "{pk}/roster/", "{pk}/judged/left/", "{pk}/sheet/"])
def test_a_page_takes_as_many_queries_for_many_as_for_few(client, union, page):
    make.budget_line(union)
    branch = make.unit(parent=union)
    make.member(branch)
    make.member(branch, state="withdrawn")
    run = make.counted_run(union)
    log_in(client, union)
    address = "/welfare/runs/" + page.format(pk=run.pk)
    few = queries_of(client, address)
    for _ in range(5):
        group = make.unit(parent=make.unit(parent=union))
        make.member(group)
        make.member(group, state="withdrawn")
    counting.recount_run(run, by=make.user())
    counting.count_all()
    for _ in range(3):
        make.counted_run(union)
    assert queries_of(client, address) == few


def test_who_is_not_in_hardship_is_shown_only_to_those_who_may_see_it(client, union):
    make.member(union, name="孟静", hardship="deep")
    make.member(union, name="夏远")
    run = make.counted_run(union, conditions={"hardships": ["deep"]})
    address = f"/welfare/runs/{run.pk}/judged/other_hardship/"
    log_in(client, union)
    assert "夏远" in client.get(address).content.decode()
    post = Post.objects.get(code="welfare_officer")
    post.permissions.remove(post.permissions.get(codename="view_hardshipmark"))
    assert [client.get(one).status_code for one in (address, f"{address}export/")] == [404, 404]
    assert address not in client.get(run.get_absolute_url()).content.decode()

"""The figures and shortcuts of the officers' desk: no post sees an empty page, and none sees what is not its own."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultation.choices import Topic
from consultation.questions.models import Question
from members.authority.models import Post
from members.authority.shipped_posts import POSTS
from office.models import AuditEvent
from tests import factories as make
from tests.workbooks import rows_of
from union_portal import workbench

pytestmark = pytest.mark.django_db
FIGURES, EXPORT = "/desk/figures/", "/desk/figures/export/"


@pytest.fixture
def union():
    return make.unit("总厂工会", kind="union")


@pytest.fixture
def branch(union):
    return make.unit("一车间", parent=union)


def charts_of(user):
    return {chart["id"]: chart for chart in workbench.figures(user).charts}


def tiles_of(user):
    return {tile.label: tile for tile in workbench.figures(user).tiles}


def test_every_post_finds_figures_and_shortcuts_on_its_desk(client, branch):
    make.worker(branch)
    for post in POSTS:
        user = make.officer(branch, post)
        client.force_login(user)
        assert workbench.shortcuts(user), post
        assert 'class="tile"' in client.get(FIGURES).content.decode(), post
        for one in workbench.shortcuts(user):
            assert client.get(one["url"]).status_code == 200, (post, one["url"])


def test_an_administrator_finds_the_administration_first(client):
    assert workbench.shortcuts(make.user(is_superuser=True))[0]["url"] == reverse("admin:index")


def test_the_desk_comes_at_once_and_fetches_figures_that_are_not_kept(client, branch):
    client.force_login(make.officer(branch, "chair"))
    assert 'hx-get="/desk/figures/"' in client.get("/desk/").content.decode()
    assert client.get(FIGURES, headers={"HX-Request": "true"}).content.decode().lstrip().startswith("<section")
    page = client.get("/desk/").content.decode()
    assert 'hx-trigger="load"' not in page and 'class="tile"' in page


def test_without_a_post_there_are_no_figures(client):
    client.force_login(make.worker().user)
    assert client.get(FIGURES).status_code == 403
    assert client.get(EXPORT, {"chart": "inflow"}).status_code == 403


def test_a_branch_counts_its_own_questions_only_and_a_chart_names_what_came_in(union, branch):
    for unit in (branch, branch, make.unit("二车间", parent=union)):
        make.question(make.worker(unit).user, topic=Topic.HOURS)
    here, whole = make.officer(branch, "desk_counsellor"), make.officer(union, "desk_counsellor")
    assert [tiles_of(user)["Open questions"].figure for user in (here, whole)] == ["2", "3"]
    assert [charts_of(user)["inflow"]["series"][0]["values"][-1] for user in (here, whole)] == [2, 3]
    assert charts_of(here)["topics"]["labels"] == ["Hours, leave and holidays"]


def test_who_may_see_no_grievances_reads_no_count_of_them(branch):
    make.grievance(make.account(make.worker(branch)))
    counsellor, rights = make.officer(branch, "desk_counsellor"), make.officer(branch, "rights_officer")
    assert "Open grievances" not in tiles_of(counsellor)
    assert "inflow" not in charts_of(counsellor)
    assert tiles_of(rights)["Open grievances"].figure == "1"
    assert [one["name"] for one in charts_of(rights)["inflow"]["series"]] == ["Grievances filed"]


def test_open_questions_are_drawn_by_age(branch):
    for days in (0, 5, 40):
        asked = make.question(make.worker(branch).user)
        Question.objects.filter(pk=asked.pk).update(asked_at=timezone.now() - timedelta(days=days))
    ages = charts_of(make.officer(branch, "desk_counsellor"))["ages"]
    assert ages["series"][0]["values"] == [1, 1, 0, 0, 1]


def test_an_overdue_case_turns_its_tile_into_an_alarm(client, branch):
    question = make.question(make.worker(branch).user)
    question.clocks.update(starts_on="2020-01-01", due_on="2020-01-06")
    tile = tiles_of(make.officer(branch, "desk_counsellor"))["Open questions"]
    assert (tile.alarm, tile.url) == (True, reverse("consultation:question_list") + "?overdue=on")


@time_machine.travel("2026-11-20 04:00Z", tick=False)
def test_spending_by_month_is_that_of_the_years_execution(client, branch):
    make.worker(branch)
    run = make.issued_run(branch)
    finance = make.officer(branch, "finance_officer")
    chart = charts_of(finance)["spending"]
    budget, used, spent = chart["series"]
    assert run.line
    assert spent["values"][-1] == used["values"][-1] == run.cost == run.line.spent
    assert budget["values"][-1] == run.line.amount
    # The page of the year's execution says the same.
    client.force_login(finance)
    pages_own = client.get(reverse("welfare:budget_execution")).context["charts"][1]
    assert (pages_own["labels"], pages_own["series"]) == (chart["labels"], chart["series"])


@time_machine.travel("2026-11-20 04:00Z", tick=False)
def test_heads_stand_beside_money_for_each_post_category(branch):
    make.worker(branch, post_category="front_line")
    make.worker(branch, post_category="management")
    make.issued_run(branch)
    chart = charts_of(make.officer(branch, "chair"))["fairness"]
    assert chart["labels"] == ["front line", "management"]
    assert [one["values"] for one in chart["series"]] == [[Decimal("50.0"), Decimal("50.0")]] * 2


@time_machine.travel("2026-11-20 04:00Z", tick=False)
def test_coverage_shows_the_unit_that_was_reached_least_first(union, branch):
    make.worker(branch)
    other = make.unit("二车间", parent=union)
    make.worker(other)
    make.issued_run(union)
    make.member(other, employment="retired")
    chart = charts_of(make.officer(union, "chair"))["coverage"]
    assert (chart["labels"], chart["series"][0]["values"]) == (["二车间", "一车间"], [50, 100])


def test_a_chart_is_exported_as_its_table_and_that_is_recorded(client, branch):
    make.question(make.worker(branch).user)
    client.force_login(make.officer(branch, "desk_counsellor"))
    rows = rows_of(client.get(EXPORT, {"chart": "inflow"}))
    assert rows[-1][-1] in (1, "1")
    assert AuditEvent.objects.filter(verb="desk.export").count() == 1
    assert client.get(EXPORT, {"chart": "spending"}).status_code == 404


def test_figures_kept_for_one_reach_are_not_given_to_another(union, branch):
    make.question(make.worker(branch).user)
    here = make.officer(branch, "desk_counsellor")
    elsewhere = make.officer(make.unit("二车间", parent=union), "desk_counsellor")
    assert tiles_of(here)["Open questions"].figure == "1"
    assert tiles_of(elsewhere)["Open questions"].figure == "0"
    assert workbench.kept_figures(make.officer(branch, "desk_counsellor")) is not None


def test_figures_take_as_many_queries_for_many_rows_as_for_few(client, union, branch):
    def queries():
        user = make.officer(union, "chair")
        client.force_login(user)
        with CaptureQueriesContext(connection) as found:
            workbench.figures(user)
        return len(found)

    make.question(make.worker(branch).user)
    few = queries()
    workbench.cache.clear()
    for number in range(3):
        make.question(make.worker(make.unit(f"车间{number}", parent=union)).user)
    assert queries() <= few <= 30


@time_machine.travel("2026-11-20 04:00Z", tick=False)
def test_who_may_not_see_the_units_learns_no_headcount_from_coverage(union, branch):
    for unit in (branch, make.unit("二车间", parent=union)):
        make.worker(unit)
    make.issued_run(union)
    post = Post.objects.create(code="paymaster", name="发放员")
    post.permissions.set(Permission.objects.filter(codename="view_grant"))
    assert "coverage" not in charts_of(make.officer(union, post.code))

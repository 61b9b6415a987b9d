"""The pages of a run's figures: before review, fairness, its file, and the year before."""

from datetime import date
from decimal import Decimal

import pytest

from members.authority.models import Post, User
from office.models import AuditEvent
from tests import factories as make
from tests.people import api_client_of, log_in
from tests.queries import queries_of
from tests.workbooks import rows_of
from welfare.fairness.actions import counting
from welfare.runs.actions.counting import count_all as count_runs
from welfare.runs.actions.opening import open_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    """A union with two branches: ten of the front line in each, ten technicians and two managers in the first."""
    union = make.unit("Union", kind="union", code="HQ")
    first = make.unit("First", parent=union, code="B1")
    second = make.unit("Second", parent=union, code="B2")
    for number in range(10):
        make.member(first, post_category="front_line", sex="1" if number < 5 else "2")
        make.member(second, post_category="front_line", sex="1")
        make.member(first, post_category="technical", sex="2")
    for _ in range(2):
        make.member(first, post_category="management", sex="1")
    return union


def table_of(page, key):
    """Return a table of the page as {group: (members or None, receiving, money)}."""
    [table] = [one for one in page.context["tables"] if one.key == key]
    return {
        row.label: (row.figures.meant if row.shows_members else None, row.figures.heads, row.figures.money)
        for row in table.rows
    }


def test_figures_are_shown_by_group_and_by_two_of_them(client, union):
    log_in(client, union)
    run = make.counted_run(union, amounts={"by": "post_category", "rows": [["front_line", "400"]]})
    address = f"/welfare/runs/{run.pk}/fairness/"
    assert client.get(address).context["counted"] is None
    counting.count_all()
    page = client.get(address)
    assert table_of(page, "sex") == {"male": (17, 17, 15 * 400 + 2 * 300), "female": (15, 15, 5 * 400 + 10 * 300)}
    assert list(table_of(page, "branch").values()) == [(22, 22, 7600), (10, 10, 4000)]
    # Two managers would follow from the total: they stand with the technicians or the front line.
    categories = table_of(page, "post_category")
    assert len(categories) == 2 and (12, 12, 12 * 300) in categories.values()
    [crossed] = [one for one in page.context["tables"] if one.key == "branch_post_category"]
    assert [[cell.heads for cell in row.cells] for row in crossed.rows] == [[10, 12], [10, 0]]
    [gap, *_others] = page.context["gaps"]
    assert gap.gap.width == 100 and [cause.shrinks_by for _label, cause in gap.causes] == [100]
    assert len(page.context["charts"]) == 3


def test_the_page_asks_the_same_number_of_queries_for_many_groups(client, union):
    log_in(client, union)
    run = make.counted_run(union)
    counting.count_all()
    few = queries_of(client, f"/welfare/runs/{run.pk}/fairness/")
    for number in range(8):
        branch = make.unit(f"Branch {number}", parent=union)
        for _ in range(6):
            make.member(branch, post_category="front_line", sex="1")
    larger = make.counted_run(union, festival="spring", on=date(2026, 1, 20), conditions={"sexes": ["1", "2"]})
    counting.count_all()
    many = queries_of(client, f"/welfare/runs/{larger.pk}/fairness/")
    assert many <= few + 3


def test_last_year_stands_beside_it(client, union):
    log_in(client, union)
    plan = make.plan(union)
    runs = [open_run(plan, by=make.user(), on=date(year, 9, 5)) for year in (2025, 2026)]
    count_runs()
    for run in runs:
        run.refresh_from_db()
    counting.count_all()
    page = client.get(f"/welfare/runs/{runs[1].pk}/fairness/")
    assert page.context["before"] == runs[0]
    [by_category, _sex, _branch] = page.context["beside"]
    assert [(row.figures.heads, row.before.heads, row.more_heads, row.more_money) for row in by_category.rows] == [
        (20, 20, 0, 0),
        (12, 12, 0, 0),
    ]


def test_the_file_has_a_line_for_each_group(client, union):
    log_in(client, union)
    run = make.counted_run(union)
    counting.count_all()
    rows = rows_of(client.get(f"/welfare/runs/{run.pk}/fairness/export/"))
    assert len(rows) == 1 + 2 + 2 + 2 + 2 * 2 + 2 * 2
    assert client.get(f"/welfare/runs/{run.pk}/fairness/export/?format=print").status_code == 200
    assert AuditEvent.objects.filter(verb="run.export_fairness").count() == 2


def test_before_review_says_what_refuses_what_to_look_at_and_what_caps_took(client, union):
    make.cap(union, 200, basis="festival")
    log_in(client, union)
    run = make.counted_run(union, place="")
    page = client.get(f"/welfare/runs/{run.pk}/before-review/")
    assert [one.code for one in page.context["hard"]] == ["no_budget", "collection_missing"]
    assert page.context["counted"] is None
    counting.count_all()
    page = client.get(f"/welfare/runs/{run.pk}/before-review/")
    [cap] = page.context["caps"]
    assert (cap.basis, cap.reduced, cap.kept_out, cap.not_given) == ("festival", 32, 0, Decimal(3200))
    assert "皖工发〔2025〕18号" in page.content.decode()
    part = client.get(f"/welfare/runs/{run.pk}/before-review/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "3,200" in part
    assert f"/welfare/runs/{run.pk}/before-review/" in client.get(run.get_absolute_url()).content.decode()


def test_figures_of_a_run_for_hardship_are_shown_only_to_who_may_see_it(client, union):
    make.member(union, hardship="deep")
    user = log_in(client, union)
    run = make.counted_run(union, conditions={"hardships": ["deep"]})
    counting.count_all()
    address = f"/welfare/runs/{run.pk}/fairness/"
    figures = f"/api/v1/run-figures/{run.pk}/"
    assert [client.get(one).status_code for one in (address, f"{address}export/")] == [200, 200]
    assert api_client_of(user).get(figures).status_code == 200
    post = Post.objects.get(code="welfare_officer")
    post.permissions.remove(post.permissions.get(codename="view_hardshipmark"))
    assert [client.get(one).status_code for one in (address, f"{address}export/")] == [404, 404]
    assert api_client_of(User.objects.get(pk=user.pk)).get(figures).status_code == 404
    page = client.get(run.get_absolute_url())
    assert page.context["categories"] == page.context["branches"] == page.context["charts"] == []
    before = client.get(f"/welfare/runs/{run.pk}/before-review/").content.decode()
    assert "What refuses a step" in before and "Cap by cap" not in before
    assert address not in before + page.content.decode()

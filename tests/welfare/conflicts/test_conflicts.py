"""What refuses a step of a run, and what reviewers have to look at, each with its number and its list."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from members.duplicates.models import DoubleCandidate
from members.freezes.actions import freeze_unit
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.people import log_in
from tests.workbooks import rows_of
from welfare.conflicts.finding import count_soft, hard_conflicts, open_beside, soft_conflicts, year_before
from welfare.conflicts.rules import differs_far, percent_of
from welfare.runs.actions import review

pytestmark = pytest.mark.django_db
BORN = date(1990, 1, 1)


@pytest.fixture
def union():
    return make.unit("Union", kind="union", code="HQ")


def codes(run):
    return [one.code for one in hard_conflicts(run, make.user())]


@pytest.mark.parametrize(
    ("cost", "before", "far"),
    [("100", "100", False), ("119.99", "100", False), ("120", "100", True), ("80", "100", True), ("5", "0", False)],
)
def test_a_fifth_more_or_less_than_last_year_is_far(cost, before, far):
    assert differs_far(Decimal(cost), Decimal(before)) is far


def test_shares_are_told_with_one_decimal():
    assert (percent_of(1, 3), percent_of(0, 0)) == (Decimal("33.3"), 0)


def test_hard_conflicts_are_what_the_steps_refuse(union):
    make.member(union)
    run = make.counted_run(union, place="")
    assert codes(run) == ["no_budget", "collection_missing"]
    with pytest.raises(NotAllowed) as why:
        review.submit_run(run, by=make.user())
    assert why.value.code == codes(run)[0]
    make.budget_line(union, amount=100)
    assert codes(run) == ["too_little_left", "collection_missing"]
    now = timezone.now()
    freeze_unit(
        union, starts_at=now, ends_at=now + timedelta(days=1), acts=["approving"], reason="审计", by=make.user()
    )
    assert codes(run) == ["too_little_left", "frozen", "collection_missing"]


def test_what_a_unit_above_has_left_is_told_to_those_alone_who_see_budgets_there(client, union):
    branch = make.unit("Branch", parent=union)
    make.member(branch)
    make.budget_line(union, amount=100)
    run = make.counted_run(branch, notice_days=5)
    chair = make.officer(branch, "branch_chair")
    (below, *_rest), (above, *_others) = (hard_conflicts(run, one) for one in (chair, make.officer(union, "chair")))
    assert below.code == above.code == "too_little_left" and (below.url, "100" in str(below.sentence)) == ("", False)
    assert "¥100.00" in str(above.sentence) and above.url
    client.force_login(chair)
    page = client.get(run.get_absolute_url()).content.decode()
    assert "¥100.00" not in page and "is too small" in page
    # The public notice refuses the issue, until it was.
    assert "not_published" in codes(run)


def test_of_a_run_that_is_issued_no_step_is_said_to_be_open(client, union):
    make.member(union)
    run = make.issued_run(union)
    assert codes(run) == []
    client.force_login(make.officer(union, "chair"))
    page = client.get(f"{run.get_absolute_url()}before-review/").content.decode()
    assert "No step is left" in page and "can be submitted" not in page


def test_a_run_without_anybody_and_one_with_everything_are_told(union):
    make.budget_line(union)
    assert codes(make.counted_run(union)) == ["nobody_receives"]
    make.member(union)
    assert codes(make.counted_run(union, festival="spring", on=date(2026, 1, 20))) == []


def test_the_share_of_the_budget_income_is_a_hard_conflict(union):
    make.member(union)
    make.budget_line(union)
    make.cap(union, 5, basis="budget_share")
    run = make.counted_run(union)
    assert codes(run) == ["income_missing"]


def test_soft_conflicts_are_counted_among_those_who_receive(union):
    closed = make.unit("Closed", parent=union)
    fine = make.member(union, post_category="technical", birth_date=BORN)
    make.member(union, post_category="", birth_date=None)
    make.member(union, post_category="technical", birth_date=BORN, state="leaving")
    make.member(union, post_category="", state="withdrawn")
    twin = make.member(closed, post_category="technical", birth_date=BORN)
    DoubleCandidate.objects.create(a=fine, b=twin, reasons=["name_birth"], score=80)
    run = make.counted_run(union)
    type(closed).objects.filter(pk=closed.pk).update(closed_on=date(2026, 9, 1))
    found = count_soft(run)
    assert found == {"no_post_category": 1, "no_birth_date": 1, "leaving": 1, "two_records": 2, "unit_closed": 1}
    assert [one.count for one in soft_conflicts(run, found, None)] == [1, 1, 1, 2, 1]


def test_missing_accounts_matter_in_runs_of_money_only(union):
    make.member(union, birth_date=BORN)
    goods = make.counted_run(union)
    assert "no_account" not in count_soft(goods)
    money = make.counted_run(
        union, schedule="dates", festival="", kind="winter", days=["07-01"], form="money", on=date(2026, 6, 20)
    )
    assert count_soft(money)["no_account"] == 1
    assert [one.code for one in soft_conflicts(money, {"no_account": 1}, None)] == ["no_account"]
    money.heads = 100
    assert soft_conflicts(money, {"no_account": 4}, None) == []


def test_other_open_runs_of_the_kind_are_those_above_and_below(union):
    branch, other = make.unit("Branch", parent=union), make.unit("Other", kind="union")
    runs = [make.counted_run(unit) for unit in (union, branch, other)]
    assert list(open_beside(runs[0])) == [runs[1]] and list(open_beside(runs[1])) == [runs[0]]
    assert list(open_beside(runs[2])) == []
    assert [(one.code, one.count) for one in soft_conflicts(runs[1], {}, None)] == [("other_runs", 1)]


def test_the_run_of_the_year_before_is_that_of_the_plan_or_of_the_festival(union):
    make.member(union, birth_date=BORN)
    earlier = make.counted_run(union, on=date(2025, 9, 20), amount=Decimal(100))
    run = make.counted_run(union)
    make.counted_run(union, festival="national", on=date(2025, 9, 20))
    assert year_before(run) == earlier and year_before(earlier) is None
    assert "cost_far" in [one.code for one in soft_conflicts(run, {}, earlier)]


def test_each_soft_conflict_leads_to_its_list_and_file(client, union):
    make.member(union, name="夏远", post_category="", birth_date=BORN)
    make.member(union, name="孟静", post_category="technical", birth_date=BORN)
    run = make.counted_run(union)
    log_in(client, union)
    address = f"/welfare/runs/{run.pk}/conflicts/no_post_category/"
    assert [row.member.name for row in client.get(address).context["page"]] == ["夏远"]
    assert len(client.get(address, {"q": "孟静"}).context["page"]) == 0
    assert len(client.get(address, {"unit": "HQ"}).context["page"]) == 1
    assert len(rows_of(client.get(f"{address}export/"))) == 2
    assert AuditEvent.objects.filter(verb="run.export_conflict").exists()
    assert client.get(f"/welfare/runs/{run.pk}/conflicts/nonsense/").status_code == 404


def test_runs_out_of_reach_are_not_in_the_list_of_other_runs(client, union):
    branch = make.unit("Branch", parent=union)
    mine, theirs = make.counted_run(branch), make.counted_run(union)
    log_in(client, branch)
    assert len(client.get(f"/welfare/runs/{mine.pk}/conflicts/runs/").context["page"]) == 0
    log_in(client, union)
    assert [run.pk for run in client.get(f"/welfare/runs/{mine.pk}/conflicts/runs/").context["page"]] == [theirs.pk]
    assert client.get(f"/welfare/runs/{mine.pk}/conflicts/runs/export/").status_code == 200

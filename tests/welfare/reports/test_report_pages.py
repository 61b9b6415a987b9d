"""The pages of reports: what each shows to whom, its file, its print, its API, and what it hides."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from members.permissions import MembersPermission
from members.register.models.member import Member
from members.units.models.units import Unit
from office.models import AuditEvent
from tests import factories as make
from tests.lasting_rows import lasting
from tests.people import api_client_of, log_in
from tests.queries import queries_of
from tests.workbooks import rows_of
from welfare.permissions import WelfarePermission
from welfare.reports.actions import counting, folding
from welfare.reports.models import CoverageCell, CoverageCount
from welfare.standards.models import BenefitRule

pytestmark = pytest.mark.django_db
REPORTS = ("coverage", "spending", "fairness", "uncollected", "visits")
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.get_default_timezone())


def make_union():
    """A union of two branches with 12 and 8 members: of the run's 20 grants all of the first and two are received."""
    with time_machine.travel(NOW, tick=True):
        union = make.unit("Union", kind="union", code="RU")
        first, second = make.unit("First", parent=union, code="RF"), make.unit("Second", parent=union, code="RS")
        for number in range(12):
            make.member(
                first, post_category="front_line" if number < 6 else "technical", sex="1" if number < 7 else "2"
            )
        for _number in range(8):
            make.member(second, post_category="front_line", sex="2")
        make.cap(union, 2000, basis="person_year")
        run = make.issued_run(union, amount=300, place="Hall")
        signed = [*run.grants.filter(unit=first), *run.grants.filter(unit=second)[:2]]
        make.signing_of(run.grants.filter(pk__in=[grant.pk for grant in signed]))
        counting.count_all()
        return union


@pytest.fixture(scope="module")
def union(django_db_setup, django_db_blocker):
    with lasting(make_union, django_db_blocker) as made:
        yield made


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=True):
        yield


def table_of(page, key):
    [table] = [one for one in page.context["tables"] if one.key == key]
    return {
        row.label: (row.figures.meant if row.shows_members else None, row.figures.heads, row.figures.money)
        for row in table.rows
    }


def test_coverage_tells_members_reached_by_kind_and_branch_and_the_day(client, union):
    log_in(client, union)
    page = client.get("/welfare/reports/coverage/?year=2026")
    assert table_of(page, "kind") == {"festival benefit": (20, 14, 4200)}
    # Two of the second branch received: it stands with the first.
    assert table_of(page, "branch") == {"First, Second, together": (20, 14, 4200)}
    assert ">Receiving<" not in page.content.decode()
    assert "2026-11-20" in page.content.decode() and page.context["found"].total.reach == 70


def test_fairness_tells_heads_beside_money_and_puts_small_groups_together(client, union):
    log_in(client, union)
    page = client.get("/welfare/reports/fairness/?year=2026")
    assert table_of(page, "post_category") == {
        "front line": (14, 8, 2400),
        "technical": (6, 6, 1800),
    }
    assert table_of(page, "sex") == {"male": (7, 7, 2100), "female": (13, 7, 2100)}
    few = make.officer(make.unit("Few", parent=union))
    make.member(few.appointments.get().unit)
    CoverageCount.objects.all().delete()
    counting.count_all()
    client.force_login(few)
    assert client.get("/welfare/reports/fairness/?year=2026").context["found"].hidden


def test_a_unit_that_is_no_line_of_its_own_above_is_not_told_by_itself(client, union):
    log_in(client, union)
    for unit in ("RF", "RS"):
        assert client.get(f"/welfare/reports/coverage/?year=2026&unit={unit}").context["found"].hidden
    # Who may not ask for the union learns nothing by subtracting.
    log_in(client, Unit.objects.get(code="RF"))
    assert table_of(client.get("/welfare/reports/coverage/?year=2026"), "kind") == {"festival benefit": (12, 12, 3600)}


def test_spending_stands_against_budget_and_cap(client, union):
    log_in(client, union)
    found = client.get("/welfare/reports/spending/?year=2026").context["found"]
    [kind] = found.kinds
    assert (kind.label, kind.benefits, kind.money, kind.spent) == ("festival benefit", 20, 6000, 6000)
    assert kind.budget == 1_000_000 and kind.rate == Decimal("0.6") and found.budget.spent == 6000
    rows = [(row.label, row.money, row.members, row.per_member, row.cap, row.of_cap) for row in found.branches]
    assert rows == [("First", 3600, 12, 300, 2000, 15), ("Second", 2400, 8, 300, 2000, 15)]
    assert [(row.label, row.money) for row in found.months] == [("2026-09", 6000)]
    make.budget_line(union, kind="birthday", amount=5000)
    _festival, unused = client.get("/welfare/reports/spending/?year=2026").context["found"].kinds
    assert (unused.benefits, unused.money, unused.budget, unused.spent, unused.rate) == (0, 0, 5000, 0, 0)
    # A branch's officer reads no more than the branch, and has no budget line.
    log_in(client, Unit.objects.get(code="RS"))
    found = client.get("/welfare/reports/spending/?year=2026").context["found"]
    assert (found.total.money, [row.label for row in found.branches]) == (2400, ["Second"])


def test_spending_of_a_past_year_stands_beside_the_members_whom_its_count_found(client, union):
    with time_machine.travel(NOW + timedelta(days=60), tick=True):
        make.member(Unit.objects.get(code="RF"))
        log_in(client, union)
        branches = client.get("/welfare/reports/spending/?year=2026").context["found"].branches
        assert [(row.members, row.per_member, row.festival) for row in branches] == [(12, 300, 300), (8, 300, 300)]
        CoverageCount.objects.all().delete()
        branches = client.get("/welfare/reports/spending/?year=2026").context["found"].branches
        assert {(row.members, row.per_member, row.festival) for row in branches} == {(None, None, None)}


def test_fewer_than_five_benefits_are_not_told_beside_a_budget(client, union):
    make.budget_line(union, year=2025, kind="marriage")
    log_in(client, union)
    found = client.get("/welfare/reports/spending/?year=2025").context["found"]
    assert [(row.label, row.money) for row in found.rows] == [("marriage", 0)]
    make.paid_visit(
        Unit.objects.get(code="RF").members.earliest("pk"), kind="marriage", amount=500, on=date(2025, 11, 1)
    )
    assert not client.get("/welfare/reports/spending/?year=2025").context["found"].rows


def test_what_is_not_collected_is_told_by_run_branch_and_place(client, union):
    log_in(client, union)
    page = client.get("/welfare/reports/uncollected/?year=2026")
    [row] = page.context["shown"]
    assert (row.unit.name, row.place, row.sums.heads, row.sums.left_heads, row.sums.left_money) == (
        "Second",
        "Hall",
        8,
        6,
        1800,
    )
    assert len(client.get("/welfare/reports/uncollected/?year=2026&left=all").context["shown"]) == 2
    assert client.get("/welfare/reports/uncollected/?year=2024").context["shown"] == []
    Unit.objects.filter(code="RS").update(name="First")
    [chart] = client.get("/welfare/reports/uncollected/?year=2026&left=all").context["charts"]
    assert (chart["labels"], chart["series"][1]["values"]) == (["First", "First"], [6, 0])


def test_visits_are_held_against_the_days_of_the_rule(client, union):
    branch = Unit.objects.get(code="RF")
    members = list(branch.members.order_by("pk"))
    BenefitRule.objects.create(
        unit=union, kind="marriage", effective_from=date(2026, 1, 1), source="办法", visit_days=7, closing_days=30
    )
    for member in members[:3]:
        make.done_visit(member, kind="marriage")
    for member in members[3:5]:
        with time_machine.travel(NOW - timedelta(days=9), tick=True):
            make.visit(member, kind="marriage")
    log_in(client, union)
    page = client.get("/welfare/reports/visits/?year=2026")
    [row] = page.context["page"]
    figures = row.figures
    assert (figures.asked, figures.visited, figures.in_time, figures.late, row.rate) == (5, 3, 3, 2, 60)
    make.done_visit(members[5], kind="hospital")
    [row] = client.get("/welfare/reports/visits/?year=2026").context["page"]
    assert (row.label, row.figures.asked) == ("hospital visit, marriage, together", 6)
    assert not client.get("/welfare/reports/visits/?year=2025").context["found"].rows


def test_each_report_has_its_file_its_print_its_api_and_an_empty_state(client, union):
    officer = log_in(client, union)
    api = api_client_of(officer)
    for name in REPORTS:
        address = f"/welfare/reports/{name}/"
        page = client.get(f"{address}?year=2026&unit=RU")
        assert page.status_code == 200 and f'href="{address}export/?year=2026&amp;unit=RU"' in page.content.decode()
        rows = rows_of(client.get(f"{address}export/?year=2026"))
        assert len(rows) > 1 or name == "visits", name
        assert client.get(f"{address}export/?year=2026&format=print").status_code == 200
        assert AuditEvent.objects.filter(verb=f"report.export_{name}", unit=union).count() == 2
        assert 'class="empty"' in client.get(f"{address}?year=2020").content.decode(), name
        wrong = client.get(f"{address}?unit=nowhere")
        assert wrong.status_code == 200 and 'class="empty"' in wrong.content.decode(), name
        answer = api.get(f"/api/v1/reports/{name}/?year=2026")
        assert answer.status_code == 200 and answer.json()["unit"]["code"] == "RU", name
        assert api.get(f"/api/v1/reports/{name}/?unit=nowhere").status_code == 404
        assert api.get(f"/api/v1/reports/{name}/?year=x").status_code == 400
    assert api.get("/api/v1/reports/uncollected/?year=2026").json()["rows"][0]["not_collected"] == 6


def test_reports_take_as_many_queries_whatever_is_in_them(client, union):
    log_in(client, union)
    before = {name: queries_of(client, f"/welfare/reports/{name}/?year=2026") for name in REPORTS}
    third = make.unit("Third", parent=union)
    for _number in range(6):
        make.member(third)
    make.signing_of(make.issued_run(union, festival="national", on=date(2026, 9, 20)).grants.all())
    folding.fold_all()
    CoverageCount.objects.all().delete()
    counting.count_all()
    after = {name: queries_of(client, f"/welfare/reports/{name}/?year=2026") for name in REPORTS}
    assert after == before


def test_runs_that_tell_of_hardship_count_only_for_who_may_see_that(client, union):
    make.budget_line(union, kind="winter")
    run = make.issued_run(
        union, schedule="dates", festival="", kind="winter", days=["11-25"], on=date(2026, 11, 20), lead_days=10
    )
    assert run.tells_hardship
    log_in(client, union, "finance_officer")
    assert client.get("/welfare/reports/spending/?year=2026").context["found"].total.money == 6000
    client.force_login(make.superuser())
    assert client.get("/welfare/reports/spending/?year=2026&unit=RU").context["found"].total.money > 6000


def test_kinds_that_tell_of_illness_stand_in_coverage_only_for_who_may_see_visits(client, union):
    count = CoverageCount.objects.get(year=2026)
    for kind in ("hospital", "birthday"):
        CoverageCell.objects.create(count=count, unit=union, kind=kind, heads=9, money=900)
    seen = []
    for perms in ((), (WelfarePermission.VIEW_VISIT,)):
        client.force_login(make.officer_with(union, MembersPermission.VIEW_HARDSHIPMARK, *perms))
        seen.append({*table_of(client.get("/welfare/reports/coverage/?year=2026&unit=RU"), "kind")})
    assert len(seen[1] - seen[0]) == 1 and "birthday" in seen[0]


def test_a_count_is_made_once_a_day_in_ranges_and_begun_anew_after_a_failure(union, monkeypatch):
    assert counting.count_all() == 0
    monkeypatch.setattr("welfare.reports.actions.counting.SLICE_SIZE", 7)
    whole = {(one.unit_id, one.kind, one.post_category, one.sex): one.heads for one in CoverageCell.objects.all()}
    with time_machine.travel(NOW + timedelta(days=1), tick=True):
        assert counting.count_all() > 2
        count = CoverageCount.objects.get(year=2026)
        assert count.on == date(2026, 11, 21)
        cells = {(one.unit_id, one.kind, one.post_category, one.sex): one.heads for one in CoverageCell.objects.all()}
        assert cells == whole
    with time_machine.travel(NOW + timedelta(days=2), tick=True):
        monkeypatch.setattr("welfare.reports.actions.counting.COUNT", "SELECT 1 / 0")
        counting.count_all()
        failed = CoverageCount.objects.get(done_at=None)
        assert failed.attempts == 3 and "division" in failed.error
        assert CoverageCount.objects.latest_done(2026) == count
    monkeypatch.undo()
    with time_machine.travel(NOW + timedelta(days=3), tick=True):
        counting.count_all()
        assert CoverageCount.objects.get(year=2026).on == date(2026, 11, 23)


def test_a_past_year_whose_only_count_failed_is_begun_anew_on_the_next_day(union, monkeypatch):
    make.paid_visit(
        Unit.objects.get(code="RF").members.earliest("pk"), kind="marriage", amount=500, on=date(2024, 5, 1)
    )
    with monkeypatch.context() as broken:
        broken.setattr("welfare.reports.actions.counting.COUNT", "SELECT 1 / 0")
        counting.count_all()
    assert CoverageCount.objects.get(year=2024).attempts == 3 and counting.count_all() == 0
    for day in (1, 2):
        with time_machine.travel(NOW + timedelta(days=day), tick=True):
            counting.count_all()
            assert timezone.localdate(CoverageCount.objects.filter(year=2024).latest("asked_at").asked_at) == date(
                2026, 11, 21
            )


def test_a_merged_member_is_one_person_and_a_past_year_has_the_members_of_its_last_day(union):
    branch = Unit.objects.get(code="RF")
    kept, other = branch.members.order_by("pk")[:2]
    make.merge_into(kept, other)
    Member.objects.filter(pk=max(branch.members.values_list("pk", flat=True))).update(state="withdrawn")
    CoverageCount.objects.all().delete()
    counting.count_all()
    cells = CoverageCell.objects.filter(kind="", unit=branch)
    assert (sum(one.members for one in cells), sum(one.heads for one in cells)) == (10, 10)
    # Both records received.
    assert sum(one.money for one in cells) == 11 * 300
    counting.ask_count(2025, date(2026, 11, 20))
    while counting.count_next_range():
        pass
    assert CoverageCount.objects.get(year=2025).on == date(2025, 12, 31)

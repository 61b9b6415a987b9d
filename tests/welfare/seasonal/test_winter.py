"""Winter care: households in hardship, who was visited, what was given; nothing of what their files say."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from members.approvals.models import ApprovalRound
from members.register.models.member import Member
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.types import AnnotatedRow
from tests import factories as make
from tests.workbooks import rows_of
from welfare.hardship.actions import approve_assessment, end_file
from welfare.hardship.choices import FileState, Leaving
from welfare.hardship.models.files import HardshipAid, HardshipFile
from welfare.hardship.querysets import HardshipFiles
from welfare.seasonal.actions.winter import ask_home_visits
from welfare.seasonal.rules import Winter
from welfare.seasonal.winter import households
from welfare.visits.models.visits import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_december(time_machine):
    """A day on which a winter is."""
    time_machine.move_to("2026-12-10 09:00+08:00", tick=False)


def household(unit: Unit, name: str, income: int = 12_000) -> HardshipFile:
    """Return a file in force of a member of the unit: deep hardship unless another income is found."""
    assessment = make.assessed_file(make.member(unit, name=name), income=income)
    while ApprovalRound.objects.of("hardship", assessment.pk).open().exists():
        approve_assessment(assessment, by=make.approver(unit))
    return HardshipFile.objects.get(pk=assessment.file_id)


def test_a_home_visit_is_asked_for_once_a_winter_and_goes_the_way_of_every_visit(union: Unit, time_machine):
    file, officer = household(union, "孙困难"), make.officer(union, "welfare_officer")
    with pytest.raises(NotAllowed):
        ask_home_visits([], by=officer)
    # No document allows a sum yet.
    assert [name for name, _why in ask_home_visits([file], by=officer).refused] == ["孙困难"]
    make.cap(union, 800, kind="winter", basis="event")
    (visit,) = ask_home_visits([file], by=officer).visits
    assert (visit.kind, visit.state, visit.amount, visit.event_on) == ("winter", "asked", 800, timezone.localdate())
    time_machine.move_to("2027-02-03 09:00+08:00", tick=False)
    again = ask_home_visits([file], by=officer)
    assert (again.visits, len(again.refused)) == ([], 1)
    time_machine.move_to("2027-07-03 09:00+08:00", tick=False)
    with pytest.raises(NotAllowed):
        ask_home_visits([file], by=officer)
    time_machine.move_to("2027-11-20 09:00+08:00", tick=False)
    assert len(ask_home_visits([file], by=officer).visits) == 1


def test_the_page_shows_level_visit_and_sums_with_filters_budget_and_workbook_but_nothing_of_the_file(
    client, union: Unit
):
    north, south = make.unit("北厂", parent=union), make.unit("南厂", parent=union)
    make.local_figure(union)
    deep, relative = household(north, "赵深度"), household(north, "钱相对", income=20_000)
    household(south, "孙外厂")
    make.cap(north, 800, kind="winter", basis="event")
    make.budget_line(union, year=2026, kind="winter", amount=50_000)
    visited = make.paid_visit(deep.member, kind="winter", papers=[], amount=600)
    HardshipAid.objects.create(
        file=deep, kind="living", amount=500, given_on=date(2026, 11, 20), basis="会议纪要", noted_by=make.user()
    )
    HardshipAid.objects.create(
        file=deep, kind="living", amount=900, given_on=date(2026, 10, 20), basis="会议纪要", noted_by=make.user()
    )
    client.force_login(make.officer(north, "branch_chair"))
    page = client.get("/hardship/winter/")
    rows = {row.member.name: (row.level, row.visited, row.given) for row in page.context["page"]}
    # 500 in these months and the 600 of the visit; what was given in October belongs to no winter.
    assert rows == {"赵深度": ("deep", "yes", Decimal(1100)), "钱相对": ("relative", "no", Decimal(0))}
    assert page.context["figures"] == (2, 1, 0, 1, Decimal(1100))
    assert page.context["budgets"] == []
    text = page.content.decode()
    for said in ("尿毒症", "12,000", "12000", "20000", "孙玉梅"):
        assert said not in text
    for query, names in (("?visited=no", {"钱相对"}), ("?level=deep", {"赵深度"}), ("?winter=2025", set())):
        assert {row.member.name for row in client.get(f"/hardship/winter/{query}").context["page"]} == names
    sheet = rows_of(client.get("/hardship/winter/export/?visited=yes"))
    assert any("赵深度" in row for row in sheet)
    assert visited.state == "paid"
    client.force_login(make.officer(union, "welfare_officer"))
    page = client.get("/hardship/winter/")
    assert len(page.context["page"]) == 3
    assert [(one.year, one.amount) for one in page.context["budgets"]] == [(2026, Decimal(50_000))]
    answer = client.post("/hardship/winter/visits/", {"files": [relative.pk, deep.pk]})
    assert answer.status_code == 302
    assert Visit.objects.filter(member=relative.member, kind="winter").count() == 1
    assert Visit.objects.filter(kind="winter").count() == 2
    assert client.post("/hardship/winter/visits/", {}).status_code == 422
    page = client.get("/hardship/winter/?visited=planned")
    assert [row.member.name for row in page.context["page"]] == ["钱相对"]


def test_what_a_merged_record_was_given_counts_and_every_sum_is_asked_for_by_index(union: Unit):
    file = household(union, "吴合并")
    double = make.member(union, name="吴合并")
    visits = [make.paid_visit(who, kind="winter", papers=[], amount=600) for who in (file.member, double)]
    Member.objects.filter(pk=double.pk).update(state="merged", merged_into=file.member)
    winter = households(HardshipFiles(HardshipFile), Winter(2026))
    found: AnnotatedRow = winter.get()
    assert (found.visit, found.visited, found.visited_on) == (visits[1].pk, "yes", visits[1].visited_on)
    assert found.given == Decimal(1200)
    # Of an empty table the planner takes any index for as good as another.
    for _turn in range(60):
        make.member(union)
    make.issued_run(union)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = winter.explain()
    # What an index finds the grants by is the first that is told of it.
    found_by = re.findall(r" on welfare_grant .*\n\s+(.*)", plan)
    assert len(found_by) == 2
    assert all("Cond: ((member_id = " in line for line in found_by), plan


def test_a_file_that_ended_in_a_winter_stays_in_its_list_and_not_in_the_next(union: Unit):
    file = household(union, "周已脱困")
    end_file(
        file, on=date(2026, 12, 1), why=Leaving.OWN_WISH, words="本人申请", by=make.officer(union, "welfare_officer")
    )
    assert households(HardshipFile.objects.all(), Winter(2026)).get().state == FileState.LEFT
    assert not households(HardshipFile.objects.all(), Winter(2027)).exists()

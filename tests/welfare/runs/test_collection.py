"""What members collect, where and until when: copied from the plan, different for some units, told to members."""

from datetime import date

import pytest

from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from office.types import FieldValues
from tests import factories as make
from welfare.handing_out.views.roster import SHEET_LIMIT
from welfare.plans.actions import set_plan_collection
from welfare.runs.actions import opening, review
from welfare.runs.actions.announcing import write_all_notices
from welfare.runs.actions.collection import set_run_collection, set_unit_collection

pytestmark = pytest.mark.django_db
RICE: FieldValues = {"goods": "大米5公斤", "place": "活动中心", "hours": "9:00–17:00", "contact": "夏远 8550101"}


@pytest.fixture
def union():
    return make.unit(kind="union")


def test_a_run_takes_goods_and_places_from_its_plan(union):
    branch = make.unit(parent=union)
    plan = make.plan(union, collect_days=10, **RICE)
    set_plan_collection(plan, branch, place="井场", hours="", contact="", by=make.user())
    run = opening.open_run(plan, by=make.user(), on=date(2026, 9, 5))
    assert {name: getattr(run, name) for name in RICE} == RICE
    assert run.collect_until == date(2026, 10, 5)
    assert [(one.unit, one.place) for one in run.collections.all()] == [(branch, "井场")]


def test_an_empty_exception_of_a_plan_is_none(union):
    plan = make.plan(union)
    for place in ("井场", ""):
        set_plan_collection(plan, union, place=place, hours="", contact="", by=make.user())
    assert not plan.collections.exists()


@pytest.mark.parametrize("missing", ["goods", "place"])
def test_a_list_is_not_issued_before_it_says_what_and_where(union, missing):
    make.member(union)
    without: FieldValues = {missing: ""}
    run = make.approved_run(union, **without)
    with pytest.raises(NotAllowed, match="what members collect"):
        review.issue_run(run, by=make.user())
    set_run_collection(run, by=make.user(), **{missing: "x"})
    assert review.issue_run(run, by=make.user()).state == "issued"


def test_members_see_what_where_and_until_when_and_those_of_a_unit_their_own_place(union, client):
    branch = make.unit(parent=union)
    group = make.unit(parent=branch)
    here, there = make.worker(union, name="孟静"), make.worker(group, name="马磊")
    run = make.issued_run(union, **RICE)
    set_unit_collection(
        run, branch, place="井场", hours="", contact="", collect_until=date(2026, 12, 1), by=make.user()
    )
    for worker, place, until in ((here, "活动中心", "2026-10-10"), (there, "井场", "2026-12-01")):
        client.force_login(worker.user)
        for address in ("/my/benefits/", "/"):
            page = client.get(address).content.decode()
            assert place in page and until in page and "大米5公斤" in page
        said = client.get("/api/v1/my/grants/").json()["results"][0]["collection"]
        assert (said["place"], said["until"], said["contact"]) == (place, until, "夏远 8550101")


def test_members_are_told_when_a_list_is_issued_and_when_its_place_changes(union):
    worker = make.worker(union, name="孟静")
    signed = make.worker(union, name="马磊")
    run = make.issued_run(union, **RICE)
    write_all_notices()
    (told,) = Notice.objects.filter(to=worker.user)
    assert "大米5公斤" in told.text and "活动中心" in told.text and told.url == "/my/benefits/"
    make.signing_of(run.grants.filter(member=signed))
    before = Notice.objects.filter(to=signed.user).count()
    set_run_collection(run, place="三号门", by=make.user())
    write_all_notices()
    assert "三号门" in Notice.objects.filter(to=worker.user).latest("pk").text
    assert Notice.objects.filter(to=signed.user).count() == before
    event = AuditEvent.objects.get(verb="run.collection")
    assert event.changes == {"place": ["活动中心", "三号门"]}


def test_an_officer_changes_goods_and_place_on_the_page(union, client):
    make.member(union)
    run = make.approved_run(union, goods="", place="")
    client.force_login(make.officer(union))
    page = client.get(run.get_absolute_url()).content.decode()
    assert f"{run.get_absolute_url()}collection/" in page and f"{run.get_absolute_url()}issue/" not in page
    form = {"goods": "大米", "place": "活动中心", "collect_until": "2027-01-31"}
    assert client.post(f"{run.get_absolute_url()}collection/", {**form, "goods": ""}).status_code == 422
    assert client.post(f"{run.get_absolute_url()}collection/", form).status_code == 302
    assert f"{run.get_absolute_url()}issue/" in client.get(run.get_absolute_url()).content.decode()


def test_a_unit_of_another_union_gets_no_place(union, client):
    make.member(union)
    run, other = make.issued_run(union), make.unit(kind="union")
    client.force_login(make.officer(union))
    answer = client.post(f"{run.get_absolute_url()}collection/units/", {"unit": other.code, "place": "井场"})
    assert answer.status_code == 422
    assert not run.collections.exists()


def test_a_sheet_is_printed_for_each_unit_with_its_subtotal_and_the_total_once(union, client):
    groups = [make.unit(parent=union) for _number in range(3)]
    for group in groups:
        make.member(group)
        make.member(group)
    run = make.issued_run(union, **RICE)
    set_unit_collection(run, groups[1], place="井场", hours="", contact="", collect_until=None, by=make.user())
    client.force_login(make.officer(union))
    answer = client.get(f"{run.get_absolute_url()}sheet/")
    sheets = answer.context["sheets"]
    assert [(sheet.unit, sheet.heads, sheet.amount) for sheet in sheets] == [(group, 2, 600) for group in groups]
    page = answer.content.decode()
    assert page.count("¥600.00") == 3 and page.count("¥1,800.00") == 1 and page.count("壹仟捌佰元整") == 1
    assert page.count("井场") == 1 and page.count("大米5公斤") == 3
    one = client.get(f"{run.get_absolute_url()}sheet/?unit={groups[0].code}").content.decode()
    assert "¥1,800.00" not in one


def test_a_list_longer_than_a_sheet_may_be_is_asked_for_by_unit(union, client, monkeypatch):
    assert SHEET_LIMIT == 2000
    monkeypatch.setattr("welfare.handing_out.views.roster.SHEET_LIMIT", 2)
    groups = [make.unit(parent=union) for _number in range(2)]
    for group in groups:
        make.member(group)
        make.member(group)
    run = make.issued_run(union)
    client.force_login(make.officer(union))
    answer = client.get(f"{run.get_absolute_url()}sheet/")
    assert answer.context["sheets"] == []
    assert answer.context["branches"] == [(group, 2) for group in groups]
    assert f"unit={groups[0].code}" in answer.content.decode()

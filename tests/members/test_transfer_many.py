"""Many members to another unit with one act, each with a result of its own."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members.actions import bulk
from members.actions.membership import carry_out_due
from members.models import Member, TransferBatch
from tests import factories as make
from union_portal.office.errors import NotAllowed
from union_portal.office.models import AuditEvent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-03-01 09:00+08:00", tick=False):
        yield


@pytest.fixture
def union():
    return make.unit("总会", kind="union")


@pytest.fixture
def north(union):
    return make.unit("北岸", parent=union)


@pytest.fixture
def south(union):
    return make.unit("南岸", parent=union)


def send(members, north, south, by, **given) -> TransferBatch:
    return bulk.transfer_many(members, north, south, on=given.pop("on", TODAY), by=by, reason="整编", **given)


def results(batch) -> dict[str, tuple[str, str]]:
    return {name: (state, why) for name, state, why in batch.changes.values_list("member__name", "state", "answer")}


def test_each_of_the_chosen_gets_a_result(union, north, south):
    make.member(north, name="可调")
    make.member(north, name="保留", state="retained")
    make.member(south, name="已在")
    make.member(north, name="刚变", state_since=date(2026, 4, 1))
    make.move(make.member(north, name="在途"), south)
    batch = send(Member.objects.all(), union, south, make.officer(union))
    assert results(batch) == {
        "可调": ("released", ""),
        "保留": ("refused", bulk.NOT_IN_UNION),
        "已在": ("refused", bulk.THERE_ALREADY),
        "刚变": ("refused", bulk.LATER_CHANGE),
        "在途": ("refused", bulk.UNDER_WAY),
    }
    assert Member.objects.get(name="可调").state == "leaving"
    assert AuditEvent.objects.get(verb="transfer.release_many").changes["members"] == 5


def test_accepted_with_the_same_act_they_move_when_beat_comes(union, north, south):
    for _ in range(3):
        make.member(north)
    batch = send(Member.objects.all(), north, south, make.officer(union), also_accept=True)
    assert set(batch.changes.values_list("state", flat=True)) == {"agreed"}
    assert carry_out_due(TODAY) == 3
    assert set(Member.objects.values_list("unit__name", "state", "unit_since")) == {("南岸", "active", TODAY)}


def test_nobody_too_many_without_reason_or_without_the_right_is_refused(north, south, monkeypatch):
    officer = make.officer(north, post="branch_chair")
    make.member(north), make.member(north)
    with pytest.raises(NotAllowed, match="Nobody"):
        send(Member.objects.none(), north, south, officer)
    with pytest.raises(NotAllowed, match="can't accept"):
        send(Member.objects.all(), north, south, officer, also_accept=True)
    with pytest.raises(NotAllowed, match="Say why"):
        bulk.transfer_many(Member.objects.all(), north, south, on=TODAY, by=officer, reason=" ")
    monkeypatch.setattr(bulk, "MOST", 1)
    with pytest.raises(NotAllowed, match="more than 1"):
        send(Member.objects.all(), north, south, officer)
    assert not TransferBatch.objects.exists()


def test_the_statements_do_not_grow_with_the_chosen(union, north, south, django_assert_num_queries):
    officer = make.officer(union)
    make.member(north)
    send(Member.objects.all(), north, south, officer)
    few = [make.member(north) for _ in range(2)]
    many = [make.member(north) for _ in range(12)]
    counted = []
    for rows in (few, many):
        with django_assert_num_queries(12, exact=False) as queries:
            send(Member.objects.filter(pk__in=[row.pk for row in rows]), north, south, officer)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_ticked_members_or_all_that_the_filter_shows(client, union, north, south):
    first, second = make.member(north, name="甲"), make.member(north, name="乙", post_category="technical")
    outside = make.member(south, name="丙")
    client.force_login(make.officer(north, post="branch_chair"))
    here = reverse("members:transfer_many")
    assert "Nobody has been chosen" in client.get(here).content.decode()
    ticked = client.get(here, {"member": [first.pk, outside.pk, "x"]})
    assert [row.name for row in ticked.context["chosen"]] == ["甲"]
    shown = client.get(here, {"all": "1", "post_category": "technical"})
    assert [row.name for row in shown.context["chosen"]] == ["乙"]
    answer = client.post(f"{here}?all=1", {"unit": south.code, "on": "2026-03-01", "reason": ""})
    assert answer.status_code == 422
    page = client.post(f"{here}?all=1", {"unit": south.code, "on": "2026-03-01", "reason": "整编"}, follow=True)
    assert set(results(page.context["batch"])) == {first.name, second.name}
    assert page.context["at_work"] is False


def test_the_page_of_a_batch_shows_how_far_it_has_got(client, union, north, south):
    make.member(north, name="甲")
    officer = make.officer(union)
    batch = send(Member.objects.all(), north, south, officer, also_accept=True)
    client.force_login(officer)
    assert "hx-trigger" in client.get(batch.get_absolute_url()).content.decode()
    bar = reverse("members:batch_progress", args=[batch.pk])
    assert "HX-Refresh" not in client.get(bar).headers
    carry_out_due(TODAY)
    assert client.get(bar).headers["HX-Refresh"] == "true"
    assert "甲" in client.get(batch.get_absolute_url()).content.decode()

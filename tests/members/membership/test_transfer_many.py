"""Many members are transferred to another unit at once, each with a result of its own."""

from datetime import date

import pytest
from django.urls import reverse

from members import access
from members.membership.actions import bulk
from members.membership.actions.membership import carry_out_due
from members.membership.actions.transfers import refuse_transfer
from members.membership.models.changes import TransferBatch
from members.membership.rules.changes import TRANSFER
from members.register.models.member import Member
from members.units.models.units import Unit
from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.refused import assert_refused_first

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 3, 1)


def transfer(members, north, south, by, **given) -> TransferBatch:
    """Transfer many members for TODAY unless `on` is given."""
    return bulk.transfer_many(members, north, south, on=given.pop("on", TODAY), by=by, reason="整编", **given)


def results_of(batch) -> dict[str, tuple[str, str]]:
    """Return state and answer of each change of the batch by the member's name."""
    return {name: (state, why) for name, state, why in batch.changes.values_list("member__name", "state", "answer")}


def test_each_of_the_chosen_gets_a_result(union, north, south):
    make.member(north, name="可调")
    make.member(north, name="保留", state="retained")
    make.member(south, name="已在")
    make.member(north, name="刚变", state_since=date(2026, 4, 1))
    make.transfer(make.member(north, name="在途"), south)
    batch = transfer(Member.objects.all(), union, south, make.officer(union))
    assert results_of(batch) == {
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
    batch = transfer(Member.objects.all(), north, south, make.officer(union), also_accept=True)
    assert set(batch.changes.values_list("state", flat=True)) == {"agreed"}
    assert carry_out_due(TODAY) == 3
    assert set(Member.objects.values_list("unit__name", "state", "unit_since")) == {("南岸", "active", TODAY)}


def test_a_batch_of_nobody_of_too_many_without_reason_or_right_is_refused(north, south, monkeypatch):
    officer = make.officer(north, post="branch_chair")
    make.member(north), make.member(north)
    with pytest.raises(NotAllowed, match="Nobody"):
        transfer(Member.objects.none(), north, south, officer)
    with pytest.raises(NotAllowed, match="can't accept"):
        transfer(Member.objects.all(), north, south, officer, also_accept=True)
    with pytest.raises(NotAllowed, match="Say why"):
        bulk.transfer_many(Member.objects.all(), north, south, on=TODAY, by=officer, reason=" ")
    monkeypatch.setattr(bulk, "MOST", 1)
    with pytest.raises(NotAllowed, match="more than 1"):
        transfer(Member.objects.all(), north, south, officer)
    assert not TransferBatch.objects.exists()


@pytest.fixture
def released_batch(north, south):
    """A batch of three members released to the south, not yet accepted."""
    for name in ("甲", "乙", "丙"):
        make.member(north, name=name)
    return transfer(Member.objects.filter(unit=north), north, south, make.officer(north, post="branch_chair"))


def test_the_new_unit_gets_one_notice_and_one_line_on_the_desk(client, north, south, accepter):
    for _ in range(3):
        make.member(north)
    batch = transfer(Member.objects.all(), north, south, make.officer(north, post="branch_chair"))
    notice = Notice.objects.get(to=accepter)
    assert (notice.url, "3" in notice.text) == (batch.get_absolute_url(), True)
    client.force_login(accepter)
    desk = client.get(reverse("desk")).text
    assert f'href="{batch.get_absolute_url()}"' in desk
    assert not any(change.get_absolute_url() in desk for change in batch.changes.all())


def test_an_officer_who_also_accepts_sends_no_notice(union, north, south, accepter):
    make.member(north)
    transfer(Member.objects.all(), north, south, make.officer(union), also_accept=True)
    assert not Notice.objects.filter(to=accepter).exists()


def test_all_that_wait_are_accepted_with_one_act_and_an_event_each(released_batch, accepter, south):
    assert bulk.accept_many(released_batch, by=accepter) == 3
    assert set(released_batch.changes.values_list("state", "accepted_by")) == {("agreed", accepter.pk)}
    for change in released_batch.changes.all():
        event = AuditEvent.objects.about(change.member).get(verb="transfer.accept")
        assert (event.actor, event.unit, event.object_label) == (accepter, south, change.member.name)
        assert event.changes == {"to": south.name, "on": "2026-03-01", "batch": released_batch.pk}
    assert Notice.objects.filter(to=released_batch.by, url=released_batch.get_absolute_url()).count() == 1
    assert carry_out_due(TODAY) == 3
    assert set(Member.objects.values_list("unit__name", "state")) == {("南岸", "active")}


def test_all_that_wait_are_refused_with_a_reason_and_stay(released_batch, accepter, north):
    with pytest.raises(NotAllowed, match="Say why"):
        bulk.refuse_many(released_batch, by=accepter, reason=" ")
    assert bulk.refuse_many(released_batch, by=accepter, reason="编制已满") == 3
    assert set(released_batch.changes.values_list("state", "answer", "ended_by")) == {
        ("refused", "编制已满", accepter.pk)
    }
    assert set(Member.objects.values_list("unit__name", "state")) == {("北岸", "active")}
    assert "编制已满" in Notice.objects.get(to=released_batch.by).text
    events = AuditEvent.objects.filter(verb="transfer.refuse")
    assert set(events.values_list("unit", "reason")) == {(north.pk, "编制已满")} and events.count() == 3


def test_only_what_still_waits_is_answered(released_batch, accepter):
    first = released_batch.changes.get(member__name="甲")
    refuse_transfer(first, by=accepter, reason="此人不符")
    assert bulk.accept_many(released_batch, by=accepter) == 2
    assert results_of(released_batch)["甲"] == ("refused", "此人不符")
    for act in (
        lambda: bulk.accept_many(released_batch, by=accepter),
        lambda: bulk.refuse_many(released_batch, by=accepter, reason="?"),
    ):
        with pytest.raises(NotAllowed, match="waits for your word any more"):
            act()


def test_nobody_answers_for_a_unit_not_theirs_or_closed(released_batch, accepter, south):
    for act in (bulk.accept_many, lambda batch, by: bulk.refuse_many(batch, by=by, reason="?")):
        with pytest.raises(NotAllowed, match="can't accept"):
            act(released_batch, by=released_batch.by)
    Unit.objects.filter(pk=south.pk).update(closed_on=TODAY)
    with pytest.raises(NotAllowed, match="is closed"):
        bulk.accept_many(released_batch, by=accepter)


def test_ones_own_transfer_is_left_to_another_officer_and_the_page_says_so(client, north, south, accepter):
    make.member(north, name="本人", user=accepter), make.member(north, name="别人")
    batch = transfer(Member.objects.all(), north, south, make.officer(north, post="branch_chair"))
    client.force_login(accepter)
    page = client.post(reverse("members:batch_accept", args=[batch.pk]), follow=True)
    assert results_of(batch) == {"本人": ("released", ""), "别人": ("agreed", "")}
    assert (page.context["waiting"], page.context["own"]) == (0, bulk.OWN) and bulk.OWN in page.text


def test_the_new_unit_answers_on_the_page_of_the_batch_and_the_old_one_does_not(client, released_batch, accepter):
    here = released_batch.get_absolute_url()
    accept, refuse = (reverse(f"members:batch_{act}", args=[released_batch.pk]) for act in ("accept", "refuse"))
    client.force_login(released_batch.by)
    assert accept not in client.get(here).text
    assert [client.post(url, {"reason": "?"}).status_code for url in (accept, refuse)] == [404, 404]
    client.force_login(make.officer(make.unit("别处")))
    assert [client.get(here).status_code, client.post(accept).status_code] == [404, 404]
    client.force_login(accepter)
    page = client.get(here).text
    assert "3 members wait" in page and accept in page and refuse in page
    assert client.post(refuse, {"reason": ""}).status_code == 422
    page = client.post(accept, follow=True)
    assert page.context["at_work"] is True and accept not in page.text
    late = client.post(refuse, {"reason": "写好的原因"})
    assert_refused_first(late, "waits for your word any more", "写好的原因")


def test_the_statements_of_an_answer_do_not_grow_with_the_members(
    union, north, south, accepter, django_assert_num_queries
):
    assert access.holds(accepter, TRANSFER)  # asked once, and kept
    counted = []
    for heads, answer in ((2, {}), (12, {}), (2, {"reason": "?"}), (12, {"reason": "?"})):
        rows = [make.member(north).pk for _ in range(heads)]
        batch = transfer(Member.objects.filter(pk__in=rows), north, south, make.officer(union))
        with django_assert_num_queries(14, exact=False) as queries:
            (bulk.refuse_many if answer else bulk.accept_many)(batch, by=accepter, **answer)
        counted.append(len(queries))
    assert (counted[0], counted[2]) == (counted[1], counted[3])


def test_the_statements_do_not_grow_with_the_chosen(union, north, south, django_assert_num_queries):
    officer = make.officer(union)
    make.member(north)
    transfer(Member.objects.all(), north, south, officer)
    few = [make.member(north) for _ in range(2)]
    many = [make.member(north) for _ in range(12)]
    counted = []
    for rows in (few, many):
        with django_assert_num_queries(14, exact=False) as queries:
            transfer(Member.objects.filter(pk__in=[row.pk for row in rows]), north, south, officer)
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
    assert set(results_of(page.context["batch"])) == {first.name, second.name}
    assert page.context["at_work"] is False


def test_the_page_of_a_batch_shows_how_far_it_has_got(client, union, north, south):
    make.member(north, name="甲")
    officer = make.officer(union)
    batch = transfer(Member.objects.all(), north, south, officer, also_accept=True)
    client.force_login(officer)
    assert "hx-trigger" in client.get(batch.get_absolute_url()).content.decode()
    bar = reverse("members:batch_progress", args=[batch.pk])
    assert "HX-Refresh" not in client.get(bar).headers
    carry_out_due(TODAY)
    assert client.get(bar).headers["HX-Refresh"] == "true"
    assert "甲" in client.get(batch.get_absolute_url()).content.decode()

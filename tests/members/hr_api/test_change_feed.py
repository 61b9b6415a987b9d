"""The change feed of the HR API: a stable order in which no change is missed, in whatever order transactions commit."""

from base64 import urlsafe_b64encode
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from members.hr_api.actions.upkeep import tidy_api
from members.hr_api.models.change_stamps import Departure, MemberStamp
from members.hr_api.querysets.change_stamps import cluster_identifier, first_unsettled
from members.register.models.member import Member
from tests import factories as make
from tests.people import api_client_of

pytestmark = pytest.mark.django_db
# What is told depends on what is committed, so most of these really commit.
committed = pytest.mark.django_db(transaction=True)


def follower(unit, post="welfare_officer"):
    return api_client_of(make.officer(unit, post=post))


def changes_since(client, since="", **asked):
    answer = client.get("/api/v1/members/changes/", {"since": since, **asked})
    assert answer.status_code == 200, answer.content
    return answer.json()


def ids_in(answer):
    return [(row["id"], row["gone"]) for row in answer["results"]]


@committed
def test_first_everybody_then_what_changed_since(union, branch):
    client = follower(union)
    first, second = make.member(branch, name="静", phone="13812341234"), make.member(union, name="远")
    start = changes_since(client)
    assert ids_in(start) == [(first.pk, False), (second.pk, False)]
    assert start["results"][0]["member"]["phone"] == "*******1234"
    assert ids_in(changes_since(client, start["next"])) == []
    Member.objects.filter(pk=first.pk).update(name="静静")
    third = make.member(branch)
    changed = changes_since(client, start["next"])
    assert ids_in(changed) == [(first.pk, False), (third.pk, False)]
    assert changed["results"][0]["member"]["name"] == "静静"
    assert ids_in(changes_since(client, changed["next"])) == []


@committed
def test_leaving_the_union_is_a_change_and_keeps_its_state(union):
    client, member = follower(union), make.member(union)
    start = changes_since(client)
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2026-01-01")
    row = changes_since(client, start["next"])["results"][0]
    assert (row["gone"], row["member"]["state"]) == (False, "withdrawn")


@committed
def test_long_lists_come_page_by_page_each_member_once(union):
    client = follower(union)
    made = [make.member(union).pk for _ in range(5)]
    with transaction.atomic():
        made += [make.member(union).pk for _ in range(5)]
    seen, cursor, more = [], "", True
    while more:
        answer = changes_since(client, cursor, page_size=3)
        seen += [row["id"] for row in answer["results"]]
        cursor, more = answer["next"], answer["more"]
    assert seen == made


@committed
def test_a_moved_member_is_gone_for_the_old_unit_and_new_for_the_other(union, branch):
    elsewhere = make.unit("采油二厂", parent=union)
    old, new, whole = follower(branch), follower(elsewhere), follower(union)
    member = make.member(branch)
    before = [changes_since(client)["next"] for client in (old, new, whole)]
    Member.objects.filter(pk=member.pk).update(unit=elsewhere)
    after = [changes_since(client, cursor) for client, cursor in zip((old, new, whole), before, strict=True)]
    assert [ids_in(answer) for answer in after] == [[(member.pk, True)], [(member.pk, False)], [(member.pk, False)]]
    assert after[0]["results"][0]["member"] is None
    Member.objects.filter(pk=member.pk).update(name="远")
    assert ids_in(changes_since(old, after[0]["next"])) == []


@committed
def test_after_several_moves_each_former_unit_is_told_and_a_returned_member_is_listed(union, branch):
    second, third = make.unit("二厂", parent=union), make.unit("三厂", parent=union)
    member, clients = make.member(branch), [follower(branch), follower(second)]
    before = [changes_since(client)["next"] for client in clients]
    for unit in (second, third):
        Member.objects.filter(pk=member.pk).update(unit=unit)
    gone = [changes_since(client, cursor) for client, cursor in zip(clients, before, strict=True)]
    assert [ids_in(answer) for answer in gone] == [[(member.pk, True)], [(member.pk, True)]]
    Member.objects.filter(pk=member.pk).update(unit=branch)
    assert ids_in(changes_since(clients[0], gone[0]["next"])) == [(member.pk, False)]


@committed
def test_a_deleted_member_is_gone(union):
    client, member = follower(union), make.member(union)
    start, number = changes_since(client), member.pk
    member.delete()
    assert ids_in(changes_since(client, start["next"])) == [(number, True)]
    assert not MemberStamp.objects.exists()


@committed
def test_a_change_that_commits_late_is_not_missed(union):
    client, slow, quick = follower(union), make.member(union), make.member(union)
    start = changes_since(client)
    changed, go_on = Event(), Event()

    def change_slowly() -> None:
        with transaction.atomic():
            Member.objects.filter(pk=slow.pk).update(name="慢")
            changed.set()
            go_on.wait()
        connection.close()

    thread = Thread(target=change_slowly)
    thread.start()
    changed.wait()
    # Begun later, committed earlier: whoever read past this one now would never see the slow one.
    Member.objects.filter(pk=quick.pk).update(name="快")
    meanwhile = changes_since(client, start["next"])
    go_on.set()
    thread.join()
    assert ids_in(meanwhile) == []
    after = changes_since(client, meanwhile["next"])
    assert ids_in(after) == [(slow.pk, False), (quick.pk, False)]


@committed
def test_a_rolled_back_change_delays_nothing(union):
    client, member = follower(union), make.member(union)
    start = changes_since(client)
    with pytest.raises(RuntimeError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(name="?")
        raise RuntimeError
    Member.objects.filter(pk=member.pk).update(name="远")
    assert ids_in(changes_since(client, start["next"])) == [(member.pk, False)]


@committed
def test_rows_written_in_bulk_are_in_the_feed_too(union):
    client = follower(union)
    start = changes_since(client)
    Member.objects.bulk_create([Member(unit=union, name="孟静", joined_on="2020-01-01") for _ in range(3)])
    assert len(changes_since(client, start["next"])["results"]) == 3
    assert Departure.objects.count() == 0


@pytest.mark.parametrize("since", ["?", "MQ", "1", urlsafe_b64encode(b"1.2").decode(), "é"])
def test_an_invalid_cursor_is_refused_with_a_reason(union, since):
    answer = follower(union).get("/api/v1/members/changes/", {"since": since})
    assert answer.status_code == 400
    assert answer.json() == {"since": ["This is no cursor of ours."]}


@pytest.mark.parametrize("size", ["0", "1001", "x", "-1"])
def test_a_page_has_its_limits(union, size):
    assert follower(union).get("/api/v1/members/changes/", {"page_size": size}).status_code == 400


def test_a_cursor_of_before_a_restore_is_told_to_begin_again(union):
    client = follower(union)
    for text in (f"{cluster_identifier() + 1}.5.1", f"{cluster_identifier()}.{first_unsettled() + 1000}.1"):
        since = urlsafe_b64encode(text.encode()).decode().rstrip("=")
        assert client.get("/api/v1/members/changes/", {"since": since}).status_code == 410


@committed
def test_transaction_ids_restored_from_a_dump_are_replaced_by_ones_of_this_cluster(union):
    client, member = follower(union), make.member(union)
    MemberStamp.objects.update(transaction=first_unsettled() + 1_000_000)
    assert ids_in(changes_since(client)) == []
    tidy_api()
    assert ids_in(changes_since(client)) == [(member.pk, False)]


@committed
def test_a_page_costs_the_same_queries_whatever_its_length(union, branch, django_assert_max_num_queries):
    client = follower(union)
    for size in (1, 20):
        for _ in range(size):
            make.member(branch)
        with django_assert_max_num_queries(7):
            changes_since(client)


@committed
def test_only_rows_in_reach_and_only_for_who_reads_members(union, branch):
    make.member(make.unit("别处"))
    mine = make.member(branch)
    assert ids_in(changes_since(follower(branch))) == [(mine.pk, False)]
    for client in (follower(union, post="rights_officer"),):
        assert client.get("/api/v1/members/changes/").status_code == 403

"""The pages of probable duplicates, shown only to officers who reach both records."""

import re

import pytest

from members.duplicates.actions import candidates as doubles
from members.duplicates.models import DoubleCandidate, Merge
from members.register.models.member import Member
from office.models import AuditEvent
from tests import factories as make
from tests.list_pages import names_on
from tests.refused import assert_refused, assert_refused_first
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db

REASON = {"reason": "同一人"}


def pairs_on(answer):
    return [(pair.a.name, pair.b.name) for pair in answer.context["page"]]


@pytest.fixture
def pair(union, branch):
    return doubles.put_side_by_side(
        make.member(union, name="孟静", employee_number="E1", phone=""),
        make.member(branch, name="孟婧", employee_number="E2", phone="13812341234"),
        by=make.user(),
    )


def test_a_pair_is_shown_only_to_whoever_reaches_both_records(client, officer, branch, pair):
    assert pairs_on(client.get("/members/doubles/")) == [("孟静", "孟婧")]
    client.force_login(make.officer(branch))
    assert pairs_on(client.get("/members/doubles/")) == []
    assert client.get(pair.get_absolute_url()).status_code == 404
    assert client.post(pair.get_absolute_url(), {"keep": pair.a_id} | REASON).status_code == 404
    assert client.post(f"{pair.get_absolute_url()}dismiss/", {"two-reason": "x"}).status_code == 404
    assert not Merge.objects.exists()


def test_the_list_is_filtered_by_its_address(client, officer, union, pair):
    DoubleCandidate.objects.filter(pk=make.candidate_pair(union, name="夏远").pk).update(state="dismissed", reason="x")
    for asked, found in [
        ({}, [("孟静", "孟婧")]),
        ({"q": "E2"}, [("孟静", "孟婧")]),
        ({"q": "夏"}, []),
        ({"unit": "B1"}, [("孟静", "孟婧")]),
        ({"why": "phone"}, []),
        ({"why": "by_hand"}, [("孟静", "孟婧")]),
        ({"state": "dismissed"}, [("夏远", "夏远")]),
        ({"state": "nonsense"}, []),
    ]:
        assert pairs_on(client.get("/members/doubles/", asked)) == found


def test_the_list_costs_the_same_queries_for_few_and_for_many(client, officer, union, django_assert_max_num_queries):
    for size in (2, 30):
        for _ in range(size):
            make.candidate_pair(make.unit(parent=union))
        with django_assert_max_num_queries(10):  # of which one asks for saved views
            client.get("/members/doubles/")


def test_two_records_are_put_side_by_side_by_their_numbers(client, officer, union):
    for number in ("E1", "E2"):
        make.member(union, employee_number=number)
    make.member(make.unit("别处"), employee_number="X1")
    answer = client.post("/members/doubles/new/", {"one": "e1", "other": "E2"})
    assert answer.headers["Location"] == DoubleCandidate.objects.get().get_absolute_url()
    for data in ({"one": "E1", "other": "X1"}, {"one": "E1", "other": "E1"}, {}):
        assert client.post("/members/doubles/new/", data).status_code == 422
    assert DoubleCandidate.objects.count() == 1


def test_both_records_are_shown_side_by_side_with_masked_numbers(client, officer, pair):
    page = client.get(pair.get_absolute_url()).content.decode()
    assert "13812341234" not in page
    assert "*******1234" in page
    assert f'type="radio" name="name" value="{pair.b_id}"' in page  # they differ in the name
    assert 'name="phone"' not in page  # only one says anything


def test_the_officer_chooses_the_record_to_keep_and_the_value_of_each_field(client, officer, pair):
    choice = {"keep": pair.a_id, "name": pair.b_id, "employee_number": pair.a_id, "certificate": pair.a_id}
    silent = client.post(pair.get_absolute_url(), choice)
    assert silent.status_code == 422
    done = client.post(pair.get_absolute_url(), choice | REASON, follow=True)
    assert done.status_code == 200
    kept = Member.objects.get(pk=pair.a_id)
    assert (kept.name, kept.employee_number, kept.phone) == ("孟婧", "E1", "13812341234")
    assert Merge.objects.get().taken == ["name", "phone"]
    assert "13812341234" not in done.content.decode()


def test_a_merged_record_leads_to_the_kept_one_and_back(client, officer, pair):
    merge = make.merge(pair)
    lost = client.get(merge.loser.get_absolute_url()).content.decode()
    assert merge.winner.get_absolute_url() in lost
    assert merge.get_absolute_url() in lost
    assert merge.loser.get_absolute_url() in client.get(merge.winner.get_absolute_url()).content.decode()


def test_lists_leave_the_merged_record_out_and_searching_finds_it(client, officer, pair):
    merge = make.merge(pair)
    assert set(names_on(client.get("/members/"))) == {"孟静"}
    found = client.get("/members/", {"q": "E2"})
    assert names_on(found) == ["孟婧"]
    assert merge.winner.get_absolute_url() in found.content.decode()
    assert names_on(client.get("/members/", {"state": "merged"})) == ["孟婧"]
    heads = {unit.code: unit.headcount.all for unit in client.get("/members/units/").context["rows"]}
    assert heads["HQ"] == 1


def test_a_merge_is_undone_on_its_page(client, officer, pair):
    merge = make.merge(pair)
    undo = f"{merge.get_absolute_url()}undo/"
    assert client.post(undo, {"reason": ""}).status_code == 422
    page = client.post(undo, {"reason": "两个人"}, follow=True).content.decode()
    assert "These are two records again." in page
    again = client.post(undo, {"reason": "两个人"})
    assert_refused_first(again, "undone already", "两个人")
    assert AuditEvent.objects.filter(verb="member.undo_merge").count() == 2


def test_a_pair_is_dismissed_with_a_reason(client, officer, pair):
    where = f"{pair.get_absolute_url()}dismiss/"
    assert "Say why" in client.post(where, {}, follow=True).content.decode()
    assert client.post(where, {"two-reason": "\0\u200b"}).status_code == 422
    client.post(where, {"two-reason": "双胞胎\0"})
    pair.refresh_from_db()
    assert (pair.state, pair.reason, pair.decided_by) == ("dismissed", "双胞胎", officer)
    assert "双胞胎" in client.get(pair.get_absolute_url()).content.decode()
    same = dict.fromkeys(("keep", "name", "employee_number", "certificate"), pair.a_id)
    late = client.post(pair.get_absolute_url(), same | REASON)
    assert_refused_first(late, "Somebody else has decided about this pair in the meantime.", *REASON.values())
    assert not Merge.objects.exists()
    again = client.post(where, {"two-reason": "表兄弟"})
    assert_refused_first(again, "in the meantime", "表兄弟")


def test_a_merge_that_a_rule_forbids_keeps_every_choice_and_the_reason(client, officer, pair):
    Member.objects.filter(pk=pair.a_id).update(state="pending")
    choice = {"keep": pair.a_id, "name": pair.b_id, "employee_number": pair.a_id, "certificate": pair.a_id}
    answer = client.post(pair.get_absolute_url(), choice | REASON)
    chosen = f'name="name" value="{pair.b_id}"'
    assert_refused(answer, "Keep the other record", chosen, *REASON.values())
    assert re.search(rf"{chosen}[^>]* checked", answer.content.decode())
    assert not Merge.objects.exists()


def test_the_export_contains_the_list_and_is_audited(client, officer, pair):
    answer = client.get("/members/doubles/export/")
    rows = rows_of(answer)
    assert rows[1][:2] == ("孟静", "E1")
    assert AuditEvent.objects.filter(verb="member.export_doubles").exists()

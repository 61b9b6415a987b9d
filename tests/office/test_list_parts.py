"""The parts of a list's page: chips of active filters, columns to choose, addresses without empty parameters."""

import re

import pytest
from django.http import QueryDict

from members.choices import Employment, PostCategory
from office import money, paging
from office.exports import PRINT_LIMIT
from office.list_parts import Heads, asked_columns, with_params, without_empty
from office.models import AuditEvent
from tests import factories as make
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def union(client):
    union = make.unit("石化工会", kind="union", code="HQ")
    client.force_login(make.officer(union))
    return union


def chips_on(page):
    return [(chip.name, chip.text, chip.without) for chip in page.context["chips"]]


def test_each_active_filter_is_a_chip_with_the_address_without_it(client, union):
    page = client.get(
        "/members/", {"unit": "HQ", "employment": "on_duty", "state": "all", "hardship": "", "sort": "name"}
    )
    assert chips_on(page) == [
        ("unit", "石化工会", "/members/?employment=on_duty&state=all&sort=name"),
        ("employment", "on duty", "/members/?unit=HQ&state=all&sort=name"),
    ]


def test_what_a_list_leaves_out_by_itself_is_a_chip_too(client, union):
    gone = make.member(union, name="已离会", state="withdrawn")
    make.member(union, name="在册")
    page = client.get("/members/")
    assert chips_on(page) == [("state", "present", "/members/?state=all")]
    assert page.context["tally"].count == 1 and "1 member present, without those who have left" in page.content.decode()
    everybody = client.get("/members/?state=all")
    assert everybody.context["tally"].count == 2
    assert "2 entries, those who have left included" in everybody.content.decode()
    searched = client.get("/members/", {"q": gone.name})
    assert [row.name for row in searched.context["page"]] == ["已离会"]
    assert [chip[0] for chip in chips_on(searched)] == ["q"]


def test_the_register_and_the_organisation_count_the_same_people(client, union):
    for state in ("active", "withdrawn", "transferred", "pending", "retained"):
        make.member(union, state=state)
    register = client.get("/members/").context["tally"].count
    organisation = client.get("/members/units/").context["rows"][0].headcount.all
    assert register == organisation == 3


def test_a_wrong_filter_opens_the_drawer_and_can_be_taken_away(client, union):
    page = client.get("/members/", {"since": "nonsense"})
    assert page.context["drawer_open"] and ("since", "nonsense", "/members/") in chips_on(page)


def test_a_unit_out_of_reach_is_named_in_no_chip(client, union):
    other = make.unit("别家工会", kind="union", code="ZZ9")
    page = client.get("/members/", {"unit": other.code})
    assert "别家工会" not in page.content.decode()


def test_links_of_a_list_have_no_empty_parameters(client, union):
    make.member(union)
    page = client.get("/members/?q=&unit=&state=&post_category=&hardship=&since=&until=&on=&sort=name").content.decode()
    links = re.findall(r'href="([^"]*)"', page)
    assert not [link for link in links if "unit=&" in link or "q=&" in link] and any(
        "sort=-name" in link for link in links
    )


def test_columns_are_hidden_and_added_as_the_address_says(client, union):
    make.member(union, sex="1")
    standard = client.get("/members/")
    assert "Sex" not in standard.context["written_heads"] and 'list-table"' in standard.content.decode()
    chosen = client.get("/members/?columns=unit.sex&sort=name")
    assert "Sex" in chosen.context["written_heads"]
    # The box to tick and the name come first; then number, unit, sex, phone …
    assert 'class="table list-table hide-3 hide-6 hide-7' in chosen.content.decode()
    assert '<input type="hidden" name="columns" value="unit.sex">' in chosen.content.decode()
    repeated = client.get("/members/?columns=unit&columns=sex")
    assert repeated.context["heads"].hidden == chosen.context["heads"].hidden


def test_the_first_column_stays_and_unknown_ones_are_nothing():
    heads = Heads(asked_columns(QueryDict("columns=x.b")), before=1)
    found = [heads.add(key, key, optional=key == "d") for key in ("a", "b", "c", "d", "")]
    assert [(head.index, head.shown) for head in found] == [(2, True), (3, True), (4, False), (0, False), (5, True)]
    assert heads.hidden == " hide-4"


def test_parameters_that_stand_alone_stay():
    params = without_empty(QueryDict("all=&q=&unit=A"), ["q", "unit"])
    assert with_params("/x/", params, unit=None) == "/x/?all="


def test_pages_say_where_they_are_forwards_backwards_and_at_the_end(client, union):
    for number in range(7):
        make.member(union, name=f"人{number}")

    def look(params):
        page = paging.keyset(union.members.all(), params, order=("pk",), size=3)
        return page, [page.start, len(page)]

    first, place = look({})
    assert place == [1, 3]
    second, place = look({"cursor": first.next})
    assert place == [4, 3]
    third, place = look({"cursor": second.next})
    assert place == [7, 1] and not third.next
    back, place = look({"cursor": third.previous})
    assert place == [4, 3]
    _start, place = look({"cursor": back.previous})
    assert place == [1, 3]
    last, place = look({"cursor": paging.LAST})
    assert [row.name for row in last] == ["人4", "人5", "人6"] and not last.next
    # Of the last page only the count tells where it is; and so on backwards.
    assert place == [0, 3] and look({"cursor": last.previous})[1] == [0, 3]


def test_the_page_tells_its_position_and_offers_the_first_and_the_last(client, union):
    for _number in range(51):
        make.member(union)
    first = client.get("/members/")
    assert "1–50 of 51" in first.content.decode()
    last = client.get("/members/?cursor=last")
    assert "2–51 of 51" in last.content.decode()
    assert "cursor=last" in first.content.decode() and "cursor=last" not in last.context["here"]


def test_a_list_is_printed_whole_with_its_filters_count_and_day_and_that_is_recorded(client, union):
    for number in range(55):
        make.member(union, name=f"职工{number}")
    make.member(union, name="已离会", state="withdrawn")
    page = client.get("/members/export/?format=print&sort=name")
    printed = b"".join(page.streaming_content).decode()
    assert page.headers["Content-Type"].startswith("text/html")
    assert sum(f"<td>职工{number}</td>" in printed for number in range(55)) == 55 and "已离会" not in printed
    assert "55 entries" in printed and "Membership: present" in printed and "data-print-now" in printed
    event = AuditEvent.objects.get(verb="member.export")
    assert (event.changes["format"], event.changes["rows"]) == ("print", 55)


def test_a_print_that_leaves_rows_out_says_so_and_has_no_sum(client, union, monkeypatch):
    monkeypatch.setattr("office.exports.PRINT_LIMIT", 2)
    assert PRINT_LIMIT == 2000
    for _number in range(3):
        make.member(union)
    printed = b"".join(client.get("/members/export/?format=print").streaming_content).decode()
    assert (
        printed.count("<tr>") == 3 and "the first 2 rows only" in printed and "goes on behind the last one" in printed
    )


def test_sums_are_printed_once_below_the_table_with_capital_numerals(client, union):
    for _number in range(2):
        make.member(union)
    run = make.issued_run(union)
    printed = b"".join(client.get(f"/welfare/runs/{run.pk}/roster/export/?format=print").streaming_content).decode()
    total = sum(grant.amount for grant in run.grants.all())
    assert printed.count("Total, Amount") == 1
    assert printed.count(money.yuan(total)) == printed.count(money.capital_numerals(total)) == 1


def test_only_the_ticked_are_exported_and_only_within_reach(client, union):
    one = make.member(union, name="甲")
    make.member(union, name="乙")
    foreign = make.member(make.unit(kind="union"), name="丙")
    rows = rows_of(client.get("/members/export/", {"member": [one.pk, foreign.pk]}))
    assert [row[0] for row in rows[1:]] == ["甲"]


@pytest.mark.parametrize("key", ["post_category", "employment"])
def test_the_register_sorts_by_post_category_and_employment(client, union, key):
    make.member(union, name="甲", post_category=PostCategory.MANAGEMENT, employment=Employment.RETIRED)
    make.member(union, name="乙", post_category=PostCategory.FRONT_LINE, employment=Employment.ON_DUTY)
    names = [row.name for row in client.get("/members/", {"sort": key}).context["page"]]
    backwards = [row.name for row in client.get("/members/", {"sort": f"-{key}"}).context["page"]]
    assert names == ["乙", "甲"] and backwards == ["甲", "乙"]


def test_the_words_of_the_register_in_chinese(chinese, client):
    union = make.unit(kind="union")
    make.member(union)
    client.force_login(make.superuser())
    page = client.get("/members/").content.decode()
    assert "在册会员 1 人，不含已离会" in page and "名册时点" in page and "转接全部筛选结果（1 人）" in page

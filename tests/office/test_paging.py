from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from office import paging
from office.paging import Tally, chosen_order, keyset, tally
from tests import factories as make

pytestmark = pytest.mark.django_db

MIXED = ("-is_staff", "last_login", "-pk")
ORDERS = [
    ("username",),
    ("-username",),
    ("is_staff", "pk"),
    ("-is_staff", "-pk"),
    ("last_login", "pk"),
    ("-last_login", "-pk"),
    MIXED,
]


@pytest.fixture
def people():
    """Create twelve accounts: half staff, a third never logged in, several logged in at the same moment."""
    start = timezone.now()
    User.objects.bulk_create(
        User(
            username=f"p{number:02d}",
            is_staff=number % 2 == 0,
            last_login=None if number % 3 == 0 else start + timedelta(hours=number // 4),
        )
        for number in range(12)
    )
    return User.objects.filter(username__startswith="p")


def walk(queryset, order, step="next", cursor="", few=False):
    """Return every page in one direction, starting at `cursor`."""
    pages = [keyset(queryset, {"cursor": cursor}, order=order, size=5, few=few)]
    while following := getattr(pages[-1], step):
        pages.append(keyset(queryset, {"cursor": following}, order=order, size=5, few=few))
    return pages


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize("order", ORDERS)
def test_pages_forward_give_every_row_once_in_the_order(people, order, few):
    pages = walk(people, order, few=few)
    assert [len(page) for page in pages] == [5, 5, 2]
    assert [user for page in pages for user in page] == list(people.order_by(*order))
    assert pages[0].previous == ""


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize("order", ORDERS)
def test_pages_backward_lead_back_to_the_first(people, order, few):
    forward = walk(people, order, few=few)
    backward = walk(people, order, "previous", forward[-1].previous, few=few)
    assert [page.items for page in reversed(backward)] == [page.items for page in forward[:2]]
    assert all(page.next for page in backward)


def test_a_new_row_does_not_shift_pages_already_read(people):
    first = keyset(people, {}, order=("username",), size=5)
    make.user("p00a")
    second = keyset(people, {"cursor": first.next}, order=("username",), size=5)
    assert second.items == list(people.filter(username__gt="p04").order_by("username")[:5])


def test_a_sort_key_may_be_of_another_table_or_a_count():
    top = make.unit("Top")
    for number in range(7):
        unit = make.unit(parent=top)
        for _member in range(number % 3):
            make.member(unit)
    counted = Unit.objects.annotate(heads=Count("members"))
    assert [u for page in walk(counted, ("-heads", "pk")) for u in page] == list(counted.order_by("-heads", "pk"))


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize("order", [("unit__path", "pk"), ("-unit__path", "-pk")])
def test_a_page_in_an_order_of_two_tables_is_limited_by_the_first_ones_index(order, few):
    top = make.unit("Top")
    for number in range(9):
        make.member(top if number % 3 else make.unit(parent=top))
    members = Member.objects.select_related("unit")
    with CaptureQueriesContext(connection) as queries:
        pages = walk(members, order, few=few)
    assert [member for page in pages for member in page] == list(members.order_by(*order))
    assert f'"path" {"<=" if order[0].startswith("-") else ">="} ' in queries[1]["sql"]


def test_of_few_rows_the_keys_alone_are_read_and_sorted_by_no_index(people):
    cursor = keyset(people, {}, order=("username",), size=5).next
    with CaptureQueriesContext(connection) as queries:
        keyset(people, {"cursor": cursor}, order=("username",), size=5, few=True)
    assert len(queries) == 1
    assert 'IN (SELECT U0."id"' in queries[0]["sql"] and "ORDER BY COALESCE(U0" in queries[0]["sql"]


def test_only_the_page_on_which_the_empty_values_begin_costs_a_second_query(people):
    order = ("last_login", "pk")
    cursors = ["", *(page.next for page in walk(people, order))]
    costs = []
    for cursor in cursors[:3]:
        with CaptureQueriesContext(connection) as queries:
            keyset(people, {"cursor": cursor}, order=order, size=5)
        costs.append(len(queries))
    # Eight have logged in: five on the first page, three on the second.
    assert costs == [1, 2, 1]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "bnVsbA",
        "W10",
        "e30",
        "WyJuIl0",
        "WyJuIiwgbnVsbF0",
        "WyJuIiwgImFcdTAwMDAiXQ",
        "A" * 5000,
        "é",
        "Ww",
        "WyJuIiwgIlx1ZDgwMCJd",
    ],
)
def test_a_damaged_cursor_gives_the_first_page(people, cursor):
    assert keyset(people, {"cursor": cursor}, order=("username",), size=5).items[0].username == "p00"


def test_a_cursor_of_rows_that_are_gone_gives_the_first_page(people):
    cursor = keyset(people, {}, order=("username",), size=5).next
    people.filter(username__gte="p03").delete()
    assert [u.username for u in keyset(people, {"cursor": cursor}, order=("username",), size=5)] == [
        "p00",
        "p01",
        "p02",
    ]


def test_an_empty_list_has_one_empty_page():
    page = keyset(User.objects.none(), {}, order=("pk",))
    assert (page.items, page.next, page.previous) == ([], "", "")


def test_a_page_is_one_query_that_compares_rows_and_skips_none(people):
    cursor = keyset(people, {}, order=("is_staff", "pk"), size=5).next
    with CaptureQueriesContext(connection) as queries:
        keyset(people, {"cursor": cursor}, order=("is_staff", "pk"), size=5)
    assert len(queries) == 1
    assert "ROW(" in queries[0]["sql"]
    assert "OFFSET" not in queries[0]["sql"]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("", ("-date_joined", "-pk")),
        ("name", ("username", "pk")),
        ("-name", ("-username", "-pk")),
        ("password", ("-date_joined", "-pk")),
    ],
)
def test_only_a_named_column_sorts(asked, order):
    columns = {"name": "username", "joined": "date_joined"}
    assert chosen_order({"sort": asked}, columns, default="-joined") == order


def test_a_tally_counts_and_sums_up_to_its_limit(people, monkeypatch):
    whole = sum(person.pk for person in people)
    assert tally(people.order_by("username"), "id") == Tally(12, False, {"id": whole})
    assert tally(people.none(), "id") == Tally(0, False, {"id": None})
    monkeypatch.setattr(paging, "COUNTED", 5)
    with CaptureQueriesContext(connection) as asked:
        assert tally(people, "id") == Tally(5, True, {})
    assert len(asked) == 1 and "LIMIT 6" in asked[0]["sql"]
    assert tally(people, upto=3).count == 3

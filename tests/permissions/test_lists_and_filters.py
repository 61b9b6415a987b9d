"""No list sorts, and no filter of the API asks, by a column with numbers of people."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.permissions import walk
from tests.permissions.table_of_api import API
from tests.permissions.table_of_pages import PAGES

pytestmark = pytest.mark.django_db

NUMBERS = {"phone", "phone_reversed", "id_number", "id_hash", "bank_card", "bank_card_hash", "receipt_hash"}
LISTS = sorted({name for name, method in API if method == "get" and name.endswith("-list")})


def is_about_a_number(path):
    return any(part in NUMBERS for part in path.split("__"))


def filters_of(name):
    (view,) = [view for route, _pattern, view in walk.routes() if route == name]
    chosen = getattr(vars(view)["cls"], "filterset_class", None)
    return {} if chosen is None else chosen.base_filters


@pytest.mark.parametrize("name", LISTS)
def test_no_filter_of_the_api_asks_for_a_number(name):
    assert {key for key, one in filters_of(name).items() if is_about_a_number(one.field_name or "")} == set()


@pytest.mark.parametrize("name", LISTS)
def test_what_is_no_filter_narrows_and_sorts_nothing(name, people, clients):
    client, address = clients.clients["superuser"], reverse(name)
    plain = client.get(address).json()["results"]
    for column in NUMBERS:
        for asked in (
            {column: "1"},
            {f"{column}__startswith": "1"},
            {f"member__{column}__gt": "1"},
            {"ordering": f"-{column}"},
            {"sort": column},
        ):
            assert client.get(address, asked).json()["results"] == plain, asked


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.get_status == 200])
def test_no_page_is_sorted_by_a_number(name, people, clients):
    access = PAGES[name]
    answer = clients.clients["superuser"].get(walk.address_of(name, access, people.north))
    if answer.streaming:
        b"".join(answer.streaming_content)
    sortable = answer.context.get("sortable") if answer.context is not None else None
    assert [field for field in (sortable or {}).values() if is_about_a_number(field)] == []


class Tables(HTMLParser):
    """Counts the columns of each row of a page's tables, with the spans of its cells."""

    def __init__(self, html):
        super().__init__()
        self.tables = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append(0)
        elif tag in ("th", "td") and self.tables and self.tables[-1]:
            self.tables[-1][-1] += int(dict(attrs).get("colspan") or 1)


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.get_status == 200])
def test_every_row_of_a_table_has_a_cell_for_each_heading(name, people, clients):
    answer = clients.clients["superuser"].get(walk.address_of(name, PAGES[name], people.north))
    if answer.streaming:
        b"".join(answer.streaming_content)
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return
    for rows in Tables(answer.content.decode()).tables:
        assert len(set(rows)) <= 1, rows

"""No list sorts, and no filter of the API asks, by a column with numbers of people."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.permissions import walk
from tests.permissions.table_of_api import API
from tests.permissions.table_of_pages import PAGES

pytestmark = pytest.mark.django_db

NUMBERS = {"phone", "phone_reversed", "id_number", "id_hash", "bank_card", "bank_card_hash", "receipt_hash"}
LOOKUPS = ("", "__startswith", "__gt")
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
    plain = rows_of(client.get(address).json())
    filters = {f"{path}{column}{how}": "1" for column in NUMBERS for path in ("", "member__") for how in LOOKUPS}
    for asked in (filters, *({"ordering": f"-{column}", "sort": column} for column in sorted(NUMBERS))):
        assert rows_of(client.get(address, asked).json()) == plain, asked


def rows_of(answer):
    """Return the rows of an answer of the API; a report is all that it says."""
    return answer.get("results", answer)


@pytest.fixture(scope="module", params=[name for name, access in PAGES.items() if access.get_status == 200])
def shown(request, people, clients, django_db_blocker):
    """The answer to the superuser's request for a page, read to its end."""
    with django_db_blocker.unblock():
        answer = clients.clients["superuser"].get(walk.address_of(request.param, PAGES[request.param], people.north))
        if answer.streaming:
            b"".join(answer.streaming_content)
    return answer


def test_no_page_is_sorted_by_a_number(shown):
    sortable = shown.context.get("sortable") if shown.context is not None else None
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


def test_every_row_of_a_table_has_a_cell_for_each_heading(shown):
    if shown.streaming or not shown["Content-Type"].startswith("text/html"):
        return
    for rows in Tables(shown.content.decode()).tables:
        assert len(set(rows)) <= 1, rows

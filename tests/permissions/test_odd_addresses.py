"""Whatever stands in a path, a query, a form or a JSON body – NUL, half a character, a huge number – nobody gets a 500.

The test client raises what a view raises, so that each request that is answered at all is asserted by itself.
"""

import json
import re

import pytest

from members.hr_api.api.batch import RowSerializer
from tests.permissions import walk
from tests.permissions.table_of_api import API
from tests.permissions.table_of_pages import PAGES
from tests.permissions.test_odd_input import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PARAMETER = re.compile(r"<(?:(\w+):)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")
# As they stand in an address: NUL, half of a character in UTF-8, a blank, a sign of another script, a long text.
ODD_TEXTS = ("%00", "a%00b", "%ED%A0%80", "²", "x" * 3000)
ODD_NUMBERS = ("9" * 30, "9" * 5000)
PATTERNS = sorted({pattern for _name, pattern, _view in walk.routes() if PARAMETER.search(pattern)})

# Names of queries that views read without a form of their own.
QUERIES = (
    "after",
    "all",
    "before",
    "conflicts",
    "cursor",
    "format",
    "kind",
    "level",
    "member",
    "outcome",
    "page",
    "q",
    "sent",
    "sort",
    "state",
    "under",
    "unit",
    "unread",
    "next",
)
ODD_QUERIES = ("\0", "9" * 30, "²")

ODD_JSON: tuple[object, ...] = (
    None,
    True,
    [],
    {},
    [[]],
    -1,
    0,
    10**30,
    1e308,
    "",
    "\0",
    "\ud800",
    "\u200b",
    "²",
    "x" * 100_000,
    {"a": [{}]},
)
ODD_BODIES = (
    b"",
    b"null",
    b'"text"',
    b"[]",
    b"[1]",
    b"{",
    b"\xff\xfe",
    b'{"a": 1e400}',
    b'{"a": NaN}',
    b'{"\\ud800": 1}',
    b'{"a\\u0000": "\\u0000"}',
    b"[" * 100_000,
    b"[" * 500 + b"]" * 500,
    b'{"unit": ' * 20_000,
    b"9" * 10_000,
)


def address(pattern: str, odd: str) -> str:
    """Return an address of the pattern, with `odd` for all that it leaves open."""
    filled = PARAMETER.sub(lambda _found: odd, pattern)
    return "/" + filled.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".").lstrip("/")


def odd_parts(pattern: str) -> tuple[str, ...]:
    """Return what to put in; a converter for numbers takes no text, and the pages of the admin are all of one make."""
    if pattern.startswith("admin/"):
        return ("%00", "9" * 30)
    return ODD_NUMBERS if set(re.findall(r"<(\w+):", pattern)) == {"int"} else (*ODD_TEXTS, *ODD_NUMBERS)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_path_of_any_address_is_answered_with_an_error_of_the_server(pattern, people, clients):
    for odd in odd_parts(pattern):
        assert clients.request(walk.actor(people, "superuser"), "get", address(pattern, odd)).status < 500, odd


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.get_status != 405])
def test_no_query_of_any_page_is_answered_with_an_error_of_the_server(name, people, clients):
    access = PAGES[name]
    actor, here = somebody(access, people), walk.address_of(name, access, people.north)
    for odd in ODD_QUERIES:
        assert clients.request(actor, "get", here, dict.fromkeys(QUERIES, odd)).status < 500, odd


@pytest.mark.parametrize("name", sorted({name for name, method in API if method == "get"}))
def test_no_query_of_the_api_is_answered_with_an_error_of_the_server(name, people, clients):
    access = API[name, "get"]
    actor, here = somebody(access, people), walk.address_of(name, access, people.north)
    filters = ("unit", "state", "kind", "category", "since", "limit", "page_size", "ordering", "employee_number", "run")
    for odd in ODD_QUERIES:
        assert clients.request(actor, "get", here, dict.fromkeys((*QUERIES, *filters), odd)).status < 500, odd


@pytest.mark.parametrize("name", [name for name, method in API if method == "post"])
def test_no_body_of_a_call_is_answered_with_an_error_of_the_server(name, people, clients):
    access = API[name, "post"]
    here, sent = walk.address_of(name, access, people.north), walk.post_data(access, people.north)
    actor = somebody(access, people) if access.row else walk.actor(people, "superuser")
    bodies: list[str | bytes] = list(ODD_BODIES)
    bodies += [json.dumps({**sent, key: odd}) for key in sent for odd in ODD_JSON]
    for body in bodies:
        answer = clients.request(actor, "post", here, body, content_type="application/json")
        assert answer.status < 500, body[:200]


@pytest.mark.parametrize("field", [*RowSerializer().fields, "no_such_field", "a\0", "\ud800"])
def test_no_value_of_a_row_of_a_batch_is_answered_with_an_error_of_the_server(field, people, clients):
    here = walk.address_of("api_member-batch", API["api_member-batch", "post"], people.north)
    rows = [{"employee_number": f"N{number}", field: odd} for number, odd in enumerate(ODD_JSON)]
    body = json.dumps({"unit": people.north.unit.code, "members": rows})
    answer = clients.request(walk.actor(people, "superuser"), "post", here, body, content_type="application/json")
    assert answer.status == 200
    assert len(json.loads(answer.body)["results"]) == len(rows)

"""Forms answer in the portal's own words: the field named, one error each, no English, no 该字段, no 你."""

import re
from html import unescape

import pytest

from tests.permissions import walk
from tests.permissions.table_of_pages import PAGES
from tests.permissions.test_odd_input import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIELD_ERROR = re.compile(r'class="field-error"[^>]*>.*?<div>(.*?)</div>', re.DOTALL)
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]+)+")
NOT_OURS = ("该字段", "这个值", "这个字段", "你", "有效的", "合法", "None", "Ensure", "token")
ODD: tuple[object, ...] = ({}, "?", "长" * 5000, "9" * 30)


def wrong_words(body: str) -> list[str]:
    """Return the errors at the fields of a page that no officer would write."""
    told = [unescape(re.sub(r"<[^>]+>", "", words)).strip() for words in FIELD_ERROR.findall(body)]
    return [words for words in told if not words or ENGLISH.search(words) or any(part in words for part in NOT_OURS)]


@pytest.mark.parametrize("name", [name for name, access in PAGES.items() if access.post])
def test_the_errors_of_a_form_are_the_portals_own_words(name, people, clients, chinese):
    access = PAGES[name]
    actor, here = somebody(access, people), walk.address_of(name, access, people.north)
    keys = walk.post_data(access, people.north)
    for odd in ODD:
        answer = clients.request(actor, "post", here, dict.fromkeys(keys, odd) if odd else {})
        assert wrong_words(answer.body.decode(errors="replace")) == [], odd


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/"])
def test_the_errors_of_pages_before_the_log_in_are_the_portals_own_words(address, client, chinese):
    for sent in ({}, {"login": "?", "password": "?", "email": "?"}):
        body = client.post(address, sent).content.decode()
        assert wrong_words(body) == []
        assert "您提供的" not in body

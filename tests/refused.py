"""Assertions on the page of a refused act: status 422, the reason and what was typed in the form that was sent."""

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*>.*?</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
ACTION = re.compile(r'<form\b[^>]*\baction="([^"]*)"')


def form_sent_to(answer: "Answer", address: str) -> str:
    """Return the HTML of the form that is posted to `address`; one without an action posts to the page's own address.

    Raises AssertionError when the page has no such form.
    """
    for form in FORM.findall(unescape(answer.content.decode())):
        named = ACTION.match(form)
        if (named[1] if named else answer.request["PATH_INFO"]) == address:
            return form
    raise AssertionError(f"no form is sent to {address}")


def assert_refused(answer: "Answer", *said: object, at: str = "") -> None:
    """Assert status 422 and that the form sent to `at`, by default the one just sent, shows each of `said`."""
    assert answer.status_code == 422
    form = form_sent_to(answer, at or answer.request["PATH_INFO"])
    assert "data-form-errors" in form
    assert [one for one in said if str(one) not in form] == [], form


def assert_refused_first(answer: "Answer", *said: object) -> None:
    """Assert status 422 and that the note at the top of the page, not a form, shows each of `said`."""
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    first = page.partition("<main")[2].partition("<h1>")[0]
    assert "data-form-errors" in first
    assert [one for one in said if str(one) not in first] == []
    assert page.count("data-form-errors") == 1


def hidden_fields(answer: "Answer", address: str) -> dict[str, str]:
    """Return the hidden fields of the form on the page that is posted to `address`, but for that of the CSRF check."""
    fields = dict(HIDDEN.findall(form_sent_to(answer, address)))
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}

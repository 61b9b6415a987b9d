"""The browser of a chaos run reads forms as a browser does, and knows an answer that the portal made itself."""

import pytest

from chaos.browser import Answer, form_in

PAGE = """
<form method="post" action="/a/"><input type="hidden" name="once" value="k1"><input name="name" value="孟 &amp; 静">
<textarea name="text">
typed</textarea><select name="way"><option value="cash">1</option><option value="card" selected>2</option></select>
<input type="checkbox" name="on" checked><input type="checkbox" name="off"><input type="file" name="file">
<input type="radio" name="kind" value="x"><input type="radio" name="kind" value="y" checked></form>
<form method="get" action="/b/"><input name="q"></form>
<form method="post"><input type="hidden" name="once" value="k2"></form>
"""


def test_a_form_is_found_by_where_it_is_sent_with_what_its_fields_hold():
    fields = {"once": "k1", "name": "孟 & 静", "text": "typed", "way": "card", "on": "on", "kind": "y"}
    assert form_in(PAGE, "/a/", "/here/") == fields
    assert form_in(PAGE, "/here/", "/here/?page=2") == {"once": "k2"}
    assert form_in(PAGE, "/b/", "/here/") is None


@pytest.mark.parametrize(
    ("html", "language", "told"),
    [
        ('<html lang="en"><div class="error-page"><h1>Not available</h1>', "en", True),
        ('<html lang="zh-hans"><div class="error-page"><h1>门户暂时不能使用</h1>', "zh-hans", True),
        ('<html lang="en"><div class="error-page"><h1>Not available</h1>', "zh-hans", False),
        ('<html lang="zh-hans"><div class="error-page"><h1>Not available</h1>', "zh-hans", False),
        ("<h1>Server Error (500)</h1>", "en", False),
        ("", "en", False),
    ],
)
def test_an_error_is_told_by_a_page_of_the_portal_in_the_language_of_the_reader(html, language, told):
    assert Answer(503, {"content-type": "text/html"}, html.encode()).says_something(language) is told


def test_an_error_of_the_api_is_told_in_json():
    answer = Answer(503, {"content-type": "application/json"}, b'{"detail": "away", "code": "database_away"}')
    assert answer.says_something("en")

"""Parts of pages that are the same for everybody are rendered once, and hold nothing of a person."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from office.templatetags.shared import forget_shared


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_shared()
    yield
    forget_shared()


def test_a_block_is_rendered_once_for_each_language():
    rendered = []
    template = Template("{% load shared %}{% shared %}{{ LANGUAGE_CODE }}{{ counted }}{% endshared %}")
    for language in ("en", "zh-hans", "en"):
        with translation.override(language):
            rendered.append(template.render(Context({"counted": 1})))
    assert rendered == ["en", "zh-hans", "en"]


def test_nothing_of_the_request_or_the_person_is_there_inside():
    template = Template(
        "{% load shared %}{% shared %}[{{ user }}{{ request.path }}{{ csrf_token }}{{ secret }}]{% endshared %}"
        "{{ user }}"
    )
    request = RequestFactory().get("/of/somebody/")
    for name in ("张伟", "李静"):
        page = template.render(Context({"user": name, "request": request, "csrf_token": "t", "secret": name}))
        assert page == f"[]{name}"


def test_an_argument_tells_blocks_apart():
    template = Template("{% load shared %}{% shared current=page %}{{ current }}{% endshared %}")
    assert [template.render(Context({"page": page})) for page in ("home", "me", "home")] == ["home", "me", "home"]


def test_two_blocks_with_the_same_arguments_are_two_blocks():
    template = Template("{% load shared %}{% shared %}one{% endshared %} {% shared %}two{% endshared %}")
    assert template.render(Context()) == template.render(Context()) == "one two"


def test_what_is_written_stays_escaped_as_it_was():
    template = Template("{% load shared %}{% shared name=name %}{{ name }}{% endshared %}")
    assert [template.render(Context({"name": "<b>"})) for _ in range(2)] == ["&lt;b&gt;"] * 2

"""The error pages share one template, each with its own text, and need neither database nor context processors."""

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from tests import factories as make

PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html")


def heading_of(page: bytes) -> str:
    return page.decode().split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_says_what_happened_and_leads_away(name):
    page = get_template(name).render()
    assert 'class="error-page"' in page and f">{name[:3]}<" in page and 'href="/"' in page
    assert page.startswith('<!doctype html>\n<html lang="zh-hans">')


def test_each_error_page_has_a_heading_of_its_own():
    assert len({heading_of(get_template(name).render().encode()) for name in PAGES}) == len(PAGES)


def test_a_broken_portal_says_so_without_database_and_context_processors(settings):
    """This test has no database: a query is an error."""
    broken = {"context_processors": ["tests.no.such.processor"]}
    settings.TEMPLATES = [engine | {"OPTIONS": engine["OPTIONS"] | broken} for engine in settings.TEMPLATES]
    answer = server_error(RequestFactory().get("/members/"))
    assert answer.status_code == 500 and "<h1>" in answer.content.decode()
    assert "<form" not in answer.content.decode().split("<dialog")[0]


@pytest.mark.django_db
def test_who_is_logged_in_keeps_the_menu_of_their_account(client):
    client.force_login(make.account(make.worker(make.unit())))
    for address, status in (("/nowhere/", 404), ("/members/", 403)):
        page = client.get(address)
        assert page.status_code == status and 'class="person"' in page.content.decode()


@pytest.mark.django_db
def test_a_form_that_is_too_old_says_what_to_do():
    page = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x", "password": "y"})
    assert page.status_code == 403 and heading_of(page.content) == "This form has expired"

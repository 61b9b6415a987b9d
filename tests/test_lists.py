"""Every staff list uses the one template: filters in the address, sorting, export, print, empty state."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from members.importing.models.imports import ImportJob
from members.units.forms import UnitField
from tests import factories as make

pytestmark = pytest.mark.django_db

# Lists whose addresses have other names, and a page that has a list's name: it tells of one member.
OTHER_NAMES = {
    "welfare:run_roster",
    "welfare:run_judged",
    "welfare:run_conflict",
    "members:import_changes",
    "members:import_leavers",
}
NO_LISTS = {"members:consent_list"}
OF_A_RUN = {"welfare:run_roster": (), "welfare:run_judged": ("left",), "welfare:run_conflict": ("no_birth_date",)}


def url_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from url_names(one, f"{one.namespace}:" if one.namespace else namespace)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{namespace}{one.name}"


def list_names() -> list[str]:
    found = {name for name in url_names(get_resolver()) if name.endswith("_list") and name.split(":")[0] != "admin"}
    return sorted((found | OTHER_NAMES) - NO_LISTS)


@pytest.fixture
def unit(client):
    client.force_login(make.superuser())
    return make.unit(kind="union")


def list_url(name: str, unit: Any) -> str:
    if name in OF_A_RUN:
        make.member(unit)
        return reverse(name, args=[make.issued_run(unit).pk, *OF_A_RUN[name]])
    if name in OTHER_NAMES:
        return reverse(name, args=[ImportJob.objects.create(unit=unit, file_name="1.xlsx", differing={"phone": 1}).pk])
    return reverse(name)


def filter_values(form: forms.Form, unit: Any) -> dict[str, str]:
    """Return a valid value for each field of the filter form."""
    found = {}
    for name, field in form.fields.items():
        match field:
            case UnitField():
                found[name] = unit.code
            case forms.ModelChoiceField():
                found[name] = str(unit.pk)
            case forms.ChoiceField():
                found[name] = str([value for value, _label in field.widget.choices][-1])
            case forms.DateField():
                found[name] = "2020-01"[: 7 if field.widget.input_type == "month" else None]
                found[name] += "" if field.widget.input_type == "month" else "-01"
            case forms.IntegerField():
                found[name] = str(field.min_value or 1)
            case forms.BooleanField():
                found[name] = "on"
            case _:
                found[name] = "zz"
    return found


def test_there_are_lists():
    assert len(list_names()) > 24


@pytest.mark.parametrize("name", list_names())
def test_a_list_offers_its_file_and_its_print(client, unit, name):
    page = client.get(list_url(name, unit))
    assert "office/list.html" in [template.name for template in page.templates]
    shown, export = page.content.decode(), page.context["export_url"]
    assert resolve(export).view_name != name
    assert f'href="{export}' in shown and "format=csv" in shown and "data-print" in shown
    assert client.get(export).status_code == 200


@pytest.mark.parametrize("name", list_names())
def test_a_filter_stays_in_the_boxes_and_goes_with_the_file(client, unit, name):
    place = list_url(name, unit)
    given = filter_values(client.get(place).context["filter"], unit)
    page = client.get(place, given)
    form, shown = page.context["filter"], page.content.decode()
    assert page.status_code == 200 and form.errors == {}
    assert {box: str(form[box].value()) for box in given} == {
        box: "True" if text == "on" else text for box, text in given.items()
    }
    links = re.findall(rf'href="{page.context["export_url"]}(\?[^"]*)"', shown)
    assert len(links) == 3
    assert all(f"{box}={text}" in link.replace("&amp;", "&") for link in links for box, text in given.items())
    assert f'<a class="btn btn-link" href="{place}">' in shown


@pytest.mark.parametrize("name", list_names())
def test_an_empty_list_says_so_and_what_to_do(client, unit, name):
    place = list_url(name, unit)
    # The totals of a month stand whatever is asked for; without any month there are none.
    given = {} if name == "members:dues_list" else filter_values(client.get(place).context["filter"], unit)
    shown = client.get(place, given).content.decode()
    empty = re.search(r'<div class="empty">.*?<h2>(.+?)</h2>\s*<p>(.+?)</p>(.*?)</div>', shown, re.DOTALL)
    assert empty
    assert '<a class="btn' in empty[3]


@pytest.mark.parametrize("name", list_names())
def test_each_heading_that_sorts_is_an_order_of_the_list(client, unit, name):
    place = list_url(name, unit)
    page = client.get(place)
    template = next(one.name for one in page.templates if one.name and one.name.endswith((".html",)))
    headed = set(re.findall(r'{% sort "(\w+)"', (settings.BASE_DIR / "templates" / template).read_text()))
    assert headed <= {*page.context["sortable"]}
    for key in sorted(page.context["sortable"]):
        for sign in ("", "-"):
            assert client.get(place, {"sort": f"{sign}{key}"}).status_code == 200

"""Units and members over the API: the rows and masks of the pages."""

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(union):
    """A client of the API with the token of an officer of the whole union."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {make.api_token(make.officer(union))}")
    return client


def names_in(answer):
    return [row["name"] for row in answer.json()["results"]]


def test_members_come_masked_with_their_unit(api, branch):
    member = make.member(branch, name="孟静", id_number="11010519491231002X", phone="13812341234")
    row = api.get(f"/api/v1/members/{member.pk}/").json()
    assert (row["id_number"], row["phone"]) == ("********", "*******1234")
    assert row["unit"] == {"id": branch.pk, "code": "B1", "name": "采油一厂"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["远", "静"]),
        ({"unit": "B1"}, ["静"]),
        ({"unit": "?"}, []),
        ({"q": "jing"}, ["静"]),
        ({"state": "withdrawn"}, ["远"]),
        ({"page_size": 1}, ["远"]),
    ],
)
def test_members_are_filtered_and_paged(api, union, branch, asked, found):
    make.member(branch, name="静")
    make.member(union, name="远", state="withdrawn")
    assert names_in(api.get("/api/v1/members/", asked)) == found


def test_units_name_the_unit_above_if_it_is_in_reach(api, union, branch):
    rows = {row["code"]: row["parent"] for row in api.get("/api/v1/units/").json()["results"]}
    assert rows == {"HQ": None, "B1": "HQ"}
    api.force_authenticate(make.officer(branch))
    assert [row["parent"] for row in api.get("/api/v1/units/").json()["results"]] == [None]
    assert [row["code"] for row in api.get("/api/v1/units/", {"under": "B1"}).json()["results"]] == ["B1"]
    assert api.get("/api/v1/units/", {"under": "HQ"}).json()["results"] == []


def test_rows_out_of_reach_are_404_and_not_listed(api):
    member = make.member()
    assert api.get(f"/api/v1/members/{member.pk}/").status_code == 404
    assert api.get(f"/api/v1/units/{member.unit.pk}/").status_code == 404
    assert names_in(api.get("/api/v1/members/")) == []


@pytest.mark.parametrize("path", ["/api/v1/members/", "/api/v1/units/"])
def test_a_worker_and_a_visitor_are_turned_away_and_nothing_can_be_written(api, union, path):
    assert api.post(path, {"name": "x"}).status_code == 405
    api.force_authenticate(make.worker(union).user)
    assert api.get(path).status_code == 403
    assert APIClient().get(path).status_code == 401


def test_a_page_of_members_costs_the_same_queries_whatever_its_length(api, union, django_assert_max_num_queries):
    for size in (5, 45):
        for _ in range(size):
            make.member(make.unit(parent=union))
        with django_assert_max_num_queries(4):
            answer = api.get("/api/v1/members/")
    assert len(answer.json()["results"]) == 50


def test_the_schema_is_valid_and_complete(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))
    schema = (tmp_path / "schema.yml").read_text(encoding="utf-8")
    assert "/api/v1/members/" in schema

"""The rows of a run that tells who is in hardship are there only for who may see that in the register."""

import pytest
from django.urls import reverse

from tests import factories as make
from welfare.grants.models.exclusions import Exclusion
from welfare.grants.models.grants import Grant
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db

MAY_SEE, MAY_NOT = ("chair", "branch_chair", "welfare_officer", "auditor"), ("finance_officer", "group_leader")
NAME = "困难人"


@pytest.fixture
def unit():
    return make.unit()


@pytest.fixture
def run(unit):
    make.hardship(make.worker(unit, name=NAME), kind="deep")
    make.worker(unit, name="别人")
    return make.issued_run(unit, conditions={"hardships": ["deep"]})


def addresses(run):
    return [
        reverse("welfare:grant_list"),
        reverse("welfare:grant_export") + "?format=csv",
        reverse("welfare:run_roster", args=[run.pk]),
        reverse("welfare:run_export", args=[run.pk]) + "?format=csv",
        reverse("welfare:run_sheet", args=[run.pk]),
        reverse("welfare:run_collected", args=[run.pk]),
        reverse("api_grant-list"),
        reverse("admin:welfare_grant_changelist"),
    ]


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="ignore")


@pytest.mark.parametrize("post", MAY_NOT)
def test_who_may_not_see_hardship_finds_no_row_anywhere(client, unit, run, post):
    client.force_login(make.officer(unit, post, is_staff=True))
    for address in addresses(run):
        response = client.get(address)
        assert response.status_code in (200, 302, 403, 404), address
        assert NAME not in text_of(response), address


@pytest.mark.parametrize("post", MAY_SEE)
def test_who_may_see_hardship_finds_the_row(client, unit, run, post):
    client.force_login(make.officer(unit, post))
    assert NAME in text_of(client.get(reverse("welfare:grant_list")))


@pytest.mark.parametrize(("post", "count"), [*((post, 1) for post in MAY_SEE), *((post, 0) for post in MAY_NOT)])
def test_counts_follow_the_same_rule(unit, run, post, count):
    officer = make.officer(unit, post)
    assert Grant.objects.visible_to(officer, WelfarePermission.VIEW_GRANT).count() == count


def test_the_right_counts_in_the_rows_unit_alone(unit, run):
    elsewhere = make.officer(unit, "group_leader")
    make.appoint(elsewhere, "branch_chair", make.unit(parent=unit))
    assert not Grant.objects.visible_to(elsewhere, WelfarePermission.VIEW_GRANT).exists()


def test_reasons_of_such_a_run_are_kept_from_them_too(unit, run):
    finance, chair = make.officer(unit, "finance_officer"), make.officer(unit, "chair")
    assert not Exclusion.objects.visible_to(finance, WelfarePermission.VIEW_RUN).filter(run=run).exists()
    assert Exclusion.objects.visible_to(chair, WelfarePermission.VIEW_RUN).filter(run=run).exists()


@pytest.mark.parametrize(
    ("fields", "tells"),
    [
        ({}, False),
        ({"conditions": {"sexes": ["2"]}}, False),
        ({"conditions": {"hardships": ["relative"]}}, True),
        ({"amounts": {"by": "hardship", "rows": [["deep", "500"]]}}, True),
        ({"schedule": "dates", "festival": "", "kind": "winter", "days": ["2026-12-20"], "form": "money"}, True),
        ({"schedule": "dates", "festival": "", "kind": "school", "days": ["2026-12-20"], "form": "money"}, True),
        ({"schedule": "dates", "festival": "", "kind": "summer", "days": ["2026-12-20"]}, False),
    ],
)
def test_the_database_says_which_runs_tell_of_hardship(fields, tells):
    made = make.run(make.unit(), **fields)
    assert Run.objects.get(pk=made.pk).tells_hardship is tells

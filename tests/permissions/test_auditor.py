"""The auditor reads everything in the unit and changes nothing, whatever is sent."""

import json

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.permissions import walk
from tests.permissions.table_of_api import API
from tests.permissions.table_of_pages import ANYBODY, EVERYBODY, OWN, PAGES

pytestmark = pytest.mark.django_db

# What is everybody's, the auditor's too: their own pages, and the forms without an account.
OF_THE_HOUSE = {name: door for name, door in PAGES.items() if not {ANYBODY, EVERYBODY, OWN} & set(door.who)}
OVER_THE_API = {name: door for (name, _method), door in API.items() if EVERYBODY not in door.who}
# Reading is put on record.
RECORDED = {"office_auditevent"}


@pytest.fixture(scope="module")
def auditor(cast):
    return walk.actor(cast, "auditor there")


@pytest.mark.parametrize("name", OF_THE_HOUSE)
def test_no_page_takes_a_post_from_the_auditor(name, auditor, cast, walker):
    door = OF_THE_HOUSE[name]
    answer = walker.ask(auditor, "post", walk.address_of(name, door, cast.north), walk.sent(door, cast.north) or {})
    assert answer.wrote <= RECORDED
    assert door.post is None or answer.status in (403, 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", OVER_THE_API)
def test_the_api_takes_nothing_from_the_auditor(name, method, auditor, cast, walker):
    door = OVER_THE_API[name]
    here = walk.address_of(name, door, cast.north)
    data = json.dumps(walk.sent(door, cast.north) or {})
    answer = walker.ask(auditor, method, here, data, content_type="application/json")
    assert (answer.status in (403, 404, 405), answer.wrote) == (True, set())


def test_the_admin_takes_nothing_from_the_auditor(auditor, cast, walker):
    for model in admin.site._registry:
        for verb in ("changelist", "add"):
            here = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{verb}")
            answer = walker.ask(
                auditor, "post", here, {"action": "delete_selected", "_selected_action": 1, "post": "yes"}
            )
            assert not answer.wrote

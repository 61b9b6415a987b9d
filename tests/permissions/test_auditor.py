"""An auditor's POST changes nothing, on any page, in the API and in the admin."""

import json

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.permissions import walk
from tests.permissions.table_of_api import API
from tests.permissions.table_of_pages import ANYBODY, LOGGED_IN, OWNER, PAGES

pytestmark = pytest.mark.django_db

# Without the pages that the auditor has like everybody: their own, and the forms without an account.
DESK_PAGES = {name: access for name, access in PAGES.items() if not {ANYBODY, LOGGED_IN, OWNER} & set(access.allowed)}
DESK_ENDPOINTS = {name: access for (name, _method), access in API.items() if LOGGED_IN not in access.allowed}
# Reading some pages is recorded.
RECORDED = {"office_auditevent"}
# What auditors have made for themselves, and which writes nothing else: packs of what was given in a year.
PACKS = {"welfare:audit_pack_new", "welfare:audit_pack_pause", "welfare:audit_pack_resume", "welfare:audit_pack_cancel"}
# What is only read: a paper for a reason, and who is a member of those whom a list names.
READ = {"welfare:audit_pack_paper", "welfare:report_lookup", "welfare:report_lookup_export"}
PACKS_API = "api_audit_pack-list"


@pytest.fixture(scope="module")
def auditor(people):
    return walk.actor(people, "auditor in the north")


@pytest.mark.parametrize("name", DESK_PAGES)
def test_no_page_takes_a_post_from_the_auditor(name, auditor, people, clients):
    access = DESK_PAGES[name]
    answer = clients.request(
        auditor, "post", walk.address_of(name, access, people.north), walk.post_data(access, people.north)
    )
    assert answer.wrote <= (RECORDED | {"welfare_auditpack"} if name in PACKS else RECORDED)
    assert access.post is None or answer.status in (403, 404) or name in PACKS | READ


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", DESK_ENDPOINTS)
def test_the_api_takes_nothing_from_the_auditor(name, method, auditor, people, clients):
    access = DESK_ENDPOINTS[name]
    here = walk.address_of(name, access, people.north)
    data = json.dumps(walk.post_data(access, people.north))
    answer = clients.request(auditor, method, here, data, content_type="application/json")
    if (name, method) == (PACKS_API, "post"):
        assert (answer.status, answer.wrote) == (201, {"welfare_auditpack", "office_auditevent"})
        return
    assert (answer.status in (403, 404, 405), answer.wrote) == (True, set())


@pytest.mark.slow
def test_the_admin_takes_nothing_from_the_auditor(auditor, people, clients):
    for model in admin.site._registry:
        for verb in ("changelist", "add"):
            here = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{verb}")
            answer = clients.request(
                auditor, "post", here, {"action": "delete_selected", "_selected_action": 1, "post": "yes"}
            )
            assert not answer.wrote

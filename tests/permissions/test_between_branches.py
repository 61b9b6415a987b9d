"""Rows that concern two units: a run of the unit above, a referral to another department, files, filters, moves."""

import re
from uuid import uuid4

import pytest
from django.forms import ModelChoiceField
from django.urls import reverse

from consultation.referrals import actions as referrals
from consultation.referrals.forms import ReferForm
from office import audit
from tests import factories as make
from tests.pdf_text import text_of
from tests.permissions import walk
from tests.permissions.people import NORTH, SOUTH
from tests.permissions.table_of_pages import PAGES
from welfare.plans.models import Plan

pytestmark = pytest.mark.django_db

# A branch hands out to its own people what a unit above gives.
COUNTERS = ("welfare:run_counter", "welfare:run_counter_lines")
RUN_PAGES = [
    name
    for name, access in PAGES.items()
    if name.startswith("welfare:run_") and "run" in access.row and name not in COUNTERS
]


@pytest.mark.parametrize("name", RUN_PAGES)
@pytest.mark.parametrize("post", ["chair", "branch_chair", "welfare_officer", "finance_officer"])
def test_a_run_of_the_unit_above_is_not_the_branchs_to_see(name, post, people, client):
    client.force_login(people.north.officers[post])
    here = reverse(name, args=[people.upper_run.pk])
    assert client.get(here).status_code in (403, 404, 405)
    assert client.post(here, {"reason": "?"}).status_code in (403, 404, 405)
    people.upper_run.refresh_from_db()
    assert people.upper_run.state == "issued"


def test_of_a_run_of_the_unit_above_a_branch_sees_its_own_peoples_grants(people, client):
    client.force_login(people.north.officers["welfare_officer"])
    shown = client.get(reverse("welfare:grant_list")).content.decode()
    assert "Mid-Autumn" in shown and NORTH in shown and SOUTH not in shown


def test_at_the_counter_of_such_a_run_a_branch_finds_its_own_people_only(people, client):
    client.force_login(people.north.officers["welfare_officer"])
    counter, lines = (reverse(name, args=[people.upper_run.pk]) for name in COUNTERS)
    shown = {str(line["grant"]) for line in client.get(lines).json()["lines"]}
    north, south = (
        people.upper_run.grants.filter(unit__path__startswith=one.unit.path) for one in (people.north, people.south)
    )
    assert shown == {str(key) for key in north.filter(received_at=None).values_list("pk", flat=True)} != set()
    number = south.earliest("pk").member.employee_number
    assert f"{SOUTH}" not in client.get(counter, {"code": number}).content.decode()
    sent = {"line": f"{south.earliest('pk').pk}.{uuid4()}", "quantity": "1", "taker": "self"}
    assert client.post(counter, sent).status_code == 422


def test_a_department_reads_the_slip_and_nothing_of_the_question(people, client):
    question = people.north.rows["taken_question"]
    slip = referrals.refer_question(
        question, people.south.unit, text="请说明", by=people.north.officers["desk_counsellor"]
    )
    client.force_login(people.south.officers["department_liaison"])
    for page in ("referral_detail", "referral_slip"):
        answer = client.get(reverse(f"consultation:{page}", args=[slip.pk]))
        assert answer.status_code == 200
        shown = text_of(answer.content) if page == "referral_slip" else answer.content.decode()
        assert "请说明" in shown
        assert question.title not in shown
        assert f"{NORTH}工人" not in shown
    assert client.get(question.get_absolute_url()).status_code == 403
    assert (
        client.get(reverse("consultation:question_file", kwargs=people.north.rows["question_file"])).status_code == 404
    )


def test_departments_of_another_union_are_not_offered(people):
    elsewhere = make.unit("外单位", kind="union")
    make.officer(elsewhere, post="department_liaison")
    offered = ReferForm(case=people.north.rows["taken_question"]).fields["unit"]
    assert isinstance(offered, ModelChoiceField)
    assert set(offered.queryset or ()) == {people.north.unit, people.south.unit}


def test_the_asker_never_gets_the_file_of_an_internal_note(people, client):
    client.force_login(people.north.worker)
    assert (
        client.get(reverse("consultation:my_question_file", kwargs=people.north.rows["hidden_file"])).status_code == 404
    )


@pytest.mark.parametrize(
    ("name", "row", "file"),
    [
        ("consultation:question_file", "question_file", "file_pk"),
        ("consultation:grievance_file", "grievance_file", "file_pk"),
        ("consultation:my_question_file", "own_question_file", "pk"),
        ("consultation:my_grievance_file", "own_grievance_file", "pk"),
    ],
)
def test_a_file_of_another_branch_is_not_served_under_a_row_of_ones_own(name, row, file, people, clients):
    own, foreign = people.north.rows[row], people.south.rows[row]
    reader = walk.actor(people, "the worker" if "my_" in name else "superuser")
    assert clients.request(reader, "get", reverse(name, kwargs=own)).body == f"{NORTH}附件".encode()
    assert clients.request(reader, "get", reverse(name, kwargs=own | {file: foreign[file]})).status == 404


def test_a_receipt_code_opens_the_files_of_its_own_case_only(people, clients):
    nobody, code = walk.actor(people, "nobody"), {"code": people.north.receipt}
    own, foreign = (
        reverse("consultation:follow_file", kwargs=branch.rows["nameless_file"])
        for branch in (people.north, people.south)
    )
    assert clients.request(nobody, "post", own, code).body == f"{NORTH}附件".encode()
    assert clients.request(nobody, "post", foreign, code).status == 404
    assert NORTH not in clients.request(nobody, "post", own, {"code": "0" * 16}).text


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("members:member_list", "chair"),
        ("members:member_export", "chair"),
        ("welfare:run_list", "chair"),
        ("welfare:grant_list", "chair"),
        ("consultation:question_list", "chair"),
        ("consultation:grievance_list", "chair"),
        ("consultation:referral_list", "department_liaison"),
    ],
)
@pytest.mark.parametrize("asked", ["q", "unit"])
def test_no_search_and_no_filter_finds_rows_of_the_other_branch(name, post, asked, people, clients):
    actor = walk.actor(people, f"{post} in the north")
    unit = people.south.unit
    for text in {"q": [f"{SOUTH}工人", people.south.rows["question"].number], "unit": [unit.code, unit.pk]}[asked]:
        answer = clients.request(
            actor, "get", reverse(name), {asked: text, "state": "all" if "consultation" in name else ""}
        )
        # What was typed may be in its box again, and in the chip of the search.
        typed_again = rf'value="{SOUTH}工人"|<li class="chip"><span>[^<]*{SOUTH}工人</span>'
        assert f"{SOUTH}工人" not in re.sub(typed_again, "", answer.text)
        assert f"{SOUTH}提问" not in answer.text and f"{SOUTH}慰问" not in answer.text


def test_in_the_admin_a_plan_moves_only_where_plans_may_be_changed(people, client):
    """An officer of the north who also audits the south sees both units, and changes plans in the north alone."""
    officer, plan = people.north.officers["welfare_officer"], people.north.rows["plan"]
    make.appoint(officer, "auditor", people.south.unit)
    client.force_login(officer)
    form = {"name": plan.name, "festival": plan.festival, "amount": 1, "form": "goods", "lead_days": 3}
    here = reverse("admin:welfare_plan_change", args=[plan.pk])
    assert client.post(here, form | {"unit": people.south.unit.pk}).status_code == 200
    assert Plan.objects.get(pk=plan.pk).unit == people.north.unit
    assert client.post(here, form | {"unit": people.north.unit.pk}).status_code == 302


def test_events_of_no_unit_are_for_whoever_sees_every_union(people, client):
    chair = make.officer(people.union, post="chair")
    audit.record("login.failed", by=None, label="某人登录")
    client.force_login(chair)
    assert "某人登录" in client.get("/audit/").content.decode()
    make.unit("外单位", kind="union")
    assert "某人登录" not in client.get("/audit/").content.decode()

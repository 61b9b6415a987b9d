"""Where branches meet: a run of the unit above, a slip to another department, files, filters and moves."""

import pytest
from django.forms import ModelChoiceField
from django.urls import reverse

from consultation.referrals import actions as referrals
from consultation.referrals.forms import ReferForm
from office import audit
from tests import factories as make
from tests.permissions import walk
from tests.permissions.people import NORTH, SOUTH
from tests.permissions.table_of_pages import PAGES
from welfare.plans.models import Plan

pytestmark = pytest.mark.django_db

RUN_PAGES = [name for name, door in PAGES.items() if name.startswith("welfare:run_") and "run" in door.row]


@pytest.mark.parametrize("name", RUN_PAGES)
@pytest.mark.parametrize("post", ["chair", "branch_chair", "welfare_officer", "finance_officer"])
def test_a_run_of_the_unit_above_is_not_the_branchs_to_see(name, post, cast, client):
    client.force_login(cast.north.officers[post])
    here = reverse(name, args=[cast.upper_run.pk])
    assert client.get(here).status_code in (403, 404, 405)
    assert client.post(here, {"reason": "?"}).status_code in (403, 404, 405)
    cast.upper_run.refresh_from_db()
    assert cast.upper_run.state == "issued"


def test_of_a_run_of_the_unit_above_a_branch_sees_its_own_peoples_grants(cast, client):
    client.force_login(cast.north.officers["welfare_officer"])
    shown = client.get(reverse("welfare:grant_list")).content.decode()
    assert "Mid-Autumn" in shown and NORTH in shown and SOUTH not in shown


def test_a_department_reads_the_slip_and_nothing_of_the_question(cast, client):
    question = cast.north.rows["taken_question"]
    slip = referrals.refer_question(question, cast.south.unit, text="请说明", by=cast.north.officers["desk_counsellor"])
    client.force_login(cast.south.officers["department_liaison"])
    for page in ("referral_detail", "referral_slip"):
        answer = client.get(reverse(f"consultation:{page}", args=[slip.pk]))
        assert answer.status_code == 200
        assert question.title not in answer.content.decode()
        assert f"{NORTH}工人" not in answer.content.decode()
    assert client.get(question.get_absolute_url()).status_code == 403
    assert client.get(reverse("consultation:question_file", kwargs=cast.north.rows["question_file"])).status_code == 404


def test_departments_of_another_union_are_not_offered(cast):
    elsewhere = make.unit("外单位", kind="union")
    make.officer(elsewhere, post="department_liaison")
    offered = ReferForm(case=cast.north.rows["taken_question"]).fields["unit"]
    assert isinstance(offered, ModelChoiceField)
    assert set(offered.queryset or ()) == {cast.north.unit, cast.south.unit}


def test_the_asker_never_gets_the_file_of_an_internal_note(cast, client):
    client.force_login(cast.north.worker)
    assert (
        client.get(reverse("consultation:my_question_file", kwargs=cast.north.rows["hidden_file"])).status_code == 404
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
def test_a_file_of_elsewhere_is_not_had_through_a_row_of_ones_own(name, row, file, cast, walker):
    own, foreign = cast.north.rows[row], cast.south.rows[row]
    reader = walk.actor(cast, "the worker" if "my_" in name else "superuser")
    assert walker.ask(reader, "get", reverse(name, kwargs=own)).body == f"{NORTH}附件".encode()
    assert walker.ask(reader, "get", reverse(name, kwargs=own | {file: foreign[file]})).status == 404


def test_a_receipt_code_opens_the_files_of_its_own_case_only(cast, walker):
    nobody, code = walk.actor(cast, "nobody"), {"code": cast.north.rows["receipt"]}
    own, foreign = (
        reverse("consultation:follow_file", kwargs=branch.rows["nameless_file"]) for branch in (cast.north, cast.south)
    )
    assert walker.ask(nobody, "post", own, code).body == f"{NORTH}附件".encode()
    assert walker.ask(nobody, "post", foreign, code).status == 404
    assert NORTH not in walker.ask(nobody, "post", own, {"code": "0" * 16}).text


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
def test_no_search_and_no_filter_reaches_over_to_the_other_branch(name, post, asked, cast, walker):
    actor = walk.actor(cast, f"{post} there")
    unit = cast.south.unit
    for text in {"q": [f"{SOUTH}工人", cast.south.rows["question"].number], "unit": [unit.code, unit.pk]}[asked]:
        answer = walker.ask(
            actor, "get", reverse(name), {asked: text, "state": "all" if "consultation" in name else ""}
        )
        # What was typed may stand in its box again.
        assert f"{SOUTH}工人" not in answer.text.replace(f'value="{SOUTH}工人"', "")
        assert f"{SOUTH}提问" not in answer.text and f"{SOUTH}慰问" not in answer.text


def test_in_the_admin_a_plan_moves_only_where_plans_may_be_changed(cast, client):
    """An officer of the north who also audits the south sees both units, and changes plans in the north alone."""
    officer, plan = cast.north.officers["welfare_officer"], cast.north.rows["plan"]
    make.appoint(officer, "auditor", cast.south.unit)
    client.force_login(officer)
    form = {"name": plan.name, "festival": plan.festival, "amount": 1, "form": "goods", "lead_days": 3}
    here = reverse("admin:welfare_plan_change", args=[plan.pk])
    assert client.post(here, form | {"unit": cast.south.unit.pk}).status_code == 200
    assert Plan.objects.get(pk=plan.pk).unit == cast.north.unit
    assert client.post(here, form | {"unit": cast.north.unit.pk}).status_code == 302


def test_events_of_no_unit_are_for_whoever_sees_every_union(cast, client):
    chair = make.officer(cast.union, post="chair")
    audit.record("login.failed", by=None, label="某人登录")
    client.force_login(chair)
    assert "某人登录" in client.get("/audit/").content.decode()
    make.unit("外单位", kind="union")
    assert "某人登录" not in client.get("/audit/").content.decode()

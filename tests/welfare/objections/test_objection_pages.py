"""Officers publish lists, print them for the board, and decide objections; each page and each refusal."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from welfare.choices import ObjectionKind
from welfare.front.desk import home_context, runs_in_progress, waiting_objections, waiting_runs
from welfare.grants.models.grants import Grant
from welfare.objections import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit(name="北分会")


@pytest.fixture
def worker(unit):
    return make.worker(unit, name="王一")


@pytest.fixture
def run(unit, worker):
    return make.published_run(unit)


@pytest.fixture
def objection(run, worker):
    return actions.make_objection(run, kind=ObjectionKind.AMOUNT, text="少了一百元", by=worker.user)


def test_the_welfare_officer_makes_an_approved_list_public(client, unit, worker):
    run = make.approved_run(unit, notice_days=5)
    client.force_login(make.officer(unit))
    assert "Make the list public" in client.get(run.get_absolute_url()).text
    client.post(reverse("welfare:run_publish", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "in_notice"
    assert "In public notice until" in client.get(run.get_absolute_url()).text
    assert client.post(reverse("welfare:run_issue", args=[run.pk])).status_code == 422


def test_the_notice_is_printed_for_the_board(client, run):
    client.force_login(make.officer(run.unit))
    response = client.get(reverse("welfare:run_notice_file", args=[run.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_an_officer_upholds_and_says_what_is_due_instead(client, run, objection):
    client.force_login(make.officer(run.unit, "finance_officer"))
    page = client.get(objection.get_absolute_url()).text
    assert "少了一百元" in page
    address = reverse("welfare:objection_uphold", args=[objection.pk])
    refused = client.post(address, {"due": "400", "reason": ""})
    assert refused.status_code == 422
    assert 'value="400"' in refused.text
    same = client.post(address, {"due": "300", "reason": "是"})
    assert "on the list already" in same.text
    client.post(address, {"due": "400", "reason": "标准为400元"})
    objection.refresh_from_db()
    assert (objection.state, objection.due) == ("upheld", 400)
    assert not Grant.objects.filter(run=run).exists()


def test_the_reason_is_read_by_the_objector_on_their_phone(client, run, worker, objection):
    actions.reject_objection(objection, by=make.officer(run.unit, "finance_officer"), reason="标准为300元")
    client.force_login(worker.user)
    assert "标准为300元" in client.get(reverse("welfare:my_objection", args=[objection.pk])).text


def test_who_made_the_list_is_offered_no_decision(client, run, objection):
    made = run.approvals.first().by
    client.force_login(made)
    page = client.get(objection.get_absolute_url()).text
    assert "somebody else decides" in page
    response = client.post(reverse("welfare:objection_reject", args=[objection.pk]), {"reason": "r"})
    assert response.status_code == 422


def test_the_list_and_its_export_name_no_objector(client, run, objection):
    client.force_login(make.officer(run.unit, "auditor"))
    page = client.get(reverse("welfare:objection_list") + "?state=open").text
    assert "北分会" in page
    export = b"".join(client.get(reverse("welfare:objection_export") + "?format=csv").streaming_content).decode()
    for text in (page, export):
        assert "少了一百元" not in text
        assert "王一" not in text


def test_objections_wait_on_the_desk_of_those_who_may_decide(run, unit, objection):
    free, approver = make.officer(unit, "finance_officer"), run.approvals.first().by
    assert [item.url for item in waiting_objections(free)] == [objection.get_absolute_url()]
    assert waiting_objections(approver) == []
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        assert waiting_objections(free)[0].urgent == "overdue"


def test_the_desk_says_which_lists_are_public_and_which_can_be_issued(run, unit):
    officer = make.officer(unit)
    assert [one.state for one in runs_in_progress(officer)["runs"]] == [f"public until {run.notice_until}"]
    assert waiting_runs(officer) == []
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        assert [item.kind for item in waiting_runs(officer)] == ["issue"]


def test_the_home_page_leads_to_public_lists(client, run, worker):
    assert [notice.run for notice in home_context(worker.user)["public_lists"]] == [run]
    client.force_login(worker.user)
    assert reverse("welfare:public_notice", args=[run.pk]) in client.get("/").text


def test_the_api_gives_the_callers_own_line(client, run, worker):
    client.force_login(worker.user)
    (line,) = client.get("/api/v1/my/lines/").json()["results"]
    assert (line["run"], line["amount"], line["public_until"]) == (run.pk, "300.00", run.notice_until.isoformat())


def test_a_new_plan_proposes_five_working_days(client, unit):
    client.force_login(make.officer(unit))
    page = client.get(reverse("welfare:plan_new")).text
    assert 'name="notice_days" value="5"' in page

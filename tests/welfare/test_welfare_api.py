import pytest

from tests import factories as make
from tests.people import api_client_of
from welfare.runs.actions import review as actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return make.run_in_review()


def test_runs_in_reach_are_read(run):
    make.counted_run()
    found = api_client_of(make.officer(run.unit)).get("/api/v1/runs/").json()["results"]
    assert [(row["id"], row["state"], row["heads"], row["cost"]) for row in found] == [
        (run.pk, "in_review", 1, "300.00")
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"state": "in_review"}, 1), ({"state": "issued"}, 0), ({"unit": "x"}, 0), ({"occasion": "mid_autumn:2026"}, 1)],
)
def test_runs_are_filtered(run, asked, found):
    assert len(api_client_of(make.officer(run.unit)).get("/api/v1/runs/", asked).json()["results"]) == found


def test_a_run_goes_through_its_steps(run):
    chair, finance = make.officer(run.unit, "chair"), make.officer(run.unit, "finance_officer")
    officer = make.officer(run.unit)
    address = f"/api/v1/runs/{run.pk}/"
    assert api_client_of(chair).post(f"{address}return/", {}).status_code == 400
    assert api_client_of(chair).post(f"{address}return/", {"reason": "漏人"}).json()["state"] == "counted"
    assert api_client_of(officer).post(f"{address}submit/").json()["state"] == "in_review"
    assert api_client_of(chair).post(f"{address}approve/", {"note": "同意"}).json()["state"] == "in_review"
    refused = api_client_of(chair).post(f"{address}approve/")
    assert (refused.status_code, "already" in refused.json()["detail"]) == (409, True)
    assert refused.json()["code"] == "approved_already"
    assert api_client_of(finance).post(f"{address}approve/").json()["state"] == "approved"
    assert api_client_of(officer).post(f"{address}issue/").json()["state"] == "issued"


def test_steps_ask_for_their_own_right_in_the_runs_unit(run):
    auditor = api_client_of(make.officer(run.unit, "auditor"))
    assert auditor.get(f"/api/v1/runs/{run.pk}/").status_code == 200
    assert auditor.post(f"/api/v1/runs/{run.pk}/approve/").status_code == 403
    stranger = api_client_of(make.officer(make.unit(), "chair"))
    assert stranger.get(f"/api/v1/runs/{run.pk}/").status_code == 404
    assert stranger.post(f"/api/v1/runs/{run.pk}/approve/").status_code == 404
    assert api_client_of(make.account(make.worker())).get("/api/v1/runs/").status_code == 403
    assert run.approvals.count() == 0


def test_grants_of_issued_runs_are_read_within_reach(run):
    issued = make.issued_run()
    officer = api_client_of(make.officer(issued.unit, "group_leader"))
    assert [row["run"] for row in officer.get("/api/v1/grants/").json()["results"]] == [issued.pk]
    assert officer.get("/api/v1/grants/", {"received": "true"}).json()["results"] == []
    assert api_client_of(make.officer(run.unit, "group_leader")).get("/api/v1/grants/").json()["results"] == []


def test_a_worker_reads_and_receives_only_their_own():
    worker = make.worker()
    grant = make.issued_run(worker.unit).grants.get()
    assert api_client_of(make.account(make.worker())).get(f"/api/v1/my/grants/{grant.pk}/").status_code == 404
    mine = api_client_of(make.account(worker))
    assert [row["id"] for row in mine.get("/api/v1/my/grants/").json()["results"]] == [grant.pk]
    assert mine.post(f"/api/v1/my/grants/{grant.pk}/receive/").json()["received_at"]
    assert mine.post(f"/api/v1/my/grants/{grant.pk}/receive/").status_code == 200
    assert mine.get("/api/v1/grants/").status_code == 403


def test_a_late_receipt_of_a_closed_run_is_refused_with_a_reason():
    worker = make.worker()
    run = make.issued_run(worker.unit)
    actions.close_run(run, by=make.user(), reason="过期")
    answer = api_client_of(make.account(worker)).post(f"/api/v1/my/grants/{run.grants.get().pk}/receive/")
    assert (answer.status_code, "closed" in answer.json()["detail"]) == (409, True)
    assert answer.json()["code"] == "list_closed"

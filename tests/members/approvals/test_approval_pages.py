"""The pages of approvals: what waits for me, what I decided, rules with their trial, the desk."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from members.approvals import desk
from members.approvals.models import ApprovalRound, ApprovalRule
from members.deputies.actions import name_deputy
from office.models import AuditEvent
from tests import factories as make
from tests.people import api_client_of, log_in
from tests.queries import queries_of
from welfare.budgets.actions import propose_budget

pytestmark = pytest.mark.django_db


def waiting(kind, row):
    return ApprovalRound.objects.get(kind=kind, object_id=row.pk, state="open")


def proposed(unit, *, by=None, year=2026):
    line = make.budget_line(unit, amount=10, year=year)
    return propose_budget(line, Decimal(50_000), by=by or make.user(), reason="增补")


def test_an_officer_approves_from_the_list_of_what_waits(client, union):
    change = proposed(union)
    chair = log_in(client, union, "chair")
    address = waiting("budget", change).get_absolute_url()
    assert address in client.get("/approvals/").content.decode()
    page = client.get(address)
    assert page.context["may_approve"] and "增补" in page.content.decode()
    assert [item.url for item in desk.waiting(chair)] == [address]
    assert client.post(f"{address}approve/").status_code == 302
    assert address not in client.get("/approvals/").content.decode()
    decided = client.get("/approvals/decided/")
    assert [row.round.object_id for row in decided.context["page"]] == [change.pk]
    assert "¥50,000.00" in decided.content.decode()


def test_what_one_decided_is_exported_and_printed_and_the_log_says_so(client, union):
    change = proposed(union)
    log_in(client, union, "chair")
    client.post(f"{waiting('budget', change).get_absolute_url()}approve/")
    body = b"".join(client.get("/approvals/decided/export/?format=csv").streaming_content).decode()
    assert "50000" in body and str(union) in body
    assert "50,000" in b"".join(client.get("/approvals/decided/export/?format=print").streaming_content).decode()
    assert AuditEvent.objects.filter(verb="approval.export").count() == 2


def test_a_deputy_without_any_other_right_approves_on_the_page_and_over_the_api(client, union):
    chair, deputy = make.officer(union, "chair", name="王主席"), make.officer(union, "desk_counsellor")
    now = timezone.now()
    name_deputy(
        chair.appointments.get(), deputy, starts_at=now, ends_at=now + timedelta(days=1), reason="休假", by=chair
    )
    make.member(union)
    run = make.run_in_review(union)
    client.force_login(deputy)
    address = waiting("run", run).get_absolute_url()
    assert client.get(run.get_absolute_url()).status_code == 403
    assert client.post(f"/welfare/runs/{run.pk}/approve/").status_code == 403
    assert "王主席" in client.get("/approvals/").content.decode()
    assert [item.note for item in desk.waiting(deputy)] == ["for 王主席"]
    assert client.post(f"{address}approve/").status_code == 302
    assert run.approvals.get().for_whom == chair
    change = proposed(union, year=2027)
    answer = api_client_of(deputy).post(f"/api/v1/approvals/{waiting('budget', change).pk}/approve/")
    assert answer.json()["decisions"][0]["for_whom"] == "王主席"


def test_the_trial_names_the_people_and_who_is_missing(client, union, branch):
    log_in(client, union, "chair")
    make.officer(branch, "branch_chair", name="赵分会")
    make.officer(union, "branch_chair", name="钱总会")
    post = make.officer(make.unit(), "branch_chair").appointments.get().post
    sent = {"kind": "budget", "unit": branch.code, "min_amount": "0", "days": "3", "needed_1": "2"}
    sent |= {"post_1": post.pk, "whose_1": "own"}
    answer = client.post("/approvals/rules/new/", sent, follow=True)
    assert "too few people" in answer.content.decode() and "钱总会" in answer.content.decode()
    page = client.get("/approvals/rules/", {"kind": "budget", "unit": branch.code, "amount": "50000"}).content.decode()
    assert "赵分会" in page and "钱总会" in page and "1 person is missing" in page


def test_a_rule_for_any_sum_says_so_in_words(client, union):
    log_in(client, union, "chair")
    page = client.get(f"/approvals/rules/?kind=budget&unit={union.code}&amount=50000").content.decode()
    assert "≥" not in page and "any sum" in page
    rule = ApprovalRule.objects.filter(kind="budget").first()
    assert rule is not None
    rule.min_amount = Decimal(50_000)
    assert rule.sums == "from ¥50,000.00 on"


def test_a_rule_is_refused_where_the_post_may_not_approve(client, union):
    log_in(client, union, "chair")
    post = make.officer(union, "desk_counsellor").appointments.get().post
    sent = {"kind": "budget", "unit": "HQ", "min_amount": "0", "days": "3", "needed_1": "1", "post_1": post.pk}
    assert client.post("/approvals/rules/new/", sent).status_code == 422
    assert not ApprovalRule.objects.filter(unit=union).exists()


def test_the_list_takes_as_many_queries_for_many_as_for_few(client, union):
    log_in(client, union, "chair")
    proposed(union)
    few = queries_of(client, "/approvals/")
    for year in range(2027, 2035):
        proposed(union, year=year)
    assert queries_of(client, "/approvals/") == few


def test_the_submitter_withdraws_and_urges_on_the_page_and_others_do_not(client, union):
    officer = log_in(client, union, "finance_officer")
    change = proposed(union, by=officer)
    make.approver(union)
    address = waiting("budget", change).get_absolute_url()
    assert client.post(f"{address}urge/").status_code == 302
    assert client.post(f"{address}urge/").status_code == 422
    log_in(client, union, "chair")
    assert client.post(f"{address}withdraw/").status_code == 403
    client.force_login(officer)
    assert client.post(f"{address}withdraw/").status_code == 302
    change.refresh_from_db()
    assert change.state == "withdrawn"


def test_a_stranger_finds_no_approval(client, union):
    address = waiting("budget", proposed(union)).get_absolute_url()
    for user in (make.officer(make.unit(), "chair"), make.account(make.worker())):
        client.force_login(user)
        for step in ("", "approve/", "return/"):
            assert client.post(f"{address}{step}").status_code in (404, 405)
        assert client.get(address).status_code == 404

"""Cancelling, correcting, revoking and opening again: what becomes of the money, the grants and the members."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.concurrency import at_once, refusals
from tests.people import log_in
from welfare.budgets.checking import disagreements
from welfare.budgets.models import BudgetEntry
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions as receipts
from welfare.runs.actions import announcing, clearing, corrections, counting, opening, review
from welfare.runs.actions.following_up import family_of
from welfare.runs.actions.settling import settle_all, standing_of
from welfare.runs.figures import collected_by_branch
from welfare.runs.models.runs import Run
from welfare.runs.models.slices import Slice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_slices(monkeypatch):
    monkeypatch.setattr("welfare.runs.rules.SLICE_SIZE", 2)


@pytest.fixture
def union():
    unit = make.unit(kind="union")
    for _ in range(5):
        make.member(unit)
    return unit


def receive(run, *, heads):
    """Sign for the first members of an issued run."""
    for grant in run.grants.order_by("pk")[:heads]:
        receipts.sign_grant(grant, by=make.user(), reason="已在纸质签领表上签字")


def sums(run):
    """Return what is reserved and spent on the run's line, which its ledger must confirm."""
    line = review.require_budget_line(Run.objects.get(pk=run.pk))
    line.refresh_from_db()
    assert disagreements() == []
    return line.reserved, line.spent


def last_event(run):
    return AuditEvent.objects.about(run).last()


def test_cancelling_moves_the_money_at_once_and_deletes_slice_by_slice(union):
    run = make.approved_run(union)
    cancelled = review.cancel_run(run, by=make.user(), reason="改期")
    assert (cancelled.state, sums(run), run.grants.count()) == ("cancelling", (0, 0), 5)
    assert Slice.objects.to_clear().count() == 3
    assert clearing._clear_next(set()) is not None
    assert (Slice.objects.to_clear().count(), run.grants.count()) == (2, 3)
    assert clearing.clear_all() == 2
    run.refresh_from_db()
    assert (run.state, run.grants.count(), run.slices.count()) == ("cancelled", 0, 0)
    assert [event.verb for event in AuditEvent.objects.about(run)][-2:] == ["run.cancel", "run.cleared"]
    assert clearing.clear_all() == 0


def test_a_slice_that_cannot_be_cleared_stops_no_other_and_is_tried_again(union, monkeypatch):
    run = make.approved_run(union)
    review.cancel_run(run, by=make.user(), reason="改期")
    bad, clear = run.slices.earliest("pk"), clearing.clear_slice

    def fail_once(part):
        if part.pk == bad.pk:
            raise OSError("disk full")
        clear(part)

    with monkeypatch.context() as patch:
        patch.setattr(clearing, "clear_slice", fail_once)
        assert clearing.clear_all() == 3
    bad.refresh_from_db()
    run.refresh_from_db()
    assert (run.state, run.grants.count(), bad.attempts, bad.error) == ("cancelling", 2, 1, "disk full")
    assert clearing.clear_all() == 1
    run.refresh_from_db()
    assert run.state == "cancelled"


def test_a_run_is_opened_anew_once_it_is_cancelled_and_not_before(union):
    run = make.counted_run(union)
    review.cancel_run(run, by=make.user(), reason="标准错了")
    with pytest.raises(NotAllowed, match="just being cancelled"):
        opening.open_run(run.plan, by=make.user(), on=date(2026, 9, 5))
    clearing.clear_all()
    again = opening.open_run(run.plan, by=make.user(), on=date(2026, 9, 5))
    counting.count_all()
    again.refresh_from_db()
    assert (again.state, again.heads) == ("counted", 5)


def test_counting_again_deletes_nothing_in_the_request_and_leaves_nobody_behind(union):
    run = make.counted_run(union)
    gone = run.grants.earliest("member").member
    gone.unit = make.unit()
    gone.save()
    counting.recount_run(run, by=make.user())
    assert run.grants.count() == 5
    assert counting.count_all() == 2
    run.refresh_from_db()
    assert (run.state, run.heads, run.grants.filter(member=gone).count()) == ("counted", 4, 0)


def test_counting_again_a_run_whose_members_are_all_gone_leaves_no_grant(union):
    run = make.counted_run(union)
    elsewhere = make.unit()
    for grant in run.grants.select_related("member"):
        grant.member.unit = elsewhere
        grant.member.save()
    counting.recount_run(run, by=make.user())
    counting.count_all()
    run.refresh_from_db()
    assert (run.state, run.heads, Grant.objects.count()) == ("counted", 0, 0)


@pytest.mark.parametrize("state", ["counted", "in_review", "approved", "issued", "closed"])
def test_the_database_deletes_grants_only_while_their_run_is_counted_or_cancelled(union, state):
    run = {
        "counted": make.counted_run,
        "in_review": make.run_in_review,
        "approved": make.approved_run,
        "issued": make.issued_run,
        "closed": make.issued_run,
    }[state](union)
    if state == "closed":
        review.close_run(run, by=make.user(), reason="x")
    with pytest.raises(InternalError, match="cannot be deleted"), transaction.atomic():
        run.grants.all().delete()


def test_the_database_cancels_no_run_that_still_gives_or_holds_money(union):
    run = make.approved_run(union)
    for state in ("cancelling", "counted"):
        with pytest.raises(InternalError, match="still reserved"), transaction.atomic():
            Run.objects.filter(pk=run.pk).update(state=state)
    review.cancel_run(run, by=make.user(), reason="改期")
    with pytest.raises(InternalError, match="grants of this run are left"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="cancelled")


def test_an_approved_run_is_corrected_and_approved_anew(union):
    run = make.approved_run(union)
    approvers = [one.by for one in run.approvals]
    corrected = corrections.correct_run(run, by=make.user(), reason="漏了新员工")
    assert (corrected.state, corrected.round, corrected.line, corrected.submitted_by) == ("counted", 2, None, None)
    assert sums(run) == (0, 0)
    assert last_event(run).changes == {"was": "approved", "released": "1500.00"}
    make.member(union)
    counting.recount_run(corrected, by=make.user())
    counting.count_all()
    corrected.refresh_from_db()
    again = review.submit_run(corrected, by=make.user())
    review.approve_run(again, by=approvers[0])
    assert again.state == "in_review"
    approved = review.approve_run(Run.objects.get(pk=run.pk), by=approvers[1])
    assert (approved.state, approved.heads, sums(run)) == ("approved", 6, (1800, 0))


def test_earlier_approvals_approve_nothing_in_the_database_either(union):
    run = corrections.correct_run(make.approved_run(union), by=make.user(), reason="漏了新员工")
    review.submit_run(run, by=make.user())
    with pytest.raises(InternalError, match="approvals are missing"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="approved", line=review.budget_line_of(run))


def test_who_corrects_a_run_does_not_approve_it_afterwards(union):
    run, officer = make.approved_run(union), make.user()
    make.appoint(officer, "chair", union)
    corrections.correct_run(run, by=officer, reason="漏了新员工")
    review.submit_run(run, by=make.user())
    with pytest.raises(NotAllowed, match="entered this run yourself"):
        review.approve_run(run, by=officer)


def test_a_slice_is_revoked_with_its_run_locked_before_its_grants(union):
    corrections.revoke_run(make.issued_run(union), by=make.user(), reason="品种发错")
    with CaptureQueriesContext(connection) as queries:
        clearing.clear_all()
    said = [query["sql"] for query in queries]
    lock = next(at for at, sql in enumerate(said) if 'FROM "welfare_run"' in sql and "FOR NO KEY UPDATE" in sql)
    assert lock < next(at for at, sql in enumerate(said) if "UPDATE welfare_grant" in sql)


def test_several_runs_are_locked_in_the_order_of_their_keys_before_the_first_is_settled(union):
    runs = [make.issued_run(union), make.issued_run(union, festival="national", on=date(2026, 10, 1))]
    with CaptureQueriesContext(connection) as queries:
        settle_all([run.pk for run in reversed(runs)], by=None)
    said = [query["sql"] for query in queries][:4]
    assert ["FOR NO KEY UPDATE" in sql for sql in said] == [False, True, True, False]
    assert [f'"id" = {run.pk} ' in sql for run, sql in zip(runs, said[1:3], strict=True)] == [True, True]


def test_what_was_not_collected_is_revoked_and_its_money_goes_back_at_once(union):
    run = make.issued_run(union)
    receive(run, heads=2)
    assert sums(run) == (0, 1500)
    revoked = corrections.revoke_run(run, by=make.user(), reason="品种发错")
    assert (revoked.state, revoked.revoking, sums(run)) == ("closed", True, (0, 600))
    assert last_event(run).changes == {"received": 2, "revoked": 3, "refunded": "900.00"}
    assert clearing.clear_all() == 3
    run.refresh_from_db()
    assert (run.revoking, run.revoked_heads, run.revoked_cost) == (False, 3, 900)
    assert (run.grants.count(), Grant.with_revoked.filter(run=run).count(), run.live_heads) == (2, 5, 2)
    [row] = collected_by_branch(run)
    family = family_of(run)
    assert (row.heads, row.missing, family.heads, family.cost) == (2, 0, 2, 600)
    assert sums(run) == (0, 600)


def test_who_has_lost_a_benefit_may_receive_from_another_run_and_who_received_may_not(union):
    run = make.issued_run(union)
    receive(run, heads=2)
    corrections.revoke_run(run, by=make.user(), reason="品种发错")
    clearing.clear_all()
    other = make.counted_run(union, amount=Decimal(200))
    assert (other.heads, other.cost) == (3, 600)
    assert set(other.grants.values_list("member", flat=True)).isdisjoint(run.grants.values_list("member", flat=True))


def test_members_are_told_of_a_revoked_benefit_and_see_it_no_more(client, union):
    account = make.user()
    make.member(union, user=account)
    run = make.issued_run(union)
    corrections.revoke_run(run, by=make.user(), reason="品种发错")
    clearing.clear_all()
    announcing.write_all_notices()
    assert "was revoked before you received it" in Notice.objects.filter(to=account).latest("pk").text
    assert not Grant.objects.own(account).exists()


def test_a_receipt_and_a_revocation_at_once_are_one_of_both(union, transactional_db):
    run = make.issued_run(union)
    officer, grant = make.user(), run.grants.earliest("pk")
    refusals(
        at_once(
            lambda: bool(receipts.sign_grant(Grant.objects.get(pk=grant.pk), by=officer, reason="签字")),
            lambda: bool(corrections.revoke_run(Run.objects.get(pk=run.pk), by=officer, reason="发错")),
        )
    )
    clearing.clear_all()
    kept = Grant.with_revoked.get(pk=grant.pk)
    assert (kept.received_at is None) == (kept.revoked_at is not None)
    assert sums(run) == (0, 300 if kept.received_at else 0)


def test_the_database_revokes_only_what_is_left_of_such_a_run_and_never_takes_it_back(union):
    run = make.issued_run(union)
    receive(run, heads=1)
    now = timezone.now()
    with pytest.raises(InternalError, match="only what is left"), transaction.atomic():
        run.grants.filter(received_at=None).update(revoked_at=now)
    corrections.revoke_run(run, by=make.user(), reason="发错")
    with pytest.raises(Exception, match="what_is_received_is_not_revoked"), transaction.atomic():
        run.grants.exclude(received_at=None).update(revoked_at=run.revoked_at or Run.objects.get(pk=run.pk).revoked_at)
    clearing.clear_all()
    with pytest.raises(InternalError, match="stays revoked"), transaction.atomic():
        Grant.with_revoked.filter(run=run).exclude(revoked_at=None).update(revoked_at=None)


def test_goods_that_nobody_collected_stay_spent_when_the_run_is_closed_and_opened_again(union):
    run = make.issued_run(union)
    receive(run, heads=2)
    review.close_run(run, by=make.user(), reason="过期未领，物资退回库房")
    assert sums(run) == (0, 1500)
    opened = corrections.reopen_run(run, by=make.user(), reason="有人补领")
    assert (opened.state, opened.closed_at, sums(run)) == ("issued", None, (0, 1500))
    receive(run, heads=3)
    assert standing_of(run).received_heads == 3
    assert last_event(run).verb == "run.reopen"


def test_a_run_that_everybody_received_is_not_opened_again(union):
    run = make.issued_run(union)
    receive(run, heads=5)
    review.close_run(run, by=make.user())
    with pytest.raises(NotAllowed, match="Everybody has received"):
        corrections.reopen_run(run, by=make.user(), reason="x")
    with pytest.raises(NotAllowed, match="moved on"):
        corrections.revoke_run(run, by=make.user(), reason="x")


@pytest.mark.parametrize("step", ["correct_run", "revoke_run", "reopen_run"])
def test_nothing_is_put_right_without_a_reason(union, step):
    run = {"correct_run": make.approved_run, "revoke_run": make.issued_run, "reopen_run": make.issued_run}[step](union)
    if step == "reopen_run":
        review.close_run(run, by=make.user(), reason="x")
    with pytest.raises(NotAllowed, match="Say why"):
        getattr(corrections, step)(run, by=make.user(), reason=" ")


PAGES = {
    "cancel": ("approved_run", ["5 members are on this list", "¥1,500.00 are released"]),
    "correct": ("approved_run", ["¥1,500.00 are released", "2 approvals count no longer"]),
    "revoke": (
        "issued_run",
        ["2 members, ¥600.00", "¥900.00 go back to", "¥600.00 stay spent", "3 members are revoked"],
    ),
    "close": ("issued_run", ["3 members, ¥900.00", "¥900.00 for what nobody collected stay spent"]),
    "reopen": ("closed", ["2 members, ¥600.00", "3 members, ¥900.00", "It stays as it is"]),
}


@pytest.mark.parametrize("step", PAGES)
def test_each_page_says_beforehand_what_it_means_and_then_does_it(client, union, step):
    maker, said = PAGES[step]
    run = make.issued_run(union) if maker == "closed" else getattr(make, maker)(union)
    if run.state == "issued":
        receive(run, heads=2)
    if maker == "closed":
        review.close_run(run, by=make.user(), reason="x")
    log_in(client, union, "welfare_officer")
    address = f"/welfare/runs/{run.pk}/{step}/"
    page = client.get(address).content.decode()
    for words in said:
        assert words in page
    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert client.post(address, {"reason": "核对后更正"}).status_code == 302
    assert client.get(f"/welfare/runs/{run.pk}/").status_code == 200
    clearing.clear_all()
    assert client.get(f"/welfare/runs/{run.pk}/").status_code == 200


def test_a_closed_run_reopened_gives_the_same_line_to_the_ledger_once(union):
    run = make.issued_run(union)
    line = review.require_budget_line(run)
    for _time in range(3):
        review.close_run(Run.objects.get(pk=run.pk), by=make.user(), reason="x")
        corrections.reopen_run(Run.objects.get(pk=run.pk), by=make.user(), reason="y")
    assert line.entries.count() == 3  # appropriation, reserve, spend: goods stay spent
    assert BudgetEntry.objects.filter(line=line, kind="refund").count() == 0

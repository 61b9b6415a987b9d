"""Money that a bank returns goes back to the budget, and is spent again when it is paid anew: once each time."""

import pytest

from office.errors import NotAllowed
from office.held_about_me import reasons_to_keep
from office.models import Notice
from tests import factories as make
from tests.concurrency import at_once, results
from tests.factories import payment as pay
from tests.people import log_in
from welfare.budgets import ledger
from welfare.budgets.checking import disagreements
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetEntry, BudgetLine
from welfare.budgets.year_ends import approve_year_end, propose_year_end
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions as receipts
from welfare.handing_out.taking_back import cancel_receipt
from welfare.payment.actions import answers, batches, making
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.runs.actions import clearing, corrections, review
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(kind="union", code="HQ")


@pytest.fixture
def run(union):
    return pay.money_run(union)


def spent(run):
    """Return what is spent on the run's line, which its ledger must confirm; nothing may stay reserved."""
    line = BudgetLine.objects.get(pk=run.line_id)
    assert (line.reserved, disagreements()) == (0, [])
    return line.spent


def lines_of(batch):
    return PaymentLine.objects.filter(file__batch=batch).order_by("pk")


def returned_payment(run, *, reason="系统繁忙"):
    """Pay the run; the bank pays the first line and returns the second."""
    batch = pay.sent_payment(run)
    first, second = lines_of(batch)
    said = [pay.answer_line(first), pay.answer_line(second, "失败", reason=reason)]
    return batch, pay.taken_answer(batch, said)


def close(run):
    return review.close_run(Run.objects.get(pk=run.pk), by=make.user(), reason="年终")


def test_what_the_bank_returns_goes_back_once_and_is_spent_again_when_made_anew(union, run):
    returned_payment(run)
    assert spent(run) == 300
    (refund,) = BudgetEntry.objects.filter(kind="refund")
    assert (refund.amount, refund.cause_kind, refund.cause_id) == (300, "run", run.pk)
    anew = pay.payment(run)
    assert (lines_of(anew).get().replaces is not None, spent(run)) == (True, 600)
    batches.cancel_batch(anew, by=make.user(), reason="重做")
    batches.clear_cancelled()
    assert spent(run) == 300
    assert batches.clear_cancelled() == 0 and spent(run) == 300
    last = pay.sent_payment(run)
    pay.taken_answer(last, [pay.answer_line(lines_of(last).get())])
    assert spent(run) == 600
    assert Grant.objects.received().count() == 2


def test_money_that_comes_back_late_goes_back_too(union, run):
    batch = pay.sent_payment(run)
    pay.taken_answer(batch, [pay.answer_line(line) for line in lines_of(batch)])
    assert spent(run) == 600
    close(run)
    pay.taken_answer(batch, [pay.answer_line(lines_of(batch)[0], "退回", reason="已销户")])
    assert spent(run) == 300


def test_an_answer_that_is_taken_back_spends_again_what_it_had_given_back(union, run):
    _batch, answer = returned_payment(run)
    answers.undo_answer(answer, by=make.user(), reason="发错文件")
    answers.undo_all()
    assert spent(run) == 600


def test_an_answer_is_not_taken_back_when_its_money_has_gone_elsewhere(union, run):
    _batch, answer = returned_payment(run)
    line = BudgetLine.objects.get(pk=run.line_id)
    ledger.reserve(line, line.left, cause=Cause("books", 1), by=None)
    with pytest.raises(NotAllowed, match=r"¥0\.00 left, and ¥300\.00 is needed"):
        answers.undo_answer(answer, by=make.user(), reason="发错文件")
    with pytest.raises(NotAllowed, match=r"¥0\.00 left, and ¥300\.00 is needed"):
        pay.payment(run)
    assert PaymentBatch.objects.count() == 1


def test_where_the_money_has_gone_meanwhile_the_answer_stays_taken_and_its_officer_is_told(union, run):
    _batch, answer = returned_payment(run)
    officer = make.user()
    answers.undo_answer(answer, by=officer, reason="发错文件")
    line = BudgetLine.objects.get(pk=run.line_id)
    ledger.reserve(line, line.left, cause=Cause("books", 1), by=None)
    assert answers.undo_all() == 0
    answer.refresh_from_db()
    assert (answer.undo_at, answer.in_force) == (None, True)
    assert "could not be taken back" in Notice.objects.get(to=officer).text
    assert answers.undo_all() == 0


def test_money_that_nobody_was_paid_goes_back_when_the_run_is_closed_and_is_spent_again_when_opened(union):
    run = pay.money_run(union, people=3)
    receipts.sign_grant(run.grants.earliest("pk"), by=make.user(), reason="现金签领")
    closed = close(run)
    assert spent(run) == 300
    corrections.reopen_run(closed, by=make.user(), reason="补发")
    assert spent(run) == 900
    batch = pay.sent_payment(Run.objects.get(pk=run.pk))
    close(run)
    assert spent(run) == 900  # with the bank
    pay.taken_answer(batch, [pay.answer_line(line, "失败", reason="已销户") for line in lines_of(batch)])
    assert spent(run) == 300


def test_a_closed_run_is_not_opened_again_without_the_money_for_it(union, run):
    closed = close(run)
    line = BudgetLine.objects.get(pk=run.line_id)
    ledger.reserve(line, line.left, cause=Cause("books", 1), by=None)
    for by, told in ((make.user(), "too little left"), (make.officer(union, post="finance_officer"), r"¥600\.00")):
        with pytest.raises(NotAllowed, match=told):
            corrections.reopen_run(closed, by=by, reason="补发")
    assert Run.objects.get(pk=run.pk).state == "closed"


def test_a_payment_cancelled_after_its_run_was_closed_gives_its_money_back(union, run):
    batch = pay.payment(run)
    close(run)
    assert spent(run) == 600
    batches.cancel_batch(batch, by=make.user(), reason="重做")
    batches.clear_cancelled()
    assert spent(run) == 0


def test_what_is_with_the_bank_is_not_revoked_and_what_it_returned_is(union):
    run = pay.money_run(union, people=3)
    batch = pay.sent_payment(run)
    first, second, third = lines_of(batch)
    answer = pay.taken_answer(batch, [pay.answer_line(first), pay.answer_line(second, "失败", reason="系统繁忙")])
    corrections.revoke_run(run, by=make.user(), reason="金额有误")
    clearing.clear_all()
    assert spent(run) == 600
    assert set(run.grants.values_list("pk", flat=True)) == {first.grant_id, third.grant_id}
    with pytest.raises(NotAllowed, match="has been revoked"):
        answers.undo_answer(answer, by=make.user(), reason="x")
    assert not batches.payable(Run.objects.all()).exists()
    pay.taken_answer(batch, [pay.answer_line(third, "失败", reason="系统繁忙")])
    assert spent(run) == 300


def test_an_answer_stays_taken_when_its_benefit_was_revoked_before_a_worker_took_it_back(union, run):
    _batch, answer = returned_payment(run)
    officer = make.user()
    answers.undo_answer(answer, by=officer, reason="发错文件")
    corrections.revoke_run(run, by=make.user(), reason="金额有误")
    clearing.clear_all()
    assert answers.undo_all() == 0
    answer.refresh_from_db()
    assert (answer.undo_at, answer.in_force) == (None, True)
    assert "has been revoked" in Notice.objects.get(to=officer).text


def test_a_run_is_not_revoked_while_a_payment_of_it_has_not_gone_to_the_bank(union):
    run = pay.money_run(union, people=2)
    batch = pay.payment(run)
    with pytest.raises(NotAllowed, match="has not gone to the bank yet"):
        corrections.revoke_run(run, by=make.user(), reason="金额有误")
    batches.cancel_batch(batch, by=make.user(), reason="重做")
    batches.clear_cancelled()
    corrections.revoke_run(run, by=make.user(), reason="金额有误")
    clearing.clear_all()
    assert (run.grants.count(), spent(run)) == (0, 0)


def test_money_handed_over_in_cash_after_the_bank_returned_it_is_spent_again(union, run):
    returned_payment(run)
    grant = Grant.objects.get(received_at=None)
    receipts.sign_grant(grant, by=make.user(), reason="现金签领")
    assert spent(run) == 600
    cancel_receipt(Grant.objects.get(pk=grant.pk), by=make.user(), reason="没领到")
    assert spent(run) == 300
    signing = make.signing_of(Grant.objects.filter(pk=grant.pk))
    assert spent(run) == 600
    receipts.undo_signing(signing, by=make.user(), reason="没领到")
    assert spent(run) == 300


def test_what_comes_back_after_the_year_was_closed_is_paid_anew_by_the_next_year(union, run, time_machine):
    line = BudgetLine.objects.get(pk=run.line_id)
    batch = pay.sent_payment(run)
    time_machine.move_to("2027-01-15T09:00:00+08:00")
    closing = propose_year_end(union, year=2026, treatments={line.pk: "carry"}, by=make.user(), reason="年终结转")
    while closing.state == "proposed":
        closing = approve_year_end(closing, by=make.approver(union))
    pay.taken_answer(batch, [pay.answer_line(one, "失败", reason="系统繁忙") for one in lines_of(batch)])
    following = BudgetLine.objects.get(unit=union, year=2027, kind="winter")
    left = following.left
    assert spent(run) == 0
    again = pay.sent_payment(run)
    following.refresh_from_db()
    assert (following.spent, following.left, disagreements()) == (600, left - 600, [])
    pay.taken_answer(again, [pay.answer_line(one, "失败", reason="系统繁忙") for one in lines_of(again)])
    following.refresh_from_db()
    assert (following.spent, following.left, disagreements()) == (0, left, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_32_threads_return_remake_cancel_close_and_open_and_the_sums_agree(union):
    run = pay.money_run(union, people=8)
    version = pay.bank_profile(union, rows_per_file=2)
    batch = pay.sent_payment(run, version)
    given = [pay.bank_answer(batch, [pay.answer_line(line, "失败", reason="系统繁忙")]) for line in lines_of(batch)[:6]]
    for answer in given:
        answers.confirm_answer(answer, by=make.user())
    officers = [make.user() for _ in range(8)]

    def act(place):
        by = officers[place % 8]

        def work():
            fresh = Run.objects.get(pk=run.pk)
            match place % 4:
                case 0:
                    pay.process(given[(place // 4) % 6])
                case 1:
                    made = batches.make_batch(union, version, [fresh], purpose="补发", by=by)
                    making.make_all_files()
                    if place % 8 == 1:
                        batches.cancel_batch(made, by=by, reason="重做")
                        batches.clear_cancelled()
                case 2:
                    review.close_run(fresh, by=by, reason="年终")
                case _:
                    corrections.reopen_run(fresh, by=by, reason="补发")

        return work

    results(at_once(*(act(place) for place in range(32))))
    making.make_all_files()
    batches.clear_cancelled()
    run.refresh_from_db()
    live = PaymentLine.objects.filter(grant__run=run, state__in=["made", "sent", "paid"])
    owed = sum(live.values_list("amount", flat=True))
    waiting = Grant.objects.filter(run=run).exclude(payment_lines__isnull=False)
    assert not waiting.exists()
    assert spent(run) == owed
    assert len({*live.values_list("grant", flat=True)}) == live.count()


def test_whoever_releases_sees_which_account_has_changed_and_took_no_part_in_returning_it(client, union, run):
    batch, answer = returned_payment(run, reason="账号不存在")
    line = lines_of(batch).get(state="returned")
    line.grant.member.set_bank_card("6222020200000099999")
    line.grant.member.save()
    anew = pay.payment(run)
    log_in(client, union, "chair")
    page = client.get(anew.get_absolute_url()).content.decode()
    assert f"**** {line.account_tail}" in page and "**** 9999" in page and "账号不存在" in page
    assert "changed" in page
    with pytest.raises(NotAllowed, match="somebody else has to release"):
        batches.release_batch(anew, by=answer.by)
    assert batches.release_batch(anew, by=make.user()).state == "released"


def test_nobody_is_erased_while_a_payment_of_a_closed_run_is_with_the_bank(union, run):
    batch = pay.sent_payment(run)
    close(run)
    first, second = lines_of(batch)
    keys = [first.grant.member_id, second.grant.member_id]
    pay.taken_answer(batch, [pay.answer_line(first)])
    assert [[str(reason) for reason in reasons_to_keep(keys)[key]] for key in keys] == [
        [],
        ["A payment to this person is with the bank."],
    ]

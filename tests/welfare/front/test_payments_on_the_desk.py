"""Whom a payment waits for sees it on the desk and among the approvals."""

import pytest

from tests import factories as make
from tests.factories import payment as pay
from welfare.front import desk
from welfare.payment.actions import batches, fetching
from welfare.payment.models.batches import PaymentBatch

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(kind="union", code="HQ")


def waiting(user):
    return [(row.url, row.kind) for row in desk.waiting_payments(user)]


def test_each_step_of_a_payment_waits_on_the_desk_of_who_may_do_it(union):
    finance, chair = make.officer(union, "finance_officer"), make.officer(union, "chair")
    batch = pay.payment(pay.money_run(union, people=1), by=finance)
    address = batch.get_absolute_url()
    assert (waiting(finance), waiting(chair)) == ([], [(address, "release the payment")])
    batch = batches.release_batch(batch, by=chair)
    assert (waiting(finance), waiting(chair)) == ([(address, "fetch the files for the bank")], [])
    fetching.fetch_file(batch.files.get(), by=finance)
    fetching.mark_sent()
    assert waiting(finance) == []
    answer = pay.bank_answer(batch, [pay.answer_line(batch.files.get().lines.get())])
    assert waiting(finance) == [(answer.get_absolute_url(), "take the bank's answer")]
    stranger = make.officer(make.unit(kind="union", code="ZZ"), "chair")
    assert waiting(stranger) == []


def test_who_made_a_payment_is_not_asked_to_release_it(union):
    chair = make.officer(union, "chair")
    pay.payment(pay.money_run(union, people=1), by=chair)
    assert desk.payments_to_release(chair) == []


def test_files_that_failed_wait_for_who_makes_payments(union):
    finance = make.officer(union, "finance_officer")
    batch = pay.payment(pay.money_run(union, people=1), by=finance)
    making = PaymentBatch.objects.create(
        unit=union, version=batch.version, purpose="春节慰问", made_by=make.user(), attempts=3
    )
    assert waiting(finance) == [(making.get_absolute_url(), "try again to make the files")]


def test_the_desk_and_the_approvals_show_the_payment_to_be_released(client, union):
    batch = pay.payment(pay.money_run(union, people=1))
    client.force_login(make.officer(union, "chair"))
    for address in ("/desk/", "/approvals/"):
        page = client.get(address).content.decode()
        assert batch.get_absolute_url() in page and "release the payment" in page
    assert "Nothing else waits for your approval" in page


def test_a_payment_is_found_by_its_number_its_lines_numbers_purpose_and_unit_in_reach_only(client, union):
    batch = pay.payment(pay.money_run(union, people=1))
    line = batch.files.get().lines.get()
    words = [batch.number, line.number, f"附言{line.number}", "中秋慰问", union.name]
    client.force_login(make.officer(union, "finance_officer"))
    for text in words:
        assert batch.get_absolute_url() in client.get("/search/", {"q": text}).content.decode(), text
    client.force_login(make.officer(make.unit(kind="union", code="ZZ"), "finance_officer"))
    for text in words:
        assert batch.get_absolute_url() not in client.get("/search/", {"q": text}).content.decode(), text
